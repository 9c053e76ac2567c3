"""The portal as gunicorn serves it, with the mistake in it that FAULTS_CONTROL names, for the
controls that must fail.
"""

import os
import random

from config.wsgi import application

__all__ = ["application"]

COUNT_FIRST = "count, then insert"
NO_LINE = "nobody moves up"


def count_then_insert(block, starts_at):
    """As booking systems do it that overbook: look how many there are, and then add one."""
    from conferences.fair_booking.models import (
        InterviewSeat,  # slow import: once the applications are loaded
    )

    rows = InterviewSeat.objects.filter(block=block, starts_at=starts_at)
    if rows.exclude(seeker=None).count() >= block.group_size:
        return None
    return InterviewSeat.objects.create(
        block=block,
        number=random.randint(1000, 32000),  # noqa: S311 no secret
        starts_at=starts_at,
        ends_at=rows.values_list("ends_at", flat=True)[0],
    )


def put_mistake_in(mistake: str) -> None:
    from conferences.fair_booking import (  # slow import: once the applications are loaded
        booking,
        freeing,
    )

    if mistake == COUNT_FIRST:
        booking.claim_seat = count_then_insert
    elif mistake == NO_LINE:
        booking.give_free_seats = freeing.give_free_seats = lambda _blocks: []


put_mistake_in(os.environ.get("FAULTS_CONTROL", ""))
