import csv

import pytest

from vietnam.folding import fold
from vietnam.places.provinces import all_provinces
from vietnam.places.wards_and_parks import (
    _DATA,
    find_park,
    find_ward,
    known_place_names,
    place_name,
)

BAC_NINH = "bac-ninh-2025"


def rows(table: str) -> list[dict[str, str]]:
    with (_DATA / f"{table}.tsv").open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines, delimiter="\t"))


def test_bac_ninh_has_33_wards_and_66_communes_each_in_one_old_province():
    wards = rows("wards")
    kinds = [row["kind"] for row in wards]
    assert (kinds.count("phường"), kinds.count("xã"), len({row["name"] for row in wards})) == (
        33,
        66,
        99,
    )
    # 58 of Bắc Giang and 41 of Bắc Ninh make up the 99.
    old = [row["old_province"] for row in wards]
    assert (old.count("bac-giang"), old.count("bac-ninh")) == (58, 41)


@pytest.mark.parametrize("table", ["wards", "parks"])
def test_old_provinces_were_merged_into_the_province(table):
    successors = {province.key: province.successor for province in all_provinces()}
    today = {successors[row["old_province"]] or row["old_province"] for row in rows(table)}
    assert {row["province"] for row in rows(table)} == today
    assert [row for row in rows(table) if row["province"] not in (BAC_NINH, "lang-son")] == []


@pytest.mark.parametrize(
    ("typed", "name", "districts", "old_province"),
    [
        ("Phường Nếnh", "nenh", ("viet yen",), "bac-giang"),
        ("P. Nếnh", "nenh", ("viet yen",), "bac-giang"),
        ("nenh", "nenh", ("viet yen",), "bac-giang"),
        ("phường Quang Châu", "nenh", ("viet yen",), "bac-giang"),
        ("Phường Yên Dũng", "yen dung", ("bac giang", "yen dung"), "bac-giang"),
        ("Phường Quế Võ", "que vo", ("que vo",), "bac-ninh"),
        ("Xã Tam Giang", "tam giang", ("yen phong",), "bac-ninh"),
    ],
)
def test_a_ward_is_found_by_its_name_or_that_of_a_merged_one(typed, name, districts, old_province):
    found = find_ward(typed, BAC_NINH)
    assert (found.name, found.districts, found.old_province) == (name, districts, old_province)


@pytest.mark.parametrize("typed", ["Xã Đồng Tiến", "Xã Không Có", "", "Phường"])
def test_a_name_of_two_wards_or_of_none_is_no_ward(typed):
    assert find_ward(typed, BAC_NINH) is None


def test_nothing_is_guessed_for_other_provinces():
    assert (find_ward("Phường Nếnh", "lang-son"), find_park("KCN Quế Võ", "lang-son")) == (
        None,
        None,
    )


@pytest.mark.parametrize(
    ("typed", "districts"),
    [
        ("KCN Quế Võ", ("que vo",)),
        ("KCN Quế Võ II", ("que vo",)),
        ("KCN Tiên Sơn", ("tien du", "tu son")),  # not the former commune in Việt Yên
        ("Khu công nghiệp Song Khê - Nội Hoàng", ("bac giang", "yen dung")),
        ("KCN Nam Sơn - Hạp Lĩnh", ("bac ninh", "tien du")),  # its third commune was Lạc Vệ
        ("KCN Tiên Sơn - Ninh Sơn", ("viet yen",)),
        ("KCN An Việt - Quế Võ 6", ("que vo",)),
        ("KCN VSIP Bắc Ninh", ("tu son", "tien du")),
    ],
)
def test_a_park_is_found_by_its_name_and_part(typed, districts):
    assert find_park(typed, BAC_NINH).districts == districts


def test_a_name_of_two_provinces_is_looked_up_in_one():
    assert find_park("KCN VSIP Lạng Sơn", "lang-son").districts == ("huu lung",)


def test_a_park_that_bears_the_names_of_communes_lies_where_these_lay():
    def possible(row: dict[str, str]) -> set[str]:
        wards = [find_ward(part, row["province"]) for part in row["name"].split(" - ")]
        return {district for ward in wards if ward for district in ward.districts}

    named = [row for row in rows("parks") if row["source"].startswith("its commune")]
    wrong = [
        row["name"]
        for row in named
        if not {fold(each) for each in row["districts"].split(" | ")} <= possible(row)
    ]
    assert (len(named) > 5, wrong) == (True, [])


def test_a_park_that_is_not_known_is_none():
    assert (find_park("KCN Mới", BAC_NINH), find_park("", BAC_NINH)) == (None, None)


def test_the_word_that_says_what_a_place_is_is_left_out():
    names = ["Thị xã Việt Yên", "TX. Việt Yên", "huyện Việt Yên", "Việt Yên", "KCN Việt Yên"]
    assert {place_name(name) for name in names} == {"viet yen"}


def test_names_of_one_word_are_no_place_names():
    known = known_place_names()
    assert {"viet yen", "bac giang", "quang chau", "que vo", "ba ria vung tau"} <= known
    assert {name for name in known if " " not in name} == set()
