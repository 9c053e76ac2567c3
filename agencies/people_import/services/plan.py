"""What would be made of the rows of a workbook: worked out again each time, stored nowhere."""

import hashlib
import json
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from agencies.bodies.models import Agency, Province
from agencies.members.models import Invitation
from agencies.people.models import Person, Seat
from agencies.people_import.choices import MADE_STATES, RowState
from agencies.people_import.models import PeopleRow

# The value of a row's `chosen` where its name means none of those that resemble it.
NEW_AGENCY = "new"


@dataclass(frozen=True)
class RowReading:
    """What one row says, regardless of the register. `facts` by field, None for what is empty or
    wrong; `problems`: the sentences by field.
    """

    facts: dict[str, Any]
    problems: dict[str, list[str]]


RowReader = Callable[[dict[str, str]], RowReading]


@dataclass(eq=False)
class NewAgency:
    """A body that is not in the register, as the first of its rows describes it; the first correct
    row creates it.

    `pk` is below zero, so that it is no key of the register.
    """

    pk: int
    name: str
    province: Province | None
    first: "RowPlan"
    short_name: str = ""
    kind: str = ""
    level: str = ""
    parent: "Agency | NewAgency | None" = None
    maker: "RowPlan | None" = None
    made: Agency | None = None

    def __str__(self) -> str:
        return self.name


Body = Agency | NewAgency


def choice_value(body: Body) -> str:
    """How a row's `chosen` names it: by its key, or by the row that describes it first."""
    return f"row-{body.first.row.number}" if isinstance(body, NewAgency) else str(body.pk)


@dataclass(eq=False)
class PlannedSeat:
    """A seat of the register, or one to be created (`seat` is None until then) by the first of its
    correct rows.
    """

    body: Body
    title: str
    role: str
    gets_reminders: bool
    first: "RowPlan"
    seat: Seat | None = None
    is_known: bool = False
    maker: "RowPlan | None" = None


@dataclass(eq=False)
class RowPlan:
    """What one row means. `remarks`: what a person should know, though it prevents nothing.

    `candidates`: bodies that it may mean. `invitation`: an existing open one, with `changes` to it.
    """

    row: PeopleRow
    reading: RowReading
    problems: dict[str, list[str]] = field(default_factory=dict)
    remarks: list[str] = field(default_factory=list)
    candidates: list[Body] = field(default_factory=list)
    body: Body | None = None
    seat: PlannedSeat | None = None
    person: Person | None = None
    invites: bool = False
    invitation: Invitation | None = None
    changes: dict[str, object] = field(default_factory=dict)
    sets_reminders: bool | None = None
    as_administrator: bool = False

    @property
    def facts(self) -> dict[str, Any]:
        return self.reading.facts

    @property
    def email(self) -> str:
        return str(self.facts["email"] or "")

    @property
    def is_left_out(self) -> bool:
        return self.row.is_hidden and not self.row.source.takes_hidden

    @property
    def makes_agency(self) -> bool:
        return isinstance(self.body, NewAgency) and self.body.maker is self

    @property
    def makes_seat(self) -> bool:
        return self.seat is not None and self.seat.maker is self

    @property
    def is_wrong(self) -> bool:
        return self.state in (RowState.REFUSED, RowState.QUESTION)

    @property
    def state(self) -> RowState:
        if self.row.is_title:
            return RowState.TITLE
        if self.is_left_out:
            return RowState.HIDDEN
        if self.problems:
            return RowState.REFUSED
        if self.candidates:
            return RowState.QUESTION
        if self.makes_agency or self.makes_seat or self.invites:
            return RowState.NEW
        if self.changes or self.sets_reminders is not None:
            return RowState.CHANGED
        return RowState.KNOWN

    def refuse(self, name: str, sentence: str) -> None:
        self.problems.setdefault(name, []).append(sentence)


@dataclass(frozen=True)
class PeoplePlan:
    """All unprocessed rows."""

    rows: Sequence[RowPlan]

    @cached_property
    def counts(self) -> Counter[str]:
        return Counter(row.state for row in self.rows)

    @cached_property
    def to_make(self) -> list[RowPlan]:
        return [row for row in self.rows if row.state in MADE_STATES]

    @cached_property
    def agencies(self) -> list[NewAgency]:
        return [
            row.body for row in self.to_make if row.makes_agency and isinstance(row.body, NewAgency)
        ]

    @cached_property
    def seats(self) -> list[PlannedSeat]:
        return [row.seat for row in self.to_make if row.makes_seat and row.seat]

    @cached_property
    def invited(self) -> list[RowPlan]:
        return [row for row in self.to_make if row.invites]

    @cached_property
    def letters(self) -> int:
        # One for each address, however many seats it is invited to.
        return len({row.email for row in self.invited})

    @cached_property
    def digest(self) -> str:
        # Of everything that would be made: a confirmation covers this and nothing else.
        facts = [
            [
                row.row.number,
                row.state,
                str(row.body),
                row.makes_agency,
                row.makes_seat,
                row.invites,
                row.email,
                row.seat and [row.seat.title, row.seat.role],
                row.as_administrator,
                sorted(row.changes),
            ]
            for row in self.rows
        ]
        return hashlib.sha256(json.dumps(facts, default=str).encode()).hexdigest()
