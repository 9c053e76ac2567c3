import argparse
import datetime
import signal
import sys
import time
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import OperationalError
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _

from agencies.backup import BackupError, WrittenBackup, make_backup, shortened_names
from agencies.backup.nightly import NightlyBackup
from agencies.database.disk import write_failure_text


class Command(BaseCommand):
    help = (
        "Write the whole database and all files into one backup file, encrypted where "
        "BACKUP_KEY is set."
    )
    requires_system_checks = []  # they load every page, and the service stays in memory

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--output", type=Path, default=Path(settings.BACKUP_ROOT), metavar="DIR"
        )
        parser.add_argument(
            "--keep", type=_backup_count, metavar="N", help="how many backups stay there: 1 or more"
        )
        parser.add_argument(
            "--every-night",
            type=_parse_hour,
            metavar="HH:MM",
            help=(
                "stay and make one each night at this hour of Viet Nam, and at once if the last "
                "was missed"
            ),
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if options["every_night"] is None:
            self._make(options)
            return
        signal.signal(signal.SIGTERM, _exit_at_signal)
        NightlyBackup(options["every_night"], lambda: self._make(options)).run()

    def _make(self, options: dict[str, Any]) -> WrittenBackup:
        began = time.monotonic()
        try:
            made = make_backup(options["output"], keep=options["keep"])
        except BackupError as refused:
            raise CommandError(str(refused)) from refused
        except OSError as problem:
            raise CommandError(write_failure_text(problem, options["output"])) from problem
        except OperationalError as problem:
            sentence = _("The database does not answer: %(reason)s")
            raise CommandError(sentence % {"reason": problem}) from problem
        self._report_made(made, time.monotonic() - began)
        return made

    def _report_made(self, made: WrittenBackup, seconds: float) -> None:
        words = _(
            "%(path)s: %(rows)s rows of %(tables)s tables, %(files)s files, %(size)s, "
            "%(seconds).1f s"
        )
        size = filesizeformat(made.size).replace("\xa0", " ")
        self.stdout.write(words % (vars(made) | {"size": size, "seconds": seconds}))
        if made.missing:
            self.stderr.write(
                _("Disappeared while the backup was made, so not in it: %(names)s")
                % shortened_names(made.missing)
            )
        if made.left_out:
            self.stderr.write(
                _("Earlier backups among the files, not in it: %(names)s")
                % shortened_names(made.left_out)
            )
        if not made.is_sealed:
            self.stderr.write(_("The backup is not encrypted: BACKUP_KEY is not set."))


def _exit_at_signal(*_signal: object) -> None:
    # Also as the first process of a container, which no signal ends by itself; an unfinished backup
    # is deleted.
    sys.exit(0)


def _backup_count(text: str) -> int:
    # `--keep 0` would delete the backup just made, or none; nobody means either.
    if not text.isdigit() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"{text!r} is not a number of backups: 1 or more.")
    return int(text)


def _parse_hour(text: str) -> datetime.time:
    try:
        return datetime.datetime.strptime(text, "%H:%M").time()  # noqa: DTZ007 an hour of each day
    except ValueError:
        raise argparse.ArgumentTypeError(
            f"{text!r} is not an hour of the day, such as 02:30."
        ) from None
