import unicodedata

import pytest
from hypothesis import given, strategies as st

from vietnam.language.collation import sort_key

# In ICU's Vietnamese order.
ORDERED = [
    "",
    "2",
    "a",
    "A",
    "à",
    "À",
    "ả",
    "ã",
    "á",
    "ạ",
    "an",
    "An Giang",
    "ăn",
    "ân",
    "Bà Rịa - Vũng Tàu",
    "Bạc Liêu",
    "Bắc Giang",
    "Bắc Kạn",
    "Bắc Ninh",
    "Bến Tre",
    "Bình Dương",
    "Cà Mau",
    "Cao Bằng",
    "Cần Thơ",
    "Da",
    "Đà Nẵng",
    "Đắk Lắk",
    "Đắk Nông",
    "Điện Biên",
    "Đồng Nai",
    "Gia Lai",
    "Hà Giang",
    "Hà Nội",
    "Hải Phòng",
    "Hòa Bình",
    "Hưng Yên",
    "Oanh",
    "Ông",
    "Ơn",
    "ta",
    "tà",
    "tả",
    "tã",
    "tá",
    "tạ",
    "tai",
    "tài",
    "tăng",
    "tân",
    "Thừa Thiên Huế",
    "Tuyên Quang",
    "tư",
    "Yên Bái",
]


def test_sort_key_gives_vietnamese_order() -> None:
    backwards = ORDERED[::-1]
    assert sorted(backwards, key=sort_key) == ORDERED
    assert len({sort_key(word) for word in ORDERED}) == len(ORDERED)


@pytest.mark.parametrize("word", ["Đắk Lắk", "Hòa Bình", "Thừa Thiên Huế"])
def test_sort_key_does_not_depend_on_composition(word: str) -> None:
    assert sort_key(unicodedata.normalize("NFD", word)) == sort_key(word)


@given(st.text(alphabet="aăâàáạăằắặbdđeêAĐ Ế19-"), st.text(alphabet="aăâàáạăằắặbdđeêAĐ Ế19-"))
def test_a_word_comes_before_what_continues_it(word: str, more: str) -> None:
    assert sort_key(word) <= sort_key(word + more)
