"""Who clears a result, and which clearances each agency still owes."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from django.utils import timezone

from agencies.requests.choices import ClearanceStatus
from agencies.requests.models import Clearance

CLEARANCE_TONES: dict[str, str] = {
    ClearanceStatus.ASKED: "wait",
    ClearanceStatus.CLEARED: "done",
    ClearanceStatus.REFUSED: "late",
    ClearanceStatus.LAPSED: "off",
}


@dataclass(frozen=True)
class ClearanceLine:
    """One clearing agency's step with its state on a day.

    It is late when answered, or still open, after its day.
    """

    clearance: Clearance
    is_late: bool

    @property
    def is_open(self) -> bool:
        return self.clearance.status == ClearanceStatus.ASKED

    @property
    def is_closed(self) -> bool:
        return not self.is_open

    @property
    def tone(self) -> str:
        return "late" if self.is_open and self.is_late else CLEARANCE_TONES[self.clearance.status]


def clearance_lines(clearances: Iterable[Clearance], *, on: datetime.date) -> list[ClearanceLine]:
    """Those of an occurrence's last submission; earlier ones are history."""
    rows = sorted(clearances, key=lambda row: row.agency.sort_key)
    rows.sort(key=lambda row: row.asked_at, reverse=True)
    return [
        ClearanceLine(row, _is_late(row, on)) for row in rows if row.asked_at == rows[0].asked_at
    ]


def _is_late(clearance: Clearance, on: datetime.date) -> bool:
    # Nobody is late with what is no longer needed.
    if clearance.status == ClearanceStatus.LAPSED:
        return False
    return (
        timezone.localdate(clearance.answered_at) if clearance.answered_at else on
    ) > clearance.due_on
