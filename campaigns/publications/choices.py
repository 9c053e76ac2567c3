"""By what publications are counted."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _, pgettext_lazy


class CountedBy(TextChoices):
    OUTLET = "outlet", _("Outlet")
    CHANNEL = "channel", pgettext_lazy("media", "Channel")
    PROVINCE = "province", _("Province")
    MONTH = "month", _("Month")
