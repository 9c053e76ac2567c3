"""Colleges and visits to them, and what is known of living in the host province."""

import datetime

from django.utils import timezone

from agencies.bodies.models import Province
from agencies.people.permissions import Actor
from agencies.setup.reference import agencies_by_key
from conferences.colleges.models import College
from conferences.colleges.services import (
    add_follow_up,
    add_major,
    enter_college,
    enter_graduate,
    plan_visit,
    record_visit,
)
from conferences.delegations.models import Delegation
from conferences.living.services import enter_fact
from conferences.partnerships.asks import assign_ask
from conferences.partnerships.choices import AskSide
from conferences.partnerships.models import Ask, Partnership
from recruitment.employers.models import IndustrialPark

DAY = datetime.timedelta(days=1)


# Colleges -----------------------------------------------------------------------------------------
def load_colleges(trip: Delegation, by: Actor, today: datetime.date) -> None:
    provinces = {row.slug: row for row in Province.objects.valid(today)}
    technical = enter_college(
        name="Trường Đại học Kỹ thuật Công nghiệp (Đại học Thái Nguyên)",
        province=provinces["thai-nguyen-2025"],
        note="",
        by=by,
    )
    for name, occupation, graduates in (
        ("Kỹ thuật điện, điện tử", "31", 420),
        ("Kỹ thuật cơ khí", "21", 260),
        ("Quản lý công nghiệp", "24", 90),
    ):
        add_major(college=technical, name=name, occupation=occupation, graduates=graduates, by=by)
    _visit_held(technical, by, today)
    local = enter_college(
        name="Trường Cao đẳng Lạng Sơn", province=provinces["lang-son"], note="", by=by
    )
    add_major(college=local, name="Điện công nghiệp", occupation="74", graduates=110, by=by)
    plan_visit(
        college=local,
        agency=by.seat.agency,
        delegation=trip,
        day=trip.starts_on,
        starts_at=datetime.time(16),
        ends_at=datetime.time(17, 30),
        purpose="Giới thiệu vị trí kỹ thuật viên; hẹn ngày hội việc làm của trường.",
        by=by,
    )


def _visit_held(college: College, by: Actor, today: datetime.date) -> None:
    visit = plan_visit(
        college=college,
        agency=by.seat.agency,
        delegation=None,
        day=today - 12 * DAY,
        starts_at=datetime.time(8, 30),
        ends_at=datetime.time(11),
        purpose="Giới thiệu nhu cầu kỹ sư, kỹ thuật viên của các khu công nghiệp.",
        by=by,
    )
    visit = record_visit(
        visit=visit,
        version=visit.version,
        result="Nhà trường mời doanh nghiệp dự ngày hội việc làm và nhận sinh viên thực tập.",
        interested=64,
        by=by,
    )
    add_follow_up(
        visit=visit,
        text="Gửi nhà trường danh sách vị trí kỹ sư, kỹ thuật viên đang tuyển",
        due_on=today + 10 * DAY,
        by=by,
    )
    enter_graduate(
        visit=visit,
        full_name="Hoàng Minh Triết",
        phone="0912000621",
        major_name="Kỹ thuật điện, điện tử",
        has_consented=True,
        by=by,
    )


# Living there -------------------------------------------------------------------------------------
def load_living(partnership: Partnership, by: Actor, today: datetime.date) -> None:
    host = by.seat.agency.province
    parks = IndustrialPark.objects.filter(province=host)
    park = parks.filter(name="KCN Quang Châu").first() or parks.order_by("sort_key").first()
    old = Province.objects.filter(slug="hoa-binh").first()
    facts = (
        ("housing", "Phòng trọ quanh khu, 12–15 m²", "1,0–1,5 triệu đồng/tháng", park, None, 20),
        ("housing", "Nhà ở xã hội cho công nhân", "Thuê từ 60.000 đồng/m²/tháng", None, None, 40),
        ("school", "Trường mầm non nhận trẻ từ 18 tháng", "", park, None, 230),
        ("transport", "Xe đưa đón công nhân theo ca", "Miễn phí", park, None, 15),
        ("coach", "Bến xe trung tâm – Hòa Bình, 2 chuyến/ngày", "150.000 đồng/lượt", None, old, 30),
    )
    for kind, title, price, place, home, days in facts:
        _enter(by, host, kind=kind, title=title, price=price, park=place, home=home, days=days)
    _enter(
        by,
        host,
        kind="coach",
        title="Tuyến xe khách Lạng Sơn – Bắc Ninh",
        text="Dự kiến chạy chiều thứ Sáu và chiều Chủ nhật.",
        home=partnership.province,
        task=_coach_task(partnership, by, today).task,
        days=5,
    )


def _coach_task(partnership: Partnership, by: Actor, today: datetime.date) -> Ask:
    ask = partnership.asks.filter(side=AskSide.PARTNER, task=None, text__contains="xe khách")[0]
    return assign_ask(
        ask=ask,
        version=ask.version,
        owner=agencies_by_key()["bn-xaydung"],
        due_on=today + 30 * DAY,
        by=by,
    )


def _enter(by: Actor, host: Province | None, *, days: int, **facts: object) -> None:
    blank = {"text": "", "price": "", "park": None, "ward": "", "home": None, "task": None}
    checked_on = timezone.localdate() - days * DAY
    source = "Ban Quản lý các KCN" if facts.get("park") else "Sở Xây dựng"
    known = blank | facts | {"province": host, "source": source, "checked_on": checked_on}
    enter_fact(by=by, **known)
