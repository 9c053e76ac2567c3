import datetime
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone
from django.utils.translation import gettext as _, ngettext

from agencies.policies.stages import unreachable_agencies
from agencies.reminders.services import Decision, decide_reminders
from vietnam.dates import format_date, parse_iso_date


class Command(BaseCommand):
    help = (
        "Decide the reminders owed on a day and queue their messages; running it twice adds "
        "nothing."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--on", metavar="YYYY-MM-DD", help="the day (today in Viet Nam when left out)"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        decision = decide_reminders(_day(options["on"]))
        self.stdout.write(_summary(decision))
        for count in decision.agencies:
            self.stdout.write(f"  {count.agency}: {_messages(count.messages)}")
        for agency in unreachable_agencies(timezone.localdate()):
            self.stdout.write("  " + _("%(agency)s: nobody to remind") % {"agency": agency.name})


def _day(written: str | None) -> datetime.date:
    try:
        return parse_iso_date(written) if written else timezone.localdate()
    except ValueError as problem:
        words = _(
            "Write the day as YYYY-MM-DD, for example 2024-03-01, in a year from 1945 to 2100."
        )
        raise CommandError(words) from problem


def _summary(decision: Decision) -> str:
    if not decision.is_working:
        return _("%(day)s is a day off: reminders fall on working days.") % {
            "day": format_date(decision.on)
        }
    decided = ngettext("%(n)s reminder decided", "%(n)s reminders decided", decision.reminders) % {
        "n": decision.reminders
    }
    return f"{format_date(decision.on)}: {decided}, {_messages(decision.messages)}"


def _messages(count: int) -> str:
    return ngettext("%(n)s message queued", "%(n)s messages queued", count) % {"n": count}
