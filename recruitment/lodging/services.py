"""The count of who lodges in a commune: every month, by the commune."""

import datetime

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _, pgettext_lazy

from agencies.bodies.choices import AgencyLevel, SeatRole
from agencies.bodies.models import Agency
from agencies.people.permissions import Actor
from recruitment.audit.choices import RecruitmentAction
from recruitment.desks.queries import SEES_ALL, labour_department
from recruitment.employers.queries import host_provinces
from recruitment.lodging.models import LodgingReport
from recruitment.period_reports.calendars import Months
from recruitment.period_reports.kinds import ReportActions, ReportKind, ReportWords
from recruitment.permissions import RecruitmentPermission


class Lodging(ReportKind):
    name = "lodging"
    actions = ReportActions(
        RecruitmentAction.LODGING_SUBMITTED,
        RecruitmentAction.LODGING_RETURNED,
        RecruitmentAction.LODGING_ACCEPTED,
        RecruitmentAction.LODGING_REMINDED,
    )
    model = LodgingReport
    calendar = Months()
    right_to_read = RecruitmentPermission.SEE_LODGING
    right_to_write = RecruitmentPermission.KEEP_LODGING
    reporter_roles = frozenset({SeatRole.OFFICER})
    words = ReportWords(
        name=_("lodging count"),
        title=_("Lodging by commune"),
        title_of_period=_("Lodging of workers from other provinces, %(period)s"),
        title_of_sum=_("Lodging added up, %(period)s"),
        title_of_homes=_("Lodgers by home province, %(period)s"),
        reporter=pgettext_lazy("table", "Commune"),
        search=pgettext_lazy("table", "Commune"),
        introduction=_("Numbers of people only, no names."),
        homes=_("By home province"),
        homes_help=_(
            "One line for each home province, those before the mergers too. What you leave out "
            "counts as not told."
        ),
        other_homes=_("Home not told"),
        homes_note=_("Numbers of people only, no names."),
        submit=_("Save the count"),
        submitted=_("The count is saved."),
        nobody=_("No commune of the province is in the register of agencies yet."),
        no_reports=_(
            "No commune has counted this month yet. What communes count is added up here by itself."
        ),
    )
    figure_groups = ((_("Lodging"), LodgingReport.FIGURES),)
    questions = {"people": _("People from other provinces who stay for a time")}
    listed_figures = LodgingReport.FIGURES
    compared_figure = "people"
    figure_parts = (("women", "people"), ("free_rooms", "rooms"))
    homes_within = {"people": "people"}

    def is_owed_by(self, agency: Agency) -> bool:
        return agency.level == AgencyLevel.COMMUNE

    def reporters_owing(self, due_on: datetime.date | None) -> QuerySet[Agency]:
        return _communes().valid(timezone.localdate())

    def reporters_seen_by(self, by: Actor) -> QuerySet[Agency]:
        rows = _communes()
        return rows if by.seat.role in SEES_ALL else rows.filter(pk=by.seat.agency_id)

    def is_at_office(self, reporter: Agency, by: Actor) -> bool:
        return by.seat.role in SEES_ALL

    def office_of(self, reporter: Agency) -> Agency | None:
        province = reporter.province
        return labour_department(province, timezone.localdate()) if province else None


def _communes() -> QuerySet[Agency]:
    # Those of the provinces that use the portal, also those that have ended.
    return Agency.objects.filter(
        level=AgencyLevel.COMMUNE, province__in=host_provinces(timezone.localdate())
    )


LODGING = Lodging()
