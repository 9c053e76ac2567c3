"""What was asked and answered about an occurrence, read once for its page and its history."""

import datetime
from dataclasses import dataclass

from agencies.choices import ExtensionStatus
from agencies.models import Explanation, Extension, Occurrence, Seat, Snooze

EXTENSION_TONES: dict[str, str] = {
    ExtensionStatus.ASKED: "wait",
    ExtensionStatus.GRANTED: "done",
    ExtensionStatus.AMENDED: "done",
    ExtensionStatus.REFUSED: "late",
    ExtensionStatus.LAPSED: "off",
}


@dataclass(frozen=True)
class Conversation:
    """Each list in the order of asking."""

    extensions: list[Extension]
    explanations: list[Explanation]
    snoozes: list[Snooze]

    @property
    def last_extension(self) -> Extension | None:
        return self.extensions[-1] if self.extensions else None

    @property
    def extension_tone(self) -> str:
        return EXTENSION_TONES[self.last_extension.status] if self.last_extension else ""

    @property
    def open_extension(self) -> Extension | None:
        return next((e for e in self.extensions if e.status == ExtensionStatus.ASKED), None)

    @property
    def open_explanation(self) -> Explanation | None:
        return next((e for e in self.explanations if e.answered_at is None), None)

    def snooze_of(self, seat: Seat, today: datetime.date) -> Snooze | None:
        """The seat's pause that still holds."""
        running = (s for s in self.snoozes if s.seat_id == seat.pk and s.ended_at is None and s.until > today)
        return next(running, None)


def conversation_of(occurrence: Occurrence) -> Conversation:
    """Three queries. Each request knows its occurrence, with the task that this one came with."""
    sides = ("asked_by__agency", "asked_person", "answered_by__agency", "answered_person")
    extensions = list(occurrence.extensions.select_related(*sides))
    explanations = list(occurrence.explanations.select_related(*sides))
    for request in (*extensions, *explanations):
        request.occurrence = occurrence
    return Conversation(extensions, explanations, list(occurrence.snoozes.select_related("seat__agency", "person")))
