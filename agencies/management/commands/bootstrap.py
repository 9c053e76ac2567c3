"""From an empty database to the first coordinator's invitation; run again, it changes nothing and
reports the state.
"""

import datetime
from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from django.utils.translation import gettext as _

from agencies.errors import RuleError
from agencies.mail.account_letter_links import letter_link
from agencies.mail.models import OutboxMessage
from agencies.mail.services import deliver_messages
from agencies.setup import (
    BootstrapResult,
    WantedCoordinator,
    bootstrap_portal,
    coordinator_today,
    host_record,
)
from agencies.setup.coordinator import DEFAULT_TITLE
from agencies.setup.forms import BootstrapForm
from agencies.setup.host import HOME_AFFAIRS
from agencies.setup.report import RENEW, can_send_mail, report_lines

# The flag that each field of the form is given by.
FLAGS = {
    "email": "--email",
    "full_name": "--name",
    "title": "--title",
    "department": "--department",
    "administrator_email": "--administrator-email",
}
# What only an invitation needs.
UNUSED = ("full_name", "title", "department")
# Messages sent before the report: letters about accounts go first, cancelled ones count too.
AT_ONCE = 50
DEFAULTS = {"title": DEFAULT_TITLE, "department": HOME_AFFAIRS}


class Command(BaseCommand):
    """Asks for what no flag says, unless --no-input forbids it.

    Prints no secret except the links of --show-link.
    """

    help = (
        "Sets an empty portal up: reference data, the host's bodies, the first coordinator "
        "with an invitation."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--email", default="", help="address of the first coordinator")
        parser.add_argument(
            "--name", dest="full_name", default="", help="full name of the first coordinator"
        )
        parser.add_argument(
            "--title", default="", help=f"title of the seat (default: {DEFAULT_TITLE})"
        )
        parser.add_argument(
            "--department",
            default="",
            help=f"the host's body with that seat (default: {HOME_AFFAIRS})",
        )
        parser.add_argument(
            "--administrator-email",
            default="",
            help="also open an account for the administration pages",
        )
        parser.add_argument(
            "--renew", action="store_true", help="send the open invitation again, with a new link"
        )
        parser.add_argument(
            "--show-link", action="store_true", help="print the links that this run's letters carry"
        )
        parser.add_argument(
            "--no-input",
            "--noinput",
            dest="interactive",
            action="store_false",
            help="never ask for anything",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        today = timezone.localdate()
        given = {name: self._clean(name, options[name]) for name in FLAGS if options[name]}
        try:
            self._say_host(host_record(today).full_name)
            answers: dict[str, str] = {}
            if coordinator_today(today).is_missing:
                answers = self._complete(given, interactive=options["interactive"])
            done = self._bootstrap(given, answers, on=today, renew=options["renew"])
        except RuleError as refused:
            flag = FLAGS.get(refused.field or "")
            sentence = f"{flag}: {refused.message}" if flag else refused.message
            raise CommandError(sentence) from refused
        if done.coordinator.holding:
            unused = [FLAGS[name] for name in UNUSED if name in given]
            self._say_unused(unused + ["--renew"] * options["renew"])
        self._report(done, shows_links=options["show_link"])

    def _report(self, done: BootstrapResult, *, shows_links: bool) -> None:
        # After as many letters as possible were sent at once; a link that was sent is stored
        # nowhere.
        letters = _letters(done)
        links = {
            letter.pk: letter_link(letter)
            for letter in letters
            if shows_links and letter.encrypted_link
        }
        is_any_new = done.coordinator.is_new or (done.administrator and done.administrator.is_new)
        if is_any_new and can_send_mail():
            deliver_messages(limit=AT_ONCE)
        for letter in letters:
            letter.refresh_from_db()
        for line in report_lines(done, links):
            self.stdout.write(line)
        if shows_links and len(links) < len(letters):
            sentence = _(
                "The link of a letter that was sent is kept nowhere. A new one: %(command)s"
            )
            self.stdout.write(sentence % {"command": f"{RENEW} --show-link"})

    def _bootstrap(
        self, given: dict[str, str], answers: dict[str, str], *, on: datetime.date, renew: bool
    ) -> BootstrapResult:
        # A refused answer is asked for again; nothing else that was typed is lost.
        administrator = given.pop("administrator_email", "")
        while True:
            wanted = WantedCoordinator(**given | answers)
            try:
                return bootstrap_portal(
                    wanted=wanted, on=on, renew=renew, administrator_email=administrator
                )
            except RuleError as refused:
                if refused.field is None or refused.field not in answers:
                    raise
                self.stderr.write(refused.message)
                answers[refused.field] = self._ask_for(refused.field)

    def _say_host(self, name: str) -> None:
        host = {"name": name, "key": settings.HOST_PROVINCE}
        self.stdout.write(_("Host province: %(name)s (%(key)s)") % host)
        sentence = _(
            "To host another province, set HOST_PROVINCE to its key in vietnam/data/provinces.tsv "
            "and run this again."
        )
        self.stdout.write(sentence)

    def _say_unused(self, flags: list[str]) -> None:
        if flags:
            self.stdout.write(
                _("Not used, since the invitation is accepted: %(flags)s.")
                % {"flags": ", ".join(flags)}
            )

    def _clean(self, name: str, typed: str) -> str:
        try:
            return str(BootstrapForm.base_fields[name].clean(typed))
        except ValidationError as wrong:
            raise CommandError(f"{FLAGS[name]}: {' '.join(wrong.messages)}") from wrong

    def _complete(self, given: dict[str, str], *, interactive: bool) -> dict[str, str]:
        # Answers for the first invitation that no flag gave; without questions the defaults apply.
        if interactive:
            return {
                name: self._ask_for(name)
                for name in ("email", "full_name", *DEFAULTS)
                if name not in given
            }
        missing = [FLAGS[name] for name in ("email", "full_name") if name not in given]
        if missing:
            raise CommandError(
                _("Nothing was changed. Missing: %(flags)s.") % {"flags": ", ".join(missing)}
            )
        return {}

    def _ask_for(self, name: str) -> str:
        # Until the answer can be read; an empty one means the default where there is one.
        field = BootstrapForm.base_fields[name]
        default = DEFAULTS.get(name, "")
        question = f"{field.label} [{default}]: " if default else f"{field.label}: "
        while True:
            try:
                return str(field.clean(input(question) or default))
            except ValidationError as wrong:
                self.stderr.write(" ".join(wrong.messages))
            except EOFError:
                raise CommandError(
                    _("Nothing was changed. Missing: %(flags)s.") % {"flags": FLAGS[name]}
                ) from None


def _letters(done: BootstrapResult) -> list[OutboxMessage]:
    invitation = done.coordinator.invitation
    administrator = done.administrator
    found = (invitation and invitation.letter, administrator and administrator.letter)
    return [letter for letter in found if letter]
