import pytest

from vietnam.language.syllables import is_illegible, is_readable_word, is_syllable

READABLE = (
    "Nghiêng khuếch quyết giêng gì giữ ươm yêu oà hòa hoà uỷ thuở quê khuỷu ĐƯỜNG rượu "
    "ngoằn ngoèo tuýt"
)


@pytest.mark.parametrize("word", READABLE.split())
def test_words_are_syllables(word: str) -> None:
    assert is_syllable(word)


@pytest.mark.parametrize(
    "word", ["tØnh", "ngµy", "Baùo", "report", "ngàyy", "bàt", "tháà", "", "41", "wifi"]
)
def test_others_are_none(word: str) -> None:
    assert not is_syllable(word)


def test_joined_words_are_readable() -> None:
    assert [is_readable_word(word) for word in ("và/hoặc", "tế-xã", "/")] == [True, True, False]


def test_shifted_letters_are_illegible() -> None:
    text = (
        "Sở Nội vụ chủ trì, phối hợp với các đơn vị liên quan báo cáo kết quả trước ngày "
        "30/01/2027."
    )

    assert is_illegible("".join(chr(ord(c) + 1) for c in text).replace("!", " "))
    assert not is_illegible(text)


@pytest.mark.parametrize(
    "text",
    [
        "So Noi vu chu tri phoi hop voi cac don vi bao cao ket qua truoc ngay 30/01/2027",
        "1 2.500 30/6/2026 41/KH-UBND II. a) - + ……… 15% 3,5 100 200 300",
        "The department shall report the results of the review to the committee in writing",
        "도지사는 시행 결과를 2027년 1월 30일까지 보고하여야 한다 그리고 또한 합니다",
        "xyz qwk",
        "- VPUB: CPV, các PCVP; - Phòng: TH, VX, NCPC; - Lưu: VT, (VX/MT.Tấn).",
    ],
)
def test_plain_text_numbers_and_other_languages_are_legible(text: str) -> None:
    assert not is_illegible(text)
