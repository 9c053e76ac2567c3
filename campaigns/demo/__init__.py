"""The part of this app in the demonstration; a second time it adds nothing."""

import datetime

from campaigns.demo.budget import load_budget
from campaigns.demo.waves import load_waves


def load_campaigns_demo(today: datetime.date, _password: str) -> list[str]:
    load_waves(today)
    load_budget(today)
    return []
