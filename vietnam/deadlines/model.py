"""What a deadline is: the phrase of a document, the rule that read it, and the dates it means
before any policy.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any, Literal, cast

Frequency = Literal["weekly", "monthly", "quarterly", "half_yearly", "yearly"]
Unit = Literal["day", "week", "month"]


class DeadlineKind(StrEnum):
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

    freq: Frequency | None
    day: int | None = None
    month: int | None = None
    min_count: int | None = None

    @classmethod
    def from_dict(cls, stored: Mapping[str, Any]) -> "Recurrence":
        """What `as_dict` gave; keys may be missing."""
        return cls(
            stored.get("freq"), stored.get("day"), stored.get("month"), stored.get("min_count")
        )

    def as_dict(self) -> dict[str, object]:
        return {
            "freq": self.freq,
            "day": self.day,
            "month": self.month,
            "min_count": self.min_count,
        }


@dataclass(frozen=True)
class RelativeTerm:
    """A time counted from an event: `count` units after `trigger` (before it when negative, unsaid
    when None).
    """

    count: int | None
    working: bool
    trigger: str
    unit: Unit = "day"

    @classmethod
    def from_dict(cls, stored: Mapping[str, Any]) -> "RelativeTerm":
        """What `as_dict` gave; keys may be missing."""
        unit = cast("Unit", stored.get("unit") or "day")
        return cls(
            stored.get("count"), bool(stored.get("working")), stored.get("trigger") or "", unit
        )

    def as_dict(self) -> dict[str, object]:
        return {
            "count": self.count,
            "unit": self.unit,
            "working": self.working,
            "trigger": self.trigger,
        }

    @property
    def days(self) -> int | None:
        """The count in days, or None when it is unsaid or given in months."""
        if self.count is None or self.unit == "month":
            return None
        return self.count * (7 if self.unit == "week" else 1)


@dataclass(frozen=True)
class Term:
    """The meaning of a deadline, apart from where it is written."""

    kind: DeadlineKind
    bound: Bound | None = None
    due_on: date | None = None
    starts_on: date | None = None
    ends_on: date | None = None
    recurrence: Recurrence | None = None
    relative: RelativeTerm | None = None


@dataclass(frozen=True)
class Deadline:
    """A deadline found in a text at `start`:`end`; `rule` names the grammar rule, `confidence` is 0
    to 1.

    `due_on`, `starts_on` and `ends_on` are the dates as written: neither the "trước ngày" policy
    nor the working calendar has touched them. A deadline of kind ON without `due_on` names a day
    that cannot be fixed: its year is unsaid and the document undated, the day does not exist, or
    its year is no sensible one.
    """

    text: str
    start: int
    end: int
    kind: DeadlineKind
    bound: Bound | None
    due_on: date | None
    starts_on: date | None
    ends_on: date | None
    recurrence: Recurrence | None
    relative: RelativeTerm | None
    tentative: bool
    rule: str
    confidence: float

    def as_dict(self) -> Mapping[str, object]:
        """The deadline object which `read_directive --json` prints; "vào ngày" has no bound
        there.
        """
        return {
            "text": self.text,
            "kind": str(self.kind),
            "bound": str(self.bound) if self.bound in (Bound.BEFORE, Bound.BY) else None,
            "due_on": _iso(self.due_on),
            "starts_on": _iso(self.starts_on),
            "ends_on": _iso(self.ends_on),
            "recurrence": self.recurrence.as_dict() if self.recurrence else None,
            "tentative": self.tentative,
        }


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None
