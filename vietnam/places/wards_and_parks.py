"""Places below the province as people still call them: wards of today and those that were merged
into them, districts until 30/6/2025, industrial parks; and in which old province each lay.

Wards: resolution 1658/NQ-UBTVQH15 (Bắc Ninh), compared ward by ward with the former units that the
ministry's map of the mergers names, and their districts with the statistics office's lists of 2024
and early 2025. Parks: the communes in which each lies, as its `source` tells, looked up in the same
lists; "not verified" where nothing was found. Of a province that has no rows here nothing is known,
and nothing is guessed (decision 0060).
"""

import csv
from collections import Counter
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from vietnam.folding import fold
from vietnam.places.provinces import all_provinces

_DATA = Path(__file__).parents[1] / "data"
_BETWEEN = " | "
# Words before a name that say what it is: "phường Nếnh", "TX. Việt Yên", "KCN Quang Châu".
KIND_WORDS = (
    "thi tran",
    "thi xa",
    "thanh pho",
    "khu cong nghiep",
    "cum cong nghiep",
    "phuong",
    "huyen",
    "quan",
    "tinh",
    "xa",
    "tx",
    "tp",
    "tt",
    "kcn",
    "ccn",
)


@dataclass(frozen=True)
class PlaceRecord:
    """A ward or park: the folded name it has now, those of the wards merged into it, its districts
    of before (more than one where it was made of several, or where one had ended earlier), and the
    key of its old province.
    """

    name: str
    former: tuple[str, ...]
    districts: tuple[str, ...]
    old_province: str


def find_ward(ward: str, province: str) -> PlaceRecord | None:
    """The ward of today that bears the name, or the only one into which one of that name was
    merged; `province` is the key of today's province.
    """
    name = place_name(ward)
    return _wards(province).get(name) or _former_wards(province).get(name)


def find_park(park: str, province: str) -> PlaceRecord | None:
    """By its name with or without the number of a part: "KCN Quế Võ II" lies where Quế Võ does."""
    words = place_name(park).split()
    names = (" ".join(words[:length]) for length in range(len(words), 0, -1))
    return next((found for name in names if (found := _parks(province).get(name))), None)


def place_name(text: str) -> str:
    """Folded, without the word that says what it is: "P. Nếnh" and "Phường Nếnh" are one place."""
    folded = fold(text)
    kind = next((word for word in ("p", *KIND_WORDS) if folded.startswith(f"{word} ")), "")
    return folded.removeprefix(kind).strip()


@cache
def known_place_names() -> frozenset[str]:
    """The folded names, of two words and more, of provinces, districts, wards and parks.

    Names of one word ("Chũ", "Thắng") are words like any other: they mean other things too.
    """
    places = [*_all_places("wards"), *_all_places("parks")]
    names = {fold(province.name) for province in all_provinces()}
    names.update(name for _key, place in places for name in (place.name, *place.former))
    names.update(name for _key, place in places for name in place.districts)
    return frozenset(name for name in names if " " in name)


def _wards(province: str) -> dict[str, PlaceRecord]:
    return _by_name("wards", province)


def _parks(province: str) -> dict[str, PlaceRecord]:
    return _by_name("parks", province)


@cache
def _by_name(table: str, province: str) -> dict[str, PlaceRecord]:
    return {place.name: place for key, place in _all_places(table) if key == province}


@cache
def _former_wards(province: str) -> dict[str, PlaceRecord]:
    # A name that two wards bore ("Đồng Tiến") leads to neither.
    wards = [place for key, place in _all_places("wards") if key == province]
    counts = Counter(name for place in wards for name in place.former)
    return {name: place for place in wards for name in place.former if counts[name] == 1}


@cache
def _all_places(table: str) -> tuple[tuple[str, PlaceRecord], ...]:
    with (_DATA / f"{table}.tsv").open(encoding="utf-8", newline="") as lines:
        rows = csv.DictReader(lines, delimiter="\t")
        return tuple((row["province"], _record(row)) for row in rows)


def _record(row: dict[str, str]) -> PlaceRecord:
    return PlaceRecord(
        name=fold(row["name"]),
        former=_names(row.get("former", "")),
        districts=_names(row["districts"]),
        old_province=row["old_province"],
    )


def _names(cell: str) -> tuple[str, ...]:
    return tuple(fold(name) for name in cell.split(_BETWEEN) if name)
