import unicodedata
from xml.etree import ElementTree

import pytest
from hypothesis import given, strategies as st

from vietnam.text import clean_in_place, clean_line, clean_paragraphs, without_controls

ANY = st.text(st.characters())
CONTROLS = [chr(code) for code in [*range(0x20), *range(0x7F, 0xA0)]]
INVISIBLE = [
    "\u00ad",
    "\u034f",
    "\u061c",
    "\u115f",
    "\u1160",
    "\u180e",
    "\u200b",
    "\u200c",
    "\u200d",
    "\u200e",
    "\u200f",
    "\u202a",
    "\u202b",
    "\u202c",
    "\u202d",
    "\u202e",
    "\u2060",
    "\u2066",
    "\u2067",
    "\u2068",
    "\u2069",
    "\u3164",
    "\ufeff",
    "\ufe0f",
    "\ufffe",
    "\uffff",
    "\ufdd0",
    "\ud800",
    "\udfff",
    "\U0001ffff",
    "\U000e0041",
]
SPACES = ["\u00a0", "\u2003", "\u2007", "\u2009", "\u202f", "\u205f", "\u3000", "\t"]


@pytest.mark.parametrize("sign", INVISIBLE)
def test_what_nobody_sees_is_dropped(sign):
    assert clean_line(f"Công{sign} nhân{sign}") == "Công nhân"
    assert clean_paragraphs(f"Công{sign} nhân{sign}\nmay") == "Công nhân\nmay"


@pytest.mark.parametrize("sign", SPACES)
def test_every_space_is_a_plain_one(sign):
    assert clean_line(f"Phường{sign}{sign}Nếnh{sign}") == "Phường Nếnh"


@pytest.mark.parametrize("sign", ["\v", "\f", "\x85", "\u2028", "\u2029", "\r", "\r\n", "\n"])
def test_every_line_break_is_one(sign):
    assert clean_line(f"Công nhân{sign}may") == "Công nhân may"
    assert clean_paragraphs(f"Công nhân{sign}may") == "Công nhân\nmay"


def test_paragraphs_stay_apart_by_one_empty_line():
    assert clean_paragraphs("\n a  b \r\n\r\n\r\n\r\nc\t\n") == "a b\n\nc"


def test_accents_are_composed_and_other_scripts_kept():
    assert clean_line(unicodedata.normalize("NFD", "Đường Lê Lợi")) == "Đường Lê Lợi"
    assert (
        clean_line("삼성전자 – 深圳 – Ünïcode “ngoặc” 7–9")
        == "삼성전자 – 深圳 – Ünïcode “ngoặc” 7–9"
    )


@given(ANY)
def test_cleaning_twice_is_cleaning_once(text):
    assert clean_line(clean_line(text)) == clean_line(text)
    assert clean_paragraphs(clean_paragraphs(text)) == clean_paragraphs(text)


@given(ANY)
def test_what_is_clean_has_no_control_no_half_and_goes_through_xml(text):
    kept = clean_paragraphs(text)
    assert {unicodedata.category(c) for c in kept.replace("\n", "")}.isdisjoint(
        {"Cc", "Cs", "Zl", "Zp"}
    )
    assert not set(kept) & set(INVISIBLE)
    root = ElementTree.Element("a")
    root.text = kept
    assert (ElementTree.fromstring(ElementTree.tostring(root)).text or "") == kept  # noqa: S314 our own


@given(ANY)
def test_whatever_was_kept_can_be_written_in_xml(text):
    root = ElementTree.Element("a")
    root.text = without_controls(text)
    ElementTree.fromstring(ElementTree.tostring(root, encoding="utf-8"))  # noqa: S314 our own


@given(ANY)
def test_a_document_keeps_its_places(text):
    kept = clean_in_place(text)
    assert len(kept) == len(text)
    assert {unicodedata.category(c) for c in kept if c not in "\r\n\t"}.isdisjoint({"Cc", "Cs"})
    assert not set(kept) & set("\u202e\u202d\u2066\u2067")


BREAKS = "\v\f\x1c\x1d\x1e\x85"
"""Controls that end a line as well."""


@pytest.mark.parametrize("sign", CONTROLS)
def test_no_control_is_left_in_a_document_but_breaks_and_tabs(sign):
    left = sign if sign in "\t\n\r" else "\n" if sign in BREAKS else " "
    assert clean_in_place(f"a{sign}b") == f"a{left}b"
