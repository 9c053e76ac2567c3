from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _

from agencies.people.models import Person
from agencies.sign_in.services import reset_factors


class Command(BaseCommand):
    help = (
        "Remove all second factors of a person, who then sets up a new one; all sessions of "
        "that person end."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("email", help="the address with which the person signs in")

    def handle(self, *args: Any, email: str, **options: Any) -> None:
        person = Person.objects.filter(email=email).first()
        if person is None:
            raise CommandError(_("No account here uses this address."))
        reset_factors(person)
        self.stdout.write(
            _("%(person)s sets up a second factor at the next sign-in.") % {"person": person}
        )
