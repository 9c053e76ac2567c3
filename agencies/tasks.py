"""What beat wakes. Each task only calls a service; everything that is decided lives in PostgreSQL."""

import time

from celery import shared_task

from agencies.services.occurrences import make_occurrences_ahead
from agencies.services.outbox import deliver_messages as deliver
from agencies.services.reminders import decide_reminders as decide

DELIVERY_SECONDS = 25
"""One run is short, so that a worker that is asked to stop can; beat calls the next."""


@shared_task(ignore_result=True)
def decide_reminders() -> None:
    decide()


@shared_task(ignore_result=True)
def deliver_messages() -> None:
    limit = time.monotonic() + DELIVERY_SECONDS
    deliver(stop=lambda: time.monotonic() > limit)


@shared_task(ignore_result=True)
def make_occurrences() -> None:
    make_occurrences_ahead()
