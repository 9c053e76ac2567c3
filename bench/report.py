"""The writer of workbooks beside bare XML: the same cells, spelled and compressed with nothing
around them. Processor time, since the clock of a shared machine says little; and what memory it
holds at its most, for few rows and for many.
"""

import argparse
import datetime
import subprocess
import sys
import tempfile
import time
import zipfile
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

from bench.tools.figures import Figure, measure_in_turns
from config.trial.environment import ROOT
from workbooks import Column, ColumnKind, Sheet, write_workbook
from workbooks.streams.cell_xml import DAY_NOUGHT, SECONDS

ROWS = 60_000
FEW_ROWS = 10_000
MANY_ROWS = 200_000
MOST_ROWS = 1_000_000
MOST_OF_BARE = 1.5
MOST_MEMORY = 60  # MB
GROWTH = 5  # MB
ROUNDS = 3
FIRM_NAMES = ("Công ty TNHH Ánh Sao", "Công ty CP May Sông Cầu", "Công ty TNHH Điện tử Việt Yên")
FIRST_DAY = datetime.date(2026, 1, 1)
FIRST_MOMENT = datetime.datetime(2026, 1, 1, 8, tzinfo=datetime.UTC)
KINDS = (
    ColumnKind.SERIAL,
    *[ColumnKind.TEXT] * 11,
    *[ColumnKind.NUMBER] * 5,
    *[ColumnKind.DATE] * 2,
    ColumnKind.MOMENT,
)
COLUMNS = [
    Column(f"Cột {number}", kind, 24 if kind is ColumnKind.TEXT else 14)
    for number, kind in enumerate(KINDS, 1)
]


def measure_report(sizes: argparse.Namespace) -> list[Figure]:
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "rows.xlsx"
        ours, bare = measure_in_turns(
            lambda: _processor_seconds(lambda: write_ours(file, ROWS)),
            lambda: _processor_seconds(lambda: write_bare(file, ROWS)),
            ROUNDS,
        )
    many = MOST_ROWS if sizes.full else MANY_ROWS
    few_peak, many_peak = (_peak(count) for count in (FEW_ROWS, many))
    return [
        Figure(
            f"workbook of {ROWS:,} rows, processor",
            ours,
            bare,
            f"{MOST_OF_BARE} × bare XML",
            ours <= bare * MOST_OF_BARE,
            f"{ROWS * len(COLUMNS) / ours / 1e6:.2f} million cells/s",
        ),
        Figure(
            f"workbook of {many:,} rows, memory",
            many_peak,
            few_peak,
            f"{MOST_MEMORY} MB, {GROWTH} over {FEW_ROWS:,} rows",
            many_peak <= min(MOST_MEMORY, few_peak + GROWTH),
            unit="MB",
        ),
    ]


def make_rows(count: int) -> Iterator[Sequence[Any]]:
    """As a list of vacancies has them: texts that repeat themselves and others that do not."""
    for n in range(count):
        yield [
            n + 1,
            f"Vị trí tuyển dụng số {n}",
            FIRM_NAMES[n % 3],
            f"24{n:08}",
            "Đã duyệt" if n % 2 else "Chờ duyệt",
            f"Người phụ trách {n % 997}",
            "KCN Quang Châu",
            "Phường Nếnh",
            "Bắc Ninh",
            "Không cần bằng cấp",
            f"Hợp đồng {n % 1_000_000}",
            "Có ký túc xá, xe đưa đón, ăn ca" if n % 5 else "",
            n % 900,
            7 + n % 5,
            n * 3,
            n % 17,
            None if n % 4 else n,
            FIRST_DAY + datetime.timedelta(days=n % 700),
            FIRST_DAY + datetime.timedelta(days=n % 300),
            FIRST_MOMENT + datetime.timedelta(minutes=n),
        ]


def write_ours(place: Path, count: int) -> None:
    with place.open("wb") as file:
        write_workbook([Sheet("Danh sách", COLUMNS, make_rows(count))], file, title="x", stamp="y")


def write_bare(place: Path, count: int) -> None:
    letters = [chr(ord("A") + place) for place in range(len(COLUMNS))]
    with (
        zipfile.ZipFile(place, "w", zipfile.ZIP_DEFLATED) as book,
        book.open("xl/worksheets/sheet1.xml", "w", force_zip64=True) as file,
    ):
        file.write(b"<worksheet><sheetData>")
        for row, values in enumerate(make_rows(count), 1):
            cells = [
                f'<c r="{letter}{row}" s="1"{_bare_cell(value)}'
                for letter, value in zip(letters, values, strict=True)
            ]
            file.write(f'<row r="{row}">{"".join(cells)}</row>'.encode())
        file.write(b"</sheetData></worksheet>")


def _bare_cell(value: Any) -> str:
    if value is None:
        return "/>"
    if isinstance(value, str):
        return f' t="inlineStr"><is><t>{escape(value)}</t></is></c>'
    if isinstance(value, datetime.datetime):
        seconds = value.hour * 3600 + value.minute * 60 + value.second
        return f"><v>{value.toordinal() - DAY_NOUGHT + seconds / SECONDS}</v></c>"
    if isinstance(value, datetime.date):
        return f"><v>{value.toordinal() - DAY_NOUGHT}</v></c>"
    return f"><v>{value}</v></c>"


def _processor_seconds(work: Callable[[], object]) -> float:
    started = time.process_time()
    work()
    return time.process_time() - started


PEAK = """
import sys
from pathlib import Path
from django.conf import settings
settings.configure(USE_TZ=True, USE_I18N=False)
from bench.report import write_ours
write_ours(Path("/dev/null"), int(sys.argv[1]))
print(Path("/proc/self/status").read_text().partition("VmHWM:")[2].split()[0])
"""


def _peak(count: int) -> float:
    # In MB, of a program that does nothing else.
    ended = subprocess.run(
        [sys.executable, "-c", PEAK, str(count)], cwd=ROOT, capture_output=True, check=True
    )
    return int(ended.stdout) / 1024
