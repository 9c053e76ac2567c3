"""What takes place at a time or on days, beside the deadlines: in the calendar and its feeds."""

import datetime
from collections.abc import Callable
from dataclasses import dataclass

from django.utils import timezone
from django.utils.functional import Promise

from agencies.people.models import Seat


@dataclass(frozen=True)
class CalendarEvent:
    """A conference, a line test, a visit or a fair, as one seat may know it.

    `kind` and `key` name the row that it comes from, and `made_at` the moment at which that was
    made: the three give the identity by which calendars know it again, so that a changed one, with
    a higher `sequence` and `changed_at`, moves. `first` and `last`: its moments, or its first and
    last day, both included. `url`: the path of its page. Neither the words nor the place hold what
    opens something to whoever reads them, such as a passcode: feeds pass through many hands.
    """

    kind: str
    key: int
    made_at: datetime.datetime
    changed_at: datetime.datetime
    title: str
    url: str
    first: datetime.datetime | datetime.date
    last: datetime.datetime | datetime.date
    state: str | Promise
    tone: str = "open"
    place: str = ""
    details: tuple[str, ...] = ()
    sequence: int = 0
    is_tentative: bool = False

    @property
    def first_day(self) -> datetime.date:
        return _local_day(self.first)

    @property
    def last_day(self) -> datetime.date:
        return _local_day(self.last)

    @property
    def starts_at(self) -> datetime.datetime | None:
        """In local time; None for what takes whole days."""
        return timezone.localtime(self.first) if isinstance(self.first, datetime.datetime) else None


def _local_day(moment: datetime.datetime | datetime.date) -> datetime.date:
    return timezone.localdate(moment) if isinstance(moment, datetime.datetime) else moment


@dataclass(frozen=True)
class CalendarSpan:
    """Which events are asked for: those of the days from `first` to `last`, both included, that a
    seat may see; with `agency`, the key of one, only those that concern it.
    """

    seat: Seat
    first: datetime.date
    last: datetime.date
    agency: int | None = None


# In any order. What is cancelled or no more than a draft is not among them: calendars then drop it.
CalendarEvents = Callable[[CalendarSpan], list[CalendarEvent]]
