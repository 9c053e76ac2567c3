from argparse import ArgumentParser
from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from django.utils.crypto import get_random_string
from django.utils.module_loading import import_string
from django.utils.translation import gettext as _

from agencies.bodies.choices import SeatRole
from agencies.database.demonstration import demonstration_accounts
from agencies.demo.current import EARLIEST_TODAY
from agencies.demo.people import ACCOUNTS, ADMIN, PASSWORD
from agencies.management.commands.read_directive import iso_day
from agencies.people.models import Person
from agencies.registry import registry
from recruitment.demo import EMAIL as EMPLOYER_EMAIL, TITLE as EMPLOYER_TITLE
from recruitment.demo.before import rows_before

# None that is easily mistaken for another.
LEGIBLE = "abcdefghijkmnpqrstuvwxyz23456789"


class Command(BaseCommand):
    """Refuses where others' data are, or where the portal is on the network: SITE_URL is https."""

    help = (
        "Loads the demonstration: the finished plan of 2024, a plan around today, people and "
        "their seats."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--today", type=iso_day, help="the day to build around (YYYY-MM-DD)")
        parser.add_argument(
            "--known-password",
            action="store_true",
            help=(
                "give the accounts the password that the documents name (for a trial on one "
                "machine)"
            ),
        )

    def handle(self, *args: Any, **options: Any) -> None:
        today = options["today"] or timezone.localdate()
        if today < EARLIEST_TODAY:
            raise CommandError(f"--today cannot be before {EARLIEST_TODAY.isoformat()}.")
        _refuse_elsewhere()
        before = _addresses()
        password = PASSWORD if options["known_password"] else get_random_string(16, LEGIBLE)
        for parts in registry.apps:
            for line in import_string(parts.demo)(today, password) if parts.demo else ():
                self.stdout.write(line)
        self._say_passwords(password, before, _addresses())
        self._say_accounts()

    def _say_passwords(self, password: str, before: Sequence[str], after: Sequence[str]) -> None:
        # A password is printed once: when it opens an account for the first time.
        added = sorted(set(after) - set(before))
        if not before:
            self.stdout.write(
                "\n"
                + _("Demonstration accounts (password of all: %(password)s)")
                % {"password": password}
            )
            return
        self.stdout.write("\n" + _("Demonstration accounts (their passwords stay as they were)"))
        if password == PASSWORD and Person.objects.get(email=before[0]).check_password(password):
            self.stdout.write(
                _("Unless somebody has changed it, it is: %(password)s") % {"password": password}
            )
        if added:
            said = {"accounts": ", ".join(added), "password": password}
            self.stdout.write(
                _("New accounts: %(accounts)s, with the password %(password)s") % said
            )

    def _say_accounts(self) -> None:
        for account in ACCOUNTS:
            self.stdout.write(
                f"  {account.email:<34}{SeatRole(account.role).label}: {account.title}"
            )
        self.stdout.write(f"  {EMPLOYER_EMAIL:<34}{SeatRole.EMPLOYER.label}: {EMPLOYER_TITLE}")
        self.stdout.write(f"  {ADMIN.email:<34}" + _("Administration pages"))


def _refuse_elsewhere() -> None:
    if settings.HTTPS:
        raise CommandError(
            _(
                "Nothing was loaded: SITE_URL is https, and the demonstration opens accounts for "
                "everybody. Load it on"
                " a machine of your own: python3 portal.py run"
            )
        )
    if found := rows_before():
        said = "; ".join(
            f"{model._meta.verbose_name_plural}: {count}" for model, count in found.items()
        )
        sentence = _(
            "Nothing was loaded: the database holds data that the demonstration did not make "
            "(%(found)s). Load it into"
            " a database of its own, or start the trial with --no-demo."
        )
        raise CommandError(sentence % {"found": said})


def _addresses() -> list[str]:
    return list(
        Person.objects.filter(demonstration_accounts())
        .order_by("pk")
        .values_list("email", flat=True)
    )
