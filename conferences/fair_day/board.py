"""Who is called and who is next, by number: read once for each version, however many watch."""

from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from agencies.shared_pages.copies import PageCopies
from agencies.shared_pages.short_memory import ShortMemory
from conferences.booths.queries import accepted_booths
from conferences.fair_booking.choices import SeatState
from conferences.fair_booking.models import InterviewSeat
from conferences.fairs.choices import FairState
from conferences.fairs.models import Fair

NEXT_SHOWN = 5


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


versions = ShortMemory()
# What was drawn of a version, for all who watch; it holds no more than the version does.
copies = PageCopies()
KEPT_FOR = 60.0


def find_board_version(fair: int) -> str:
    """What watchers have seen, asked of the database once a second by each process; empty where
    there is no board.
    """
    tag: str = versions.recall(fair, lambda: _read_version(fair))
    return tag


def _read_version(fair: int) -> str:
    rows = Fair.objects.filter(pk=fair).exclude(state=FairState.DRAFT)
    version = rows.values_list("board_version", flat=True).first()
    return "" if version is None else f"{fair}-{version}"
