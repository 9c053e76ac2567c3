"""All that one app gives to the portal, kind by kind."""

import datetime
from collections.abc import Callable, Mapping, Sequence, Set as AbstractSet
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Model, Q, QuerySet, TextChoices
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from agencies.mail.models import OutboxMessage
from agencies.people.models import Seat
from agencies.people.permissions import Actor, Right
from agencies.registry.calendar import CalendarEvents
from agencies.registry.must_do import EVERYBODY, NOBODY, MustDoEntries, MustDoProvider
from agencies.registry.report import FigureSource, ReportSheet, YearPlan
from vietnam.calendar import WorkingCalendar
from workbooks.sheets import Column


# The log ----------------------------------------------------------------------------------------
@dataclass(frozen=True)
class AuditField:
    """What an act writes down beside the columns of its model, which have their own names and
    choices.

    `model` as in `Model._meta.label_lower`; `is_personal`: shown only to those who may see personal
    data.
    """

    model: str
    name: str
    label: Promise | str
    choices: type[TextChoices] | None = None
    is_personal: bool = False


@dataclass(frozen=True)
class AuditSection:
    name: str
    label: Promise
    condition: Q


@dataclass(frozen=True)
class AuditParts:
    """`pages`: by model, the page that shows a row of it."""

    actions: type[TextChoices]
    fields: tuple[AuditField, ...] = ()
    sections: tuple[AuditSection, ...] = ()
    pages: Mapping[str, str] = field(default_factory=dict)


# Jobs -------------------------------------------------------------------------------------------
# A deploy or a slow mail server may hold up a job that runs every few seconds for as long.
LEAST_PATIENCE = datetime.timedelta(minutes=3)
# A daily job that did not come is not waited for until the next day.
LONGEST_GRACE = datetime.timedelta(hours=2)


@dataclass(frozen=True)
class Job:
    """`name` is its key in the beat schedule and in its run's row; `every` the time from one call
    to the next.

    A job that beat does not call has a process of its own, and is expected once that has been set
    up.
    """

    name: str
    title: Promise
    purpose: Promise
    every: datetime.timedelta
    is_called_by_beat: bool = True

    @property
    def patience(self) -> datetime.timedelta:
        # How long its last success may lie back: three calls, but of a daily job a day and two
        # hours.
        return max(self.every + min(2 * self.every, LONGEST_GRACE), LEAST_PATIENCE)


@dataclass(frozen=True)
class JobOutcome:
    """A figure that runs keep under `name`: `count_text` has it as %(n)s, in the plural that the
    number asks for.
    """

    name: str
    count_text: Callable[[int], str]


# Letters ----------------------------------------------------------------------------------------
@dataclass(frozen=True)
class Attachment:
    """A file that goes out with a letter; `kind` is its media type with its parameters."""

    name: str
    content: bytes
    kind: str


@dataclass(frozen=True)
class LetterKind:
    """`name` stands in the outbox's rows. `build_context` gives all words of a letter, and the
    templates `{layout}.{subject,text,html}` print them. `attach`: the files that go with it, made
    when it is sent and not kept. One that `carries_others` tells of
    reminders that have rows of their own and share its fate; only those of a kind that
    `may_be_carried` go into one.
    """

    name: str
    build_context: Callable[[OutboxMessage, WorkingCalendar], dict[str, object]]
    layout: str = "emails/plain"
    attach: Callable[[OutboxMessage], list[Attachment]] | None = None
    carries_others: bool = False
    may_be_carried: bool = False


class NothingToSayError(Exception):
    """All that the mail would have told has been settled meanwhile."""


# The rail ---------------------------------------------------------------------------------------
class NavGroup(TextChoices):
    """What somebody does there, in the order of the rail."""

    WORK = "work", _("My work")
    RECRUITMENT = "recruitment", _("Recruiting")
    STEERING = "steering", _("Steering")
    PEOPLE = "people", _("Agencies and people")
    UPKEEP = "upkeep", _("Maintenance of the portal")


@dataclass(frozen=True)
class NavItem:
    """A place of the rail.

    `prefix`: how the paths of the pages that belong to it begin, one or several. `everyday_for`:
    the roles that have it before the fold; for others who may open it, it stands behind "Other".
    `on_bar_for`: those that have it on the bar. `short`: its label there, where the whole one would
    not fit. `level`: of the agencies to whose seats it is shown, empty for all; `not_of`: the kind
    of agencies that have no such page; `not_for`: the roles that may open it and have another place
    for it. `home_of`: the roles whose work begins there instead of at the must-do page.
    """

    label: Promise
    url_name: str
    prefix: str | tuple[str, ...]
    icon: str
    permission: Right
    group: NavGroup
    everyday_for: AbstractSet[str] = EVERYBODY
    on_bar_for: AbstractSet[str] = NOBODY
    short: Promise | str = ""
    level: str = ""
    not_of: str = ""
    not_for: AbstractSet[str] = NOBODY
    home_of: AbstractSet[str] = NOBODY

    def is_shown_to(self, seat: Seat) -> bool:
        is_of_agency = self.level in ("", seat.agency.level) and self.not_of != seat.agency.kind
        return is_of_agency and seat.role not in self.not_for


# What is deleted --------------------------------------------------------------------------------
def _delete_all(rows: QuerySet[Any]) -> int:
    return rows.delete()[0]


@dataclass(frozen=True)
class RetentionRule:
    """`expired_rows`: the rows whose time is over at a moment; `delete_rows`: how they go, where
    other rows hang on them.
    """

    name: str
    title: Promise
    expired_rows: Callable[[datetime.datetime], QuerySet[Any]]
    delete_rows: Callable[[QuerySet[Any]], int] = _delete_all


# Search -----------------------------------------------------------------------------------------
@dataclass(frozen=True)
class SearchHit:
    title: str
    url: str
    note: str = ""


@dataclass(frozen=True)
class SearchProvider:
    """One kind of thing.

    `find_rows` gives the rows that the seat may see and that have the words, the best first;
    `describe_row` prints one of them for that seat; `build_list_url` gives the full list with the
    same words, empty where the seat has none.
    """

    name: str
    title: Promise
    permission: Right
    find_rows: Callable[[Actor, str], QuerySet[Any]]
    describe_row: Callable[[Actor, Any], SearchHit]
    build_list_url: Callable[[Actor, str], str]


# Lists as workbooks -----------------------------------------------------------------------------
@dataclass(frozen=True)
class ExportList:
    """A list that people take out as a workbook, and of whose columns they keep templates.

    `name`: of its file, as the view that sends it says; `columns`: all that it has, in the reader's
    language.
    """

    name: str
    title: Promise
    list_url: str
    export_url: str
    permission: Right
    columns: Callable[[], Sequence[Column]]


# What is said of a place ------------------------------------------------------------------------
@dataclass(frozen=True)
class Place:
    """Where somebody works: the keys of its province and park, and its ward by name."""

    province: int
    park: int | None = None
    ward: str = ""


@dataclass(frozen=True)
class PlaceLine:
    """`details`: what else is known of it; `note`: from where, and since when."""

    title: str
    details: tuple[str, ...] = ()
    note: str = ""


@dataclass(frozen=True)
class PlaceSection:
    title: str | Promise
    lines: tuple[PlaceLine, ...]


# In a constant number of queries: the public page of each vacancy asks for them.
PlaceProvider = Callable[[Place], Sequence[PlaceSection]]


# What is said of a row ---------------------------------------------------------------------------
@dataclass(frozen=True)
class RowNote:
    """`url`: the page of what is said; `act`: what the reader can do about it, at `act_url`, empty
    where that is nothing.
    """

    label: str
    text: str
    url: str = ""
    act: str = ""
    act_url: str = ""


# Of a row that its reader may see, what a higher app has to say to that reader.
RowNotes = Callable[[Actor, Any], Sequence[RowNote]]


# All of it --------------------------------------------------------------------------------------
# Of the rows with these keys, the keys of those that a page shows to somebody.
VisibleRows = Callable[[Actor, set[int]], set[int]]


def visible_keys(visible: Callable[[Actor], QuerySet[Any]]) -> VisibleRows:
    # For a page that shows the rows of a query.
    return lambda by, keys: set(visible(by).filter(pk__in=keys).values_list("pk", flat=True))


@dataclass(frozen=True)
class AppParts:
    """What is left out the app does not have.

    `must_do_entries`: what waits for a seat, which the rail counts, the must-do page lists and the
    digest tells of; `must_do_providers`: the sections of that page in which they stand.
    `calendar_events`: what stands in the calendar and its feeds beside the deadlines.
    `visible_rows`: by the name of a page, the rows that it shows to somebody; other
    pages go by their permission alone. `public_models`: what public views show, which may be read
    from the replica. `place_providers`: what is said of a place, which the pages of vacancies there
    show. `row_notes`: by the name of a page of a lower app, what this one says there of its row,
    such as the budget line of a delegation. `sheets`, `figure_sources` and `plans`: of the month's
    report (report.py). `demo`: the dotted name of what loads the app's part of the demonstration,
    by the day and the password of the accounts, and returns the lines to be printed; not itself,
    since a portal in production never imports it.
    """

    app: str
    nav_items: tuple[NavItem, ...] = ()
    must_do_entries: tuple[MustDoEntries, ...] = ()
    must_do_providers: tuple[MustDoProvider, ...] = ()
    calendar_events: tuple[CalendarEvents, ...] = ()
    search_providers: tuple[SearchProvider, ...] = ()
    jobs: tuple[Job, ...] = ()
    outcomes: tuple[JobOutcome, ...] = ()
    letters: tuple[LetterKind, ...] = ()
    retention_rules: tuple[RetentionRule, ...] = ()
    audit: AuditParts | None = None
    visible_rows: Mapping[str, VisibleRows] = field(default_factory=dict)
    public_models: frozenset[type[Model]] = frozenset()
    api_scopes: type[TextChoices] | None = None
    sheets: tuple[ReportSheet, ...] = ()
    figure_sources: tuple[FigureSource, ...] = ()
    plans: tuple[YearPlan, ...] = ()
    export_lists: tuple[ExportList, ...] = ()
    place_providers: tuple[PlaceProvider, ...] = ()
    row_notes: Mapping[str, RowNotes] = field(default_factory=dict)
    demo: str = ""
