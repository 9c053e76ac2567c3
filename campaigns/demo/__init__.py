"""The part of this app in the demonstration. Every number is invented."""

import datetime

from django.db import transaction

from campaigns.demo.budget import load_budget
from campaigns.demo.reports import load_reports
from campaigns.demo.targets import load_targets
from campaigns.demo.waves import load_waves


@transaction.atomic
def load_campaigns_demo(today: datetime.date, password: str) -> list[str]:
    """A line for each report that is new; a second time it adds nothing. Reports are frozen last,
    with what the others have added.
    """
    load_targets(today)
    load_waves(today)
    load_budget(today)
    return load_reports(today)
