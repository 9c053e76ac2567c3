"""The report on the use of labour: twice a year, by every employer that is verified."""

import datetime
from typing import Any

from django.db.models import Aggregate, Count, Q, QuerySet, Sum
from django.utils.translation import gettext, gettext_lazy as _

from agencies.bodies.choices import SeatRole
from agencies.bodies.models import Agency
from agencies.calendar.queries import current_policy, working_calendar
from agencies.people.permissions import Actor
from recruitment.audit.choices import RecruitmentAction
from recruitment.desks.queries import seen_from_desk
from recruitment.employers.choices import EmployerStatus
from recruitment.employers.models import Employer
from recruitment.employers.routing import may_judge
from recruitment.homes.queries import own_predecessors
from recruitment.period_reports.calendars import DAY, ReportCalendar
from recruitment.period_reports.kinds import HomeMeasure, ReportActions, ReportKind, ReportWords
from recruitment.permissions import RecruitmentPermission
from recruitment.usage.choices import Rating
from recruitment.usage.models import LabourOrigin, LabourUsageReport
from recruitment.vacancies.people_models import VacancyFill
from vietnam.deadlines import Bound, due_date
from vietnam.periods import Period


class HalfYears(ReportCalendar):
    """The two reports of a year (decree 145/2020/NĐ-CP, article 4, as amended): of its first half,
    and of all of it.
    """

    has_due_day = True

    def periods_of(self, year: int) -> list[Period]:
        return [Period.of_first_half(year), Period.of_year(year)]

    def opens_on(self, period: Period) -> datetime.date:
        return datetime.date(period.year, 5 if period.months == 6 else 11, 1)

    def due_on(self, period: Period) -> datetime.date:
        """“trước ngày 05/6”, “trước ngày 05/12”, as the province reads “trước ngày” and days
        off.
        """
        written = datetime.date(period.year, 6 if period.months == 6 else 12, 5)
        return due_date(written, Bound.BEFORE, current_policy().rules, working_calendar())


class LabourUsage(ReportKind):
    name = "usage"
    actions = ReportActions(
        RecruitmentAction.USAGE_SUBMITTED,
        RecruitmentAction.USAGE_RETURNED,
        RecruitmentAction.USAGE_ACCEPTED,
        RecruitmentAction.USAGE_REMINDED,
    )
    model = LabourUsageReport
    calendar = HalfYears()
    right_to_read = RecruitmentPermission.SEE_LABOUR_USE
    right_to_write = RecruitmentPermission.KEEP_LABOUR_USE
    reporter_roles = frozenset({SeatRole.EMPLOYER})
    words = ReportWords(
        name=_("report on the use of labour"),
        title=_("Use of labour"),
        title_of_period=_("Use of labour, %(period)s"),
        title_of_sum=_("Use of labour added up, %(period)s"),
        title_of_homes=_("Use of labour by home province, %(period)s"),
        reporter=_("Enterprise"),
        search=_("Name or tax code"),
        introduction=_("Numbers of people only, no names. An empty field counts as none."),
        homes=_("Workers from other provinces"),
        homes_help=_(
            "One line for each home province; those before the mergers stand below the one of "
            "today. Whose home you do not know: choose “Not told”. All others count as of this "
            "province."
        ),
        other_homes=_("This province"),
        homes_note=_("In people; quality: how many employers say so."),
        submit=_("Hand in the report"),
        submitted=_("The report is handed in."),
        nobody=_("No employer here. Those who are verified owe a report twice a year."),
        no_reports=_(
            "No report for this time yet. What employers hand in is added up here by itself."
        ),
    )
    figure_groups = (
        (_("Workers"), LabourUsageReport.WORKERS),
        (_("By skill level"), LabourUsageReport.SKILLS),
        (_("By contract"), LabourUsageReport.CONTRACTS),
    )
    questions = {
        "hired": _("Newly taken on since the last report"),
        "left": _("Left since the last report"),
    }
    optional_figures = frozenset({*LabourUsageReport.SKILLS, *LabourUsageReport.CONTRACTS})
    listed_figures = LabourUsageReport.WORKERS
    figure_parts = (("women", "total"),)
    figure_sums = (("total", LabourUsageReport.SKILLS), ("total", LabourUsageReport.CONTRACTS))
    homes_within = {"people": "total", "women": "women", "hired": "hired", "left": "left"}
    reporter_relations = ("employer__office", "employer__park")
    letters = (("first", -20), ("soon", -5), ("late", 1), ("later", 8))
    has_unknown_home = True
    is_taken_late = True
    is_paged = True
    home_remark = _("Quality, by employers")

    def is_owed_by(self, agency: Agency) -> bool:
        return hasattr(agency, "employer")

    def reporters_owing(self, due_on: datetime.date) -> QuerySet[Agency]:
        # Verified, and registered by the day on which the report is due.
        registered = Employer.objects.filter(
            status=EmployerStatus.VERIFIED, registered_at__date__lt=due_on + DAY
        )
        return Agency.objects.filter(employer__in=registered)

    def reporters_seen_by(self, by: Actor) -> QuerySet[Agency]:
        # A representative's own; for an office those at its desk.
        rows = Employer.objects.confirmed()
        is_own = by.seat.role == SeatRole.EMPLOYER
        seen = rows.filter(agency=by.seat.agency) if is_own else seen_from_desk(by, rows)
        return Agency.objects.filter(employer__in=seen)

    def is_at_office(self, reporter: Agency, by: Actor) -> bool:
        return may_judge(reporter.employer, by)

    def office_of(self, reporter: Agency) -> Agency:
        return reporter.employer.office

    def reporter_detail(self, reporter: Agency) -> str:
        employer = reporter.employer
        place = employer.park.name if employer.park else employer.ward
        return " · ".join(
            [
                f"{gettext('Tax code')} {employer.parsed_tax_code}",
                place,
                employer.office.display_name,
            ]
        )

    def filter_reporters(self, rows: QuerySet[Agency], words: list[str]) -> QuerySet[Agency]:
        for word in words:
            rows = rows.filter(Q(search_fold__contains=word) | Q(employer__tax_code__contains=word))
        return rows

    def prefill_report(
        self, reporter: Agency, period: Period, facts: dict[str, Any], homes: list[dict[str, Any]]
    ) -> tuple[dict[str, Any], list[dict[str, Any]]]:
        # With the provinces of the last one and with those taken on since it was asked for: nobody
        # but the employer knows how many work there now, or have left.
        fills = VacancyFill.objects.filter(
            vacancy__employer__agency=reporter,
            entered_at__date__gte=self.calendar.opens_on(self.calendar.period_before(period)),
        )
        hired = dict(fills.order_by().values_list("province").annotate(n=Sum("people")))
        own = {reporter.province_id, *own_predecessors(reporter.province_id)}
        elsewhere = dict.fromkeys(
            [*(line["province"] for line in homes), *(each for each in hired if each not in own)]
        )
        lines = [{"province": province, "hired": hired.get(province, "")} for province in elsewhere]
        return {"hired": sum(hired.values()) or ""}, lines

    @property
    def home_measures(self) -> dict[str, HomeMeasure]:
        # With how many of the people work in parks and clusters.
        of_lines = Sum(
            "people", filter=Q(report__reporter__employer__park__isnull=False), default=0
        )
        of_reports = Sum("total", filter=Q(reporter__employer__park__isnull=False), default=0)
        in_parks = {"in_parks": HomeMeasure(_("In parks and clusters"), of_lines, of_reports)}
        measures = super().home_measures
        return {
            name: (measures | in_parks)[name]
            for name in ("people", "women", "in_parks", "hired", "left")
        }

    def remark_aggregates(self) -> dict[str, Aggregate]:
        # How many employers say so, of each rating.
        return {rating: Count("pk", filter=Q(rating=rating)) for rating in Rating.values}

    def format_remark(self, sums: dict[str, int]) -> str:
        # “Tốt 3, Khá 1”.
        return ", ".join(f"{rating.label} {sums[rating]}" for rating in Rating if sums[rating])

    def format_line_remark(self, line: LabourOrigin) -> str:
        return line.get_rating_display()


LABOUR_USAGE = LabourUsage()
