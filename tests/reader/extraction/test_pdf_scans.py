"""Pages of a PDF whose words are not there as letters are read by recognition, or told; never
passed over.
"""

from pathlib import Path

import pytest

from reader import ReadError, read_bytes
from reader.extracted import Why
from reader.extraction import extract_text
from reader.extraction.pdf import page_ranges
from reader.extraction.pdf.scans import find_tesseract
from tests.documents.scans import as_pictures, in_font, with_shifted_unicode, without_unicode

PDF = Path(__file__).parents[2] / "documents" / "pdf"
STAMP = (
    b"BT /F1 7 Tf 1 0 0 1 400 800 Tm (Nguoi ky: Van phong UBND) Tj 0 -9 Td (Ngay ky: "
    b"14-04-2026) Tj ET"
)


def printed(name: str) -> bytes:
    return (PDF / f"{name}.pdf").read_bytes()


@pytest.fixture
def no_tesseract(monkeypatch) -> None:
    monkeypatch.setenv("PATH", "/nonexistent")


def told(data: bytes) -> list[tuple[Why, str]]:
    return [(one.why, one.text) for one in extract_text(data).unread]


def refusal(data: bytes) -> str:
    with pytest.raises(ReadError) as raised:
        read_bytes(data)
    return raised.value.code


@pytest.mark.usefixtures("no_tesseract")
@pytest.mark.parametrize(("strips", "stamp"), [(1, b""), (12, b""), (1, STAMP)])
def test_pictures_among_pages_of_text_are_told_at_their_place(strips: int, stamp: bytes) -> None:
    whole, data = (
        extract_text(printed("plan")),
        as_pictures(printed("plan"), 1, 2, strips=strips, stamp=stamp),
    )
    extracted = extract_text(data)

    assert told(data) == [(Why.PAGES, "2–3")]
    assert (
        extracted.text[: extracted.unread[0].start].strip()
        == whole.text[: extracted.unread[0].start].strip()
    )
    assert "Nguoi ky" not in extracted.text


@pytest.mark.usefixtures("no_tesseract")
def test_pages_that_are_all_pictures_are_refused_as_a_scan() -> None:
    assert refusal(as_pictures(printed("notice"), 0, 1)) == "scanned"


@pytest.mark.usefixtures("no_tesseract")
@pytest.mark.parametrize("spoil", [without_unicode, with_shifted_unicode])
def test_letters_that_are_not_known_are_told_or_refused(spoil) -> None:
    assert refusal(spoil(printed("notice"), 0, 1)) == "letters"
    assert told(spoil(printed("plan"), 1)) == [(Why.PAGE_LETTERS, "2")]


@pytest.mark.usefixtures("no_tesseract")
def test_a_printed_document_has_nothing_unread() -> None:
    for name in ("plan", "landscape", "notice"):
        assert told(printed(name)) == []


@pytest.mark.program("tesseract")
def test_a_scan_is_read_by_recognition_and_never_certain() -> None:
    whole = read_bytes(printed("notice"))
    reading = read_bytes(as_pictures(printed("notice"), 0, 1))

    assert [(one.why, one.text) for one in reading.unread] == [(Why.RECOGNISED, "1–2")]
    assert reading.header.number == whole.header.number
    assert [[d.due_on for d in t.deadlines] for t in reading.tasks] == [
        [d.due_on for d in t.deadlines] for t in whole.tasks
    ]
    assert max(task.confidence for task in reading.tasks) <= 0.7


@pytest.mark.program("tesseract")
def test_a_page_without_unicode_is_read_by_recognition() -> None:
    reading = read_bytes(with_shifted_unicode(printed("plan"), 3))
    pages = next(one for one in reading.unread if one.why is Why.RECOGNISED)

    assert pages.text == "4"
    assert "PHỤ LỤC II" in reading.text[pages.start : pages.end]
    assert max(task.confidence for task in reading.tasks if task.end <= pages.start) > 0.9


@pytest.mark.program("tesseract")
def test_tesseract_is_found_with_its_vietnamese() -> None:
    assert find_tesseract()


OLD = {
    ".VnTime": [
        "KÕ HO¹CH",
        "VÒ viÖc thö nghiÖm",
        "I. Tæ CHøC THùC HIÖN",
        "1. Së Y tÕ",
        "- B¸o c¸o tr\u00adíc ngµy 06/3/2024.",
    ],
    "VNI-Times": [
        "KEÁ HOAÏCH",
        "Veà vieäc thöû nghieäm",
        "I. TOÅ CHÖÙC THÖÏC HIEÄN",
        "1. Sôû Y teá",
        "- Baùo caùo tröôùc ngaøy 06/3/2024.",
    ],
}
NEW = [
    "KẾ HOẠCH",
    "Về việc thử nghiệm",
    "I. TỔ CHỨC THỰC HIỆN",
    "1. Sở Y tế",
    "- Báo cáo trước ngày 06/3/2024.",
]


@pytest.mark.parametrize("font", OLD)
@pytest.mark.parametrize("is_named", [True, False])
def test_old_letters_of_a_pdf_are_put_into_unicode(font: str, is_named: bool) -> None:
    lines = [line.encode("latin-1") for line in OLD[font]]
    text = extract_text(in_font(lines, f"ABCDEF+{font}" if is_named else "Times-Roman")).text

    assert [line for line in text.split("\n") if line.strip()] == NEW


def test_small_letters_of_a_capital_font_are_capitals() -> None:
    lines = ["ñy ban nh©n d©n tØnh hµ trung", "kÕ ho¹ch tuyÓn dông lao ®éng ngoµi tØnh n¨m 2027"]
    text = extract_text(in_font([line.encode("latin-1") for line in lines], ".VnTimeH")).text

    assert (
        " ".join(text.split())
        == "ỦY BAN NHÂN DÂN TỈNH HÀ TRUNG KẾ HOẠCH TUYỂN DỤNG LAO ĐỘNG NGOÀI TỈNH NĂM 2027"
    )


def test_pages_are_named_in_runs() -> None:
    assert [page_ranges(numbers) for numbers in ([2], [2, 3, 4], [1, 2, 5, 7, 8])] == [
        "2",
        "2–4",
        "1–2, 5, 7–8",
    ]
