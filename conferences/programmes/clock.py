"""When each item is expected, from what has run and what is planned. Nothing here asks the database
or the time.
"""

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from conferences.programmes.models import ItemFacts, ProgrammeItem


@dataclass(frozen=True)
class ClockLine:
    """An item with its times. `planned_at`: by the programme alone; `begins_at`, `ends_at`: real
    ones where it ran, else what is expected now. `is_left_out`: a later one has begun already.
    """

    facts: ItemFacts
    item: ProgrammeItem
    planned_at: datetime.datetime
    begins_at: datetime.datetime
    ends_at: datetime.datetime
    is_left_out: bool = False

    @property
    def is_running(self) -> bool:
        return self.item.is_running

    @property
    def is_over(self) -> bool:
        return self.item.ended_at is not None

    @property
    def real_minutes(self) -> int:
        """Of an item that is over, rounded; at least one."""
        if self.item.started_at is None or self.item.ended_at is None:
            return 0
        lasting: datetime.timedelta = self.item.ended_at - self.item.started_at
        return max(1, round(lasting.total_seconds() / 60))

    @property
    def minutes_over(self) -> int:
        """By how much it took longer than planned; below 0 when shorter."""
        return self.real_minutes - self.facts.minutes if self.is_over else 0


@dataclass(frozen=True)
class Clock:
    """`lines` in the order of the programme, as known at the moment `now`."""

    lines: Sequence[ClockLine]
    starts_at: datetime.datetime
    now: datetime.datetime

    @property
    def running(self) -> ClockLine | None:
        return next((line for line in self.lines if line.is_running), None)

    @property
    def following(self) -> ClockLine | None:
        """The item that comes next: the first that has not begun after the last that has."""
        begun = [place for place, line in enumerate(self.lines) if line.item.started_at]
        later = self.lines[max(begun) + 1 :] if begun else self.lines
        return next((line for line in later if not line.item.started_at), None)

    @property
    def last_begun(self) -> ClockLine | None:
        """The item that was begun last: the one whose step can be taken back."""
        begun = [line for line in self.lines if line.item.started_at]
        return max(begun, key=lambda line: line.begins_at, default=None)

    @property
    def others(self) -> list[ClockLine]:
        """Items that have not begun and do not come next."""
        following = self.following
        return [line for line in self.lines if not line.item.started_at and line is not following]

    @property
    def has_begun(self) -> bool:
        return any(line.item.started_at for line in self.lines)

    @property
    def is_over(self) -> bool:
        return self.has_begun and self.running is None and self.following is None

    @property
    def minutes(self) -> int:
        return sum(line.facts.minutes for line in self.lines)

    @property
    def planned_end(self) -> datetime.datetime:
        return self.starts_at + datetime.timedelta(minutes=self.minutes)

    @property
    def expected_end(self) -> datetime.datetime:
        ends = [line.ends_at for line in self.lines if line.item.started_at]
        if (following := self.following) is not None:
            place = self.lines.index(following)
            ends += [line.ends_at for line in self.lines[place:]]
        return max(ends, default=self.planned_end)

    @property
    def minutes_behind(self) -> int:
        """Late against the programme; below 0 ahead of it."""
        return round((self.expected_end - self.planned_end).total_seconds() / 60)

    @property
    def minutes_ahead(self) -> int:
        return max(0, -self.minutes_behind)

    @property
    def elapsed(self) -> int:
        """Whole minutes since the running item began."""
        running = self.running
        if running is None or running.item.started_at is None:
            return 0
        return max(0, int((self.now - running.item.started_at).total_seconds() // 60))

    @property
    def minutes_over(self) -> int:
        """Whole minutes by which the running item has used up its time; 0 while it has some."""
        running = self.running
        return max(0, self.elapsed - running.facts.minutes) if running else 0

    @property
    def is_overrun(self) -> bool:
        running = self.running
        return running is not None and self.now > running.begins_at + _lasting(running.facts)


def read_clock(
    facts: Iterable[tuple[ItemFacts, ProgrammeItem]],
    *,
    starts_at: datetime.datetime,
    now: datetime.datetime,
) -> Clock:
    """An item that was left out keeps the moment at which it was planned and delays nobody."""
    rows = list(facts)
    last_begun = max((n for n, (_f, item) in enumerate(rows) if item.started_at), default=-1)
    lines: list[ClockLine] = []
    planned_at = expected_at = starts_at
    has_begun = last_begun >= 0
    for place, (line, item) in enumerate(rows):
        lasting = _lasting(line)
        if item.started_at:
            begins_at = item.started_at
            ends_at = item.ended_at or max(begins_at + lasting, now)
            expected_at = ends_at
        elif place < last_begun:
            begins_at = planned_at
            ends_at = planned_at
        else:
            if place == last_begun + 1 and (has_begun or now > starts_at):
                expected_at = max(expected_at, _whole_minute(now))
            begins_at = expected_at
            ends_at = expected_at = begins_at + lasting
        is_left_out = place < last_begun and item.started_at is None
        lines.append(ClockLine(line, item, planned_at, begins_at, ends_at, is_left_out))
        planned_at += lasting
    return Clock(lines, starts_at, now)


def _lasting(facts: ItemFacts) -> datetime.timedelta:
    return datetime.timedelta(minutes=facts.minutes)


def _whole_minute(moment: datetime.datetime) -> datetime.datetime:
    return moment.replace(second=0, microsecond=0)
