"""The verified employer of the demonstration wants another name and plot; its office has not
decided yet.
"""

import datetime
from dataclasses import replace

from django.db import transaction

from recruitment.demo import demo_employer, seat_actor
from recruitment.employers.facts import latest_facts
from recruitment.employers.models import EmployerChange
from recruitment.registration.services import change_employer

PROPOSED = {
    "name": "Công ty TNHH Điện tử Ánh Sao",
    "english_name": "Anh Sao Electronics Co., Ltd.",
    "address": "Lô E và lô F",
}


@transaction.atomic
def propose_change(today: datetime.date) -> None:
    # Once.
    if EmployerChange.objects.exists():
        return
    employer = demo_employer()
    change_employer(
        employer=employer,
        facts=replace(latest_facts(employer), **PROPOSED),
        by=seat_actor(employer.agency_id, today),
    )
