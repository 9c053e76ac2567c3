from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _

from agencies.disk import cannot_write
from agencies.services.backup import BackupError, names, restore_backup


class Command(BaseCommand):
    help = "Restore a backup into an empty database, check it before and compare it afterwards."
    requires_migrations_checks = False
    requires_system_checks = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--force", action="store_true", help="delete what is there first")

    def handle(self, *args, **options) -> None:
        try:
            restored = restore_backup(options["file"], force=options["force"])
        except BackupError as refused:
            raise CommandError(str(refused)) from refused
        except OSError as problem:
            raise CommandError(cannot_write(problem, settings.MEDIA_ROOT)) from problem
        words = _("Restored and compared: %(rows)s rows of %(tables)s tables, %(files)s files.")
        self.stdout.write(words % vars(restored))
        if restored.missing:
            words = _("Gone while the backup was made, so not restored: %(names)s")
            self.stderr.write(words % names(restored.missing))
