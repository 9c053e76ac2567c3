import unicodedata

import pytest
from hypothesis import given, strategies as st

from vietnam.folding import clean_text, fold, normalize_text, search_words, toned_words


@pytest.mark.parametrize(
    ("written", "folded"),
    [
        ("May mặc", "may mac"),
        ("Điện tử", "dien tu"),
        (unicodedata.normalize("NFD", "Điện tử"), "dien tu"),
        ("ĐƯỜNG ƢU ƣớc", "duong uu uoc"),
        ("Sở LĐ-TB&XH", "so ld tb xh"),
        ("Lao  động –\n Thương binh", "lao dong thuong binh"),
        ("39/KH-UBND", "39 kh ubnd"),
        ("Ðắk Lắk", "dak lak"),
        ("tuyển\u200bdụng a\u00adb", "tuyendung ab"),
        ("", ""),
    ],
)
def test_fold_leaves_plain_words(written: str, folded: str) -> None:
    assert fold(written) == folded


def test_search_words_are_folded() -> None:
    assert search_words(" Dệt, May-mặc ") == ["det", "may", "mac"]


def test_clean_text_repairs_letters_and_spaces_and_keeps_dashes_and_lines() -> None:
    assert clean_text("Ƣu\u00a0tiên – tu\u00adyển\u200b — a\nb") == "Ưu tiên – tuyển — a\nb"


def test_clean_text_composes_a_tone_after_a_wrong_letter() -> None:
    assert clean_text("ƣ\u0301ng") == "ứng"


@given(st.text())
def test_fold_is_idempotent(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(st.text())
def test_clean_text_is_idempotent(text: str) -> None:
    assert clean_text(clean_text(text)) == clean_text(text)


@given(st.text(alphabet="aăâđêôơưạảấỚ \n\t,.Ƣ"))
def test_fold_does_not_depend_on_composition(text: str) -> None:
    assert fold(unicodedata.normalize("NFD", text)) == fold(unicodedata.normalize("NFC", text))


def test_reading_keeps_the_place_in_the_source() -> None:
    source = unicodedata.normalize("NFD", "Trước\n  ngày 06/3/2024")
    reading = normalize_text(source)
    at = reading.text.index("ngày")
    start, end = reading.span(at, at + 4)
    assert (reading.text, unicodedata.normalize("NFC", source[start:end])) == (
        "trước ngày 06/3/2024",
        "ngày",
    )


@pytest.mark.parametrize(
    ("one", "other"),
    [("hoà", "hòa"), ("Thuỷ", "thủy"), ("MÁY", "máy"), ("may-mặc", "may  mặc")],
)
def test_a_toned_word_is_one_wherever_its_tone_is_written(one, other):
    assert toned_words(one) == toned_words(other)


def test_toned_words_differ_by_tone_and_by_letter():
    words = ["may", "máy", "mày", "mây", "đa", "da"]
    assert len({tuple(toned_words(word)) for word in words}) == len(words)
