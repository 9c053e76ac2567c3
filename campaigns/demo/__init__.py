"""The part of this app in the demonstration. Every number is invented."""

import datetime

from campaigns.demo.budget import load_budget
from campaigns.demo.targets import load_targets
from campaigns.demo.waves import load_waves


def load_campaigns_demo(today: datetime.date, password: str) -> list[str]:
    """A second time it adds nothing."""
    load_targets(today)
    load_waves(today)
    load_budget(today)
    return []
