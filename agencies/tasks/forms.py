"""Filters of the task list, and what can be said about a task."""

import datetime
import re
from collections.abc import Iterator
from typing import Any

from django import forms
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.forms.models import ModelChoiceIterator
from django.utils.functional import Promise
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _, pgettext_lazy

from agencies.bodies.models import Agency
from agencies.bodies.queries import agencies_like
from agencies.calendar.periods import name_of_period
from agencies.directives.models import Directive
from agencies.forms.fields import DayField, LongSelect, RowChoice, TextField, VersionField
from agencies.forms.layouts import FilterHelper
from agencies.forms.query_strings import build_query
from agencies.lists.written_queries import WrittenQuery
from agencies.tasks.choices import OccurrenceStatus, TaskPart, TaskState, TaskWork
from agencies.tasks.figures import PLAN_WORK, StatusConditions, in_period, score_states
from agencies.tasks.models import Task
from agencies.tasks.occurrence_models import OccurrenceQuerySet
from agencies.tasks.queries import tasks_concerning
from vietnam.folding import search_words
from vietnam.periods import Period

_QUARTER = re.compile("(19[0-9]{2}|[2-9][0-9]{3})-([1-4])")


class QuarterField(forms.TypedChoiceField):
    """A quarter written 2024-1; cleaned to its period, or None for all time."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(coerce=read_quarter, empty_value=None, **kwargs)

    def valid_value(self, value: str) -> bool:
        return _QUARTER.fullmatch(str(value)) is not None


def read_quarter(text: str) -> Period:
    """Raises ValueError for what is no year and quarter."""
    year, quarter = map(int, text.split("-"))
    return Period.of_quarter(year, quarter)


def quarter_key(period: Period) -> str:
    """As addresses and the form write it: 2024-1."""
    return f"{period.year}-{quarter_number(period)}"


def quarter_number(period: Period) -> int:
    return period.last.month // 3


def running_quarter(day: datetime.date) -> Period:
    return Period.of_quarter(day.year, (day.month + 2) // 3)


def quarter_choices(on: datetime.date) -> list[tuple[str, str]]:
    """The next quarter, the current one and the seven before."""
    quarters = [running_quarter(on).later]
    while len(quarters) < 9:
        quarters.append(quarters[-1].earlier)
    return list(map(_quarter_choice, quarters))


def _quarter_choice(quarter: Period) -> tuple[str, str]:
    return quarter_key(quarter), capfirst(name_of_period(quarter))


class DirectiveChoices(ModelChoiceIterator):
    """Keys and names as they come from the database: hundreds of documents are offered, and none is
    looked at.
    """

    def __iter__(self) -> Iterator[tuple[str | int, str]]:
        if self.field.empty_label is not None:
            yield "", str(self.field.empty_label)
        for key, number, title in _OFFERED_DIRECTIVES.read():
            yield key, number or title


class DirectiveField(RowChoice):
    iterator = DirectiveChoices


def directives_with_tasks() -> QuerySet[Directive]:
    """The latest documents that gave tasks, without their texts."""
    given = Exists(Task.objects.filter(directive=OuterRef("pk")))
    return Directive.objects.filter(given).only("number", "title", "issued_on")


_OFFERED_DIRECTIVES = WrittenQuery[tuple[int, str, str]](
    lambda: directives_with_tasks().values_list("pk", "number", "title")
)


class PeriodForm(forms.Form):
    """Quarter and document: the form above the board, whose values its figures pass on to the
    list.
    """

    quarter = QuarterField(label=_("Quarter"), required=False, widget=LongSelect)
    directive = DirectiveField(
        label=_("Document"),
        queryset=Directive.objects.none(),
        required=False,
        empty_label=_("All documents"),
        widget=LongSelect,
    )

    helper = FilterHelper()

    def __init__(self, data: Any, *, on: datetime.date) -> None:
        super().__init__(data)
        self.on = on
        asked = data.get("quarter", "")
        known = quarter_choices(on)
        if asked and asked not in dict(known) and self.fields["quarter"].valid_value(asked):
            known.append(_quarter_choice(read_quarter(asked)))
        self.fields["quarter"].choices = [("", _("All time")), *known]
        self.fields["directive"].queryset = directives_with_tasks()

    def period(self) -> Period | None:
        """The quarter; None for all time. Call after is_valid."""
        return self.cleaned_data.get("quarter")

    def scope(self) -> str:
        """The part of a query string that keeps quarter and document."""
        asked = {
            name: self.data.get(name)
            for name in ("quarter", "directive")
            if self.cleaned_data.get(name)
        }
        return build_query(asked)


# The states that the list has as tabs, with what they say there.
TABS: tuple[tuple[str, str | Promise], ...] = (
    (TaskState.OPEN, TaskState.OPEN.label),
    (TaskState.LATE, TaskState.LATE.label),
    (TaskState.AT_RISK, TaskState.AT_RISK.label),
    (TaskState.SUBMITTED, TaskState.SUBMITTED.label),
    (TaskState.ALL, pgettext_lazy("tab", "All")),
)


class TaskFilter(PeriodForm):
    """The filter of the task list, its fragment and its export. Unreadable fields filter nothing
    and say so.

    Field `agency` is a key, put there by the picker; `agency_text` is what was typed without
    choosing.
    """

    q = TextField(
        label=_("Words"),
        required=False,
        max_length=200,
        widget=forms.TextInput(attrs={"type": "search"}),
    )
    agency = forms.ModelChoiceField(queryset=Agency.objects.all(), required=False)
    agency_text = TextField(required=False, max_length=200)
    part = forms.ChoiceField(
        label=_("The agency"), choices=TaskPart, required=False, widget=LongSelect
    )
    state = forms.ChoiceField(
        label=_("State"), choices=TaskState, required=False, widget=LongSelect
    )
    work = forms.ChoiceField(choices=TaskWork, required=False, widget=forms.HiddenInput)
    due_from = DayField(label=_("Due from"), required=False)
    due_to = DayField(label=_("Due until"), required=False)
    done_from = DayField(label=_("Accepted from"), required=False)

    # The tabs of the list stand for the most asked states; the rest is folded.
    helper = FilterHelper("work", "q")
    helper.render_hidden_fields = False
    folded = FilterHelper(
        "part", "state", "due_from", "due_to", "done_from", "directive", "quarter"
    )
    folded.render_hidden_fields = False
    lookups = {
        "directive": "task__directive",
        "due_from": "due_on__gte",
        "due_to": "due_on__lte",
        "done_from": "done_at__date__gte",
    }

    def __init__(self, data: Any, *, judgement: StatusConditions) -> None:
        asked = data.copy()
        asked.setdefault("state", TaskState.OPEN)
        super().__init__(asked, on=judgement.on)
        self.judgement = judgement
        for name in ("quarter", "done_from"):  # what links from figures ask for
            if not asked.get(name):
                self.fields[name].widget = forms.HiddenInput()
        if asked.get("part") != TaskPart.ANY:
            self.fields["part"].widget = forms.HiddenInput()

    def filter(self, occurrences: OccurrenceQuerySet) -> OccurrenceQuerySet:
        # The occurrences that match every field that could be read.
        self.is_valid()
        asked = self.cleaned_data
        conditions = [self._state(asked.get("state") or TaskState.OPEN), in_period(self.period())]
        conditions += [
            Q((lookup, asked[name])) for name, lookup in self.lookups.items() if asked.get(name)
        ]
        conditions += [
            Q(task__search_fold__contains=word) for word in search_words(asked.get("q") or "")
        ]
        if asked.get("work") == TaskWork.PLAN:
            conditions.append(PLAN_WORK)
        return occurrences.filter(*conditions, self._agency())

    def is_unfolded(self) -> bool:
        """Whether something is asked for that the folded part shows and no tab says."""
        names = ("part", "due_from", "due_to", "done_from", "directive", "quarter")
        tabs = {state for state, _label in TABS}
        return any(self.data.get(name) for name in names) or self.data.get("state") not in tabs

    def chosen_agency(self) -> Agency | None:
        self.is_valid()
        return self.cleaned_data.get("agency")

    def _agency(self) -> Q:
        if agency := self.cleaned_data.get("agency"):
            helps_too = self.cleaned_data.get("part") == TaskPart.ANY
            return tasks_concerning(agency.pk) if helps_too else Q(task__lead=agency)
        typed = self.cleaned_data.get("agency_text") or ""
        return Q(task__lead__in=agencies_like(typed)) if search_words(typed) else Q()

    def _state(self, state: str) -> Q:
        judged = self.judgement.states() | score_states(self.judgement)
        if state in judged:
            return judged[state]
        return {
            TaskState.OPEN: Q(status__in=OccurrenceStatus.OPEN),
            TaskState.OWED: Q(status__in=OccurrenceStatus.OWED),
            TaskState.ALL: self.judgement.assigned,
            TaskState.UNDATED: Q(status__in=OccurrenceStatus.OPEN, due_on__isnull=True),
        }.get(state, Q(status=state))


# Whether words are needed is the services' rule: their sentence says what to write.


class RemarkForm(forms.Form):
    """What is said with an act on a result or a task; the label tells what."""

    text = TextField(
        label=_("Reason"), max_length=5000, required=False, widget=forms.Textarea({"rows": 3})
    )
    version = VersionField()

    def __init__(self, *args: Any, label: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if label:
            self.fields["text"].label = label
