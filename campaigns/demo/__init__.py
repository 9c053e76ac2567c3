"""The demonstration of this app: months of 2024 that are frozen, and two versions of this year's."""

import datetime

from django.db import transaction

from campaigns.demo.reports import load_reports


@transaction.atomic
def load_campaigns_demo(today: datetime.date, password: str) -> list[str]:
    """A line for each report that is new; `password` is of accounts that are there already."""
    return load_reports(today)
