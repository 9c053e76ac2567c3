"""How a report stands, and how an agency stands with the report of one period."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class ReportStatus(TextChoices):
    """A report that is returned is not handed in; one that is accepted is closed to who has written
    it.
    """

    SUBMITTED = "submitted", _("Handed in")
    RETURNED = "returned", _("Asked to complete")
    ACCEPTED = "accepted", _("Accepted")


class ReportState(TextChoices):
    """`SUBMITTED` where no day is set by which the report is owed."""

    MISSING = "missing", _("Not handed in")
    RETURNED = "returned", _("Asked to complete")
    LATE = "late", _("Handed in late")
    IN_TIME = "in_time", _("Submitted on time")
    SUBMITTED = "submitted", _("Handed in")


ReportState.OWING = frozenset({ReportState.MISSING, ReportState.RETURNED})


class UnknownHome:
    """Chosen for people whose home nobody knows; the report's line has no province."""

    VALUE = "khong-khai"

    def __str__(self) -> str:
        return self.VALUE
