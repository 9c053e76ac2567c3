import unicodedata

import pytest
from hypothesis import given, strategies as st

from vietnam.language.old_letters import (
    OldEncoding,
    decode_letters,
    encoding_of_font,
    repair_line,
    repair_lines,
)

TCVN3, VNI = OldEncoding.TCVN3, OldEncoding.VNI
VOWELS, TONES = "aăâeêioôơuưy", ("\u0300", "\u0309", "\u0303", "\u0301", "\u0323")
LETTERS = [
    unicodedata.normalize("NFC", vowel + tone)
    for vowel in VOWELS
    for tone in TONES
    if vowel + tone not in VOWELS
]
LETTERS += list("ăâđêôơư")
# The codes of TCVN 5712:1993 (third set), in the order of the letters in LETTERS.
TCVN_CODES = [
    "b5",
    "b6",
    "b7",
    "b8",
    "b9",
    "bb",
    "bc",
    "bd",
    "be",
    "c6",
    "c7",
    "c8",
    "c9",
    "ca",
    "cb",
    "cc",
    "ce",
    "cf",
    "d0",
    "d1",
    "d2",
    "d3",
    "d4",
    "d5",
    "d6",
    "d7",
    "d8",
    "dc",
    "dd",
    "de",
    "df",
    "e1",
    "e2",
    "e3",
    "e4",
    "e5",
    "e6",
    "e7",
    "e8",
    "e9",
    "ea",
    "eb",
    "ec",
    "ed",
    "ee",
    "ef",
    "f1",
    "f2",
    "f3",
    "f4",
    "f5",
    "f6",
    "f7",
    "f8",
    "f9",
    "fa",
    "fb",
    "fc",
    "fd",
    "fe",
    "a8",
    "a9",
    "ae",
    "aa",
    "ab",
    "ac",
    "ad",
]
VNI_WRITTEN = [
    "aø",
    "aû",
    "aõ",
    "aù",
    "aï",
    "aè",
    "aú",
    "aü",
    "aé",
    "aë",
    "aà",
    "aå",
    "aã",
    "aá",
    "aä",
    "eø",
    "eû",
    "eõ",
    "eù",
    "eï",
    "eà",
    "eå",
    "eã",
    "eá",
    "eä",
    "ì",
    "æ",
    "ó",
    "í",
    "ò",
    "oø",
    "oû",
    "oõ",
    "où",
    "oï",
    "oà",
    "oå",
    "oã",
    "oá",
    "oä",
    "ôø",
    "ôû",
    "ôõ",
    "ôù",
    "ôï",
    "uø",
    "uû",
    "uõ",
    "uù",
    "uï",
    "öø",
    "öû",
    "öõ",
    "öù",
    "öï",
    "yø",
    "yû",
    "yõ",
    "yù",
    "î",
    "aê",
    "aâ",
    "ñ",
    "eâ",
    "oâ",
    "ô",
    "ö",
]


def tcvn3(text: str) -> str:
    codes = dict(zip(LETTERS, (chr(int(code, 16)) for code in TCVN_CODES), strict=True))
    capitals = dict(zip("ĂÂÊÔƠƯĐ", "¡¢£¤¥¦§", strict=True))
    return "".join(codes.get(c) or capitals.get(c) or codes.get(c.lower(), c) for c in text)


def vni(text: str) -> str:
    written = dict(zip(LETTERS, VNI_WRITTEN, strict=True))
    return "".join(
        written[c.lower()].upper() if c.isupper() and c.lower() in written else written.get(c, c)
        for c in text
    )


def test_there_are_134_letters() -> None:
    assert len(LETTERS) * 2 == len({*LETTERS, *(letter.upper() for letter in LETTERS)}) == 134


@pytest.mark.parametrize("letter", LETTERS)
def test_every_letter_comes_back(letter: str) -> None:
    assert decode_letters(tcvn3(letter), TCVN3) == letter
    assert decode_letters(tcvn3(letter), TCVN3, capitals=True) == letter.upper()
    assert decode_letters(vni(letter), VNI) == letter
    assert decode_letters(vni(letter.upper()), VNI) == letter.upper()


@given(st.text(alphabet=[*LETTERS, *"bcghkmnpqrstvx"], min_size=1, max_size=7))
def test_small_words_come_back(word: str) -> None:
    assert decode_letters(tcvn3(word), TCVN3).replace("Ủy", "ủy").replace("Uỷ", "uỷ") == word
    assert decode_letters(vni(word), VNI) == word


def test_words_in_capitals_stay_in_capitals() -> None:
    for line in (
        "TỈNH HÀ TRUNG",
        "TỔ CHỨC THỰC HIỆN",
        "Số: 41/KH-UBND",
        "Hà Trung, ngày 10",
        "ĐỀ ÁN Ở TỈNH",
    ):
        assert decode_letters(tcvn3(line), TCVN3) == line
        assert decode_letters(vni(line), VNI) == line


def test_a_soft_hyphen_written_as_a_hyphen_is_the_letter_it_stood_for() -> None:
    assert (
        decode_letters("tr-íc ngµy, n-íc, th-, kinh tÕ-x· héi", TCVN3)
        == "trước ngày, nước, thư, kinh tế-xã hội"
    )


def test_letters_of_a_symbol_font_are_read() -> None:
    assert decode_letters("ng\uf0b5y", TCVN3) == "ngày"


@pytest.mark.parametrize(
    ("font", "meaning"),
    [
        (".VnTime", (TCVN3, False)),
        (".VnTimeH", (TCVN3, True)),
        (".VnArial NarrowH", (TCVN3, True)),
        ("ABCDEF+.VnTimeH,Bold", (TCVN3, True)),
        ("VnTime-Bold", (TCVN3, False)),
        ("VNI-Times", (VNI, False)),
        ("BCDEEE+VNI-Helve-Condense", (VNI, False)),
        ("Times New Roman", (None, False)),
        ("Verdana", (None, False)),
    ],
)
def test_fonts_name_their_encoding(font: str, meaning: tuple) -> None:
    assert encoding_of_font(font) == meaning


TEXT = "Ủy ban nhân dân tỉnh yêu cầu các sở báo cáo trước ngày 15/02/2027."


@pytest.mark.parametrize(("encoding", "write"), [(TCVN3, tcvn3), (VNI, vni)])
def test_the_encoding_is_known_by_the_words(encoding: OldEncoding, write) -> None:
    assert repair_line(write("Báo cáo kết quả, gửi Ủy ban nhân dân tỉnh")) == (
        "Báo cáo kết quả, gửi Ủy ban nhân dân tỉnh",
        encoding,
    )


@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_unicode_stays(form: str) -> None:
    for line in (
        TEXT,
        "Hà Nam, có lý do",
        "Café Hélène, São Paulo, München",
        "§ 5 · 30°C ± 2",
        "서울 Hà Nội",
    ):
        assert repair_line(unicodedata.normalize(form, line)) == (
            unicodedata.normalize(form, line),
            None,
        )


def test_doubtful_lines_follow_the_lines_on_both_sides() -> None:
    lines = [
        tcvn3("ỦY BAN NHÂN DÂN"),
        tcvn3("Số: 41/KH"),
        tcvn3("Kế hoạch tuyển dụng"),
        "Có số liệu",
        "Hé",
        "Ngày hội việc làm",
    ]

    assert repair_lines(lines) == [
        "ỦY BAN NHÂN DÂN",
        "Số: 41/KH",
        "Kế hoạch tuyển dụng",
        *lines[3:],
    ]
