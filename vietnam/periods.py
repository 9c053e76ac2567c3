"""The periods that figures are about: a month, a quarter, half a year, nine months, a year; by the
calendar, or as many provinces rule from the 15th to the 14th. Each is written one way in addresses.
"""

import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Self

from vietnam.dates import FIRST_YEAR, LAST_YEAR, last_day_of_month

# First month and number of months, by how addresses name them behind the year.
_LENGTHS = {
    **{f"{month:02d}": (month, 1) for month in range(1, 13)},
    **{f"quy-{quarter}": (3 * quarter - 2, 3) for quarter in range(1, 5)},
    "6-thang": (1, 6),
    "6-thang-cuoi": (7, 6),
    "9-thang": (1, 9),
    "nam": (1, 12),
}
_NAMES = {length: name for name, length in _LENGTHS.items()}
# The official month 11 begins on the 15th of October: “từ ngày 15 của tháng trước đến ngày 14”.
FIRST_OFFICIAL_DAY = 15
# Before the name of a period with the bounds that officials use.
_OFFICIAL = "ky-"


class PeriodKind(StrEnum):
    """By the calendar, or from the 15th of the month before to the 14th. Only periods of one kind
    are compared with each other.
    """

    MONTH = "month"
    QUARTER = "quarter"
    HALF_YEAR = "half_year"
    NINE_MONTHS = "nine_months"
    YEAR = "year"
    OFFICIAL_MONTH = "official_month"
    OFFICIAL_QUARTER = "official_quarter"
    OFFICIAL_HALF_YEAR = "official_half_year"
    OFFICIAL_NINE_MONTHS = "official_nine_months"
    OFFICIAL_YEAR = "official_year"

    @property
    def is_official(self) -> bool:
        return self.value.startswith("official_")

    @property
    def months(self) -> int:
        return _MONTHS[self.value.removeprefix("official_")]

    @classmethod
    def of_length(cls, months: int, *, is_official: bool) -> "PeriodKind | None":
        for kind in cls:
            if kind.months == months and kind.is_official == is_official:
                return kind
        return None


_MONTHS = {"month": 1, "quarter": 3, "half_year": 6, "nine_months": 9, "year": 12}


@dataclass(frozen=True, order=True)
class Period:
    """From one day to another, both of them in it."""

    first: date
    last: date

    @classmethod
    def of_month(cls, year: int, month: int) -> Self:
        return cls._of_months(year, month, 1)

    @classmethod
    def of_quarter(cls, year: int, quarter: int) -> Self:
        return cls._of_months(year, 3 * quarter - 2, 3)

    @classmethod
    def of_first_half(cls, year: int) -> Self:
        return cls._of_months(year, 1, 6)

    @classmethod
    def of_year(cls, year: int) -> Self:
        return cls._of_months(year, 1, 12)

    @classmethod
    def _of_months(cls, year: int, month: int, months: int) -> Self:
        # `month` may lie before or after the year: 0 is December of the year before.
        ends_in = month + months - 2
        begins_in = month - 1
        last = last_day_of_month(year + ends_in // 12, ends_in % 12 + 1)
        return cls(date(year + begins_in // 12, begins_in % 12 + 1, 1), last)

    @classmethod
    def all_of(cls, kind: PeriodKind, year: int) -> list[Self]:
        """The periods of a kind that a year has, in their order: nine months are its first nine."""
        starts = (1,) if kind.months == 9 else range(1, 13, kind.months)
        periods = [cls._of_months(year, month, kind.months) for month in starts]
        return [period.official for period in periods] if kind.is_official else periods

    @classmethod
    def read(cls, text: str) -> Self | None:
        """“2026-11”, “2026-quy-4”, “2026-6-thang”, “2026-nam”, and with the bounds of officials
        “2026-ky-11”; None for anything else.
        """
        year, _dash, name = text.partition("-")
        length = _LENGTHS.get(name.removeprefix(_OFFICIAL))
        if (
            not re.fullmatch("[0-9]{4}", year)
            or length is None
            or not FIRST_YEAR <= int(year) <= LAST_YEAR
        ):
            return None
        period = cls._of_months(int(year), *length)
        return period.official if name.startswith(_OFFICIAL) else period

    def __str__(self) -> str:
        """As `read` reads it; a period of another length by its days."""
        name = _NAMES.get((self.by_calendar.first.month, self.by_calendar.months))
        if not name:
            return f"{self.first}--{self.last}"
        return f"{self.year}-{_OFFICIAL if self.is_official else ''}{name}"

    @property
    def is_official(self) -> bool:
        """From the 15th of a month to the 14th of another."""
        return (self.first.day, self.last.day) == (FIRST_OFFICIAL_DAY, FIRST_OFFICIAL_DAY - 1)

    @property
    def official(self) -> Self:
        """The period of that name with the bounds of officials; itself if it has them or has no
        whole months.
        """
        if not self.months or self.is_official:
            return self
        begins = (self.first.year * 12 + self.first.month - 2) % 12 + 1
        year = self.first.year - (self.first.month == 1)
        first = date(year, begins, FIRST_OFFICIAL_DAY)
        return type(self)(first, self.last.replace(day=FIRST_OFFICIAL_DAY - 1))

    @property
    def by_calendar(self) -> Self:
        """The period of that name with the bounds of the calendar; itself if it is no official
        one.
        """
        if not self.is_official:
            return self
        begins = self.first.year * 12 + self.first.month
        count = self.last.year * 12 + self.last.month - begins
        return self._of_months(begins // 12, begins % 12 + 1, count)

    @property
    def kind(self) -> PeriodKind | None:
        """None for a period that is none of those that a year has."""
        twin = self.by_calendar
        kind = PeriodKind.of_length(twin.months, is_official=self.is_official)
        return kind if kind and self in self.all_of(kind, self.year) else None

    @property
    def year(self) -> int:
        # Of its name: the official January begins in the year before.
        return self.by_calendar.first.year

    @property
    def months(self) -> int:
        # How many months it has; 0 unless it has whole ones.
        is_whole = self.first.day == 1 and self.last == last_day_of_month(
            self.last.year, self.last.month
        )
        count = (self.last.year - self.first.year) * 12 + self.last.month - self.first.month + 1
        if self.is_official:
            return count - 1
        return count if is_whole else 0

    @property
    def earlier(self) -> Self:
        # The one of the same kind right before it, for nine months those of the year before;
        # itself unless it has whole months.
        return self._moved(-self._step)

    @property
    def later(self) -> Self:
        return self._moved(self._step)

    @property
    def same_last_year(self) -> Self:
        return self._moved(-12)

    @property
    def year_to_date(self) -> Self:
        """From the first day of its year to its last; the year of officials for an official one."""
        year = self.of_year(self.year)
        return type(self)((year.official if self.is_official else year).first, self.last)

    @property
    def _step(self) -> int:
        return 12 if self.months == 9 else self.months

    def _moved(self, months: int) -> Self:
        if not self.months:
            return self
        twin = self.by_calendar
        moved = self._of_months(twin.first.year, twin.first.month + months, twin.months)
        return moved.official if self.is_official else moved
