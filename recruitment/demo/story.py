"""The whole part of this app in the demonstration; a second time it adds nothing."""

import datetime

from recruitment.demo import tell_employers
from recruitment.demo.changes import propose_change
from recruitment.demo.lodging import tell_lodging
from recruitment.demo.past import tell_past_demand
from recruitment.demo.service_firms import tell_service_firms
from recruitment.demo.usage import tell_use_of_labour
from recruitment.demo.vacancies import tell_vacancies


def load_demo(today: datetime.date, password: str) -> list[str]:
    tell_employers(password, today)
    tell_vacancies(today)
    tell_past_demand(today)
    tell_use_of_labour(today)
    tell_service_firms(today)
    tell_lodging(today)
    propose_change(today)
    return []
