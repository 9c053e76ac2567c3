"""What is being asked and answered about the plan of this year, so that the first page has
something to decide.
"""

import datetime
from collections.abc import Mapping

from django.utils import timezone

from agencies.agency_pages.services import set_contact_point
from agencies.bodies.choices import SeatRole
from agencies.bodies.models import Agency
from agencies.conversation.comments import add_comment
from agencies.conversation.explanations import ask_explanation
from agencies.conversation.extensions import ask_extension
from agencies.demo.people import Staff
from agencies.directives.models import Directive
from agencies.people.models import Seat
from agencies.people.permissions import Actor
from agencies.tasks.occurrence_models import Occurrence
from vietnam.calendar import WorkingCalendar


def add_conversation(
    directive: Directive,
    agencies: Mapping[str, Agency],
    staff: Staff,
    calendar: WorkingCalendar,
    today: datetime.date,
) -> None:
    # Yesterday an agency asked for more time and was asked to explain, and the leader asked why
    # another one is late.
    yesterday = calendar.add_working_days(today, -1)
    at = timezone.make_aware(datetime.datetime.combine(yesterday, datetime.time(9, 15)))
    coordinator = staff.coordinator(agencies["bn-noivu"], today)
    rows = Occurrence.objects.owed().filter(task__directive=directive)
    rows = rows.exclude(task__lead=coordinator.seat.agency).order_by("due_on", "id")
    owed = [row for row in rows.select_related("task__lead") if staff.officer(row.task.lead, today)]
    ahead = next(row for row in owed if row.due_on and row.due_on >= today)
    _ask_more_time(ahead, staff, coordinator, calendar, at)
    late = next((row for row in owed if row.due_on and row.due_on < today), None)
    if late:
        _ask_why(late, agencies, today, at)
    seat = coordinator.seat
    set_contact_point(agency=seat.agency, seat=seat, directive=directive, by=coordinator, on=today)


def _ask_more_time(
    occurrence: Occurrence,
    staff: Staff,
    coordinator: Actor,
    calendar: WorkingCalendar,
    at: datetime.datetime,
) -> None:
    officer = staff.officer(occurrence.task.lead, timezone.localdate(at))
    if officer is None:
        return
    reason = (
        "Còn chờ số liệu của ba doanh nghiệp ngoài khu công nghiệp; đã tổng hợp được khoảng "
        "hai phần ba."
    )
    ask_extension(
        occurrence=occurrence,
        wanted_on=calendar.add_working_days(occurrence.due_on, 4),
        reason=reason,
        by=officer,
        version=occurrence.version,
        at=at,
    )
    question = "Đề nghị cho biết tên ba doanh nghiệp còn thiếu để Sở đôn đốc cùng."
    later = at + datetime.timedelta(hours=1)
    add_comment(
        occurrence=occurrence, text=question, by=coordinator, mentioned=[officer.seat], at=later
    )


def _ask_why(
    occurrence: Occurrence,
    agencies: Mapping[str, Agency],
    today: datetime.date,
    at: datetime.datetime,
) -> None:
    committee = agencies["bn-ubnd-tp"]
    if committee.valid_from > today:
        committee = agencies["bn-ubnd"]
    seat = Seat.objects.get(agency=committee, role=SeatRole.LEADER)
    leader = Actor(person=seat.holdings.current(today).get().person, seat=seat)
    question = "Nguyên nhân chưa hoàn thành đúng hạn và thời điểm dự kiến xong?"
    ask_explanation(occurrence=occurrence, question=question, by=leader, at=at)
