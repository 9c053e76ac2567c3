"""What waits for a seat: declared once as rows, from which the rail's numbers, the must-do page and
the morning digest all follow.
"""

import datetime
from collections.abc import Callable, Set as AbstractSet
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.functional import Promise

from agencies.bodies.choices import SeatRole
from agencies.bodies.models import Agency
from agencies.people.permissions import Actor

EVERYBODY = frozenset(SeatRole)
NOBODY: frozenset[SeatRole] = frozenset()


# Of rows, those that concern a role at an agency (or a reference to one), held by a person (None:
# by whomever), on a day.
Narrowing = Callable[[QuerySet[Any], str, Any, int | None, datetime.date], QuerySet[Any]]


@dataclass(frozen=True)
class MustDoEntries:
    """Rows of which each is one entry of the must-do page.

    `rows`: those of all agencies on a day, which depend on nothing else; `agency`: the path from a
    row to the agency for which it waits. `roles`: the seats of that agency for which it does;
    `roles_of_all`: those for which every row does, of whatever agency, or those that `narrowed`
    leaves. `place`: the URL name of the
    place of the rail beside which they are counted. `late`: which of the rows are late on a day.
    """

    place: str
    rows: Callable[[datetime.date], QuerySet[Any]]
    agency: str = ""
    roles: AbstractSet[str] = NOBODY
    roles_of_all: AbstractSet[str] = NOBODY
    narrowed: Narrowing | None = None
    late: Callable[[datetime.date], Q] | None = None

    def concerns(self, role: str) -> bool:
        return role in self.roles or role in self.roles_of_all

    def rows_for(self, by: Actor, today: datetime.date) -> QuerySet[Any]:
        if by.seat.role in self.roles_of_all:
            return self._rows_of_all(by.seat.role, by.seat.agency_id, by.person.pk, today)
        rows = self.rows(today) if by.seat.role in self.roles else self.rows(today).none()
        return rows.filter(**{self.agency: by.seat.agency_id}) if self.agency else rows

    def agencies_waiting(self, role: str, agencies: set[int], today: datetime.date) -> set[int]:
        """Of these agencies, by key, those with an entry for their seats of that role: one
        query.
        """
        if role in self.roles_of_all:
            if self.narrowed is None:
                return agencies if self.rows(today).exists() else set()
            waiting = self._rows_of_all(role, OuterRef("pk"), None, today)
        elif role in self.roles:
            waiting = self.rows(today).filter(**{self.agency: OuterRef("pk")})
        else:
            return set()
        found = Agency.objects.filter(Exists(waiting), pk__in=agencies)
        return set(found.values_list("pk", flat=True))

    def _rows_of_all(
        self, role: str, agency: Any, person: int | None, today: datetime.date
    ) -> QuerySet[Any]:
        rows = self.rows(today)
        return self.narrowed(rows, role, agency, person, today) if self.narrowed else rows


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
    """The first of what waits of one kind, and how many there are in all; `url` opens them all.

    News are there to be read: nobody has to do anything, so neither the page nor the rail nor the
    digest counts them.
    """

    key: str
    title: str | Promise
    items: list[MustDoItem] = field(default_factory=list)
    count: int = 0
    url: str = ""
    link: str = ""
    tone: str = "wait"
    is_news: bool = False

    @property
    def is_cut(self) -> bool:
        return self.count > len(self.items)


@dataclass(frozen=True)
class MustDoProvider:
    """Sections of the must-do page of a seat on a day; those without items are left out.

    `entries`: those whose rows they show. `sections` is asked only where one of them has a row for
    the seat; without `entries`, always.
    """

    sections: Callable[[Actor, datetime.date], list[MustDoSection]]
    entries: tuple[MustDoEntries, ...] = ()
