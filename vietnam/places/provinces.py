"""The provinces through time: 63 until 30/6/2025, 34 since 01/7/2025 (resolution 202/2025/QH15),
each with its dates.

A unit made by a merger is a new one, also where it took over a name and an official code: the new
Bắc Ninh bears the code of the old Bắc Giang. So codes never identify; keys do.
"""

import csv
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Literal

from vietnam.folding import fold

Kind = Literal["province", "city"]

MERGED_ON = date(2025, 7, 1)
_DATA = Path(__file__).parents[1] / "data" / "provinces.tsv"
_KIND_WORDS: dict[Kind, str] = {"province": "Tỉnh", "city": "Thành phố"}


@dataclass(frozen=True)
class ProvinceRecord:
    """A province-level unit under one name and kind, from `valid_from` to `valid_to` (both
    included, None is open).

    `key` is the identity, kept when a unit changes its name or becomes a city; `successor` is the
    key of the unit into which it was merged.
    """

    key: str
    name: str
    kind: Kind
    code: str
    valid_from: date | None
    valid_to: date | None
    successor: str | None

    @property
    def full_name(self) -> str:
        # Tỉnh Bắc Giang, Thành phố Hà Nội.
        return f"{_KIND_WORDS[self.kind]} {self.name}"

    def is_valid(self, on: date) -> bool:
        return (self.valid_from is None or self.valid_from <= on) and (
            self.valid_to is None or on <= self.valid_to
        )


@cache
def all_provinces() -> tuple[ProvinceRecord, ...]:
    """Every unit in every one of its periods, in the order of the official codes."""
    with _DATA.open(encoding="utf-8", newline="") as lines:
        return tuple(_province(row) for row in csv.DictReader(lines, delimiter="\t"))


def _province(row: dict[str, str]) -> ProvinceRecord:
    return ProvinceRecord(
        key=row["key"],
        name=row["name"],
        kind="city" if row["kind"] == "city" else "province",
        code=row["code"],
        valid_from=date.fromisoformat(row["valid_from"]) if row["valid_from"] else None,
        valid_to=date.fromisoformat(row["valid_to"]) if row["valid_to"] else None,
        successor=row["successor"] or None,
    )


def find_province(name: str, on: date | None = None) -> ProvinceRecord | None:
    """The province of that name, key or everyday spelling, accents and "tỉnh" or "thành phố" left
    out at will.

    With `on` it is the unit of that day, otherwise the latest that bore the name. "Huế" before 2025
    is nothing here: then it was a city within Thừa Thiên Huế.
    """
    wanted = _plain_name(name)
    known = [
        p
        for p in all_provinces()
        if (on is None or p.is_valid(on)) and (wanted in _names(p) or name == p.key)
    ]
    return max(known, key=lambda p: p.valid_from or date.min, default=None)


_SHORT_NAMES = {
    "ho-chi-minh": ("hcm", "tphcm", "hcmc", "sai gon"),
    "ho-chi-minh-2025": ("hcm", "tphcm", "hcmc", "sai gon"),
    "ba-ria-vung-tau": ("vung tau", "brvt"),
}


@cache
def _names(province: ProvinceRecord) -> frozenset[str]:
    return frozenset({fold(province.name), *_SHORT_NAMES.get(province.key, ())})


def _plain_name(name: str) -> str:
    folded = fold(name)
    for prefix in ("tinh ", "thanh pho ", "tp "):
        folded = folded.removeprefix(prefix)
    return folded


def province_successor(province: ProvinceRecord, on: date) -> ProvinceRecord:
    """The unit that stands for it on a day: itself under its name of then, or what it was merged
    into.

    Before its beginning a unit stands for itself as it began.
    """
    now = [p for p in all_provinces() if p.key == province.key]
    valid = [p for p in now if p.is_valid(on)]
    if valid:
        return valid[0]
    merged = next(
        (p.successor for p in now if p.successor and p.valid_to and p.valid_to < on), None
    )
    if merged is None:
        return now[0]
    return province_successor(next(p for p in all_provinces() if p.key == merged), on)


def predecessors_of(province: ProvinceRecord) -> tuple[ProvinceRecord, ...]:
    """The units which were merged into it, for statistics by old province of origin."""
    return tuple(p for p in all_provinces() if p.successor == province.key)
