"""A coordinator lives March of the 2024 plan: a clock drives the demonstration from 28/02 to
31/3/2024.

`march_2024.mails` holds every mail of that month as a person has read it; a mail that differs, is
missing or is new fails here. After a wanted change write it anew with PORTAL_GOLDEN=write and read
what changed.
"""

import os
import re
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from pathlib import Path

import pytest
import time_machine
from django.core import mail
from django.core.mail import EmailMessage
from django.test import Client
from django.utils import timezone

from agencies.celery_tasks import run_delivery, run_occurrence_making, run_reminder_decision
from agencies.mail.models import OutboxMessage
from tests.factories import sign_in
from tests.journeys.march_2024 import DIARY, Month
from vietnam.dates import format_date, format_weekday

pytestmark = pytest.mark.django_db
GOLDEN = Path(__file__).with_name("march_2024.mails")
FIRST, LAST = date(2024, 2, 28), date(2024, 3, 31)
LATE_AT_FOUR = {
    date(2024, 3, 1): {},
    date(2024, 3, 8): {},
    date(2024, 3, 15): {},
    date(2024, 3, 22): {"H. Lục Ngạn": 1, "H. Yên Thế": 1},
    date(2024, 3, 29): {"H. Lục Ngạn": 1},
}
"""What the board shows as late each Friday afternoon: agency and number."""


def at(day: date, hour: int, minute: int = 0):
    return time_machine.travel(
        timezone.make_aware(datetime.combine(day, time(hour, minute))), tick=False
    )


def days() -> Iterator[date]:
    return (FIRST + timedelta(days=n) for n in range((LAST - FIRST).days + 1))


def live(
    month: Month, client: Client
) -> tuple[list[tuple[str, list[EmailMessage]]], dict[date, dict[str, int]]]:
    """Every delivery with its moment and its mails, and what the board said on Friday
    afternoons.
    """
    deliveries, late = [], {}
    for day in days():
        for hour in (6, 7, 9):
            with at(day, hour, 5):
                if hour == 9:
                    act(month, day)
                deliveries.append((f"{format_weekday(day)}, {format_date(day)}, {hour}:05", wake()))
        if day.weekday() == 4:
            with at(day, 16):
                late[day] = late_on_board(month, client)
    return deliveries, late


def act(month: Month, day: date) -> None:
    for step in DIARY.get(day, ()):
        step(month)


def wake() -> list[EmailMessage]:
    """What beat wakes, as beat wakes it; the mails that left."""
    mail.outbox = []
    run_occurrence_making()
    run_reminder_decision()
    run_delivery()
    return list(mail.outbox)


def late_on_board(month: Month, client: Client) -> dict[str, int]:
    page = sign_in(client, month.coordinator).get("/bang-dieu-hanh/")
    return {row.agency.display_name: row.late for row in page.context["figures"] if row.late}


# The golden file ----------------------------------------------------------------------------------
def written(deliveries: list[tuple[str, list[EmailMessage]]]) -> str:
    """One entry for each different mail of a delivery; those that differ only in the agency stand
    together.
    """
    parts = []
    for moment, mails in deliveries:
        alike: dict[str, list[str]] = {}
        for message in mails:
            alike.setdefault(without_names(message), []).append(message.to[0].split("@")[0])
        parts += [
            f"=== {moment} → {', '.join(sorted(to))}\n{text}\n"
            for text, to in sorted(alike.items())
        ]
    return "\n".join(parts)


def without_names(message: EmailMessage) -> str:
    body = message.body.split("\n--\n")[0]
    lines = [
        line.rstrip()
        for line in body.splitlines()[1:]
        if line.strip() and not line.startswith("Chủ trì: ")
    ]
    text = re.sub(r"http://testserver\S+", "<đường dẫn>", "\n".join(lines))
    return f"{message.subject}\n" + "\n".join(f"    {line}" for line in text.splitlines())


@pytest.mark.long("a whole month, day by day")
def test_the_month_of_march_2024(client):
    month = Month()
    with at(date(2024, 2, 22), 8, 30):
        month.begin()
    deliveries, late = live(month, client)
    text = written(deliveries)
    if os.environ.get("PORTAL_GOLDEN") == "write":
        GOLDEN.write_text(text, "utf-8")
        print(late)
    assert text == GOLDEN.read_text("utf-8")
    assert late == LATE_AT_FOUR
    assert not OutboxMessage.objects.filter(status="parked").exists()
