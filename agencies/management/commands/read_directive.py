import json
from argparse import ArgumentParser, ArgumentTypeError
from datetime import date
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from reader import DocumentReading, ProposedTask, ReadError, read_bytes
from reader.explaining import explain_bytes
from reader.messages import read_error_message, unread_message
from vietnam.dates import InvalidDate, format_date, parse_iso_date


def iso_day(text: str) -> date:
    # For argparse, which prints the reason.
    try:
        return parse_iso_date(text)
    except InvalidDate as problem:
        raise ArgumentTypeError(str(problem)) from problem


class Command(BaseCommand):
    """Reads a directive and prints what it found; writes nothing to the database and needs none."""

    help = "Read a directive (PDF, DOCX, text) and print its facts and proposed tasks."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument(
            "--issued",
            type=iso_day,
            metavar="YYYY-MM-DD",
            help="date of the document, instead of its own",
        )
        parser.add_argument("--json", action="store_true", help="print one JSON object")
        parser.add_argument(
            "--explain", action="store_true", help="print what each stage of the reading made"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        path: Path = options["file"]
        read = {"filename": path.name, "issued_on": options["issued"]}
        try:
            if options["explain"]:
                self.stdout.write("\n".join(explain_bytes(path.read_bytes(), **read)))
                return
            reading = read_bytes(path.read_bytes(), **read)
        except OSError as error:
            raise CommandError(f"{path}: {error.strerror}") from error
        except ReadError as error:
            raise CommandError(read_error_message(error)) from error
        if options["json"]:
            self.stdout.write(json.dumps(reading.as_dict(), ensure_ascii=False))
        else:
            self._print(reading)

    def _print(self, reading: DocumentReading) -> None:
        header = reading.header
        issued = format_date(header.issued_on) if header.issued_on else "–"
        self.stdout.write(
            f"{header.kind} {header.number or '–'} · {issued} · {header.issuer}\n{header.title}\n"
        )
        for one in reading.unread:
            self.stdout.write(f"! {unread_message(one.why, one.text)}")
        for task in reading.tasks:
            self.stdout.write(_line(task))
        self.stdout.write(_("%(count)s proposals") % {"count": len(reading.tasks)})


def _line(task: ProposedTask) -> str:
    who = "; ".join(task.agencies) or "–"
    when = "; ".join(deadline.text for deadline in task.deadlines) or (
        f"← {task.inherits_from}" if task.inherits_from else "–"
    )
    return (
        f"\n[{task.section}] {task.scope} {task.confidence:.2f}\n  {who}\n  {when}\n  {task.text}"
    )
