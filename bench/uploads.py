"""A workbook of 10.000 rows: read apart within bounds, beside openpyxl alone; and looked
through.
"""

import io
import statistics
import subprocess
import sys
from datetime import timedelta

from django.conf import settings
from django.utils import timezone
from openpyxl import Workbook, load_workbook

from bench.data import ensure_vacancies
from bench.measure import ROUNDS, Figure, in_turns, seconds
from recruitment.employers.models import Employer
from recruitment.imports.columns import heading_of
from recruitment.imports.exports import EXAMPLES
from recruitment.imports.row_facts import read_row
from recruitment.imports.services import LONGEST_CELL, MOST_COLUMNS, MOST_ROWS, PROGRAM, read_rows
from recruitment.vacancy_facts.facts import FACTS

ROWS, LOOKED_AT = 10_000, 200
LONGEST, MOST_MEMORY, LONGEST_LOOK = 10, 150, 0.010  # seconds; MB; seconds a row


def measure(_count: int) -> list[Figure]:
    ensure_vacancies(500)
    employer = Employer.objects.select_related("agency", "office", "park", "province").earliest(
        "pk"
    )
    data = _workbook()
    ours, floor = in_turns(
        lambda: seconds(lambda: read_rows(data)), lambda: seconds(lambda: _bare(data))
    )
    memory = _memory(data)
    note = f"{memory} MB at most in the child, {len(data) // 1024} KB"
    passed = ours <= LONGEST and memory <= MOST_MEMORY
    rows = read_rows(data)[1][:LOOKED_AT]
    look = (
        statistics.median(seconds(lambda: _look(rows, employer)) for _round in range(ROUNDS))
        / LOOKED_AT
    )
    return [
        Figure("upload of 10.000 rows, read", ours, floor, "10 s, 150 MB", passed, note),
        Figure(
            "upload, one row looked at",
            look,
            look,
            "10 ms",
            look <= LONGEST_LOOK,
            "its cells and rules",
        ),
    ]


def _workbook() -> bytes:
    book = Workbook(write_only=True)
    target = io.BytesIO()
    sheet = book.create_sheet("Nhu cầu")
    sheet.append([heading_of(name) for name in FACTS])
    day = timezone.localdate() + timedelta(days=60)
    said = EXAMPLES | {"apply_by": day, "headcount": 12, "park": ""}
    for number in range(ROWS):
        sheet.append(
            [f"{said['title']} {number}" if name == "title" else said[name] for name in FACTS]
        )
    book.save(target)
    return target.getvalue()


def _bare(data: bytes) -> None:
    # openpyxl alone, as quick as it reads.
    for _row in (
        load_workbook(io.BytesIO(data), read_only=True).worksheets[0].iter_rows(values_only=True)
    ):
        pass


def _look(rows: list[dict], employer: Employer) -> None:
    for row in rows:
        read_row(row["said"], employer)


WATCHED = """
import runpy, sys
sys.argv = sys.argv[1:]
try:
    runpy.run_path(sys.argv[0], run_name="__main__")
finally:
    with open("/proc/self/status") as status:
        print(next(line for line in status if line.startswith("VmHWM")), file=sys.stderr)
"""


def _memory(data: bytes) -> int:
    # The most that the reading program ever held, in MB; what its parent held before it began is
    # not counted.
    limits = map(str, (MOST_ROWS, MOST_COLUMNS, LONGEST_CELL))
    command = [sys.executable, "-c", WATCHED, str(PROGRAM), *limits]
    ended = subprocess.run(
        command,
        input=data,
        capture_output=True,
        check=True,
        env={"PYTHONPATH": str(settings.BASE_DIR)},
    )
    return int(ended.stderr.split()[-2]) // 1024
