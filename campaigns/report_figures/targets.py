"""How the year's targets stand, counted for the month's report, and the list of them."""

import datetime

from django.utils.translation import gettext as _, gettext_lazy, pgettext

from agencies.lists.links import page_link
from agencies.registry import (
    FigureDefinition,
    FigureSource,
    FigureUnit,
    ReportSection,
    RowsBehind,
    Values,
)
from campaigns.permissions import CampaignPermission
from campaigns.targets.choices import Verdict
from campaigns.targets.queries import TargetRow, target_rows
from campaigns.targets.wording import figure_words, goal_words
from vietnam.periods import Period
from workbooks.sheets import Column, ColumnKind, Sheet, Value

ALL = "targets.running"
VERDICT_COLUMN = 5
_VERDICTS = {f"targets.{verdict.value.replace('_', '-')}": verdict for verdict in Verdict}

DEFINITIONS = (
    FigureDefinition(
        ALL,
        ReportSection.TARGETS,
        gettext_lazy("Targets that run"),
        FigureUnit.TARGETS,
        gettext_lazy("Targets whose time has something of the period, parts of others among them."),
        adds_up=False,
    ),
    *(
        FigureDefinition(
            key,
            ReportSection.TARGETS,
            verdict.label,
            FigureUnit.TARGETS,
            gettext_lazy("Targets that were assessed so on the day of the figures."),
            part_of=ALL,
            adds_up=False,
            rows=RowsBehind(where=VERDICT_COLUMN, states=(verdict.label,)),
        )
        for key, verdict in _VERDICTS.items()
    ),
)


def target_values(period: Period, on: datetime.date) -> Values:
    rows = target_rows(period, on)
    counts = {
        key: sum(row.verdict == verdict for row in rows) for key, verdict in _VERDICTS.items()
    }
    return {ALL: len(rows), **counts}


def target_rows_sheet(period: Period, on: datetime.date, key: str) -> Sheet:
    """The targets of a period, each below the one that it is a part of; with the key of an
    assessment those that have it.
    """
    wanted = _VERDICTS.get(key)
    rows = [row for row in target_rows(period, on) if wanted is None or row.verdict == wanted]
    return Sheet(
        name=_("List of targets"),
        columns=[
            Column(_("No."), ColumnKind.SERIAL, 7),
            Column(pgettext("table", "Target"), width=50),
            Column(pgettext("target", "Goal"), width=24),
            Column(pgettext("target", "This period"), width=18),
            Column(_("Cumulative"), width=18),
            Column(_("Assessment"), width=22),
            Column(_("Basis"), width=40),
            Column(_("Page in the portal"), width=12),
        ],
        rows=[_cells(number, row) for number, row in enumerate(rows, 1)],
    )


def _cells(number: int, row: TargetRow) -> list[Value]:
    return [
        number,
        row.name,
        goal_words(row.operator, row.goal, row.unit),
        figure_words(row.value, row.unit),
        figure_words(row.cumulative, row.unit),
        str(row.verdict.label),
        row.basis,
        page_link(row.url),
    ]


TARGET_FIGURES = FigureSource(
    name="targets",
    definitions=DEFINITIONS,
    values=target_values,
    rows=target_rows_sheet,
    permission=CampaignPermission.SEE_TARGETS,
)
