"""The whole part of this app in the demonstration; a second time it adds nothing."""

import datetime

from recruitment.demo import load_employers
from recruitment.demo.changes import propose_change
from recruitment.demo.lodging import add_lodging_reports
from recruitment.demo.past import load_past_demand
from recruitment.demo.service_firms import load_service_firms
from recruitment.demo.usage import add_usage_reports
from recruitment.demo.vacancies import load_vacancies


def load_recruitment_demo(today: datetime.date, password: str) -> list[str]:
    load_employers(password, today)
    load_vacancies(today)
    load_past_demand(today)
    add_usage_reports(today)
    load_service_firms(today)
    add_lodging_reports(today)
    propose_change(today)
    return []
