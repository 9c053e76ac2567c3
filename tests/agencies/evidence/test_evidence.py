"""Evidence: looked at without keeping it, by those who see the task, and without harm from what
strangers hand in.
"""

import html
import re
import zlib
from dataclasses import replace
from datetime import UTC, datetime

import pytest
import time_machine
from django.core.files.base import ContentFile
from django.urls import reverse
from openpyxl import Workbook

from agencies.bodies.choices import SeatRole
from agencies.evidence.queries import build_preview, draw_pages
from agencies.tasks.occurrence_models import EvidenceFile
from reader.previews import BOUNDS, PAGES
from tests.agencies.evidence_data import (
    DEAR,
    docx,
    endless_row,
    far_corner,
    hand_in,
    pdf,
    png,
    saved,
    swollen,
    xlsx,
)
from tests.factories import make_actor, sign_in
from tests.vietnam.language.test_old_letters import tcvn3

pytestmark = pytest.mark.django_db

A4 = (595, 842)
NONE = "This file cannot be previewed. Download it to look at it."
LOCKED = (
    "The file is protected by a password and cannot be previewed. Download it and open it "
    "with the password."
)
FOR_EVER = b"0 0 m 600 800 l 3 5 l S\n" * 1_500_000  # strokes over the whole page
PARTS = ("preview", "image", "page", "file")


@pytest.fixture(autouse=True)
def _nothing_drawn_yet(settings, tmp_path):
    place = settings.CACHES["previews"] | {"LOCATION": str(tmp_path)}
    settings.CACHES = settings.CACHES | {"previews": place}


@pytest.fixture(autouse=True)
def _drawing_may_take_two_seconds(monkeypatch):
    monkeypatch.setitem(BOUNDS, PAGES, replace(BOUNDS[PAGES], processor=2))


@pytest.fixture
def officer():
    return make_actor()


def address(part: str, kept: EvidenceFile, number: int = 1) -> str:
    return reverse(
        f"agencies:evidence-{part}", args=[kept.pk, number] if part == "page" else [kept.pk]
    )


def texts(page, tag: str) -> list[str]:
    main = page.content.decode().split("<main", 1)[1].split("</main>")[0]
    found = re.findall(rf"<{tag}\b[^>]*>(.*?)</{tag}>", main, re.S)
    return [html.unescape(re.sub(r"<[^>]+>", "", text)).strip() for text in found]


def sources(page) -> list[str]:
    return re.findall(r'<img\s+src="([^"]+)"', page.content.decode())


def red_pixels(picture: bytes) -> int:
    rows = zlib.decompress(picture.split(b"IDAT", 1)[1])
    return rows.count(b"\xff\x00\x00")


# What is shown ------------------------------------------------------------------------------------


def test_the_first_three_pages_of_a_pdf_are_pictures(client, officer):
    kept = hand_in(pdf(A4, A4, A4, A4), "Báo cáo.pdf", by=officer)
    page = sign_in(client, officer).get(address("preview", kept))
    assert sources(page) == [address("page", kept, number) for number in (1, 2, 3)]
    assert texts(page, "p")[1:2] == ["The first 3 pages of 4."]
    answers = [client.get(address("page", kept, number)) for number in (0, 1, 2, 3, 4)]
    assert [answer.status_code for answer in answers] == [404, 200, 200, 200, 404]
    assert [answer.content[:8] for answer in answers[1:4]] == [b"\x89PNG\r\n\x1a\n"] * 3


def test_the_picture_shows_the_page(officer):
    kept = hand_in(pdf((100, 50), content=b"1 0 0 rg 0 0 100 25 re f"), "Nửa đỏ.pdf", by=officer)
    drawn = draw_pages(kept)
    assert (drawn.pages, drawn.sizes) == (1, [(210, 105)])
    assert red_pixels(drawn.pictures[0]) == pytest.approx(210 * 105 / 2, rel=0.02)


def test_the_second_look_draws_nothing(officer):
    kept = hand_in(pdf(A4), "Báo cáo.pdf", by=officer)
    first = draw_pages(kept)
    kept.file.delete(save=False)
    assert draw_pages(kept) == first


def test_a_picture_is_shown_as_it_was_handed_in(client, officer):
    kept = hand_in(png(), "Ảnh hội nghị.png", by=officer)
    page = sign_in(client, officer).get(address("preview", kept))
    assert sources(page) == [address("image", kept)]
    answer = client.get(address("image", kept))
    assert (answer["Content-Type"], answer["Content-Disposition"].split(";")[0]) == (
        "image/png",
        "inline",
    )
    assert b"".join(answer.streaming_content) == png()
    answer.close()


def test_the_text_of_a_docx_and_its_tables_are_shown(client, officer):
    kept = hand_in(docx(), "Báo cáo.docx", by=officer)
    page = sign_in(client, officer).get(address("preview", kept))
    said = "Only the text; pictures and layout are in the file itself."
    assert texts(page, "p")[1:] == [said, DEAR, "Đoạn 0"]
    assert texts(page, "td") == ["Huyện", "Số người", "Lạng Giang", "1.250"]


def test_of_a_long_docx_the_first_sixty_paragraphs_and_rows_are_shown(officer):
    preview = build_preview(hand_in(docx(paragraphs=58), "Dài.docx", by=officer))
    assert [block.get("text") for block in preview.blocks] == [
        DEAR,
        None,
        *(f"Đoạn {n}" for n in range(57)),
    ]
    assert preview.is_all is False
    assert build_preview(hand_in(docx(paragraphs=57), "Vừa.docx", by=officer)).is_all is True


def test_a_sheet_is_a_table_with_values_as_officials_write_them(client, officer):
    kept = hand_in(xlsx(), "Nhu cầu.xlsx", by=officer)
    page = sign_in(client, officer).get(address("preview", kept))
    assert texts(page, "th") == ["Row", "A", "B", "C", "D"]
    assert texts(page, "td") == [
        "1",
        "Doanh nghiệp",
        "Năm",
        "Ngày",
        "Mức lương",
        "2",
        "Công ty 0",
        "2024",
        "06/3/2024",
        "7.500.000",
    ]
    assert texts(page, "p")[1:] == ["The sheet “Nhu cầu”."]


def test_old_letters_of_a_sheet_are_put_into_unicode(officer):
    book = Workbook()
    book.active.append([tcvn3("Đường trước nhà máy"), tcvn3("Thợ hàn"), 5])
    preview = build_preview(hand_in(saved(book.save), "Cũ.xlsx", by=officer))
    assert [text for text, *_ in preview.sheet["rows"][0]] == [
        "Đường trước nhà máy",
        "Thợ hàn",
        "5",
    ]


def test_of_a_large_sheet_thirty_rows_and_twelve_columns_are_shown(officer):
    preview = build_preview(hand_in(xlsx(rows=200, columns=20), "Rộng.xlsx", by=officer))
    assert [len(row) for row in preview.sheet["rows"]] == [12] * 30
    assert (preview.sheet["columns"], preview.is_all) == ("ABCDEFGHIJKL", False)
    assert build_preview(hand_in(xlsx(rows=29, columns=12), "Vừa.xlsx", by=officer)).is_all is True


def test_a_title_covers_the_empty_cells_behind_it(client, officer):
    book = Workbook()
    for row in (["Biểu 1"], ["STT", "Tên", "Số"], [None, "Cộng", None], [7, None, None]):
        book.active.append(row)
    preview = build_preview(hand_in(saved(book.save), "Biểu.xlsx", by=officer))
    assert [[(text, span) for text, _, span in row] for row in preview.sheet["rows"]] == [
        [("Biểu 1", 3)],
        [("STT", 1), ("Tên", 1), ("Số", 1)],
        [("", 1), ("Cộng", 2)],
        [("7", 1), ("", 1), ("", 1)],
    ]


def test_a_pdf_that_could_not_be_drawn_is_tried_again_after_ten_minutes(officer):
    kept = hand_in(b"%PDF-1.7\n", "Báo cáo.pdf", by=officer)
    with time_machine.travel(datetime(2024, 3, 4, 8, tzinfo=UTC), tick=False) as clock:
        tried = [len(draw_pages(kept).pictures)]
        kept.file.storage.delete(kept.file.name)
        kept.file.save(kept.file.name.rpartition("/")[2], ContentFile(pdf(A4)))
        for seconds in (599, 2):
            clock.shift(seconds)
            tried.append(len(draw_pages(kept).pictures))
    assert tried == [0, 0, 1]


def test_the_history_leads_to_the_preview_and_to_the_file(client, officer):
    kept = hand_in(pdf(A4), "Báo cáo tháng 3.pdf", by=officer)
    page = (
        sign_in(client, officer).get(kept.progress.occurrence.get_absolute_url()).content.decode()
    )
    [files] = re.findall(r'<ul class="files">(.*?)</ul>', page, re.S)
    assert re.findall(r'href="([^"]+)"', files) == [address("file", kept), address("preview", kept)]


# Who may look -------------------------------------------------------------------------------------


@pytest.mark.parametrize("part", PARTS)
@pytest.mark.parametrize(("make", "name"), [(png, "Ảnh.png"), (lambda: pdf(A4), "Báo cáo.pdf")])
def test_another_agencys_file_is_not_there(client, officer, part, make, name):
    kept = hand_in(make(), name, by=officer)
    draw_pages(kept)
    assert sign_in(client, make_actor()).get(address(part, kept)).status_code == 404


@pytest.mark.parametrize("role", [SeatRole.COORDINATOR, SeatRole.LEADER])
def test_who_sees_all_tasks_sees_all_files(client, officer, role):
    kept = hand_in(pdf(A4), "Báo cáo.pdf", by=officer)
    sign_in(client, make_actor(role=role))
    assert [client.get(address(part, kept)).status_code for part in ("preview", "page")] == [
        200,
        200,
    ]


def test_only_pictures_are_shown_as_handed_in_and_only_pages_are_drawn(client, officer):
    sign_in(client, officer)
    paper, picture = (
        hand_in(pdf(A4), "Báo cáo.pdf", by=officer),
        hand_in(png(), "Ảnh.png", by=officer),
    )
    assert client.get(address("image", paper)).status_code == 404
    assert client.get(address("page", picture)).status_code == 404


def test_a_page_that_calls_itself_a_picture_is_not_shown(client, officer):
    kept = hand_in(b"<!doctype html><script>alert(1)</script>", "Ảnh.png", by=officer)
    assert sign_in(client, officer).get(address("image", kept)).status_code == 404


@pytest.mark.parametrize(
    ("part", "make", "name"), [("image", png, "a.png"), ("page", lambda: pdf(A4), "a.pdf")]
)
def test_nothing_in_a_shown_file_runs_or_is_taken_for_another_kind_or_kept(
    client, officer, part, make, name
):
    answer = sign_in(client, officer).get(address(part, hand_in(make(), name, by=officer)))
    wanted = ("X-Content-Type-Options", "Content-Security-Policy", "Cache-Control")
    assert [answer[header] for header in wanted] == [
        "nosniff",
        "default-src 'none'; sandbox",
        "private, no-store",
    ]
    answer.close()


@pytest.mark.parametrize(("make", "name"), [(xlsx, "a.xlsx"), (docx, "a.docx"), (png, "a.png")])
def test_the_page_needs_as_many_queries_whatever_the_file(
    client, officer, django_assert_num_queries, make, name
):
    kept = hand_in(make(), name, by=officer)
    sign_in(client, officer)
    with django_assert_num_queries(5):
        client.get(address("preview", kept))


def test_cells_and_paragraphs_are_text_never_markup(client, officer):
    book = Workbook()
    book.active.append(["<script>alert(1)</script>"])
    kept = hand_in(saved(book.save), "a.xlsx", by=officer)
    page = sign_in(client, officer).get(address("preview", kept))
    assert texts(page, "td") == ["1", "<script>alert(1)</script>"]
    assert b"<script>alert" not in page.content


# What cannot be shown -----------------------------------------------------------------------------

HARMFUL = {
    "one cell in the far corner": (far_corner, "xlsx", NONE),
    "a sheet of 300 MB": (lambda: swollen(xlsx(), "xl/worksheets/sheet1.xml", 300), "xlsx", NONE),
    "a row of more cells than memory": (lambda: endless_row(1_200_000), "xlsx", NONE),
    "a workbook that is none": (lambda: b"PK\x03\x04" + b"x" * 500, "xlsx", NONE),
    "a text of 300 MB": (lambda: swollen(docx(), "word/document.xml", 300), "docx", NONE),
    "a cut document": (lambda: docx()[:-200], "docx", NONE),
    "a document without text": (lambda: swollen(docx(), "word/document.xml", 0), "docx", NONE),
    "a page that takes for ever": (lambda: pdf(A4, content=FOR_EVER), "pdf", NONE),
    "a PDF that is none": (lambda: b"%PDF-1.7\nnoi dung", "pdf", NONE),
    "a PDF behind a password": (lambda: pdf(A4, password="bi mat"), "pdf", LOCKED),
    "a kind that is not taken": (lambda: b"GIF89a", "gif", NONE),
}


@pytest.mark.parametrize("case", HARMFUL)
def test_a_file_that_cannot_be_shown_says_so_and_can_be_downloaded(client, officer, case):
    make, ending, sentence = HARMFUL[case]
    kept = hand_in(make(), f"Tệp.{ending}", by=officer)
    page = sign_in(client, officer).get(address("preview", kept))
    assert (page.status_code, texts(page, "p")[1:]) == (200, [sentence])
    assert (sources(page), f'href="{address("file", kept)}"' in page.content.decode()) == ([], True)
    assert client.get(address("page", kept)).status_code == 404


@pytest.mark.parametrize("name", ["Báo cáo.pdf", "Báo cáo.docx", "Báo cáo.xlsx", "Ảnh.png"])
def test_a_file_that_is_gone_says_so(client, officer, name):
    kept = hand_in(b"x", name, by=officer)
    kept.file.storage.delete(kept.file.name)
    page = sign_in(client, officer).get(address("preview", kept))
    assert (page.status_code, texts(page, "p")[1:]) == (200, [NONE])
    assert [client.get(address(part, kept)).status_code for part in ("image", "page")] == [404, 404]


@pytest.mark.parametrize(
    "size", [(14_400, 14_400), (1_000_000, 1_000_000), (1, 5_000_000), (5_000_000, 1)]
)
def test_a_page_of_any_size_becomes_a_picture_of_bounded_size(officer, size):
    [(width, height)] = draw_pages(hand_in(pdf(size), "Khổ lớn.pdf", by=officer)).sizes
    assert 1 <= width <= 1201
    assert 1 <= height <= 1701


def test_pages_before_one_that_takes_for_ever_are_shown(officer):
    kept = hand_in(pdf(A4, A4, last=FOR_EVER), "Hai trang.pdf", by=officer)
    preview = build_preview(kept)
    assert (len(preview.sizes), preview.pages, preview.is_all) == (1, 2, False)
