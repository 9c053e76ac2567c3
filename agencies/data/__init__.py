"""Reference data as tab-separated files: bodies through time, groups, and the working calendar's
exceptions.
"""

import csv
from collections.abc import Iterator
from pathlib import Path


def read_reference_rows(name: str) -> Iterator[dict[str, str]]:
    with (Path(__file__).parent / name).open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file, dialect="excel-tab")
