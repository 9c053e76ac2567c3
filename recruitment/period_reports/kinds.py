"""What a report is declared by. A new one is a subclass of `ReportKind` beside its two models;
pages follow from it.
"""

import datetime
from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar

from django.db.models import Aggregate, QuerySet, Sum, TextChoices

from agencies.bodies.models import Agency
from agencies.database.columns import model_column
from agencies.people.permissions import Actor, Right
from recruitment.period_reports.calendars import ReportCalendar
from recruitment.period_reports.models import HomeLine, PeriodReport
from vietnam.periods import Period

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

# People and things by the names of figures.
Facts = dict[str, int]


@dataclass(frozen=True)
class ReportWords:
    """What pages, sheets and letters say about a report, as translated lazily; `%(period)s` stands
    in some of them.
    """

    # “report on the use of labour”, in the middle of a sentence.
    name: "StrOrPromise"
    title: "StrOrPromise"
    title_of_period: "StrOrPromise"
    title_of_sum: "StrOrPromise"
    # Above the sheet by home province.
    title_of_homes: "StrOrPromise"
    # Who owes it, above a column.
    reporter: "StrOrPromise"
    # What one searches a list of them by.
    search: "StrOrPromise"
    introduction: "StrOrPromise"
    # Above the lines of home provinces.
    homes: "StrOrPromise"
    homes_help: "StrOrPromise"
    # Whose home province no line names.
    other_homes: "StrOrPromise"
    # Above the sheet by home province, what its numbers are.
    homes_note: "StrOrPromise"
    submit: "StrOrPromise"
    submitted: "StrOrPromise"
    # Where no agency owes one.
    nobody: "StrOrPromise"
    # Where there is nothing to add up.
    no_reports: "StrOrPromise"


@dataclass(frozen=True)
class ReportActions:
    """What the log calls the acts about a report."""

    submitted: TextChoices
    returned: TextChoices
    accepted: TextChoices
    reminded: TextChoices


@dataclass(frozen=True)
class HomeMeasure:
    """A column of the table by home province: the sum over the lines, and over whole reports."""

    label: "StrOrPromise"
    of_lines: Aggregate
    of_reports: Aggregate


class ReportKind(ABC):
    """One kind of report: its model, calendar, rights, sums that must be right, words, and who owes
    it to whom.
    """

    # In names of URLs and in letters.
    name: ClassVar[str]
    actions: ClassVar[ReportActions]
    model: ClassVar[type[PeriodReport]]
    calendar: ReportCalendar
    right_to_read: ClassVar[Right]
    right_to_write: ClassVar[Right]
    # Who sees the reports of the own agency alone.
    reporter_roles: ClassVar[frozenset[str]]
    words: ClassVar[ReportWords]

    # Every figure once, in groups with a title.
    figure_groups: ClassVar[Sequence[tuple["StrOrPromise", tuple[str, ...]]]]
    # What a form asks where that is longer than the name of the figure.
    questions: ClassVar[Mapping[str, "StrOrPromise"]] = {}
    # Figures that may be left empty.
    optional_figures: ClassVar[frozenset[str]] = frozenset()
    # Figures that stand in lists.
    listed_figures: ClassVar[tuple[str, ...]]
    # The figure of which lists show the change against the period before.
    compared_figure: ClassVar[str] = ""
    # A figure and the one of which it is a part.
    figure_parts: ClassVar[Sequence[tuple[str, str]]] = ()
    # A figure and those that add up to it.
    figure_sums: ClassVar[Sequence[tuple[str, tuple[str, ...]]]] = ()
    # A column of the lines, and the figure of which it may be a part.
    homes_within: ClassVar[Mapping[str, str]]

    # Whether a line may be of people whose home nobody knows.
    has_unknown_home: ClassVar[bool] = False

    # What pages show of a reporter, as `select_related` names it.
    reporter_relations: ClassVar[tuple[str, ...]] = ()
    # Letters to who owes it: a name, and the days before (below zero) or after the last day in
    # time.
    letters: ClassVar[Sequence[tuple[str, int]]] = ()
    # The kinds of these letters, and of the one with which a report comes back.
    letter_due: ClassVar[str] = "report_due"
    letter_returned: ClassVar[str] = "report_returned"
    # Whether who has not reported may still do so once the period is closed.
    is_taken_late = False
    is_paged = False

    @abstractmethod
    def is_owed_by(self, agency: Agency) -> bool:
        """Whether this is a report of such agencies."""

    @abstractmethod
    def reporters_owing(self, due_on: datetime.date | None) -> QuerySet[Agency]:
        """Who owes the report that is due on that day."""

    @abstractmethod
    def reporters_seen_by(self, by: Actor) -> QuerySet[Agency]:
        """Those whose reports the seat sees: its own, or those at its office."""

    @abstractmethod
    def is_at_office(self, reporter: Agency, by: Actor) -> bool:
        """Whether the seat decides on its reports."""

    @abstractmethod
    def office_of(self, reporter: Agency) -> Agency | None:
        """To whom its reports go; None where the province has no labour department now. Pages show
        nothing of such a province.
        """

    def reporter_detail(self, reporter: Agency) -> str:
        """Below its name in lists."""
        return ""

    def filter_reporters(self, rows: QuerySet[Agency], words: list[str]) -> QuerySet[Agency]:
        for word in words:
            rows = rows.filter(search_fold__contains=word)
        return rows

    def prefill_report(
        self, reporter: Agency, period: Period, facts: dict[str, Any], homes: list[dict[str, Any]]
    ) -> tuple[dict[str, Any], list[dict[str, Any]]]:
        """What a new report begins with, made from the last one's values."""
        return facts, homes

    @property
    def home_measures(self) -> dict[str, HomeMeasure]:
        return {
            name: HomeMeasure(figure_label(self.line_model, name), Sum(name), Sum(whole, default=0))
            for name, whole in self.homes_within.items()
        }

    # What stands above the column of remarks by home province; empty without one.
    home_remark: "StrOrPromise" = ""

    def remark_aggregates(self) -> dict[str, Aggregate]:
        """Of the lines of one home province, from which its remark is made."""
        return {}

    def format_remark(self, sums: dict[str, int]) -> str:
        return ""

    def format_line_remark(self, line: HomeLine) -> str:
        return ""

    @property
    def line_model(self) -> type[HomeLine]:
        return self.model._meta.get_field("homes").related_model

    @property
    def relation(self) -> str:
        """From an agency to its reports."""
        return model_column(self.model, "reporter").related_query_name()

    def explain_lock(self, period: Period) -> str:
        """Why nobody at all writes reports of the period, in a sentence; empty where one may."""
        return ""

    def is_open(self, period: Period, on: datetime.date) -> bool:
        """To who owes it."""
        return self.calendar.opens_on(period) <= on <= self.calendar.closes_on(period)


def figure_label(model: type[PeriodReport] | type[HomeLine], name: str) -> str:
    """The name of a figure, as it begins a line."""
    words = str(model_column(model, name).verbose_name)
    return words[:1].upper() + words[1:]
