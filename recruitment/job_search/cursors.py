"""Places in a list of vacancies, as the addresses of its pages carry them."""

import datetime
from dataclasses import dataclass
from typing import Any, Self

EPOCH = datetime.datetime(1970, 1, 1, tzinfo=datetime.UTC)
MICROSECOND = datetime.timedelta(microseconds=1)
# Microseconds since 1970: after all days that can be typed, before those that Python cannot write.
LATEST = 5 * 10**15


@dataclass(frozen=True)
class VacancyCursor:
    """A row's place in the list: when it was published, in microseconds since 1970, and its key."""

    moment: int
    pk: int

    @classmethod
    def parse(cls, text: str) -> Self | None:
        """From its own written form; None for anything else."""
        moment, _sign, pk = text.partition("-")
        if not (
            moment.isascii()
            and moment.isdigit()
            and pk.isascii()
            and pk.isdigit()
            and len(text) < 40
        ):
            return None
        place = cls(int(moment), int(pk))
        return place if place.pk < 2**63 and place.moment < LATEST else None

    @classmethod
    def of_row(cls, row: dict[str, Any]) -> Self:
        return cls.at_moment(row["published_at"], row["id"])

    @classmethod
    def at_moment(cls, moment: datetime.datetime, pk: int) -> Self:
        return cls((moment - EPOCH) // MICROSECOND, pk)

    def __str__(self) -> str:
        return f"{self.moment}-{self.pk}"

    @property
    def at(self) -> datetime.datetime:
        return EPOCH + self.moment * MICROSECOND


@dataclass(frozen=True)
class RankedCursor:
    """A row's place in a ranked list: its tier, and its place within it."""

    tier: int
    place: VacancyCursor

    @classmethod
    def parse(cls, text: str) -> Self | None:
        """From its own written form, “2.1764000000123456-77”; None for anything else."""
        tier, _point, place = text.partition(".")
        found = VacancyCursor.parse(place)
        if not (tier.isascii() and tier.isdigit() and len(tier) == 1) or found is None:
            return None
        return cls(int(tier), found)

    @classmethod
    def of_row(cls, row: dict[str, Any]) -> Self:
        return cls(row["tier"], VacancyCursor.of_row(row))

    def __str__(self) -> str:
        return f"{self.tier}.{self.place}"
