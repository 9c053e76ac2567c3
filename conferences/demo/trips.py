"""A visit of next week to a partner province, with its members and their answers."""

import datetime

from agencies.bodies.models import Agency
from agencies.people.models import Seat
from agencies.people.permissions import Actor
from agencies.setup.reference import agencies_by_key
from conferences.delegation_members.services import (
    add_named_member,
    add_seat_member,
    answer_invitation,
    invite_members,
)
from conferences.delegation_plans.services import add_stop, take_template_points
from conferences.delegations.choices import MemberAnswer
from conferences.delegations.models import (
    Delegation,
)
from conferences.delegations.queries import seats_to_invite
from conferences.delegations.services import decide_delegation, plan_delegation, set_sharing
from conferences.demo.surroundings import load_colleges, load_living
from conferences.demo.visit_2024 import load_visit_of_2024
from conferences.partnerships.models import Partnership

DAY = datetime.timedelta(days=1)


def load_trips(partnership: Partnership, by: Actor, today: datetime.date) -> None:
    """With the file of Lạng Sơn and what belongs to it."""
    trip = _plan_next_week(partnership, by, today)
    load_visit_of_2024(partnership)
    load_colleges(trip, by, today)
    load_living(partnership, by, today)


# Next week ----------------------------------------------------------------------------------------
def _plan_next_week(partnership: Partnership, by: Actor, today: datetime.date) -> Delegation:
    first = today + 7 * DAY
    trip = plan_delegation(
        partnership=partnership,
        title="Làm việc với tỉnh Lạng Sơn về cung ứng lao động năm tới",
        purpose="Thống nhất nội dung phối hợp năm tới; nắm nhu cầu việc làm của lao động tại xã.",
        lead=by.seat.agency,
        head_name="Dương Quang Bảo",
        head_position="Phó Giám đốc Sở Nội vụ",
        starts_on=first,
        ends_on=first + DAY,
        gifts="Tranh Đông Hồ: 05 bức, tặng các cơ quan đón tiếp",
        estimated=86_500_000,
        by=by,
    )
    take_template_points(delegation=trip, by=by)
    for number, hour, what, place, transport in STOPS:
        add_stop(
            delegation=trip,
            day=first + number * DAY,
            starts_at=datetime.time(*hour),
            ends_at=None,
            what=what,
            place=place,
            transport=transport,
            by=by,
        )
    trip.refresh_from_db()
    trip = decide_delegation(
        delegation=trip,
        version=trip.version,
        decision_number="318/QĐ-SNV",
        decided_on=today,
        by=by,
    )
    _invite(trip, by, today)
    set_sharing(delegation=trip, is_shared=True, by=by)
    return trip


STOPS = (
    (0, (5, 30), "Xuất phát", "Trụ sở Sở Nội vụ", "Xe 29 chỗ"),
    (0, (9, 0), "Làm việc với Sở Nội vụ tỉnh Lạng Sơn", "Phường Lương Văn Tri", ""),
    (0, (14, 0), "Gặp Trung tâm Dịch vụ việc làm và doanh nghiệp", "Phường Đông Kinh", "Xe 29 chỗ"),
    (1, (8, 0), "Tư vấn việc làm tại xã", "Xã Đồng Đăng", "Xe 29 chỗ"),
    (1, (14, 30), "Về tỉnh", "", "Xe 29 chỗ"),
)


def _invite(trip: Delegation, by: Actor, today: datetime.date) -> None:
    agencies = agencies_by_key()
    seats = [_seat_of(agencies[key], today) for key in ("bn-kcn", "bn-dvvl", "bn-bao")]
    members = [add_seat_member(delegation=trip, seat=seat, by=by) for seat in seats if seat]
    people = (
        (
            "Công ty TNHH Điện tử Sao Sáng",
            "Phùng Thị Ngân",
            "Trưởng phòng Nhân sự",
            "0912000611",
            "nhan-su@sao-sang.example",
        ),
        (
            "Hiệp hội Cung ứng nhân lực và việc làm",
            "Kiều Văn Đạt",
            "Phó Chủ tịch",
            "0912000612",
            "",
        ),
    )
    for agency_name, full_name, position, phone, email in people:
        member = add_named_member(
            delegation=trip,
            agency_name=agency_name,
            full_name=full_name,
            position=position,
            phone=phone,
            email=email,
            by=by,
        )
        members.append(member)
    invite_members(delegation=trip, by=by)
    # The park's board and the association have not answered yet.
    answer_invitation(member=members[-2], answer=MemberAnswer.COMING, by=None)
    answer_invitation(
        member=members[1],
        answer=MemberAnswer.SUBSTITUTED,
        substitute_name="Trịnh Thị Loan",
        substitute_position="Chuyên viên tư vấn",
        substitute_phone="0912000613",
        by=None,
    )


def _seat_of(agency: Agency, today: datetime.date) -> Seat | None:
    return seats_to_invite(today).filter(agency=agency).order_by("pk").first()
