"""The parts of a demand sheet."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _, pgettext_lazy


class SheetPart(TextChoices):
    """The lists of a sheet: one of everything, or for a home province two."""

    ALL = "all", _("Demand")
    NAMED = "named", pgettext_lazy("demand sheet", "Wants its people by name")
    FREE = "free", pgettext_lazy("demand sheet", "Open to people from anywhere")
