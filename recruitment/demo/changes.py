"""The verified employer of the demonstration wants another name and plot; its office has not
decided yet.
"""

import datetime

from django.db import transaction

from recruitment.demo.vacancies import actor_of
from recruitment.employers.models import Employer, EmployerChange
from recruitment.employers.queries import checked_facts
from recruitment.registration.services import change_employer

PROPOSED = {
    "name": "Công ty TNHH Điện tử Ánh Sao",
    "english_name": "Anh Sao Electronics Co., Ltd.",
    "address": "Lô E và lô F",
}
UNCHECKED = (
    "kind",
    "industry",
    "products",
    "size",
    "contact_name",
    "contact_phone",
    "contact_email",
)


@transaction.atomic
def propose_change(today: datetime.date) -> None:
    # Once.
    if EmployerChange.objects.exists():
        return
    employer = Employer.objects.select_related("agency", "office", "park", "province").get(
        tax_code="2400999012"
    )
    said = checked_facts(employer) | {name: getattr(employer, name) for name in UNCHECKED}
    change_employer(employer=employer, by=actor_of(employer.agency_id, today), **said | PROPOSED)
