"""A filled form as an official sheet in its usual columns: STT, Chỉ tiêu, Đơn vị tính, Số liệu."""

from collections.abc import Sequence

from django.utils.translation import gettext as _, pgettext

from agencies.lists.numbers import localized_number
from campaigns.indicators.choices import Standing
from campaigns.indicators.figures import Figure
from campaigns.official_forms.queries import FilledLine
from workbooks.sheets import Column, ColumnKind, Letterhead, Sheet, Value


def form_sheet(lines: Sequence[FilledLine], letterhead: Letterhead) -> Sheet:
    """People and times are two columns; a form without times has the usual four."""
    has_turns = any(each.turns for each in lines)
    figures = (
        [
            Column(_("Figure, people"), ColumnKind.DECIMAL, 16),
            Column(_("Times"), ColumnKind.DECIMAL, 16),
        ]
        if has_turns
        else [Column(pgettext("form", "Figure"), ColumnKind.DECIMAL, 18)]
    )
    return Sheet(
        name=pgettext("sheet", "Form"),
        columns=[
            Column(_("No."), ColumnKind.TEXT, 8),
            Column(pgettext("table", "Target"), ColumnKind.TEXT, 56),
            Column(_("Unit of measure"), ColumnKind.TEXT, 16),
            *figures,
        ],
        rows=[_cells(each, has_turns=has_turns) for each in lines],
        letterhead=letterhead,
    )


def _cells(filled: FilledLine, *, has_turns: bool) -> list[Value]:
    cells: list[Value] = [filled.line.number, filled.line.title, filled.line.unit]
    cells.append(_cell(filled.people))
    if has_turns:
        cells.append(_cell(filled.turns))
    return cells


def _cell(figure: Figure | None) -> Value:
    if figure is None:
        return None
    return figure.value.normalize() + 0 if figure.value is not None else _why(figure)


def _why(figure: Figure) -> str:
    return str(Standing(figure.standing).label)


def figure_text(figure: Figure | None) -> str:
    if figure is None:
        return ""
    return localized_number(figure.value.normalize()) if figure.value is not None else _why(figure)
