"""The whole demonstration, loaded once: a second time adds nothing."""

import datetime

from django.db import transaction

from agencies.calendar.queries import working_calendar
from agencies.demo.current import load_current_documents
from agencies.demo.history import load_plan_2024
from agencies.demo.people import load_people
from agencies.setup.reference import agencies_by_key, load_reference


@transaction.atomic
def load_agencies_demo(today: datetime.date, password: str) -> list[str]:
    # A line for each document that was new. `password` is that of the accounts that it makes.
    load_reference()
    agencies = agencies_by_key()
    calendar = working_calendar()
    staff = load_people(agencies, password)
    documents = [
        *load_plan_2024(agencies, staff, calendar),
        *load_current_documents(agencies, staff, calendar, today),
    ]
    return [f"+ {document.citation}: {document.title}" for document in documents]
