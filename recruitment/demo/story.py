"""The whole part of this app in the demonstration; a second time it adds nothing."""

import datetime
from dataclasses import replace
from typing import Any

from django.db import transaction

from recruitment.demo import demo_employer, load_employers, seat_actor
from recruitment.demo.lodging import add_lodging_reports
from recruitment.demo.next_month import load_next_month
from recruitment.demo.past import load_past_demand
from recruitment.demo.service_firms import load_service_firms
from recruitment.demo.usage import add_usage_reports
from recruitment.demo.vacancies import load_vacancies
from recruitment.employers.facts import latest_facts
from recruitment.employers.models import EmployerChange
from recruitment.registration.services import change_employer

PROPOSED: dict[str, Any] = {
    "name": "Công ty TNHH Điện tử Ánh Sao",
    "english_name": "Anh Sao Electronics Co., Ltd.",
    "address": "Lô E và lô F",
}


@transaction.atomic
def propose_change(today: datetime.date) -> None:
    # The verified employer wants another name and plot; its office has not decided yet. Once.
    if EmployerChange.objects.exists():
        return
    employer = demo_employer()
    change_employer(
        employer=employer,
        facts=replace(latest_facts(employer), **PROPOSED),
        by=seat_actor(employer.agency_id, today),
    )


def load_recruitment_demo(today: datetime.date, password: str) -> list[str]:
    load_employers(password, today)
    load_vacancies(today)
    load_past_demand(today)
    add_usage_reports(today)
    load_service_firms(today)
    add_lodging_reports(today)
    propose_change(today)
    load_next_month(today)
    return []
