import unicodedata

import pytest
from hypothesis import given, strategies as st

from vietnam.emails import normalize_email

KEPT = "hoa.thu@xn--lao-ng-e3a6012d.vn"


@pytest.mark.parametrize(
    "typed",
    [
        KEPT,
        KEPT.upper(),
        "hoa.thu@lao-động.vn",
        "Hoa.Thu@LAO-ĐỘNG.VN",
        unicodedata.normalize("NFD", "hoa.thu@lao-động.vn"),
        "hoa.thu@lao-đô\u0323ng.vn",  # "tổ hợp": ô and its tone
        "hoa.thu@ｌａｏ-động。vn",
        " \u200bhoa.thu@lao-động.vn\u00a0\ufeff\n",
    ],
)
def test_one_address_has_one_form(typed):
    assert normalize_email(typed) == KEPT


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("mıke@x.vn", "mike@x.vn"),
        ("mİke@x.vn", "mike@x.vn"),
        ("\u212aim@x.vn", "kim@x.vn"),
        ("\u017fam@x.vn", "sam@x.vn"),
        ("ｈｏａ@x.vn", "hoa@x.vn"),
        ("hoà@x.vn", "hoa@x.vn"),
        ("hoa@fußball.vn", "hoa@fussball.vn"),
        ("hoa@mıke.vn", "hoa@mike.vn"),
        ("hoa@xn--mike.vn", "hoa@mike.vn"),
        ("hoa.thu@x.vn", "hoathu@x.vn"),
        ("hoa+1@x.vn", "hoa@x.vn"),
        ("hoa@аpple.vn", "hoa@apple.vn"),  # Cyrillic а
    ],
)
def test_what_only_looks_alike_stays_apart(one, other):
    assert normalize_email(one) != normalize_email(other)


@pytest.mark.parametrize(
    "text", ["", "@", "hoa", "HOA@", "@LAO-ĐỘNG", "a@địa_chỉ.vn", "a@" + "ệ" * 5000, "a@b@C.vn"]
)
def test_what_is_no_address_is_not_judged_here(text):
    assert normalize_email(normalize_email(text)) == normalize_email(text)


@given(st.text(max_size=30), st.text(max_size=30))
def test_the_form_of_the_form_is_itself(local, domain):
    once = normalize_email(f"{local}@{domain}")
    assert normalize_email(once) == once
