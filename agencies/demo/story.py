"""The whole demonstration, loaded once: a second time adds nothing."""

import datetime

from django.db import transaction

from agencies.calendar.queries import working_calendar
from agencies.demo.current import tell_current
from agencies.demo.history import tell_2024
from agencies.demo.people import load_people
from agencies.directives.models import Directive
from agencies.setup.reference import agencies_by_key, load_reference


@transaction.atomic
def tell_demo(today: datetime.date, password: str) -> list[Directive]:
    # Returns the documents that were new. `password` is that of the accounts that it makes.
    load_reference()
    agencies, calendar = agencies_by_key(), working_calendar()
    staff = load_people(agencies, password)
    finished = tell_2024(agencies, staff, calendar)
    return [
        directive
        for directive in (finished, *tell_current(agencies, staff, calendar, today))
        if directive
    ]


def load_demo(today: datetime.date, password: str) -> list[str]:
    # The part of this app; a line for each document that was new.
    return [
        f"+ {directive.citation}: {directive.title}" for directive in tell_demo(today, password)
    ]
