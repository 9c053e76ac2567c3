"""A province's month frozen and built: every figure, list and sheet in one snapshot, the workbook
and the paper from it.
"""

import argparse
import os
import time
from pathlib import Path

from django.utils import timezone

from agencies.bodies.choices import SeatRole
from agencies.bodies.models import Agency
from agencies.calendar.report_month import ReportMonth
from agencies.people.models import Person, Seat, SeatHolding
from agencies.people.permissions import Actor
from bench.tools.data import ensure_rows
from bench.tools.figures import Figure, measure_seconds
from campaigns.frozen_reports.building import build_reports
from campaigns.frozen_reports.exports import write_frozen_workbook
from campaigns.frozen_reports.models import FrozenRows, ReportVersion
from campaigns.frozen_reports.services import freeze_month

MOST_SECONDS = 60
MOST_GROWTH = 60  # MB


def measure_month(sizes: argparse.Namespace) -> list[Figure]:
    """Beside writing the workbook alone, of the rows that are frozen already; processor seconds
    too, since the clock of a shared machine says little.
    """
    ensure_rows(tasks=sizes.tasks, vacancies=sizes.vacancies)
    today = timezone.localdate()
    version = freeze_month(month=ReportMonth(today.year, today.month, today), by=_keeper())
    before, used = _resident_megabytes(), _processor_seconds()
    seconds = measure_seconds(build_reports)
    used = _processor_seconds() - used
    growth = max(_peak_megabytes() - before, 0)
    version.refresh_from_db()
    rows = sum(len(rows) for rows in FrozenRows.objects.values_list("rows", flat=True).iterator(1))
    writing = measure_seconds(lambda: _write_again(version))
    note = f"{version.get_status_display()}, {rows:,} rows, {used:.0f} s of processor here"
    return [
        Figure(
            "month frozen and built",
            seconds,
            writing,
            f"{MOST_SECONDS} s",
            version.is_frozen and min(seconds, used) < MOST_SECONDS,
            note,
        ),
        Figure(
            "month frozen and built, memory",
            growth,
            before,
            f"{MOST_GROWTH} MB more",
            growth <= MOST_GROWTH,
            unit="MB",
        ),
    ]


def _keeper() -> Actor:
    agency = Agency.objects.order_by("pk").first()
    seat = Seat.objects.create(agency=agency, title="Đo tốc độ báo cáo", role=SeatRole.COORDINATOR)
    person = Person.objects.create(
        email=f"bao-cao-{seat.pk}@do-toc-do.example", full_name="Người đo tốc độ"
    )
    SeatHolding.objects.create(seat=seat, person=person, starts_on="2020-01-01")
    return Actor(person=person, seat=seat)


def _write_again(version: ReportVersion) -> None:
    with Path(os.devnull).open("wb") as nowhere:
        write_frozen_workbook(version, version.snapshot, nowhere)


def _processor_seconds() -> float:
    return time.process_time()


def _resident_megabytes() -> float:
    return _status_megabytes("VmRSS:")


def _peak_megabytes() -> float:
    return _status_megabytes("VmHWM:")


def _status_megabytes(name: str) -> float:
    status = Path("/proc/self/status").read_text()
    return int(status.partition(name)[2].split()[0]) / 1024
