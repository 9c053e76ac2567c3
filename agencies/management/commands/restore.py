from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import OperationalError
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from agencies.backup import BackupError, check_backup, names, restore_backup
from agencies.database.disk import write_failure_text


class Command(BaseCommand):
    help = "Restore a backup into an empty database, check it before and compare it afterwards."
    requires_migrations_checks = False
    requires_system_checks = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--force", action="store_true", help="delete what is there first")
        parser.add_argument(
            "--check",
            action="store_true",
            help="read it with its key and all sums, and touch nothing",
        )

    def handle(self, *args, **options) -> None:
        if options["check"]:
            self._check(options["file"])
        else:
            self._restore(options)

    def _check(self, path: Path) -> None:
        try:
            checked = check_backup(path)
        except BackupError as refused:
            raise CommandError(str(refused)) from refused
        except OSError as problem:
            words = _("%(path)s cannot be read: %(reason)s.")
            raise CommandError(
                words % {"path": path, "reason": problem.strerror or problem}
            ) from problem
        words = _(
            "Complete, made at %(made_at)s: %(rows)s rows of %(tables)s tables, %(files)s files. "
            "Nothing was changed."
        )
        made_at = date_format(timezone.localtime(checked.made_at), "H:i d/m/Y")
        self.stdout.write(words % (vars(checked) | {"made_at": made_at}))
        if checked.differing:
            words = _(
                "It was made by another version of the portal; only that one can restore it. It "
                "differs in %(names)s"
            )
            raise CommandError(words % names(checked.differing))

    def _restore(self, options: dict[str, Any]) -> None:
        try:
            restored = restore_backup(options["file"], force=options["force"])
        except BackupError as refused:
            raise CommandError(str(refused)) from refused
        except OSError as problem:
            raise CommandError(write_failure_text(problem, settings.MEDIA_ROOT)) from problem
        except OperationalError as problem:
            raise CommandError(
                _("The database does not answer: %(reason)s") % {"reason": problem}
            ) from problem
        words = _("Restored and compared: %(rows)s rows of %(tables)s tables, %(files)s files.")
        self.stdout.write(words % vars(restored))
        if restored.missing:
            words = _("Disappeared while the backup was made, so not restored: %(names)s")
            self.stderr.write(words % names(restored.missing))
