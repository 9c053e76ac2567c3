"""The periods that figures are about: a month, a quarter, half a year, a year. Each is written one
way in addresses.
"""

import re
from dataclasses import dataclass
from datetime import date
from typing import Self

from vietnam.dates import FIRST_YEAR, LAST_YEAR, last_day_of_month

# First month and number of months, by how addresses name them behind the year.
_LENGTHS = {
    **{f"{month:02d}": (month, 1) for month in range(1, 13)},
    **{f"quy-{quarter}": (3 * quarter - 2, 3) for quarter in range(1, 5)},
    "6-thang": (1, 6),
    "6-thang-cuoi": (7, 6),
    "nam": (1, 12),
}
_NAMES = {length: name for name, length in _LENGTHS.items()}


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
    def read(cls, text: str) -> Self | None:
        """“2026-11”, “2026-quy-4”, “2026-6-thang”, “2026-nam”; None for anything else."""
        year, _dash, name = text.partition("-")
        if (
            not re.fullmatch("[0-9]{4}", year)
            or name not in _LENGTHS
            or not FIRST_YEAR <= int(year) <= LAST_YEAR
        ):
            return None
        return cls._of_months(int(year), *_LENGTHS[name])

    def __str__(self) -> str:
        """As `read` reads it; a period of another length by its days."""
        name = _NAMES.get((self.first.month, self.months))
        return f"{self.year}-{name}" if name else f"{self.first}--{self.last}"

    @property
    def year(self) -> int:
        return self.first.year

    @property
    def months(self) -> int:
        """How many months it has; 0 unless it has whole ones."""
        is_whole = self.first.day == 1 and self.last == last_day_of_month(
            self.last.year, self.last.month
        )
        count = (self.last.year - self.first.year) * 12 + self.last.month - self.first.month + 1
        return count if is_whole else 0

    @property
    def earlier(self) -> Self:
        """The one of the same length right before it; itself unless it has whole months."""
        return (
            self._of_months(self.year, self.first.month - self.months, self.months)
            if self.months
            else self
        )

    @property
    def later(self) -> Self:
        return (
            self._of_months(self.year, self.first.month + self.months, self.months)
            if self.months
            else self
        )
