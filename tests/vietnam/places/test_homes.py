"""People by home province, as they are typed."""

from contextlib import suppress

import pytest
from hypothesis import given, strategies as st

from vietnam.places.homes import InvalidHomes, format_homes, name_before, parse_homes
from vietnam.places.provinces import ProvinceRecord, all_provinces, find_province


def said(text: str) -> list[tuple[str, int]]:
    return [(home.province.key, home.people) for home in parse_homes(text)]


@pytest.mark.parametrize(
    "text",
    [
        "Lạng Sơn 50; Sơn La 30",
        "Lạng Sơn: 50, Sơn La: 30",
        "Lạng Sơn 50,Sơn La 30",
        "50 Lạng Sơn,30 Sơn La",
        "50 người Lạng Sơn và 30 người Sơn La",
        "lang son - 50 lao dong\nson la - 30 lao dong",
        "Tỉnh Lạng Sơn (50); tỉnh Sơn La (30)",
        "Lạng Sơn 50 Sơn La 30",
        "50 Lạng Sơn 30 Sơn La",
        "Lạng Sơn 50 người + Sơn La 30 người",
        "quê Lạng Sơn: 50 LĐ; quê Sơn La: 30 LĐ;",
        "Lạng Sơn\u00a050 ; Sơn La\u00a030",
    ],
)
def test_the_ways_in_which_employers_write_it(text):
    assert said(text) == [("lang-son", 50), ("son-la", 30)]


def test_thousands_are_written_with_a_dot_or_a_comma():
    assert said("Lạng Sơn 1.200, Sơn La 1,500") == [("lang-son", 1200), ("son-la", 1500)]
    assert said("50 Lạng Sơn,300 Sơn La") == [("lang-son", 50), ("son-la", 300)]


def test_a_merged_province_means_itself():
    assert said("Bắc Giang 20") == [("bac-giang", 20)]
    assert said("Bắc Giang (nay thuộc Bắc Ninh) 20") == [("bac-giang", 20)]


def test_of_two_provinces_of_one_name_the_old_one_is_told():
    new, old = said("Bắc Ninh 20; Bắc Ninh cũ 10")
    assert (new, old) == (("bac-ninh-2025", 20), ("bac-ninh", 10))
    assert said("Bắc Ninh (trước sáp nhập): 10") == [("bac-ninh", 10)]


def test_nothing_typed_names_nothing():
    assert said("") == said(" ;\n, ") == []


@pytest.mark.parametrize(
    ("text", "reason", "piece"),
    [
        ("Lạng Sơn; Sơn La 30", "number", "Lạng Sơn"),
        ("Lạng Sơn, Sơn La mỗi tỉnh 30", "number", "Lạng Sơn"),
        ("50", "number", "50"),
        ("Lạng Sơn 50 30", "number", "Lạng Sơn 50 30"),
        ("Lạng Sn 50", "name", "Lạng Sn 50"),
        ("Sơn La 30; các tỉnh khác 20", "name", "các tỉnh khác 20"),
        ("Hà Nội cũ 5", "", ""),
        ("Lạng Sơn 50; lang son 30", "twice", "Lạng Sơn"),
    ],
)
def test_what_cannot_be_read_is_told_with_its_piece(text, reason, piece):
    if not reason:
        assert said(text) == [("ha-noi", 5)]
        return
    with pytest.raises(InvalidHomes) as refused:
        parse_homes(text)
    assert (refused.value.reason, refused.value.piece) == (reason, piece)


@given(
    st.lists(
        st.tuples(st.sampled_from(all_provinces()), st.integers(1, 100_000)),
        unique_by=lambda p: p[0].key,
        max_size=12,
    )
)
def test_what_is_formatted_is_read_as_it_was(pairs):
    text = format_homes((_name(province), people) for province, people in pairs)
    assert said(text) == [(province.key, people) for province, people in pairs]


def _name(province: ProvinceRecord) -> str:
    heir = next((each for each in all_provinces() if each.key == province.successor), None)
    return name_before(province.name) if heir and heir.name == province.name else province.name


@given(st.text(max_size=60))
def test_any_text_is_read_or_refused(text):
    with suppress(InvalidHomes):
        assert all(find_province(home.province.name) for home in parse_homes(text))
