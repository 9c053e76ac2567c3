from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _

from agencies.factors.services import renew_secrets


class Command(BaseCommand):
    help = (
        "Encrypt all stored secrets again with the present SECRET_KEY, so that those in "
        "SECRET_KEY_FALLBACKS can be removed. It fails where none of them can read something."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--check", action="store_true", help="change nothing; say what would be done"
        )

    def handle(self, *args: object, check: bool, **options: object) -> None:
        result = renew_secrets(is_rehearsal=check)
        counts = {"current": result.current, "renewed": result.renewed, "lost": len(result.lost)}
        words = _("%(renewed)s secrets renewed, %(current)s were already, %(lost)s cannot be read.")
        if check:
            words = _(
                "%(current)s secrets need no former key, %(renewed)s still do, %(lost)s cannot be "
                "read."
            )
        self.stdout.write(words % counts)
        if result.lost:
            sentence = _(
                "Their key is missing. Add it to SECRET_KEY_FALLBACKS and run this again; if it is "
                "lost, reset the second factor of each: %(names)s"
            )
            raise CommandError(sentence % {"names": ", ".join(result.lost)})
        if check and result.renewed:
            raise CommandError(_("Run this without --check before a former key is removed."))
