"""One month as it is at one moment: figures, sheets and the rows behind them become data."""

import datetime
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import Any

from django.db import connection, transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from agencies.calendar.report_month import ReportMonth
from agencies.errors import RuleError
from agencies.registry import registry
from campaigns.frozen_reports.cells import pack_cell, pack_frame, pack_row
from campaigns.frozen_reports.models import (
    FrozenFigure,
    FrozenRows,
    FrozenSheet,
    ReportSnapshot,
    ReportVersion,
)
from campaigns.frozen_reports.progress import BuildProgress
from campaigns.frozen_reports.queries import (
    FigureChange,
    current_figures,
    figure_changes,
    frozen_figures,
    versions_of,
)
from campaigns.report_figures.checks import WrongSum, wrong_sums
from campaigns.report_figures.narrative import report_texts
from campaigns.report_figures.queries import ReportFigure, find_definition, source_of
from campaigns.report_figures.sheets import sheet_count, workbook_sheets
from vietnam.dates import format_date
from vietnam.numbers import format_number
from workbooks.sheets import Sheet

ROWS_OF_PART = 500
OTHER_STEPS = 2  # counting the figures, writing the workbook


def take_snapshot(version: ReportVersion, progress: BuildProgress) -> ReportSnapshot:
    """Everything is read at one moment, whatever is written meanwhile, and kept whole or not at
    all. Raises RuleError where sums differ and nobody has said why.
    """
    with transaction.atomic(durable=True):
        with connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
        return write_snapshot(version, progress)


def write_snapshot(version: ReportVersion, progress: BuildProgress) -> ReportSnapshot:
    """In Vietnamese, as all that is handed in, whoever asks for it."""
    with translation.override("vi"):
        taken_at = timezone.now()
        progress.begin(OTHER_STEPS + sheet_count() + len(registry.figure_sources))
        progress.tell(_("Counting the figures"))
        month = frozen_month(version, taken_at)
        figures = current_figures(month)
        wrong = wrong_sums(figures)
        if wrong and not version.note:
            raise RuleError(" ".join(each.words for each in wrong))
        changes = _changes_since(version, figures)
        snapshot = ReportSnapshot.objects.create(
            version=version,
            taken_at=taken_at,
            made_on=timezone.localdate(taken_at),
            author=author_of(version),
            texts=report_texts(month, figures, version.report.texts),
            changes=[_pack_change(change) for change in changes],
        )
        _keep_figures(snapshot, figures)
        facts = cover_facts(version, month, wrong, changes)
        _keep_sheets(snapshot, _all_sheets(month, figures, facts), progress)
    return snapshot


def frozen_month(version: ReportVersion, taken_at: datetime.datetime) -> ReportMonth:
    """With the stamp that every sheet carries."""
    report = version.report
    return ReportMonth(
        report.year,
        report.month,
        timezone.localdate(taken_at),
        report.kind,
        version.cut_off,
        freezing_words(version, taken_at),
    )


def freezing_words(version: ReportVersion, taken_at: datetime.datetime) -> str:
    """“Số liệu chốt lúc 17:05:09 ngày 28/11/2026, bản số 2.”"""
    local = timezone.localtime(taken_at)
    return _("Figures frozen at %(time)s on %(day)s, version %(number)s.") % {
        "time": f"{local:%H:%M:%S}",
        "day": format_date(local.date()),
        "number": version.number,
    }


def author_of(version: ReportVersion) -> str:
    return f"{version.person.full_name}, {version.seat.agency.display_name}"


# Against the version before -------------------------------------------------------------------
def _changes_since(version: ReportVersion, figures: Sequence[ReportFigure]) -> list[FigureChange]:
    before = (
        versions_of(version.report.as_of(version.cut_off))
        .filter(number__lt=version.number, snapshot__isnull=False)
        .first()
    )
    return figure_changes(frozen_figures(before.snapshot), figures) if before else []


def _pack_change(change: FigureChange) -> dict[str, Any]:
    return {name: pack_cell(value) for name, value in vars(change).items()}


def change_words(change: FigureChange) -> str:
    """“Đã tuyển: 1.200 → 1.250 người”."""
    before, after = (_amount_words(value) for value in (change.before, change.after))
    return f"{change.label}: {before} → {after} {change.unit_label}"


def _amount_words(value: Any) -> str:
    return _("not collected") if value is None else format_number(value)


# What is kept ---------------------------------------------------------------------------------
def cover_facts(
    version: ReportVersion,
    month: ReportMonth,
    wrong: Sequence[WrongSum],
    changes: Sequence[FigureChange],
) -> list[tuple[str, str]]:
    facts = [
        (_("Frozen"), month.stamp),
        (_("Prepared by"), author_of(version)),
        *((_("Sum that differs"), each.words) for each in wrong),
    ]
    if version.note:
        facts.append((_("Why sums that differ are right"), version.note))
    if version.number > 1:
        told = "\n".join(change_words(each) for each in changes) or _("No figure has changed.")
        facts.append((_("Changed since the version before"), told))
    return facts


def _keep_figures(snapshot: ReportSnapshot, figures: Sequence[ReportFigure]) -> None:
    FrozenFigure.objects.bulk_create(
        FrozenFigure(snapshot=snapshot, position=position, **vars(figure), **_rows_of(figure.key))
        for position, figure in enumerate(figures)
    )


def _rows_of(key: str) -> dict[str, Any]:
    # How its rows are found again in the frozen list.
    source, definition = source_of(key), find_definition(key)
    if source is None or definition is None:
        return {"source": ""}
    rows = definition.rows
    states = [str(state) for state in rows.states]
    return {"source": source.name, "adds": rows.adds, "where": rows.where, "states": states}


def _keep_sheets(
    snapshot: ReportSnapshot, sheets: Iterable[tuple[str, Sheet, bool]], progress: BuildProgress
) -> None:
    for position, (key, sheet, is_list) in enumerate(sheets):
        progress.tell(sheet.name)
        kept = FrozenSheet.objects.create(
            snapshot=snapshot, position=position, key=key, frame=pack_frame(sheet), is_list=is_list
        )
        _keep_rows(kept, sheet, progress)


def _all_sheets(
    month: ReportMonth, figures: Sequence[ReportFigure], facts: Sequence[tuple[str, str]]
) -> Iterator[tuple[str, Sheet, bool]]:
    for key, sheet in workbook_sheets(month, figures, facts):
        yield key, sheet, False
    for source in registry.figure_sources:
        yield source.name, source.rows(month.period, month.judged_on, ""), True


def _keep_rows(kept: FrozenSheet, sheet: Sheet, progress: BuildProgress) -> None:
    rows = iter(sheet.rows)
    part = 0
    while packed := [pack_row(row) for row in islice(rows, ROWS_OF_PART)]:
        FrozenRows.objects.create(sheet=kept, part=part, rows=packed)
        part += 1
        if part % 20 == 0:
            done = format_number(part * ROWS_OF_PART)
            words = _("%(sheet)s: %(rows)s rows") % {"sheet": sheet.name, "rows": done}
            progress.tell(words, is_new=False)
