"""Versions of months' reports, what they have frozen, and what has changed since."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import connection
from django.db.models import QuerySet

from agencies.calendar.report_month import ReportMonth
from agencies.people.permissions import Actor, Permission
from agencies.registry import Number
from campaigns.frozen_reports.cells import unpack_frame, unpack_rows
from campaigns.frozen_reports.choices import VersionStatus
from campaigns.frozen_reports.models import (
    FrozenFigure,
    FrozenRows,
    FrozenSheet,
    ReportSnapshot,
    ReportVersion,
)
from campaigns.report_figures.queries import (
    Reported,
    ReportFigure,
    figure_from_row,
    report_figures,
)
from workbooks.sheets import Column, Row, Sheet


def visible_versions(by: Actor) -> QuerySet[ReportVersion]:
    rows = ReportVersion.objects.all()
    return rows if by.may(Permission.SEE_REPORTS) else rows.none()


def versions_of(month: ReportMonth) -> QuerySet[ReportVersion]:
    """The newest first."""
    rows = ReportVersion.objects.filter(
        report__kind=month.kind, report__year=month.year, report__month=month.month
    )
    return rows.select_related("report", "person", "seat__agency", "snapshot").order_by("-number")


# Figures --------------------------------------------------------------------------------------
def current_figures(month: ReportMonth) -> list[ReportFigure]:
    """Counted now, beside what the reports of the compared months said, where those are locked."""
    return report_figures(
        month, previous=settled_values(month.earlier), year_before=settled_values(month.year_before)
    )


def settled_values(month: ReportMonth) -> Reported:
    """What the last locked version of that month says."""
    settled = versions_of(month).filter(status__in=VersionStatus.SETTLED).first()
    if settled is None:
        return {}
    return {
        figure.key: (figure.definition_version, figure.value)
        for figure in frozen_figures(settled.snapshot)
    }


def frozen_figures(snapshot: ReportSnapshot) -> list[ReportFigure]:
    return [figure_from_row(row) for row in snapshot.figures.all()]


@dataclass(frozen=True)
class FigureChange:
    """A figure that two countings of one month tell differently."""

    key: str
    label: str
    unit_label: str
    before: Number | None
    after: Number | None


def figure_changes(
    before: Sequence[ReportFigure], after: Sequence[ReportFigure]
) -> list[FigureChange]:
    """In the order of the later counting; of what only one of them has, the other value is None."""
    old = {figure.key: figure for figure in before}
    new = {figure.key: figure for figure in after}
    return [
        FigureChange(
            key,
            (new.get(key) or old[key]).label,
            (new.get(key) or old[key]).unit_label,
            old[key].value if key in old else None,
            new[key].value if key in new else None,
        )
        for key in [*new, *(key for key in old if key not in new)]
        if key not in old or key not in new or old[key].value != new[key].value
    ]


# Sheets and rows ------------------------------------------------------------------------------
def frozen_sheets(snapshot: ReportSnapshot) -> Iterator[Sheet]:
    """As they were, in their order; the rows come as a stream."""
    for sheet in snapshot.sheets.all():
        yield unpack_frame(sheet.frame, rows_of(sheet))


def rows_of(sheet: FrozenSheet) -> Iterator[Row]:
    parts = FrozenRows.objects.filter(sheet=sheet).order_by("part").values_list("rows", flat=True)
    for rows in parts.iterator(chunk_size=1):
        yield from unpack_rows(rows)


_ROWS_BEHIND = """
SELECT r.cells FROM campaigns_frozenrows p,
    LATERAL jsonb_array_elements(p.rows) WITH ORDINALITY r (cells, place)
WHERE p.sheet_id = %(sheet)s AND {condition}
ORDER BY p.part, r.place LIMIT %(limit)s OFFSET %(offset)s
"""


# A number of a cell; one with decimals is kept as {"n": "2.1"} (cells.py).
_ADDED = """CASE jsonb_typeof(r.cells -> %(adds)s)
    WHEN 'object' THEN (r.cells -> %(adds)s ->> 'n')::numeric
    WHEN 'number' THEN (r.cells ->> %(adds)s)::numeric
END"""


def rows_behind(
    sheet: FrozenSheet, figure: FrozenFigure, *, offset: int, limit: int | None
) -> tuple[Sequence[Column], list[Any]]:
    """The columns of the frozen list, and some of the rows of which the figure is made."""
    conditions = ["TRUE"]
    if figure.where is not None:
        conditions.append("r.cells ->> %(where)s = ANY(%(states)s)")
    if figure.adds is not None:
        conditions.append(f"{_ADDED} <> 0")
    given = {
        "sheet": sheet.pk,
        "where": figure.where,
        "states": figure.states,
        "adds": figure.adds,
        "limit": limit,
        "offset": offset,
    }
    with connection.cursor() as cursor:
        cursor.execute(_ROWS_BEHIND.format(condition=" AND ".join(conditions)), given)
        rows = list(unpack_rows(json.loads(cells) for (cells,) in cursor.fetchall()))
    return unpack_frame(sheet.frame, ()).columns, rows
