from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone
from django.utils.translation import gettext as _

from agencies.choices import SeatRole
from agencies.demo.current import EARLIEST_TODAY
from agencies.demo.people import ACCOUNTS, ADMIN, PASSWORD
from agencies.demo.story import tell_demo
from agencies.management.commands.read_directive import iso_day
from recruitment.demo import EMAIL as EMPLOYER_EMAIL
from recruitment.demo import TITLE as EMPLOYER_TITLE
from recruitment.demo import tell_employers
from recruitment.demo.changes import propose_change
from recruitment.demo.lodging import tell_lodging
from recruitment.demo.past import tell_past_demand
from recruitment.demo.service_firms import tell_service_firms
from recruitment.demo.usage import tell_use_of_labour
from recruitment.demo.vacancies import tell_vacancies


class Command(BaseCommand):
    help = "Loads the demonstration: the finished plan of 2024, a plan around today, people and their seats."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--today", type=iso_day, help="the day to build around (YYYY-MM-DD)")

    def handle(self, *args, **options) -> None:
        today = options["today"] or timezone.localdate()
        if today < EARLIEST_TODAY:
            raise CommandError(f"--today cannot be before {EARLIEST_TODAY.isoformat()}.")
        for directive in tell_demo(today):
            self.stdout.write(f"+ {directive.citation}: {directive.title}")
        tell_employers(PASSWORD, today)
        tell_vacancies(today)
        tell_past_demand(today)
        tell_use_of_labour(today)
        tell_service_firms(today)
        tell_lodging(today)
        propose_change(today)
        self.stdout.write("\n" + _("Demonstration accounts (password of all: %(password)s)") % {"password": PASSWORD})
        for account in ACCOUNTS:
            self.stdout.write(f"  {account.email:<34}{SeatRole(account.role).label}: {account.title}")
        self.stdout.write(f"  {EMPLOYER_EMAIL:<34}{SeatRole.EMPLOYER.label}: {EMPLOYER_TITLE}")
        self.stdout.write(f"  {ADMIN.email:<34}" + _("Administration pages"))
