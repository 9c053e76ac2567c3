"""This app's part of the demonstration. Every person and number in it is invented."""

import datetime

from django.db import transaction

from conferences.demo.fair_days import load_fairs
from conferences.demo.meetings import load_meetings
from conferences.demo.partners import load_partners
from conferences.demo.talk_2024 import fill_closed_talks
from conferences.demo.talks import load_talks
from conferences.dialogue_demo.dialogues import load_dialogues


@transaction.atomic
def load_conferences_demo(today: datetime.date, password: str) -> list[str]:
    """A second time it adds nothing."""
    load_partners(today)
    load_dialogues(today)
    load_meetings(today)
    load_fairs(today)
    load_talks(today)
    fill_closed_talks()
    return []
