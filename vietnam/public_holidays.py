"""Vietnam's public holidays of each year in which a deadline may be set, as the table
`data/holidays.tsv` has them.

The package `holidays` knows them, but it loads every country of the world: 13 MB of each process,
for a hundred lines. `python -m vietnam.public_holidays` writes the table anew, when that package
was renewed; a test compares the two.
"""

import csv
from collections.abc import Iterator, Mapping
from datetime import date
from functools import cache
from pathlib import Path

from vietnam.dates import FIRST_YEAR, LAST_YEAR

_DATA = Path(__file__).with_name("data") / "holidays.tsv"


@cache
def holidays_by_year() -> Mapping[int, Mapping[date, str]]:
    """Names as the Labour Code gives them, in the package's order; future lunar years are its
    estimate.
    """
    years: dict[int, dict[date, str]] = {}
    names: dict[str, str] = {}  # each text once
    with _DATA.open(encoding="utf-8", newline="") as lines:
        for day, name in csv.reader(lines, delimiter="\t"):
            found = date.fromisoformat(day)
            years.setdefault(found.year, {})[found] = names.setdefault(name, name)
    return years


def _rows_of_package() -> Iterator[tuple[str, str]]:
    import holidays  # slow import: every country

    for year in range(FIRST_YEAR, LAST_YEAR + 1):
        for day, name in holidays.country_holidays("VN", years=year, language="vi").items():
            yield day.isoformat(), name


def _write_table() -> None:
    with _DATA.open("w", encoding="utf-8", newline="") as lines:
        csv.writer(lines, delimiter="\t", lineterminator="\n").writerows(_rows_of_package())


if __name__ == "__main__":
    _write_table()
