"""What is measured, for which periods, and what is known of it."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _, pgettext_lazy

from vietnam.periods import PeriodKind


class MeasureUnit(TextChoices):
    """Lượt (times that somebody came) is never người (people)."""

    PEOPLE = "people", pgettext_lazy("unit", "people")
    TURNS = "turns", pgettext_lazy("unit", "turns")
    JOBS = "jobs", pgettext_lazy("unit", "jobs")
    SESSIONS = "sessions", pgettext_lazy("unit", "sessions")
    EMPLOYERS = "employers", pgettext_lazy("unit", "employers")
    PLACES = "places", pgettext_lazy("unit", "places")
    PERCENT = "percent", "%"
    POINTS = "points", pgettext_lazy("unit", "percentage points")

    @property
    def is_ratio(self) -> bool:
        """Never summed: a total is made anew from its numerators and denominators."""
        return self in (MeasureUnit.PERCENT, MeasureUnit.POINTS)


class Standing(TextChoices):
    """What is known about a figure; nothing of it is 0."""

    GIVEN = "given", _("Figure given")
    NOT_COLLECTED = "not_collected", _("Not collected")
    NOT_ASSESSED = "not_assessed", _("Cannot be assessed yet")
    MISSING = "missing", _("No figure yet")


# What an agency may write; a missing figure is one that nobody has written.
ENTERED_STANDINGS = [
    (each.value, each.label)
    for each in (Standing.GIVEN, Standing.NOT_COLLECTED, Standing.NOT_ASSESSED)
]


class ComputedSource(TextChoices):
    """Rows of the portal from which a figure is counted."""

    TAKEN_ON = "taken_on", _("People taken on for vacancies of the portal")
    ASKED_FOR = "asked_for", _("People asked for in published vacancies")
    EMPLOYERS = "employers", _("Employers verified")


PERIOD_KIND_LABELS = {
    PeriodKind.MONTH: _("Calendar month"),
    PeriodKind.QUARTER: _("Calendar quarter"),
    PeriodKind.HALF_YEAR: _("Calendar half-year"),
    PeriodKind.NINE_MONTHS: _("Calendar nine months"),
    PeriodKind.YEAR: _("Calendar year"),
    PeriodKind.OFFICIAL_MONTH: _("Official month (15th to 14th)"),
    PeriodKind.OFFICIAL_QUARTER: _("Official quarter (15th to 14th)"),
    PeriodKind.OFFICIAL_HALF_YEAR: _("Official half-year (15/12 to 14/6)"),
    PeriodKind.OFFICIAL_NINE_MONTHS: _("Official nine months (15/12 to 14/9)"),
    PeriodKind.OFFICIAL_YEAR: _("Official year (15/12 to 14/12)"),
}
# How often, by the months of a period.
RHYTHM_LABELS = {
    1: _("figures by month"),
    3: _("figures by quarter"),
    6: _("figures by half-year"),
    9: _("figures of nine months"),
    12: _("figures by year"),
}
PERIOD_KINDS = [(kind.value, label) for kind, label in PERIOD_KIND_LABELS.items()]
