"""Reports of figures and plans of agencies, as kinds of the one mechanism of reports for a
period (recruitment/period_reports).
"""

import datetime
from functools import cache
from typing import Any, ClassVar

from django.db.models import Exists, OuterRef, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from agencies.bodies.choices import SeatRole
from agencies.bodies.models import Agency
from agencies.bodies.queries import reporting_agency
from agencies.people.permissions import Actor
from campaigns.audit.choices import CampaignAction
from campaigns.indicators.models import Indicator
from campaigns.permissions import CampaignPermission
from campaigns.reporting.choices import PeriodStatus, Purpose, StepKind
from campaigns.reporting.models import FigureReport, PlanReport, ReportingPeriod
from recruitment.period_reports.calendars import ReportCalendar
from recruitment.period_reports.kinds import ReportActions, ReportKind
from recruitment.period_reports.models import PeriodReport
from vietnam.dates import format_date
from vietnam.periods import Period, PeriodKind

# They see the reports of their own agency alone.
REPORTERS = frozenset(
    {
        SeatRole.OFFICER,
        SeatRole.VERIFIER,
        SeatRole.JOB_CENTRE,
        SeatRole.FEDERATION_COLLECTOR,
        SeatRole.NEWSROOM,
    }
)


class OpenedPeriods(ReportCalendar):
    """The periods of a kind that have been opened, with the days that their rules gave them."""

    has_due_day = True

    def __init__(self, kind: PeriodKind, purpose: Purpose) -> None:
        self.kind = kind
        self.purpose = purpose

    def periods_of(self, year: int) -> list[Period]:
        return Period.all_of(self.kind, year)

    def opens_on(self, period: Period) -> datetime.date:
        row = find_period(self.purpose, period)
        return row.opens_on if row else period.last

    def due_on(self, period: Period) -> datetime.date | None:
        row = find_period(self.purpose, period)
        return row.due_on if row else None


class PeriodFigures(ReportKind):
    """Figures and obstacles; one for each kind of period."""

    name = "figures"
    purpose = Purpose.FIGURES
    model: ClassVar[type[PeriodReport]] = FigureReport
    actions = ReportActions(
        CampaignAction.FIGURES_SUBMITTED,
        CampaignAction.FIGURES_RETURNED,
        CampaignAction.FIGURES_ACCEPTED,
        CampaignAction.FIGURES_REMINDED,
    )
    right_to_read = CampaignPermission.SEE_TARGETS
    right_to_write = CampaignPermission.ENTER_FIGURES
    reporter_roles = REPORTERS
    listed_figures = ()
    letter_due = "figures_due"
    letter_returned = "figures_returned"
    # What comes late is taken until the period is added up.
    is_taken_late = True

    def __init__(self, kind: PeriodKind) -> None:
        self.calendar = OpenedPeriods(kind, self.purpose)

    def is_owed_by(self, agency: Agency) -> bool:
        return agency.indicators.exists()

    def reporters_owing(self, due_on: datetime.date | None) -> QuerySet[Agency]:
        measures = Indicator.objects.filter(reporters=OuterRef("pk"))
        agencies: Any = Agency.objects
        owing: QuerySet[Agency] = agencies.valid(due_on or timezone.localdate())
        return owing.filter(Exists(measures))

    def reporters_seen_by(self, by: Actor) -> QuerySet[Agency]:
        agencies: Any = Agency.objects
        seen: QuerySet[Agency] = agencies.all()
        return seen.filter(pk=by.seat.agency_id) if by.seat.role in REPORTERS else seen

    def is_at_office(self, reporter: Agency, by: Actor) -> bool:
        return by.may(CampaignPermission.KEEP_REPORTS)

    def office_of(self, reporter: Agency) -> Agency | None:
        return reporting_agency(timezone.localdate())

    def explain_lock(self, period: Period) -> str:
        row = find_period(self.purpose, period)
        return explain_state(row) if row else _("This period has not been opened yet.")


class AgencyPlans(PeriodFigures):
    """The plan that each agency makes for itself at the beginning of the year."""

    name = "plan"
    purpose = Purpose.PLAN
    model = PlanReport
    actions = ReportActions(
        CampaignAction.PLAN_SUBMITTED,
        CampaignAction.PLAN_RETURNED,
        CampaignAction.PLAN_ACCEPTED,
        CampaignAction.PLAN_REMINDED,
    )


@cache
def report_kind(purpose: str, kind: PeriodKind) -> PeriodFigures:
    return (AgencyPlans if purpose == Purpose.PLAN else PeriodFigures)(kind)


def kind_of(row: ReportingPeriod) -> PeriodFigures:
    return report_kind(row.purpose, row.rule.kind)


def find_period(purpose: str, period: Period) -> ReportingPeriod | None:
    bounds = {"starts_on": period.first, "ends_on": period.last}
    return ReportingPeriod.objects.filter(purpose=purpose, **bounds).select_related("rule").first()


def explain_state(row: ReportingPeriod) -> str:
    """Why nobody writes for the period any more, by whom and since when; empty while it is
    open.
    """
    if row.is_open:
        return ""
    step = (
        row.steps.filter(step=STEP_OF_STATUS[PeriodStatus(row.status)])
        .select_related("seat__agency", "person")
        .last()
    )
    said = {
        PeriodStatus.MERGED: _(
            "The reports of this period have been added up by %(person)s (%(agency)s) on %(day)s."
        ),
        PeriodStatus.APPROVED: _(
            "This period has been approved by %(person)s (%(agency)s) on %(day)s."
        ),
        PeriodStatus.LOCKED: _(
            "This period has been approved and locked by %(person)s (%(agency)s) on %(day)s."
        ),
    }[PeriodStatus(row.status)]
    names = {
        "person": step.person.full_name if step and step.person else "–",
        "agency": step.seat.agency.display_name if step and step.seat else "–",
        "day": format_date(timezone.localdate(step.at)) if step else "–",
    }
    return f"{said % names} {_('To correct something, have it opened again.')}"


STEP_OF_STATUS = {
    PeriodStatus.OPEN: StepKind.OPENED,
    PeriodStatus.MERGED: StepKind.MERGED,
    PeriodStatus.APPROVED: StepKind.APPROVED,
    PeriodStatus.LOCKED: StepKind.LOCKED,
}
