"""States of what is asked about a task."""

from typing import ClassVar

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _, pgettext_lazy


class ExtensionStatus(TextChoices):
    """What became of a request for a later date (gia hạn)."""

    ASKED = "asked", _("Waiting for an answer")
    GRANTED = "granted", pgettext_lazy("extension", "Granted")
    AMENDED = "amended", _("Granted with another date")
    REFUSED = "refused", pgettext_lazy("extension", "Refused")
    LAPSED = "lapsed", _("No longer needed")

    GIVEN: ClassVar[frozenset["ExtensionStatus"]]


ExtensionStatus.GIVEN = frozenset({ExtensionStatus.GRANTED, ExtensionStatus.AMENDED})


class ClearanceStatus(TextChoices):
    """What a clearing agency (duyệt) says about a submitted result before it can be accepted."""

    ASKED = "asked", _("To be cleared")
    CLEARED = "cleared", pgettext_lazy("clearance", "Cleared")
    REFUSED = "refused", pgettext_lazy("clearance", "Not cleared")
    LAPSED = "lapsed", _("No longer needed")
