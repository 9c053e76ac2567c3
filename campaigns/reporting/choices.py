"""What is reported for a period, and how far the period is."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _, pgettext_lazy


class Purpose(TextChoices):
    PLAN = "plan", _("Plan of the year")
    FIGURES = "figures", pgettext_lazy("report", "Figures and obstacles")


class PeriodStatus(TextChoices):
    """Agencies report while it is open. From merged on nobody writes, until it is reopened."""

    OPEN = "open", pgettext_lazy("reporting period", "Open")
    MERGED = "merged", pgettext_lazy("reporting period", "Added up")
    APPROVED = "approved", pgettext_lazy("reporting period", "Approved by the department")
    LOCKED = "locked", pgettext_lazy("reporting period", "Locked")


STATUS_TONES = {
    PeriodStatus.OPEN: "open",
    PeriodStatus.MERGED: "wait",
    PeriodStatus.APPROVED: "wait",
    PeriodStatus.LOCKED: "done",
}


class StepKind(TextChoices):
    """What was done with a period, in its history."""

    OPENED = "opened", pgettext_lazy("reporting step", "Opened")
    MERGED = "merged", pgettext_lazy("reporting step", "Added up by the labour department")
    APPROVED = "approved", pgettext_lazy("reporting step", "Approved by the labour department")
    LOCKED = "locked", pgettext_lazy("reporting step", "Approved by the office and locked")
    REOPENED = "reopened", pgettext_lazy("reporting step", "Opened again")
    PUBLISHED = "published", pgettext_lazy("reporting step", "Published")
