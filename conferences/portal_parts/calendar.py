"""Conferences and their line tests in the calendar and its feeds."""

import datetime

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext as _

from agencies.calendar.periods import start_of_day
from agencies.people.models import Seat
from agencies.people.permissions import Permission
from agencies.registry import CalendarEvent, CalendarSpan
from conferences.line_tests.choices import LineRound
from conferences.line_tests.queries import HOUR_BEFORE
from conferences.meetings.choices import ConferenceState
from conferences.meetings.models import Conference, Point
from conferences.meetings.queries import conference_event, points_of_agency
from conferences.permissions import ConferencePermission

ONE_DAY = datetime.timedelta(days=1)
TEST_TAKES = datetime.timedelta(minutes=30)


def conference_events(asked: CalendarSpan) -> list[CalendarEvent]:
    """Two queries. Whoever sees all conferences finds all of them under "all agencies"; everybody
    else those to which the agency is invited or at which it has a point.
    """
    role = asked.seat.role
    if not ConferencePermission.SEE_CONFERENCES.is_given_to(role):
        return []
    rows = _announced(asked.first, asked.last + ONE_DAY).select_related("host")
    if asked.agency is not None or not Permission.SEE_ALL_TASKS.is_given_to(role):
        rows = rows.filter(_concerns(asked.agency or asked.seat.agency_id, asked.seat))
    conferences = list(rows)
    tested = _tested_by(asked, conferences)
    events = [conference_event(each) for each in conferences]
    for each in conferences:
        if each.pk in tested:
            events += _line_tests(each)
    return [
        each for each in events if asked.first <= each.last_day and each.first_day <= asked.last
    ]


def _announced(first: datetime.date, until: datetime.date) -> QuerySet[Conference]:
    # Those within the days, or whose line test is.
    begin, end = start_of_day(first), start_of_day(until)
    within = Q(ends_at__gte=begin, starts_at__lt=end) | Q(test_at__gte=begin, test_at__lt=end)
    return Conference.objects.filter(within, state__in=ConferenceState.ANNOUNCED).order_by("pk")


def _concerns(agency: int, seat: Seat) -> Q:
    own = points_of_agency(agency).filter(conference=OuterRef("pk"))
    concerned = Q(host=agency) | Q(Exists(own))
    return concerned | Q(made_by__agency=agency) if _runs(seat) else concerned


def _tested_by(asked: CalendarSpan, conferences: list[Conference]) -> set[int]:
    # Whose line test is work of the agency: it has a point, or it runs the conference.
    agency = asked.agency or asked.seat.agency_id
    if asked.agency is None and _runs(asked.seat):
        return {each.pk for each in conferences}
    own = Point.objects.filter(conference__in=conferences, agency=agency)
    keys = set(own.values_list("conference", flat=True))
    return keys | {each.pk for each in conferences if agency == each.host_id}


def _runs(seat: Seat) -> bool:
    return ConferencePermission.RUN_CONFERENCES.is_given_to(seat.role)


def _line_tests(conference: Conference) -> list[CalendarEvent]:
    if conference.test_at is None:
        return []
    second = conference.starts_at - HOUR_BEFORE
    starts = ((LineRound.DAY_BEFORE, conference.test_at), (LineRound.HOUR_BEFORE, second))
    return [_line_test(conference, round_, starts_at) for round_, starts_at in starts]


def _line_test(
    conference: Conference, round_: LineRound, starts_at: datetime.datetime
) -> CalendarEvent:
    state = ConferenceState(conference.state)
    return CalendarEvent(
        kind=f"line-test-{round_}",
        key=conference.pk,
        made_at=conference.made_at,
        changed_at=conference.moved_at,
        title=_("Line test: %(title)s") % {"title": conference.title},
        url=f"{conference.get_absolute_url()}duong-truyen/",
        first=starts_at,
        last=starts_at + TEST_TAKES,
        state=round_.label,
        tone=state.tone,
        sequence=conference.version,
    )
