"""The demonstration of this app: frozen months of 2024, and two versions of this year's last."""

import datetime

from django.db import transaction

from campaigns.demo.reports import load_reports


@transaction.atomic
def load_campaigns_demo(today: datetime.date, password: str) -> list[str]:
    """A line for each report that is new; `password` is of accounts that are there already."""
    return load_reports(today)
