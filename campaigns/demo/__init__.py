"""The year's plans of the demonstration in figures. Every number is invented."""

import datetime

from campaigns.demo.targets import load_targets


def load_campaigns_demo(today: datetime.date, password: str) -> list[str]:
    """The whole part of this app; a second time it adds nothing."""
    load_targets(today)
    return []
