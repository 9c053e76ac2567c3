"""Counting who lodges in a commune, month by month."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from agencies.audit.services import record
from agencies.bodies.choices import AgencyLevel
from agencies.bodies.models import Agency
from agencies.deadline_calendar.queries import YearMonth
from agencies.errors import RuleError
from agencies.people.permissions import Actor
from recruitment.audit.choices import RecruitmentAction
from recruitment.desks.queries import SEES_ALL
from recruitment.lodging.models import LodgingOrigin, LodgingReport
from recruitment.permissions import Permission
from vietnam.numbers import format_number


def may_count(commune: Agency, by: Actor) -> bool:
    """The commune itself, and who coordinates, for what came on paper."""
    is_own = by.seat.agency_id == commune.pk and commune.level == AgencyLevel.COMMUNE
    return by.may(Permission.KEEP_LODGING) and (is_own or by.seat.role in SEES_ALL)


def is_open(month: YearMonth, by: Actor) -> bool:
    """A commune counts the running month and the one before; who coordinates also earlier ones."""
    today = timezone.localdate()
    running = YearMonth(today.year, today.month)
    return month in (running, running.earlier) or (month < running and by.seat.role in SEES_ALL)


def faults_of(facts: dict[str, int], origins: list[dict]) -> dict[str, str]:
    """By field, in words; `origins` for the home provinces together."""
    faults = {}
    for part, whole in (("women", "people"), ("free_rooms", "rooms")):
        if facts[part] > facts[whole]:
            said = {"part": format_number(facts[part]), "total": format_number(facts[whole])}
            faults[part] = _("%(part)s is more than the %(total)s in all.") % said
    parts = sum(origin["people"] for origin in origins)
    if parts > facts["people"]:
        said = {"parts": format_number(parts), "total": format_number(facts["people"])}
        faults["origins"] = (
            _("The home provinces add up to %(parts)s, more than the %(total)s in all.") % said
        )
    return faults


@transaction.atomic
def count_lodgers(
    *,
    commune: Agency,
    month: YearMonth,
    version: int,
    facts: dict[str, int],
    origins: list[dict],
    by: Actor,
) -> LodgingReport:
    """The count of a month, or its correction; `version` is that of the count which was corrected,
    0 without one.

    `facts`: LodgingReport.FIGURES; `origins`: `province` and `people` of each home province.
    """
    if not may_count(commune, by):
        raise RuleError(_("Only the commune counts who lodges there."))
    if not is_open(month, by):
        raise RuleError(
            _(
                "This month is closed. If it has to be corrected, write to the coordinating "
                "department."
            )
        )
    for field, message in faults_of(facts, origins).items():
        raise RuleError(message, field=field)
    Agency.objects.select_for_update(no_key=True).get(pk=commune.pk)
    report = LodgingReport.objects.filter(commune=commune, month=month.span[0]).first()
    if (report.version if report else 0) != version:
        raise RuleError(
            _("Somebody has counted this month meanwhile. Look at it again; nothing was saved.")
        )
    report = report or LodgingReport(commune=commune, month=month.span[0])
    before = {name: getattr(report, name) for name in facts} if report.pk else None
    for name, value in facts.items():
        setattr(report, name, value)
    report.entered_at, report.entered_by, report.entered_person = timezone.now(), by.seat, by.person
    report.version += 1
    report.save()
    report.origins.all().delete()
    LodgingOrigin.objects.bulk_create(LodgingOrigin(report=report, **origin) for origin in origins)
    record(
        RecruitmentAction.LODGERS_COUNTED,
        report,
        by=by,
        before=before,
        after=facts | {"month": str(month), "agency": commune.name},
    )
    return report
