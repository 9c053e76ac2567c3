"""Partner provinces of the two waves, with what both sides ask."""

import datetime

from django.utils import timezone

from agencies.bodies.models import Agency, Province
from agencies.demo.current import CONCLUSION_FILE
from agencies.directives.models import Directive
from agencies.people.permissions import Actor
from agencies.setup.reference import agencies_by_key
from conferences.demo.trips import load_trips
from conferences.partnerships.asks import answer_ask, assign_ask, raise_ask
from conferences.partnerships.choices import AskSide, AskState
from conferences.partnerships.models import Ask, Partnership
from conferences.partnerships.services import (
    add_contact,
    add_document,
    change_partnership,
    open_partnership,
    share_with_partner,
)
from recruitment.demo import seat_actor

# Province, wave, note.
FILES = (
    ("lang-son", 1, "Tuyến xe khách hai tỉnh đang được nghiên cứu."),
    ("cao-bang", 1, ""),
    ("phu-tho-2025", 1, "Nhận hồ sơ của tỉnh Hòa Bình sau sáp nhập."),
    ("son-la", 1, ""),
    ("thanh-hoa", 2, "Làm việc sau quý I."),
)
PUBLICITY = "Phát miễn phí tin tuyển dụng mỗi tháng một lần trên báo và đài của tỉnh bạn."
COMMUNES = "Chỉ đạo cấp xã phối hợp tổ chức tư vấn, giới thiệu việc làm tại địa bàn."
COACH = "Hỗ trợ mở tuyến xe khách Lạng Sơn – Bắc Ninh phục vụ người lao động về quê cuối tuần."
LIST = "Cung cấp danh sách doanh nghiệp có ký túc xá để Trung tâm Dịch vụ việc làm tư vấn."


def load_partners(today: datetime.date) -> None:
    # Asks are raised at this moment: a story that is told for another day has none.
    if Partnership.objects.exists() or today != timezone.localdate():
        return
    agencies = agencies_by_key()
    by = seat_actor(agencies["bn-noivu"].pk, today)
    provinces = {p.slug: p for p in Province.objects.valid(today)}
    made = {
        slug: open_partnership(province=provinces[slug], wave=wave, note=note, by=by)
        for slug, wave, note in FILES
        if slug in provinces
    }
    _fill_lang_son(made["lang-son"], by, today)
    load_trips(made["lang-son"], by, today)
    for slug in ("cao-bang", "phu-tho-2025"):
        ask = _ask(made[slug], by, PUBLICITY)
        share_with_partner(item=ask, by=by)


def _fill_lang_son(partnership: Partnership, by: Actor, today: datetime.date) -> None:
    agencies = agencies_by_key()
    there = agencies["ls-noivu"]
    partner = seat_actor(there.pk, today)
    change_partnership(
        partnership=partnership,
        version=partnership.version,
        wave=partnership.wave,
        contact_agency=there,
        note=partnership.note,
        by=by,
    )
    add_contact(
        partnership=partnership,
        full_name="Hoàng Thị Sầm",
        position="Phó Trưởng phòng Việc làm",
        agency_name=there.name,
        phone="02053000412",
        email="",
        by=by,
    )
    _ask_and_answer(partnership, by, partner, today)
    task = _ask(partnership, by, "Thông báo nhu cầu tuyển dụng đến các xã, phường.", owner=there)
    assign_ask(ask=task, version=task.version, due_on=today + datetime.timedelta(days=21), by=by)
    _ask(partnership, by, COMMUNES, owner=there)
    for directive in Directive.objects.filter(file_name=CONCLUSION_FILE):
        document = add_document(
            partnership=partnership, directive=directive, side=AskSide.HOST, by=by
        )
        share_with_partner(item=document, by=by)


def _ask_and_answer(
    partnership: Partnership, by: Actor, partner: Actor, today: datetime.date
) -> None:
    agreed = _ask(partnership, by, PUBLICITY)
    share_with_partner(item=agreed, by=by)
    answer_ask(
        ask=agreed,
        version=agreed.version,
        state=AskState.AGREED,
        answer="Nhất trí; báo và đài tỉnh phối hợp với báo, đài tỉnh bạn xây dựng lịch phát.",
        answered_on=today,
        by=partner,
    )
    theirs = raise_ask(
        partnership=partnership, side=AskSide.PARTNER, text=LIST, owner=None, by=partner
    )
    answer_ask(
        ask=theirs,
        version=theirs.version,
        state=AskState.DONE,
        answer="Đã gửi kèm bản tin nhu cầu tuyển dụng.",
        answered_on=today,
        by=by,
    )
    raise_ask(partnership=partnership, side=AskSide.PARTNER, text=COACH, owner=None, by=partner)


def _ask(partnership: Partnership, by: Actor, text: str, *, owner: Agency | None = None) -> Ask:
    return raise_ask(
        partnership=partnership,
        side=AskSide.HOST,
        text=text,
        by=by,
        owner=owner,
    )
