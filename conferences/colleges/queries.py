"""Colleges with their majors, the open vacancies that fit them, and visits there."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count, Exists, Max, OuterRef, QuerySet, Subquery, Sum
from django.utils import timezone
from django.utils.translation import gettext as _

from agencies.people.permissions import Actor
from agencies.registry import CalendarEvent, CalendarSpan
from agencies.tasks.choices import OccurrenceStatus
from agencies.tasks.occurrence_models import Occurrence
from conferences.colleges.choices import HIGH_SKILLS, VisitState
from conferences.colleges.models import College, CollegeVisit, FollowUp, Major
from conferences.permissions import ConferencePermission
from recruitment.vacancies.models import Vacancy


def visible_colleges(by: Actor) -> QuerySet[College]:
    rows = College.objects.select_related("province")
    return rows if by.may(ConferencePermission.SEE_COLLEGES) else rows.none()


def visible_visits(by: Actor) -> QuerySet[CollegeVisit]:
    rows = CollegeVisit.objects.select_related("college__province", "agency", "delegation")
    return rows if by.may(ConferencePermission.SEE_COLLEGES) else rows.none()


def colleges_for_list(by: Actor) -> QuerySet[College]:
    """Each with `majors_taught`, `last_visit` and `interested`, added over its visits."""
    visits = CollegeVisit.objects.filter(college=OuterRef("pk")).order_by().values("college")
    held = visits.filter(state=VisitState.HELD)
    majors = Major.objects.filter(college=OuterRef("pk")).order_by().values("college")
    return visible_colleges(by).annotate(
        majors_taught=Subquery(majors.annotate(n=Count("pk")).values("n")),
        last_visit=Subquery(held.annotate(last=Max("day")).values("last")),
        interested=Subquery(held.annotate(n=Sum("interested")).values("n")),
    )


@dataclass(frozen=True)
class MajorDemand:
    """A major beside what is open for it now: vacancies of its occupation that ask for a
    certificate or degree, and the people wanted for them.
    """

    major: Major
    vacancies: int
    people: int


def demand_for_majors(majors: Iterable[Major]) -> list[MajorDemand]:
    """One query for all of them."""
    known = list(majors)
    open_now = Vacancy.objects.shown().open(timezone.localdate())
    fitting = open_now.filter(
        occupation__in={major.occupation for major in known}, skill__in=HIGH_SKILLS
    )
    sums = fitting.order_by().values_list("occupation")
    found = {
        occupation: (count, people)
        for occupation, count, people in sums.annotate(n=Count("pk"), people=Sum("headcount"))
    }
    return [MajorDemand(major, *found.get(major.occupation, (0, 0))) for major in known]


def follow_ups_with_states(visit: CollegeVisit) -> QuerySet[FollowUp]:
    """Each with its task, and whether that is open."""
    own = Occurrence.objects.filter(task=OuterRef("task"))
    return visit.follow_ups.select_related("task__lead").annotate(
        is_open=Exists(own.filter(status__in=OccurrenceStatus.OPEN)),
        due_on=Subquery(own.order_by("due_on").values("due_on")[:1]),
    )


# The calendar -------------------------------------------------------------------------------------
USUAL_LENGTH = datetime.timedelta(hours=1)
"""Of a visit for which no end is known."""


def visit_events(asked: CalendarSpan) -> list[CalendarEvent]:
    """Visits that are not cancelled, for who sees colleges."""
    rows = CollegeVisit.objects.exclude(state=VisitState.CANCELLED)
    rows = rows.filter(day__range=(asked.first, asked.last))
    if not ConferencePermission.SEE_COLLEGES.is_given_to(asked.seat.role):
        return []
    if asked.agency is not None:
        rows = rows.filter(agency=asked.agency)
    return [_event(row) for row in rows.select_related("college__province", "agency")]


def _event(row: CollegeVisit) -> CalendarEvent:
    state = VisitState(row.state)
    first = timezone.make_aware(datetime.datetime.combine(row.day, row.starts_at))
    last = first + USUAL_LENGTH
    if row.ends_at:
        last = timezone.make_aware(datetime.datetime.combine(row.day, row.ends_at))
    return CalendarEvent(
        kind="college-visit",
        key=row.pk,
        made_at=row.entered_at,
        changed_at=row.changed_at,
        title=_("Visit to %(college)s") % {"college": row.college.name},
        url=row.get_absolute_url(),
        first=first,
        last=last,
        state=state.label,
        tone=state.tone,
        place=row.college.province.name,
        details=(row.agency.display_name,),
        sequence=row.version,
    )
