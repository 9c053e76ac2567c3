"""Colleges and visits to them: entered, planned, held; graduates with their consent."""

import datetime
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _, gettext_lazy, override

from agencies.assignment.services import assign_task
from agencies.audit.services import record_action
from agencies.bodies.models import Province
from agencies.database.locking import lock_row
from agencies.errors import RuleError
from agencies.people.permissions import Actor
from agencies.privacy.services import store_consent_text
from agencies.registry import RetentionRule
from conferences.audit.choices import ConferenceAction
from conferences.colleges.choices import VisitState
from conferences.colleges.models import (
    College,
    CollegeVisit,
    FollowUp,
    InterestedGraduate,
    Major,
)
from conferences.partnerships.queries import host_agencies
from conferences.partnerships.services import require_keeper
from vietnam.dates import format_date
from vietnam.deadlines import StatedDeadline

PURPOSE = "graduate-called-about-jobs"
GRADUATES_KEPT = datetime.timedelta(days=180)
MOST_MAJORS = 60
MOST_GRADUATES = 1000
VISIT_FACTS = ("agency", "delegation", "day", "starts_at", "ends_at", "purpose")


# Colleges -----------------------------------------------------------------------------------------
@transaction.atomic
def enter_college(*, name: str, province: Province, note: str, by: Actor) -> College:
    require_keeper(by)
    if College.objects.filter(name=name, province=province).exists():
        raise RuleError(_("This college is entered already."), field="name")
    college = College.objects.create(
        name=name, province=province, note=note, entered_at=timezone.now(), entered_by=by.seat
    )
    record_action(ConferenceAction.COLLEGE_ENTERED, college, by=by, after={"name": name})
    return college


@transaction.atomic
def add_major(
    *, college: College, name: str, occupation: str, graduates: int | None, by: Actor
) -> Major:
    require_keeper(by)
    row = lock_row(College.objects.all(), college.pk)
    if row.majors.filter(name=name).exists():
        raise RuleError(_("This major is there already."), field="name")
    if row.majors.count() >= MOST_MAJORS:
        raise RuleError(_("A college has at most %(most)s majors.") % {"most": MOST_MAJORS})
    major = Major.objects.create(college=row, name=name, occupation=occupation, graduates=graduates)
    record_action(ConferenceAction.COLLEGE_CHANGED, row, by=by, after={"item": name})
    return major


@transaction.atomic
def remove_major(*, major: Major, by: Actor) -> None:
    """Removing what is gone already changes nothing."""
    require_keeper(by)
    row = lock_row(College.objects.all(), major.college_id)
    if row.majors.filter(pk=major.pk).delete()[0]:
        before = {"item": major.name}
        record_action(ConferenceAction.COLLEGE_CHANGED, row, by=by, before=before)


# Visits -------------------------------------------------------------------------------------------
@transaction.atomic
def plan_visit(*, college: College, by: Actor, **facts: Any) -> CollegeVisit:
    """`facts`: what VISIT_FACTS names."""
    require_keeper(by)
    _check_visit(facts)
    now = timezone.now()
    visit = CollegeVisit.objects.create(
        college=college, changed_at=now, entered_at=now, entered_by=by.seat, **facts
    )
    record_action(ConferenceAction.COLLEGE_VISIT_PLANNED, visit, by=by, after=_logged(visit))
    return visit


@transaction.atomic
def change_visit(*, visit: CollegeVisit, version: int, by: Actor, **facts: Any) -> CollegeVisit:
    require_keeper(by)
    row = _lock_planned(visit, version)
    _check_visit(facts)
    before = _logged(row)
    for name in VISIT_FACTS:
        setattr(row, name, facts[name])
    _touch(row)
    after = _logged(row)
    record_action(ConferenceAction.COLLEGE_VISIT_CHANGED, row, by=by, before=before, after=after)
    return row


@transaction.atomic
def cancel_visit(*, visit: CollegeVisit, version: int, reason: str, by: Actor) -> CollegeVisit:
    require_keeper(by)
    row = _lock_planned(visit, version)
    row.state = VisitState.CANCELLED
    row.reason = reason
    _touch(row)
    after = {"reason": reason}
    record_action(ConferenceAction.COLLEGE_VISIT_CANCELLED, row, by=by, after=after)
    return row


@transaction.atomic
def record_visit(
    *, visit: CollegeVisit, version: int, result: str, interested: int | None, by: Actor
) -> CollegeVisit:
    """What came of it. `interested`: graduates, counted; None where nobody has counted."""
    require_keeper(by)
    row = _lock_planned(visit, version)
    if row.day > timezone.localdate():
        raise RuleError(_("The visit has not been yet."))
    row.state = VisitState.HELD
    row.result = result
    row.interested = interested
    _touch(row)
    after = {"interested": interested}
    record_action(ConferenceAction.COLLEGE_VISIT_HELD, row, by=by, after=after)
    return row


@transaction.atomic
def add_follow_up(*, visit: CollegeVisit, text: str, due_on: datetime.date, by: Actor) -> FollowUp:
    """What was agreed, as a task of the agency that visited, with its reminders."""
    require_keeper(by)
    row = _lock(visit)
    if row.state != VisitState.HELD:
        raise RuleError(_("Enter first what came of the visit."))
    if due_on < timezone.localdate():
        raise RuleError(_("The deadline has to be today or later."), field="due_on")
    with override(settings.LANGUAGE_CODE):
        label = _("Visit to %(college)s") % {"college": row.college.name}
    task = assign_task(
        text=text,
        lead=row.agency,
        deadlines=[StatedDeadline.due_by(due_on, format_date(due_on))],
        by=by,
        source=(label, row.get_absolute_url()),
    )
    after = {"item": text, "due_on": format_date(due_on)}
    record_action(ConferenceAction.FOLLOW_UP_ASSIGNED, row, by=by, after=after)
    return FollowUp.objects.create(visit=row, task=task)


def _lock(visit: CollegeVisit) -> CollegeVisit:
    return lock_row(CollegeVisit.objects.select_related("college", "agency"), visit.pk)


def _lock_planned(visit: CollegeVisit, version: int) -> CollegeVisit:
    row = _lock(visit)
    if row.state != VisitState.PLANNED:
        raise RuleError(_("This visit has been or was cancelled: it stays as it is."))
    if row.version != version:
        raise RuleError(
            _("Somebody has changed this meanwhile. Look at it again; nothing was saved.")
        )
    return row


def _touch(row: CollegeVisit) -> None:
    row.version += 1
    row.changed_at = timezone.now()
    row.save()


def _check_visit(facts: dict[str, Any]) -> None:
    if facts["ends_at"] and facts["ends_at"] <= facts["starts_at"]:
        raise RuleError(_("It would end before it begins."), field="ends_at")
    if not host_agencies(timezone.localdate()).filter(pk=facts["agency"].pk).exists():
        raise RuleError(_("An agency of the host province visits."), field="agency")
    trip = facts["delegation"]
    if trip and not trip.starts_on <= facts["day"] <= trip.ends_on:
        words = _("The delegation travels from %(first)s to %(last)s.")
        days = {"first": format_date(trip.starts_on), "last": format_date(trip.ends_on)}
        raise RuleError(words % days, field="day")


def _logged(visit: CollegeVisit) -> dict[str, object]:
    return {
        "name": visit.college.name,
        "agency": visit.agency.name,
        "day": format_date(visit.day),
        "starts_at": f"{visit.starts_at:%H:%M}",
    }


# Graduates ----------------------------------------------------------------------------------------
def consent_words() -> str:
    # What the graduate agrees to, read out or signed on paper.
    return _(
        "I agree that the labour department keeps my name, phone number and major, only to call me "
        "about jobs that fit. They are deleted after 180 days, or at once when I ask for it."
    )


@transaction.atomic
def enter_graduate(
    *,
    visit: CollegeVisit,
    full_name: str,
    phone: str,
    major_name: str,
    has_consented: bool,
    by: Actor,
) -> InterestedGraduate:
    """A name only of who has consented; everybody else is counted."""
    require_keeper(by)
    row = _lock(visit)
    if not has_consented:
        raise RuleError(
            _("Without consent no name is kept: count the person instead."), field="has_consented"
        )
    if row.state != VisitState.HELD:
        raise RuleError(_("Enter first what came of the visit."))
    if row.graduates.filter(full_name=full_name, phone=phone).exists():
        raise RuleError(_("This person is entered already."), field="full_name")
    if row.graduates.count() >= MOST_GRADUATES:
        raise RuleError(_("More names than these are not kept for one visit."))
    graduate = InterestedGraduate.objects.create(
        visit=row,
        full_name=full_name,
        phone=phone,
        major_name=major_name,
        consent=store_consent_text(PURPOSE, consent_words()),
        registered_at=timezone.now(),
    )
    record_action(ConferenceAction.GRADUATE_ENTERED, row, by=by)
    return graduate


@transaction.atomic
def remove_graduate(*, graduate: InterestedGraduate, by: Actor) -> None:
    """At the graduate's wish; removing twice changes nothing."""
    require_keeper(by)
    row = _lock(graduate.visit)
    if row.graduates.filter(pk=graduate.pk).delete()[0]:
        record_action(ConferenceAction.GRADUATE_REMOVED, row, by=by)


def _expired_graduates(at: datetime.datetime) -> QuerySet[InterestedGraduate]:
    return InterestedGraduate.objects.filter(registered_at__lt=at - GRADUATES_KEPT)


GRADUATES = RetentionRule(
    "graduates", gettext_lazy("Graduates who asked to be called"), _expired_graduates
)
