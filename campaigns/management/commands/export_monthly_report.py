import argparse
import datetime
import os
import tempfile
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from agencies.calendar.report_month import ReportMonth
from agencies.database.disk import write_failure_text
from campaigns.monthly_report.exports import write_monthly_report
from vietnam.dates import parse_iso_date


def parse_month(text: str) -> datetime.date:
    try:
        return parse_iso_date(f"{text}-01")
    except ValueError as problem:
        raise argparse.ArgumentTypeError(f"{text} is no month; write it like 2024-03.") from problem


class Command(BaseCommand):
    help = "Writes the monthly workbook."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("month", type=parse_month, help="YYYY-MM")
        parser.add_argument("--output", type=Path, required=True, metavar="FILE.xlsx")

    def handle(self, *args: Any, **options: Any) -> None:
        first = options["month"]
        today = timezone.localdate()
        if first > today:
            raise CommandError(f"{first:%Y-%m} has not begun yet.")
        output: Path = options["output"]
        if not output.parent.is_dir():
            raise CommandError(f"There is no folder {output.parent}.")
        try:
            write_report_file(ReportMonth(first.year, first.month, made_on=today), output)
        except OSError as problem:
            raise CommandError(write_failure_text(problem, output)) from problem
        self.stdout.write(str(output))


def write_report_file(report: ReportMonth, output: Path) -> None:
    # Written beside it and moved into place: nobody opens half of it, and a failure keeps the old
    # file.
    handle, name = tempfile.mkstemp(dir=output.parent, suffix=".part")
    try:
        with os.fdopen(handle, "wb") as file:
            write_monthly_report(report, file)
        Path(name).chmod(0o644)
        Path(name).replace(output)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
