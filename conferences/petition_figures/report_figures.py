"""What the month's report says of petitions, and the list of those behind each figure."""

import datetime
from collections.abc import Iterator
from typing import Any

from django.db.models import Count, Q, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext as _, gettext_lazy, pgettext_lazy

from agencies.lists.links import page_link
from agencies.registry import (
    FigureDefinition,
    FigureSource,
    FigureUnit,
    ReportSection,
    RowsBehind,
    Values,
)
from conferences.dialogues.choices import DialogueKind
from conferences.permissions import ConferencePermission
from conferences.petitions.choices import OWED_AN_ANSWER, PetitionKind, Progress, Result
from conferences.petitions.models import Petition
from conferences.petitions.queries import petitions_for_list, with_progress
from vietnam.periods import Period
from workbooks.sheets import Column, ColumnKind, Sheet, Value

YES = "x"
# Positions of columns in the list, by which a frozen one finds the rows of a figure.
KIND_COLUMN, LATE_COLUMN, PROGRESS_COLUMN, RESULT_COLUMN = 3, 7, 8, 9
OWED, OPINIONS, ANSWERED, LATE = (
    f"petitions.{name}" for name in ("owed", "opinions", "answered", "late")
)


def _definition(key: str, label: str | Promise, words: Promise, **more: Any) -> FigureDefinition:
    return FigureDefinition(
        key, ReportSection.PETITIONS, label, FigureUnit.PETITIONS, words, **more
    )


def _by_progress(progress: Progress, words: Promise) -> FigureDefinition:
    return _definition(
        f"petitions.{progress.value}",
        progress.label,
        words,
        part_of=OWED,
        rows=RowsBehind(where=PROGRESS_COLUMN, states=(progress.label,)),
    )


def _by_result(result: Result, words: Promise) -> FigureDefinition:
    return _definition(
        f"petitions.{result.value.replace('_', '-')}",
        result.label,
        words,
        part_of=ANSWERED,
        rows=RowsBehind(where=RESULT_COLUMN, states=(result.label,)),
    )


DEFINITIONS = (
    _definition(
        OWED,
        gettext_lazy("Petitions and requests"),
        gettext_lazy(
            "Petitions and requests for information of dialogues held in the period, and those "
            "taken in by the union in it; merged ones are counted, opinions are not."
        ),
        rows=RowsBehind(
            where=KIND_COLUMN, states=tuple(PetitionKind(kind).label for kind in OWED_AN_ANSWER)
        ),
    ),
    _by_progress(
        Progress.ANSWERED,
        gettext_lazy("All agencies that were asked have answered by the day of the figures."),
    ),
    _by_progress(
        Progress.PARTLY, gettext_lazy("Some of the agencies that were asked have answered.")
    ),
    _by_progress(
        Progress.WAITING, gettext_lazy("None of the agencies that were asked has answered.")
    ),
    _by_progress(Progress.UNROUTED, gettext_lazy("Nobody has been asked yet.")),
    _by_result(
        Result.RESOLVED,
        gettext_lazy("Answered, and resolved in all their parts."),
    ),
    _by_result(
        Result.UNDER_WAY,
        gettext_lazy("Answered, and being resolved in a part, with a date or a reason."),
    ),
    _by_result(Result.EXPLAINED, gettext_lazy("Answered by an explanation or by information.")),
    _by_result(
        Result.ELSEWHERE,
        gettext_lazy("Answered as a duplicate, or as not within the powers of who was asked."),
    ),
    _definition(
        LATE,
        pgettext_lazy("petition", "Overdue"),
        gettext_lazy("An agency has not answered, past the day on which its answer was due."),
        within=OWED,
        adds_up=False,
        rows=RowsBehind(where=LATE_COLUMN, states=(YES,)),
    ),
    _definition(
        OPINIONS,
        gettext_lazy("Opinions, owed no answer"),
        gettext_lazy("Opinions of dialogues held in the period; they are owed no answer."),
        rows=RowsBehind(where=KIND_COLUMN, states=(PetitionKind.OPINION.label,)),
    ),
)


def petitions_of(period: Period) -> QuerySet[Petition]:
    """Of dialogues held in the period; of a continuing intake those that came in it."""
    days = (period.first, period.last)
    held = Q(dialogue__held_on__range=days) & ~Q(dialogue__kind=DialogueKind.INTAKE)
    taken_in = Q(entered_at__date__range=days, dialogue__kind=DialogueKind.INTAKE)
    return Petition.objects.filter(held | taken_in)


def _condition(key: str) -> Q:
    name = key.removeprefix("petitions.").replace("-", "_")
    owed = Q(kind__in=OWED_AN_ANSWER)
    if key == OPINIONS:
        return ~owed
    if key == LATE:
        return owed & Q(is_late=True)
    if name in Progress.values:
        return Q(progress=name)
    return Q(result=name) if name in Result.values else owed


def petition_values(period: Period, on: datetime.date) -> Values:
    counted = {
        definition.key.replace("petitions.", "").replace("-", "_"): Count(
            "pk", filter=_condition(definition.key)
        )
        for definition in DEFINITIONS
    }
    sums = (
        with_progress(petitions_of(period), on)
        .order_by()
        .aggregate(**{f"n_{name}": count for name, count in counted.items()})
    )
    return {
        definition.key: sums[f"n_{definition.key.removeprefix('petitions.').replace('-', '_')}"]
        for definition in DEFINITIONS
    }


# The list behind them -----------------------------------------------------------------------------
def petition_rows_sheet(period: Period, on: datetime.date, key: str) -> Sheet:
    """The petitions of a period as they stood on a day; of one figure, or with an empty key all.
    Their words only as they are published.
    """
    rows = petitions_for_list(petitions_of(period), on)
    if key:
        rows = rows.filter(_condition(key))
    return Sheet(name=_("List of petitions"), columns=_columns(), rows=_rows(rows))


def _columns() -> list[Column]:
    return [
        Column(_("No."), ColumnKind.SERIAL, 6),
        Column(_("Dialogue"), width=36),
        Column(_("Number in the dialogue"), ColumnKind.NUMBER, 10),
        Column(str(pgettext_lazy("petition", "Kind")), width=18),
        Column(_("Theme"), width=24),
        Column(_("Published words"), width=60),
        Column(_("Who answers"), width=36),
        Column(str(pgettext_lazy("petition", "Overdue")), width=9),
        Column(str(pgettext_lazy("petition", "Answered")), width=18),
        Column(_("What came of it"), width=20),
        Column(_("Page in the portal"), width=12),
    ]


def _rows(rows: QuerySet[Petition]) -> Iterator[list[Value]]:
    for number, petition in enumerate(rows, 1):
        bodies = dict.fromkeys(part.body.name for part in petition.live_parts)
        is_owed = petition.kind in OWED_AN_ANSWER
        yield [
            number,
            petition.dialogue.title,
            petition.number,
            str(petition.get_kind_display()),
            str(petition.get_theme_display()),
            petition.public_text if petition.published_at else "",
            "; ".join(bodies),
            YES if petition.is_late and is_owed else "",
            str(petition.progress_state.label),
            str(petition.result_state.label) if petition.result != Result.NONE else "",
            page_link(petition.get_absolute_url()),
        ]


PETITION_FIGURES = FigureSource(
    "petitions",
    DEFINITIONS,
    petition_values,
    petition_rows_sheet,
    ConferencePermission.SEE_DIALOGUES,
)
