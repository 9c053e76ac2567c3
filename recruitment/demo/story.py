"""The whole part of this app in the demonstration; a second time it adds nothing."""

import datetime

from recruitment.demo import tell_employers
from recruitment.demo.changes import propose_change
from recruitment.demo.lodging import add_lodging_reports
from recruitment.demo.past import tell_past_demand
from recruitment.demo.service_firms import tell_service_firms
from recruitment.demo.usage import add_usage_reports
from recruitment.demo.vacancies import tell_vacancies


def load_demo(today: datetime.date, password: str) -> list[str]:
    tell_employers(password, today)
    tell_vacancies(today)
    tell_past_demand(today)
    add_usage_reports(today)
    tell_service_firms(today)
    add_lodging_reports(today)
    propose_change(today)
    return []
