"""The visit to Lạng Sơn of 2024, which ended with its report and the partner's conclusion."""

import datetime

from django.utils import timezone

from agencies.assignment.services import assign_task
from agencies.bodies.models import Agency
from agencies.deciding.queries import Case, deciders_of
from agencies.people.models import SeatHolding
from agencies.people.permissions import Actor
from agencies.progress.services import accept_result, submit_result
from agencies.setup.reference import agencies_by_key
from agencies.tasks.models import Task
from conferences.delegation_plans.services import TEMPLATE
from conferences.delegations.choices import DelegationState, MemberAnswer
from conferences.delegations.models import (
    Delegation,
    DelegationMember,
    ItineraryStop,
    TalkingPoint,
)
from conferences.partnerships.choices import AskSide, AskState
from conferences.partnerships.models import Ask, Partnership
from recruitment.demo import holding_actor, seat_actor
from vietnam.dates import format_date
from vietnam.deadlines import StatedDeadline

DAY = datetime.timedelta(days=1)
# Of the visit to Lạng Sơn that its conclusion tells of.
VISIT_2024 = datetime.date(2024, 3, 13)
REPORTED_2024 = datetime.date(2024, 3, 20)
RESULT_2024 = (
    "Hai bên thống nhất: báo, đài tỉnh bạn phát thông tin tuyển dụng; Trung tâm Dịch vụ việc làm "
    "phối hợp với doanh nghiệp tư vấn tại các huyện; nghiên cứu tuyến xe khách Lạng Sơn – Bắc "
    "Giang. Ủy ban nhân dân tỉnh Lạng Sơn sẽ có thông báo kết luận."
)
ANSWERED_2024 = "Nhất trí, giao các cơ quan thực hiện theo thông báo kết luận."


def load_visit_of_2024(partnership: Partnership) -> None:
    # What was long ago is no act of today: its rows are written as they stood.
    lead = agencies_by_key().get("bg-ldtbxh")
    if lead is None or not SeatHolding.objects.current(VISIT_2024).filter(seat__agency=lead):
        return
    by = seat_actor(lead.pk, VISIT_2024)
    entered_at = _at(datetime.date(2024, 3, 4), 8)
    task = _report_2024(lead, by)
    trip = Delegation.objects.create(
        partnership=partnership,
        title="Làm việc với tỉnh Lạng Sơn về kết nối cung – cầu lao động năm 2024",
        purpose="Thực hiện đợt 1 của kế hoạch kết nối cung – cầu lao động.",
        lead=lead,
        head_name="Lãnh đạo UBND tỉnh Bắc Giang",
        starts_on=VISIT_2024,
        ends_on=VISIT_2024,
        estimated=60_000_000,
        spent=54_200_000,
        state=DelegationState.REPORTED,
        decision_number="296/QĐ-UBND",
        decided_on=datetime.date(2024, 3, 8),
        task=task,
        result=RESULT_2024,
        entered_at=entered_at,
        entered_by=by.seat,
        changed_at=_at(REPORTED_2024, 16),
        shared_at=entered_at,
        shared_by=by.seat,
    )
    task.source_url = trip.get_absolute_url()
    task.save(update_fields=["source_url"])
    _members_2024(trip, entered_at)
    _itinerary_2024(trip)
    for position, text in enumerate(TEMPLATE[1:3], 1):
        ask = _ask_2024(partnership, text, by)
        TalkingPoint.objects.create(delegation=trip, position=position, text=text, ask=ask)


def _itinerary_2024(trip: Delegation) -> None:
    for hour, what, place in (
        ((5, 0), "Xuất phát", "UBND tỉnh Bắc Giang"),
        ((9, 0), "Làm việc với UBND tỉnh Lạng Sơn", "UBND tỉnh Lạng Sơn"),
        ((14, 0), "Hội nghị kết nối với các huyện, doanh nghiệp", "Thành phố Lạng Sơn"),
    ):
        ItineraryStop.objects.create(
            delegation=trip,
            day=VISIT_2024,
            starts_at=datetime.time(*hour),
            what=what,
            place=place,
            transport="Xe 45 chỗ",
        )


def _members_2024(trip: Delegation, entered_at: datetime.datetime) -> None:
    names = ("Ban Quản lý các KCN tỉnh Bắc Giang", "Báo Bắc Giang", "Liên đoàn Lao động tỉnh")
    DelegationMember.objects.bulk_create(
        DelegationMember(
            delegation=trip,
            agency_name=name,
            full_name="Đại diện lãnh đạo",
            invited_at=entered_at,
            answer=MemberAnswer.COMING,
            answered_at=_at(datetime.date(2024, 3, 11), 9),
        )
        for name in names
    )


def _report_2024(lead: Agency, by: Actor) -> Task:
    due_on = VISIT_2024 + 10 * DAY
    task = assign_task(
        text="Báo cáo kết quả chuyến công tác tại Lạng Sơn ngày 13/3/2024",
        lead=lead,
        deadlines=[StatedDeadline.due_by(due_on, format_date(due_on))],
        by=by,
        source=("Đoàn công tác tại Lạng Sơn", "/doan-cong-tac/"),
        assigned_at=_at(VISIT_2024 + DAY, 8),
        today=VISIT_2024 + DAY,
    )
    occurrence = task.occurrences.get()
    at = _at(REPORTED_2024, 16)
    submit_result(occurrence=occurrence, text=RESULT_2024, by=by, version=0, at=at)
    occurrence.refresh_from_db()
    accepted_on = REPORTED_2024 + DAY
    # Nobody accepts what is their own: the report is of the lead's agency.
    decider = deciders_of(Case.of_result(occurrence), on=accepted_on).holdings[0]
    accept_result(
        occurrence=occurrence,
        by=holding_actor(SeatHolding.objects.filter(pk=decider.pk)),
        version=occurrence.version,
        at=_at(accepted_on, 9),
    )
    return task


def _ask_2024(partnership: Partnership, text: str, by: Actor) -> Ask:
    return Ask.objects.create(
        partnership=partnership,
        side=AskSide.HOST,
        text=text,
        state=AskState.AGREED,
        answer=ANSWERED_2024,
        answered_on=datetime.date(2024, 3, 22),
        raised_on=VISIT_2024,
        raised_by=by.seat,
        raised_person=by.person,
        shared_at=_at(VISIT_2024, 17),
        shared_by=by.seat,
    )


def _at(day: datetime.date, hour: int) -> datetime.datetime:
    return timezone.make_aware(datetime.datetime.combine(day, datetime.time(hour)))
