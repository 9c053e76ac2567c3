"""What a deadline is: a phrase, its kind, and the dates it means before any policy."""

from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from datetime import date
from enum import StrEnum
from typing import Any, Literal, Self

from vietnam.dates import is_within_years

Frequency = Literal["weekly", "monthly", "quarterly", "half_yearly", "yearly"]
Unit = Literal["day", "week", "month"]


class DeadlineKind(StrEnum):
    """Their words for people: agencies/tasks/choices.py."""

    ON = "on"
    WITHIN = "within"
    FROM = "from"
    RECURRING = "recurring"
    CONTINUING = "continuing"
    RELATIVE = "relative"


class Bound(StrEnum):
    """BEFORE: "trước ngày D", read by policy. BY: D is the last day. AT: "vào ngày D"."""

    BEFORE = "before"
    BY = "by"
    AT = "on"


@dataclass(frozen=True)
class Recurrence:
    """How often something is owed.

    `freq` None is a bare "định kỳ": the period is unknown. `day` is the day of the month, of a week
    1 (Monday) to 7. `month` is the calendar month of a yearly duty; for shorter periods it counts
    months from the start of the period, and one beyond its length lies in the next period.
    `min_count` is the least number owed in a period.
    """

    freq: Frequency | None = None
    day: int | None = None
    month: int | None = None
    min_count: int | None = None


@dataclass(frozen=True)
class RelativeTerm:
    """A time counted from an event: `count` units after `trigger` (before it when negative, unsaid
    when None).
    """

    count: int | None = None
    working: bool = False
    trigger: str = ""
    unit: Unit = "day"


@dataclass(frozen=True)
class StatedDeadline:
    """A deadline as a document, or whoever gives a task, states it: one value from the reader to
    the mail.

    `due_on`, `starts_on` and `ends_on` are the dates as written: neither the "trước ngày" policy
    nor the working calendar has touched them. `text` is the phrase, `rule` the grammar rule that
    read it, `inherited_from` the section from which it was taken. `start`:`end` is its place in the
    text that was read, `confidence` 0 to 1; they belong to the reading and are not stored.
    """

    kind: DeadlineKind
    bound: Bound | None = None
    due_on: date | None = None
    starts_on: date | None = None
    ends_on: date | None = None
    recurrence: Recurrence | None = None
    relative: RelativeTerm | None = None
    text: str = ""
    tentative: bool = False
    rule: str = ""
    inherited_from: str = ""
    start: int = 0
    end: int = 0
    confidence: float = 1.0

    @classmethod
    def due_by(cls, day: date, text: str) -> Self:
        """A deadline of our own, such as “within 30 days”: the day itself is in time."""
        return cls(DeadlineKind.ON, Bound.BY, due_on=day, text=text)

    @classmethod
    def from_json(cls, stored: Mapping[str, Any]) -> Self:
        """From what `as_json` gave; keys may be missing.

        Raises ValueError for an unknown kind or bound, TypeError for an unknown key.
        """
        return cls(**{name: _READ[name](value) for name, value in stored.items() if value})

    def as_json(self) -> dict[str, Any]:
        """All but its place in the text, as JSON can hold it: what a proposal stores."""
        stored = {name: value for name, value in asdict(self).items() if name in _READ}
        return {
            name: value.isoformat() if isinstance(value, date) else value
            for name, value in stored.items()
        }

    def as_dict(self) -> dict[str, Any]:
        """The object that `read_directive --json` prints (docs/reader.md).

        “vào ngày” has no bound there.
        """
        published = {name: value for name, value in self.as_json().items() if name in _PUBLISHED}
        return published | ({"bound": None} if self.bound is Bound.AT else {})

    @property
    def last_day(self) -> date | None:
        """The day, or the end of the period, that the document itself names."""
        return self.ends_on or self.due_on if self.kind is DeadlineKind.WITHIN else self.due_on

    @property
    def has_unknown_day(self) -> bool:
        """It names a day that cannot be fixed: its year is unsaid and the document undated, the day
        does not exist, or its year is no sensible one.
        """
        if self.kind is not DeadlineKind.ON:
            return False
        return self.due_on is None or not is_within_years(self.due_on)

    @property
    def frequency(self) -> Frequency | None:
        return self.recurrence.freq if self.recurrence else None

    @property
    def least_count(self) -> int:
        """How often something is owed in each period at least; 0 where nothing is counted."""
        return (self.recurrence.min_count if self.recurrence else None) or 0

    @property
    def counted(self) -> RelativeTerm:
        """How it is counted from its event. A phrase whose day could not be read is counted as that
        day itself, once it is known.
        """
        return self.relative or RelativeTerm(0)


# How each stored part of a deadline is read back.
_READ: Mapping[str, Callable[[Any], Any]] = {
    "text": str,
    "kind": DeadlineKind,
    "bound": Bound,
    "due_on": date.fromisoformat,
    "starts_on": date.fromisoformat,
    "ends_on": date.fromisoformat,
    "recurrence": lambda stored: Recurrence(**stored),
    "relative": lambda stored: RelativeTerm(**stored),
    "tentative": bool,
    "rule": str,
    "inherited_from": str,
}
_PUBLISHED = frozenset(_READ) - {"relative", "rule", "inherited_from"}
