"""The reader on a plan of 400 clauses, beside the least that any reader does: decode, and look at
each line. A workbook of 10.000 rows: read apart within bounds, beside openpyxl alone; and looked
through.
"""

import argparse
import io
import re
import subprocess
import sys
from datetime import timedelta

from django.conf import settings
from django.utils import timezone
from openpyxl import Workbook, load_workbook

from agencies.workbook_imports.uploads import MOST_COLUMNS
from bench.tools.data import ensure_rows
from bench.tools.figures import ROUNDS, Figure, measure_in_turns, measure_seconds, median_seconds
from reader import read_bytes
from recruitment.employers.models import Employer
from recruitment.import_rows.row_facts import read_vacancy_row
from recruitment.imports.columns import vacancy_column_labels
from recruitment.imports.exports import EXAMPLES
from recruitment.imports.services import VACANCY_WORKBOOK, read_vacancy_rows
from recruitment.vacancy_facts.facts import FACTS

NUMBERED = re.compile(r"^\s*(?:[IVXLC]+\.|\d+(?:\.\d+)*\.?|[a-zđ]\)|[-+])\s+\S", re.MULTILINE)
CLAUSE = (
    "{n}. Sở Tài chính chủ trì, phối hợp với Ủy ban nhân dân các huyện, thành phố và các cơ quan, "
    "đơn vị có liên quan "
    "thẩm định dự toán kinh phí, tham mưu Ủy ban nhân dân tỉnh xem xét, quyết định; "
    "hoàn thành trước ngày {d:02d}/11/2026.\n"
)
LONGEST = 10.0  # seconds
ROWS = 10_000
LOOKED_AT = 200
MOST_MEMORY = 150  # MB
LONGEST_LOOK = 0.010  # seconds a row


def measure_reader(sizes: argparse.Namespace) -> list[Figure]:
    clauses = (CLAUSE.format(n=n, d=n % 28 + 1) for n in range(1, 401))
    data = ("KẾ HOẠCH\nI. TỔ CHỨC THỰC HIỆN\n" + "".join(clauses)).encode()
    ours, floor = measure_in_turns(
        lambda: measure_seconds(lambda: read_bytes(data, filename="ke-hoach.txt")),
        lambda: measure_seconds(lambda: NUMBERED.findall(data.decode())),
    )
    note = f"{len(data) // 1000} KB, {len(data) / ours / 1000:.0f} KB/s"
    return [Figure("reader, long plan", ours, floor, "10 s", ours <= LONGEST, note)]


def measure_uploads(sizes: argparse.Namespace) -> list[Figure]:
    ensure_rows(vacancies=500)
    employer = Employer.objects.select_related("agency", "office", "park", "province").earliest(
        "pk"
    )
    data = _workbook()
    ours, floor = measure_in_turns(
        lambda: measure_seconds(lambda: read_vacancy_rows(data)),
        lambda: measure_seconds(lambda: _read_with_openpyxl(data)),
    )
    memory = _reader_megabytes(data)
    rows = read_vacancy_rows(data)[1][:LOOKED_AT]
    look = median_seconds(lambda: [read_vacancy_row(row.said, employer) for row in rows], ROUNDS)
    look /= LOOKED_AT
    return [
        Figure(
            "upload of 10.000 rows, read",
            ours,
            floor,
            "10 s, 150 MB",
            ours <= LONGEST and memory <= MOST_MEMORY,
            f"{memory} MB at most in the child, {len(data) // 1024} KB",
        ),
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
    sheet = book.create_sheet("Nhu cầu")
    sheet.append([*vacancy_column_labels().values()])
    day = timezone.localdate() + timedelta(days=60)
    example = EXAMPLES | {"apply_by": day, "headcount": 12, "park": ""}
    for number in range(ROWS):
        row = example | {"title": f"{example['title']} {number}"}
        sheet.append([row[name] for name in FACTS])
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def _read_with_openpyxl(data: bytes) -> None:
    sheet = load_workbook(io.BytesIO(data), read_only=True).worksheets[0]
    for _row in sheet.iter_rows(values_only=True):
        pass


WATCHED = """
import runpy, sys
sys.argv = sys.argv[1:]
try:
    runpy.run_path(sys.argv[0], run_name="__main__")
finally:
    with open("/proc/self/status") as status:
        print(next(line for line in status if line.startswith("VmHWM")), file=sys.stderr)
"""


def _reader_megabytes(data: bytes) -> int:
    # The most that the reading program ever held; what its parent held before it began is not
    # counted.
    kind = VACANCY_WORKBOOK
    limits = map(str, (kind.most_rows, MOST_COLUMNS, kind.longest_cell))
    chosen = ("{}", timezone.localdate().isoformat())
    ended = subprocess.run(
        [sys.executable, "-c", WATCHED, str(kind.program), *limits, *chosen],
        input=data,
        capture_output=True,
        check=True,
        env={"PYTHONPATH": str(settings.BASE_DIR)},
    )
    return int(ended.stderr.split()[-2]) // 1024
