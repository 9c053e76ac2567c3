"""How waves stand, and kinds of their files."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _, pgettext_lazy


class FileKind(TextChoices):
    DATA = "data", _("Demand for labour of the day")
    KIT = "kit", _("File of the media kit")


class WaveState(TextChoices):
    """How a wave stands on a day."""

    PLANNED = "planned", _("Being prepared")
    PUBLISHED = "published", pgettext_lazy("wave", "Published")
    LATE = "late", _("Nothing published yet")
    CANCELLED = "cancelled", pgettext_lazy("wave", "Cancelled")
