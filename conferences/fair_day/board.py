"""Who is called and who is next, by number: read once for each version, however many watch."""

import time
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from threading import Lock
from typing import Any

from conferences.booths.queries import accepted_booths
from conferences.fair_booking.choices import SeatState
from conferences.fair_booking.models import InterviewSeat
from conferences.fairs.choices import FairState
from conferences.fairs.models import Fair

NEXT_SHOWN = 5
ASKED_EVERY = 1.0
"""Seconds for which a process takes the version that it knows."""
_MOST = 200


@dataclass(frozen=True)
class BoardLine:
    """Of one booth: numbers only, never names."""

    number: int
    employer: str
    is_there: bool
    called: list[int]
    following: list[int]


def board_lines(fair: Fair) -> list[BoardLine]:
    """Two queries."""
    called: dict[int, list[int]] = defaultdict(list)
    following: dict[int, list[int]] = defaultdict(list)
    seats = InterviewSeat.objects.filter(
        block__booth__fair=fair,
        seeker__number__isnull=False,
        state__in=(SeatState.BOOKED, SeatState.CALLED),
    ).order_by("order_at", "number", "pk")
    rows: Any = seats.values_list("block__booth", "state", "seeker__number")
    for booth, state, number in rows:
        (called if state == SeatState.CALLED else following)[booth].append(number)
    return [
        BoardLine(
            booth.number or 0,
            booth.employer.agency.name,
            booth.present_since is not None,
            called[booth.pk],
            following[booth.pk][:NEXT_SHOWN],
        )
        for booth in accepted_booths(fair)
    ]


class BoardVersions:
    """What watchers have seen: asked of the database once a second by each process."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._known: dict[int, tuple[float, str]] = {}
        self._clock = clock
        self._lock = Lock()

    def find(self, fair: int) -> str:
        """Empty where there is no board."""
        now = self._clock()
        with self._lock:
            known = self._known.get(fair)
        if known and now < known[0] + ASKED_EVERY:
            return known[1]
        rows = Fair.objects.filter(pk=fair).exclude(state=FairState.DRAFT)
        version = rows.values_list("board_version", flat=True).first()
        tag = "" if version is None else f"{fair}-{version}"
        with self._lock:
            if len(self._known) >= _MOST:
                self._known.clear()
            self._known[fair] = (now, tag)
        return tag

    def clear(self) -> None:
        with self._lock:
            self._known.clear()


versions = BoardVersions()
