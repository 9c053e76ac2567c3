import time
from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _

from agencies.disk import cannot_write
from agencies.services.backup import make_backup, names


class Command(BaseCommand):
    help = "Write the whole database and all files into one backup file, encrypted where BACKUP_KEY is set."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--output", type=Path, default=Path(settings.BACKUP_ROOT), metavar="DIR")
        parser.add_argument("--keep", type=int, metavar="N", help="how many backups stay in that directory")

    def handle(self, *args, **options) -> None:
        began = time.monotonic()
        try:
            made = make_backup(options["output"], keep=options["keep"])
        except OSError as problem:
            raise CommandError(cannot_write(problem, options["output"])) from problem
        words = _("%(path)s: %(rows)s rows of %(tables)s tables, %(files)s files, %(size)s, %(seconds).1f s")
        size = filesizeformat(made.size).replace("\xa0", " ")
        self.stdout.write(words % (vars(made) | {"size": size, "seconds": time.monotonic() - began}))
        if made.missing:
            self.stderr.write(_("Gone while the backup was made, so not in it: %(names)s") % names(made.missing))
        if not made.is_sealed:
            self.stderr.write(_("The backup is not encrypted: BACKUP_KEY is not set."))
