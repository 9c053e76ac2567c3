"""People by home province as Vietnamese write them: "Lạng Sơn 50; Sơn La: 30 người", "50 Lạng Sơn
và 30 Sơn La".
"""

import re
from collections.abc import Iterable, Iterator
from datetime import timedelta
from typing import Literal, NamedTuple

from vietnam.folding import clean_text, fold
from vietnam.numbers import format_number
from vietnam.places.provinces import MERGED_ON, ProvinceRecord, find_province

Reason = Literal["number", "name", "twice"]

_BETWEEN = re.compile(r"[;\n+]|(?<!\d),|,(?!\d{3}(?!\d))|\s+(?:và|va)\s+", re.IGNORECASE)
_NUMBER = re.compile(r"(\d{1,3}(?:[.,]\d{3})+(?!\d)|\d+)")
_HEIR = re.compile(r"\(\s*nay [^)]*\)", re.IGNORECASE)
_NOISE = re.compile(r"\b(?:nguoi|lao dong|ld|cong nhan|tu|que|khoang)\b")
_OLD = re.compile(r" (?:cu|truoc sap nhap)$")
_BEFORE = "cũ"


class InvalidHomes(ValueError):  # noqa: N818
    """A piece has no number of people, no province, or a province for the second time; `piece` as
    typed.
    """

    def __init__(self, reason: Reason, piece: str) -> None:
        super().__init__(f"{piece!r}: {reason}")
        self.reason: Reason = reason
        self.piece = piece


class Home(NamedTuple):
    province: ProvinceRecord
    people: int


def make_homes(pairs: Iterable[tuple[str, int]]) -> tuple[Home, ...]:
    """Of names and people that come apart, names as `parse_homes` reads them. Raises InvalidHomes
    (`name`, `twice`).
    """
    return _collect_homes((_fold_part(name), people, name) for name, people in pairs)


def parse_homes(text: str) -> tuple[Home, ...]:
    """In the order of the text. A merged province means itself; of two of one name the one of
    today, the other "cũ".

    Raises InvalidHomes.
    """
    pieces = _BETWEEN.split(_HEIR.sub(" ", clean_text(text)))
    return _collect_homes(
        (name, people, piece.strip()) for piece in pieces for name, people in _pairs(piece)
    )


def find_home(name: str) -> ProvinceRecord | None:
    """The province that a name means, read as `parse_homes` reads it; None for no province."""
    return _province(_fold_part(_HEIR.sub(" ", clean_text(name))))


def _collect_homes(found: Iterable[tuple[str, int, str]]) -> tuple[Home, ...]:
    # Of bare names, people, and the piece to show when the name is of no province; each province
    # once.
    homes: dict[str, Home] = {}
    for name, people, piece in found:
        province = _province(name)
        if province is None:
            raise InvalidHomes("name", piece)
        if province.key in homes:
            raise InvalidHomes("twice", province.name)
        homes[province.key] = Home(province, people)
    return tuple(homes.values())


def _pairs(piece: str) -> Iterator[tuple[str, int]]:
    # “Lạng Sơn 50 Sơn La 30” or “50 Lạng Sơn 30 Sơn La”, in any of which words for people may
    # stand.
    parts = [part for part in map(_fold_part, _NUMBER.split(piece)) if part]
    if not parts:
        return
    first = 1 if parts[0][0].isdigit() else 0
    names = parts[first::2]
    numbers = parts[1 - first :: 2]
    if len(names) != len(numbers) or not all(number.isdigit() for number in numbers):
        raise InvalidHomes("number", piece.strip())
    yield from ((name, int(number)) for name, number in zip(names, numbers, strict=True))


def _fold_part(part: str) -> str:
    # A number as its digits, a name folded and without words for people.
    if _NUMBER.fullmatch(part):
        return re.sub("[.,]", "", part)
    return " ".join(_NOISE.sub(" ", fold(part)).split())


def _province(name: str) -> ProvinceRecord | None:
    before = _OLD.sub("", name)
    return (
        find_province(before, MERGED_ON - timedelta(days=1))
        if before != name
        else find_province(name)
    )


def format_homes(homes: Iterable[tuple[str, int]]) -> str:
    """Lạng Sơn 50; Bắc Ninh cũ 1.200: of names as `name_before` gives them, as `parse_homes` reads
    it.
    """
    return "; ".join(f"{name} {format_number(people)}" for name, people in homes)


def name_before(name: str) -> str:
    """Of a merged province whose name its successor bears."""
    return f"{name} {_BEFORE}"
