from datetime import date

import pytest

from vietnam.places.provinces import (
    ProvinceRecord,
    all_provinces,
    find_province,
    predecessors_of,
    province_successor,
)

TODAY = date(2026, 11, 22)


def provinces_on(on: date) -> list[ProvinceRecord]:
    return [province for province in all_provinces() if province.is_valid(on)]


def found(name: str, on: date | None = None) -> ProvinceRecord:
    province = find_province(name, on)
    assert province is not None
    return province


@pytest.mark.parametrize(
    ("on", "count"),
    [(date(2024, 3, 6), 63), (date(2025, 6, 30), 63), (date(2025, 7, 1), 34), (TODAY, 34)],
)
def test_there_are_63_provinces_and_34_since_july_2025(on: date, count: int) -> None:
    provinces = provinces_on(on)
    assert (len(provinces), len({p.key for p in provinces}), len({p.name for p in provinces})) == (
        count,
        count,
        count,
    )


def test_every_old_province_has_one_heir_today() -> None:
    assert {province_successor(p, TODAY).key for p in provinces_on(date(2025, 6, 30))} == {
        p.key for p in provinces_on(TODAY)
    }


def test_codes_are_reused_and_keys_are_not() -> None:
    old, new = found("Bắc Giang", date(2024, 3, 6)), found("Bắc Ninh", TODAY)
    assert (old.code, new.code, old.key, new.key) == ("24", "24", "bac-giang", "bac-ninh-2025")
    assert found("Bắc Ninh", date(2024, 3, 6)).key == "bac-ninh"


@pytest.mark.parametrize(
    "name", ["Bắc Giang", "bac giang", "Tỉnh Bắc Giang", "BẮC  GIANG", "bac-giang"]
)
def test_find_province_reads_any_spelling(name: str) -> None:
    assert found(name).key == "bac-giang"


@pytest.mark.parametrize(
    "name", ["TP. HCM", "TPHCM", "Thành phố Hồ Chí Minh", "ho chi minh", "Sài Gòn"]
)
def test_find_province_knows_ho_chi_minh_city(name: str) -> None:
    assert found(name).key == "ho-chi-minh-2025"
    assert found(name, date(2024, 1, 1)).key == "ho-chi-minh"


def test_find_province_knows_only_names_of_that_day() -> None:
    assert find_province("Bắc Giang", TODAY) is None
    assert find_province("Huế", date(2024, 12, 31)) is None
    assert found("Huế", date(2025, 1, 1)).full_name == "Thành phố Huế"
    assert find_province("Atlantis") is None


def test_a_province_that_becomes_a_city_stays_the_same_unit() -> None:
    before, after = found("Bắc Ninh", date(2026, 9, 19)), found("Bắc Ninh", date(2026, 9, 20))
    assert (before.full_name, after.full_name, before.key) == (
        "Tỉnh Bắc Ninh",
        "Thành phố Bắc Ninh",
        after.key,
    )
    assert found("Quảng Ninh", date(2026, 9, 1)).kind == "city"
    assert found("Đồng Nai", date(2026, 4, 29)).kind == "province"


def test_predecessors_are_the_merged_units() -> None:
    assert [p.name for p in predecessors_of(found("Phú Thọ", TODAY))] == [
        "Hòa Bình",
        "Phú Thọ",
        "Vĩnh Phúc",
    ]
    assert predecessors_of(found("Lạng Sơn", TODAY)) == ()


def test_periods_of_a_unit_do_not_overlap() -> None:
    for province in all_provinces():
        others = [p for p in all_provinces() if p.key == province.key and p is not province]
        assert not any(province.valid_from and p.is_valid(province.valid_from) for p in others)
