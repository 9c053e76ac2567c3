"""Closing: the minutes from what was recorded, the conclusion, what everybody reads."""

import datetime
import io

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from docx import Document

from agencies.errors import RuleError
from agencies.shared_pages.middleware import copies
from conferences.attendance.models import Attendance
from conferences.closing.minutes import build_minutes
from conferences.closing.records import conference_record
from conferences.closing.services import (
    attach_conclusion,
    end_conference,
    keep_minutes,
    publish_conference,
    unpublish_conference,
    write_closing,
)
from conferences.line_tests.models import LineIncident
from conferences.meetings.choices import ConferenceState
from conferences.meetings.models import Conference
from conferences.opinion_slips.services import answer_slip, make_slip
from conferences.programmes.running import begin_item
from conferences.speeches.questions import answer_question, ask_question
from conferences.speeches.services import ask_to_speak, begin_speech
from papers import write_docx
from tests.conferences.talk_world import HOUR, published_talk
from tests.factories import sign_in

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("english")]
EIGHT = datetime.datetime(2026, 11, 30, 8, 0, tzinfo=timezone.get_default_timezone())


@pytest.fixture
def world(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    with time_machine.travel(EIGHT, tick=False) as traveller:
        found = published_talk(starts_at=EIGHT)
        found.traveller = traveller
        copies.clear()
        yield found


def run(world, minutes=(12, 18)):
    """The first two items take so long; the third begins."""
    for item, lasting in zip(world.items(), (*minutes, 0), strict=True):
        begin_item(item=item, running=world.running(), by=world.keeper)
        world.traveller.shift(datetime.timedelta(minutes=lasting))
    world.conference.refresh_from_db()


def note(world, point, state, **said):
    invitation = point.invitations.get()
    came = state in ("present", "represented")
    facts = {"noted_at": EIGHT, "arrived_at": EIGHT if came else None, **said}
    Attendance.objects.create(invitation=invitation, state=state, **facts)


def ask(world, name):
    return ask_to_speak(
        conference=world.conference,
        point=world.communes[0],
        full_name=name,
        organisation="UBND xã",
        topic="Xe đưa đón",
        minutes=5,
        by=None,
    )


def text_of(world) -> list[str]:
    file = io.BytesIO()
    write_docx(build_minutes(conference_record(world.conference)), file)
    return lines_of(file)


def lines_of(file) -> list[str]:
    document = Document(file)
    cells = [c.text for table in document.tables for row in table.rows for c in row.cells]
    return [paragraph.text for paragraph in document.paragraphs] + cells


# The end ------------------------------------------------------------------------------------------
def test_closing_ends_what_runs_and_says_who_was_not_reached(world):
    run(world)
    spoke, waits = ask(world, "A"), ask(world, "B")
    begin_speech(speech=spoke, by=world.keeper)
    world.traveller.shift(datetime.timedelta(minutes=9))
    end_conference(conference=world.conference, by=world.keeper)
    last = world.items()[-1]
    spoke.refresh_from_db()
    waits.refresh_from_db()
    assert Conference.objects.get().state == ConferenceState.CLOSED
    assert last.ended_at == timezone.now()
    assert [(s.state, s.real_minutes) for s in (spoke, waits)] == [("done", 9), ("passed", 0)]


def test_only_what_runs_is_closed(world):
    with pytest.raises(RuleError, match="Only a conference that runs"):
        end_conference(conference=world.conference, by=world.keeper)


def test_only_who_runs_it_closes_it(world):
    run(world)
    for actor in (world.guest, world.chair):
        with pytest.raises(RuleError, match="Only the coordinators"):
            end_conference(conference=world.conference, by=actor)


# The minutes --------------------------------------------------------------------------------------
def test_the_minutes_say_what_was_recorded(world):
    first, second = world.communes
    note(world, world.central, "present")
    note(world, first, "represented", represented_by="Nông Văn Tý, Phó Chủ tịch")
    note(world, second, "excused", reason="họp Hội đồng nhân dân")
    second.present = 0
    second.save()
    first.present = 41
    first.save()
    run(world)
    LineIncident.objects.create(
        point=first,
        happened_at=EIGHT + datetime.timedelta(minutes=15),
        minutes_lost=4,
        what="Mất tiếng",
        mending="chuyển đường dự phòng",
        noted_at=EIGHT,
    )
    begin_speech(speech=ask(world, "Lò Thị Mai"), by=world.keeper)
    world.traveller.shift(datetime.timedelta(minutes=6))
    asked = ask_question(
        conference=world.conference, point=first, full_name="", text="Lương bao nhiêu?", by=None
    )
    answer_question(
        question=asked, version=0, owner=None, answer="Từ 9 triệu đồng", by=world.keeper
    )
    end_conference(conference=world.conference, by=world.keeper)
    world.conference.refresh_from_db()
    lines = text_of(world)
    guest = world.guest.seat.agency.name
    wanted = [
        "Thời gian bắt đầu: 08 giờ 00 phút, ngày 30 tháng 11 năm 2026.",
        f"- {guest}, {first.name}; người dự thay: Nông Văn Tý, Phó Chủ tịch.",
        "08:00 – 08:12",
        "08:12 – 08:30",
        "08:30 – 08:36",
        "1. Điểm cầu UBND",
        f"08:15, {first.name}: Mất tiếng, gián đoạn 4 phút; khắc phục: chuyển đường dự phòng.",
        "Chủ trì trả lời: Từ 9 triệu đồng",
    ]
    text = "\n".join(lines)
    missing = [line for line in wanted if line.removeprefix("1. ").removeprefix("- ") not in text]
    assert missing == []
    assert "lý do: họp Hội đồng nhân dân" in text
    assert "Lò Thị Mai, UBND xã" in text


def test_who_was_not_noted_and_what_was_not_counted_is_said(world):
    run(world)
    text = "\n".join(text_of(world))
    assert "Chưa điểm danh:" in text
    assert "Điểm cầu để trống số người dự là điểm cầu chưa báo số." in text
    record = conference_record(world.conference)
    assert (record.people, record.points_without_number) == (0, 3)


def test_a_slip_that_is_still_open_has_no_result_in_the_minutes(world):
    run(world)
    slip = make_slip(
        conference=world.conference,
        question="Hằng quý?",
        choices=["Có", "Không"],
        ends_at=timezone.now() + HOUR,
        by=world.keeper,
    )
    answer_slip(
        slip=slip,
        agency=world.guest.seat.agency,
        choice=slip.choices.first(),
        comment="",
        by=world.guest,
    )
    text = "\n".join(text_of(world))
    assert "chưa kiểm phiếu" in text
    assert "1 phiếu" not in text


def test_minutes_are_kept_as_papers_about_the_conference(world, client):
    run(world)
    write_closing(
        conference=world.conference,
        version=0,
        chair_name="Ông Chủ Trì",
        secretary_name="Bà Thư Ký",
        remarks="",
        summary="- Nhất trí tổ chức hằng quý.",
        by=world.keeper,
    )
    first = keep_minutes(conference=world.conference, by=world.keeper)
    second = keep_minutes(conference=world.conference, by=world.keeper)
    assert (first.version[:6], second.version[:6]) == ("Bản 1,", "Bản 2,")
    with first.docx.open("rb") as file:
        text = "\n".join(lines_of(io.BytesIO(file.read())))
    assert "Nhất trí tổ chức hằng quý." in text
    assert "Bà Thư Ký" in text
    path = reverse("agencies:paper-pdf", args=[first.pk])
    sign_in(client, world.guest)
    assert b"".join(client.get(path).streaming_content).startswith(b"%PDF")
    sign_in(client, world.stranger)
    assert client.get(path).status_code == 404


def test_there_are_no_minutes_of_what_has_not_begun(world):
    with pytest.raises(RuleError, match="has not begun"):
        keep_minutes(conference=world.conference, by=world.keeper)


def test_an_old_page_overwrites_no_words(world):
    facts = {"chair_name": "", "secretary_name": "", "remarks": "", "by": world.keeper}
    write_closing(conference=world.conference, version=0, summary="Một", **facts)
    with pytest.raises(RuleError, match="meanwhile"):
        write_closing(conference=world.conference, version=0, summary="Hai", **facts)


# The conclusion -----------------------------------------------------------------------------------
CONCLUSION = """THÔNG BÁO
Kết luận tại Hội nghị kết nối cung - cầu lao động

1. Sở Nội vụ tổng hợp nhu cầu tuyển dụng, báo cáo Ủy ban nhân dân tỉnh trước ngày 15/12/2026.
2. Ban Quản lý các khu công nghiệp cung cấp danh sách doanh nghiệp trước ngày 10/12/2026.
"""


def test_a_conclusion_is_read_and_reviewed_as_every_document(world, client):
    run(world)
    sign_in(client, world.keeper)
    path = reverse("conferences:conclusion-attach", args=[world.conference.pk])
    answer = client.post(path, {"text": CONCLUSION, "issued_on": "30/11/2026"})
    closing = world.conference.closing
    assert answer.url == reverse("agencies:review", args=[closing.conclusion_id])
    assert closing.conclusion.proposals.count() == 2


def test_a_conclusion_in_the_register_already_is_taken_from_it(world):
    run(world)
    facts = {
        "conference": world.conference,
        "data": CONCLUSION.encode(),
        "file_name": "",
        "issued_on": EIGHT.date(),
        "by": world.keeper,
    }
    first = attach_conclusion(**facts)
    second = attach_conclusion(**facts)
    assert first.conclusion == second.conclusion


def test_a_conclusion_without_words_is_refused_at_its_field(world, client):
    run(world)
    sign_in(client, world.keeper)
    path = reverse("conferences:conclusion-attach", args=[world.conference.pk])
    answer = client.post(path, {"text": " "})
    assert answer.status_code == 422
    assert "Choose a file, or paste the text" in answer.content.decode()


# For everybody ------------------------------------------------------------------------------------
def test_what_is_published_names_nobody_and_can_be_taken_back(world):
    run(world)
    item = world.programme.versions.first().lines.first()
    item.presenter = "Nguyễn Văn Riêng"
    item.save()
    path = reverse("conferences:published-conference", args=[world.conference.pk])
    assert Client().get(path).status_code == 404
    publish_conference(conference=world.conference, words="Họp hằng quý.", by=world.keeper)
    page = Client().get(path).content.decode()
    assert "Họp hằng quý." in page
    assert "Khai mạc" in page
    assert "Nguyễn Văn Riêng" not in page
    copies.clear()
    unpublish_conference(conference=world.conference, by=world.keeper)
    assert Client().get(path).status_code == 404


def test_the_page_of_the_end_asks_a_constant_number_of_queries(
    world, client, django_assert_max_num_queries
):
    run(world)
    big = published_talk(communes=30, starts_at=EIGHT, by=world.keeper)
    sign_in(client, world.keeper)
    client.get(reverse("conferences:closing", args=[world.conference.pk]))
    with django_assert_max_num_queries(25):
        client.get(reverse("conferences:closing", args=[big.conference.pk]))
