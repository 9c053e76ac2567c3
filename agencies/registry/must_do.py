"""What an app shows on the must-do page beside the tasks of the agency."""

import datetime
from collections.abc import Callable
from dataclasses import dataclass, field

from django.utils.functional import Promise

from agencies.people.permissions import Actor


@dataclass(frozen=True)
class MustDoItem:
    """One thing to do, or to look at. `label` says what beyond the title, `verb` names the act.
    `due` is the day by which it is to be done; without one, `since` the day from which it waits,
    with the word before it.
    """

    title: str
    url: str
    verb: str | Promise
    label: str = ""
    tone: str = "wait"
    due: datetime.date | None = None
    since: datetime.date | None = None
    since_word: str | Promise = ""


@dataclass(frozen=True)
class MustDoSection:
    """The first of what waits of one kind, and how many there are in all; `url` opens them all."""

    key: str
    title: str | Promise
    items: list[MustDoItem] = field(default_factory=list)
    count: int = 0
    url: str = ""
    link: str = ""
    tone: str = "wait"

    @property
    def is_cut(self) -> bool:
        return self.count > len(self.items)


MustDoProvider = Callable[[Actor, datetime.date], list[MustDoSection]]
"""What waits for somebody on a day; sections without items are left out by the page."""
