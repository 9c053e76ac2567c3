import unicodedata

import pytest
from hypothesis import given, strategies as st

from vietnam.passwords import LONGEST, normalize_password, password_spellings

COMPOSED = "Mật khẩu ở Huế, đường rộng"
DECOMPOSED = unicodedata.normalize("NFD", COMPOSED)
TONES_APART = "Mâ\u0323t khâ\u0309u ơ\u0309 Huê\u0301, đươ\u0300ng rô\u0323ng"


@pytest.mark.parametrize("typed", [COMPOSED, DECOMPOSED, TONES_APART])
def test_one_password_has_one_form_and_all_its_spellings(typed):
    assert normalize_password(typed) == COMPOSED
    assert set(password_spellings(typed)) == {COMPOSED, DECOMPOSED, TONES_APART}
    assert password_spellings(typed)[0] == COMPOSED


def test_full_width_letters_are_the_plain_ones():
    assert normalize_password("ｍａｔ１２ khau") == "mat12 khau"


@pytest.mark.parametrize(
    ("one", "other"), [("Mật khẩu", "mật khẩu"), ("mật khẩu", "mat khau"), ("mật", "mật ")]
)
def test_capitals_accents_and_blanks_count(one, other):
    assert normalize_password(one) not in password_spellings(other)


def test_plain_letters_have_one_spelling():
    assert password_spellings("mot cau dai") == ["mot cau dai"]


def test_endless_accents_are_left_alone():
    endless = "a" + "\u0301\u0323" * LONGEST
    assert (normalize_password(endless), password_spellings(endless)) == (endless, [endless])


@given(st.text(max_size=40))
def test_the_spellings_are_bounded_and_begin_with_the_normal_form(text):
    spellings = password_spellings(text)
    assert spellings[0] == normalize_password(text)
    assert text in spellings
    assert len(spellings) <= 5
    assert len(set(spellings)) == len(spellings)
    assert normalize_password(spellings[0]) == spellings[0]
