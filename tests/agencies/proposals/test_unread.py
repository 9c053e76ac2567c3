"""What was not read stands on the review before anything is assigned, and no item that it touches
is certain.
"""

from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from agencies.audit.choices import AuditAction
from agencies.audit.models import AuditEntry
from agencies.bodies.choices import SeatRole
from agencies.directives.choices import ReviewVerdict
from agencies.directives.models import Directive
from agencies.proposals.queries import review_items
from agencies.proposals.unread import unread_lines
from tests.agencies.review_data import make_register, open_client
from tests.documents.raw_docx import p, r, raw_docx
from tests.documents.scans import as_pictures
from tests.factories import make_actor

pytestmark = pytest.mark.django_db

HEAD = [
    "UBND TỈNH BẮC GIANG",
    "Số: 52/KH-UBND",
    "Bắc Giang, ngày 10 tháng 11 năm 2026",
    "KẾ HOẠCH",
    "Tuyển dụng lao động",
]


def plan_with(*items: str) -> bytes:
    """A plan whose section II gives the items, each to the finance department."""
    lines = [*HEAD, "II. TỔ CHỨC THỰC HIỆN", "1. Sở Tài chính"]
    return raw_docx("".join(p(line) for line in lines) + "".join(p("- ", item) for item in items))


@pytest.fixture
def coordinator(client):
    open_client(client, make_actor(role=SeatRole.COORDINATOR, agency=make_register()["home"]))
    return client


def upload_file(client, data: bytes, name: str = "ke-hoach.docx") -> Directive:
    client.post(reverse("agencies:directive-upload"), {"file": SimpleUploadedFile(name, data)})
    return Directive.objects.get()


STRUCK = r("15/01/2027 ", "<w:strike/>")
DOUBTFUL = {
    "struck": (
        "Trình dự toán trước ngày " + "{}30/01/2027.",
        STRUCK,
        "Có chữ gạch bỏ, không đọc: “15/01/2027”",
    ),
    "hidden": (
        "Trình dự toán {}trước ngày 30/01/2027.",
        r("gấp ", "<w:vanish/>"),
        "Có chữ ẩn, không đọc: “gấp”",
    ),
    "undated": (
        "Trình dự toán trước ngày {}.",
        "",
        "“trước ngày”: có nêu thời hạn nhưng không đọc được ngày",
    ),
    "blank": (
        "Trình dự toán trước ngày {}/12/2026.",
        r("…"),
        "“trước ngày …/12/2026”: có nêu thời hạn nhưng không đọc được ngày",
    ),
}


@pytest.mark.parametrize(("words", "inside", "sentence"), DOUBTFUL.values(), ids=DOUBTFUL)
def test_an_item_with_something_left_out_is_to_be_looked_at_and_says_why(
    coordinator, words, inside, sentence
) -> None:
    before, after = words.split("{}")
    directive = upload_file(
        coordinator, plan_with(r(before) + inside + r(after), "Cấp kinh phí trước ngày 20/02/2027.")
    )
    doubtful, other = review_items(directive)

    assert [line.words for line in unread_lines(directive)] == [sentence]
    assert (doubtful.verdict, doubtful.doubts[0]) == (ReviewVerdict.LOOK, sentence)
    assert (other.verdict, other.doubts) == (ReviewVerdict.CERTAIN, [])


def test_the_review_and_the_page_before_assigning_tell_it_with_its_place(coordinator) -> None:
    directive = upload_file(
        coordinator, plan_with(r("Trình dự toán trước ngày ") + STRUCK + r("30/01/2027."))
    )
    review = coordinator.get(reverse("agencies:review", args=[directive.pk])).content.decode()
    assign = coordinator.get(
        reverse("agencies:directive-assign", args=[directive.pk])
    ).content.decode()
    review, assign = (" ".join(page.split()) for page in (review, assign))

    line = (
        'Có chữ gạch bỏ, không đọc: “15/01/2027” <a href="{}#c-0" data-place="c-0">xem trong '
        "văn bản</a>"
    )
    assert line.format("") in review
    assert review.count('id="c-0"') == 1
    assert line.format(reverse("agencies:review", args=[directive.pk])) in assign


def test_pages_that_are_pictures_are_told_before_anything_is_assigned(
    coordinator, monkeypatch
) -> None:
    monkeypatch.setenv("PATH", "/nonexistent")  # no tesseract
    paper = as_pictures(
        (Path(__file__).parents[2] / "documents" / "pdf" / "plan.pdf").read_bytes(), 1, 2
    )
    directive = upload_file(coordinator, paper, "ke-hoach.pdf")
    assert unread_lines(directive)[0].words == "Trang 2–3 là ảnh, chưa đọc"
    for page in ("review", "directive-assign"):
        answer = coordinator.get(reverse(f"agencies:{page}", args=[directive.pk]))
        assert "Trang 2–3 là ảnh, chưa đọc" in answer.content.decode()


def test_a_document_read_whole_shows_no_such_block(coordinator) -> None:
    directive = upload_file(coordinator, plan_with("Cấp kinh phí trước ngày 20/02/2027."))
    review = coordinator.get(reverse("agencies:review", args=[directive.pk])).content.decode()

    assert directive.unread == []
    assert "unread-title" not in review


def test_the_button_that_assigns_counts_what_is_unclear(coordinator):
    directive = upload_file(
        coordinator, plan_with("Rà soát nhu cầu. Yêu cầu Sở Y tế cùng kiểm tra.", "Mở sổ theo dõi.")
    )
    page = coordinator.get(reverse("agencies:review", args=[directive.pk])).content.decode()

    assert [line.words for line in unread_lines(directive)] == [
        "“Yêu cầu Sở Y tế cùng kiểm tra.”: nêu cơ quan và việc phải làm nhưng không nằm trong đề "
        "xuất nào"
    ]
    assert " ".join(page.split()).count("· 1 đoạn chưa rõ") == 1


def paper_with_open_places(client) -> Directive:
    """Two paragraphs in no proposal."""
    lines = [*HEAD, "III. CAM KẾT CHUNG"]
    places = [
        "Người dân được tự do lựa chọn nơi học nghề phù hợp nhất với mình.",
        "Mọi người lao động đều bình đẳng trước cơ hội có việc làm.",
    ]
    return upload_file(client, raw_docx("".join(p(line) for line in [*lines, *places])))


def test_an_unread_place_is_made_a_task_or_waved_away_once(coordinator) -> None:
    directive = paper_with_open_places(coordinator)
    numbers = [line.number for line in unread_lines(directive) if line.is_text]
    assert len(numbers) >= 1
    number = numbers[0]

    coordinator.post(reverse("agencies:unread-task", args=[directive.pk]), {"number": number})
    directive.refresh_from_db()
    (made,) = [i.proposal for i in review_items(directive) if i.proposal.confidence == 1.0]
    assert made.text.startswith("Người dân được tự do")
    assert number not in {line.number for line in unread_lines(directive)}

    page = coordinator.post(
        reverse("agencies:unread-away", args=[directive.pk]), {"number": number}, follow=True
    ).content.decode()
    assert "Đã có người xử lý" in page  # nothing is settled twice


def test_what_was_waved_away_is_logged_and_no_longer_counted(coordinator) -> None:
    directive = paper_with_open_places(coordinator)
    for line in unread_lines(directive):
        coordinator.post(
            reverse("agencies:unread-away", args=[directive.pk]), {"number": line.number}
        )
    directive.refresh_from_db()

    assert unread_lines(directive) == []
    assert AuditEntry.objects.filter(action=AuditAction.UNREAD_WAVED_AWAY).exists()


@pytest.mark.parametrize("number", ["", "99", "-1", "x"])
def test_a_place_that_is_not_there_changes_nothing(coordinator, number) -> None:
    directive = paper_with_open_places(coordinator)
    before = directive.unread
    for name in ("unread-task", "unread-away"):
        coordinator.post(reverse(f"agencies:{name}", args=[directive.pk]), {"number": number})
    directive.refresh_from_db()

    assert directive.unread == before
