"""What was asked and answered about an occurrence, read once for its page and its history."""

import datetime
from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, Model, OuterRef

from agencies.people.models import Seat
from agencies.requests.choices import ExtensionStatus
from agencies.requests.models import Clearance, Explanation, Extension, Snooze
from agencies.tasks.occurrence_models import Occurrence, OccurrenceQuerySet

EXTENSION_TONES: dict[str, str] = {
    ExtensionStatus.ASKED: "wait",
    ExtensionStatus.GRANTED: "done",
    ExtensionStatus.AMENDED: "done",
    ExtensionStatus.REFUSED: "late",
    ExtensionStatus.LAPSED: "off",
}


@dataclass(frozen=True)
class OccurrenceRequests:
    """Each list in the order of asking."""

    extensions: list[Extension]
    explanations: list[Explanation]
    snoozes: list[Snooze]
    clearances: list[Clearance]

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
        # The seat's current pause.
        running = (
            s
            for s in self.snoozes
            if s.seat_id == seat.pk and s.ended_at is None and s.until > today
        )
        return next(running, None)


_ANSWERED = ("answered_by__agency", "answered_person")
_SIDES = ("asked_by__agency", "asked_person", *_ANSWERED)
# By the name of its relation, what can be asked about an occurrence, and what is read with it.
REQUEST_KINDS: dict[str, tuple[type[Model], tuple[str, ...]]] = {
    "extensions": (Extension, _SIDES),
    "explanations": (Explanation, _SIDES),
    "snoozes": (Snooze, ("seat__agency", "person")),
    "clearances": (Clearance, ("agency", *_ANSWERED)),
}


def with_request_flags(occurrences: OccurrenceQuerySet) -> OccurrenceQuerySet:
    """Each with `has_extensions` and so on, so that a page only queries what exists: most tasks
    have none.
    """
    there = {
        f"has_{name}": Exists(model.objects.filter(occurrence=OuterRef("pk")))
        for name, (model, _) in REQUEST_KINDS.items()
    }
    return occurrences.annotate(**there)


def requests_of_occurrence(occurrence: Occurrence) -> OccurrenceRequests:
    """One query for each kind that exists. Each request knows its occurrence, with the task that
    was loaded.
    """
    found = {name: _asked_of_kind(occurrence, name) for name in REQUEST_KINDS}
    for request in (*found["extensions"], *found["explanations"]):
        request.occurrence = occurrence
    return OccurrenceRequests(**found)


def _asked_of_kind(occurrence: Occurrence, name: str) -> list[Any]:
    related = REQUEST_KINDS[name][1]
    return (
        list(getattr(occurrence, name).select_related(*related))
        if getattr(occurrence, f"has_{name}", True)
        else []
    )
