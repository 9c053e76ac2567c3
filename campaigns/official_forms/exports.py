"""A filled form as an official sheet in its usual columns: STT, Chỉ tiêu, Đơn vị tính, Số liệu."""

from collections.abc import Sequence

from django.utils.translation import gettext as _, pgettext

from agencies.calendar.report_month import ReportMonth
from agencies.lists.numbers import localized_number
from campaigns.indicators.choices import Standing
from campaigns.indicators.figures import Figure
from campaigns.official_forms.models import OfficialForm
from campaigns.official_forms.queries import FilledLine, fill_form
from workbooks.sheets import Column, ColumnKind, Letterhead, Row, SectionRow, Sheet, Value


def form_sheet(lines: Sequence[FilledLine], letterhead: Letterhead) -> Sheet:
    """People and times are two columns; a form without times has the usual four."""
    has_turns = any(each.turns for each in lines)
    return Sheet(
        name=pgettext("sheet", "Form"),
        columns=_columns(has_turns=has_turns),
        rows=[_cells(each, has_turns=has_turns) for each in lines],
        letterhead=letterhead,
    )


def forms_sheet(month: ReportMonth) -> Sheet:
    """All forms in force at the end of the month, below each other, each under its number."""
    forms = OfficialForm.objects.in_force(month.period.last).order_by("valid_from", "pk")
    filled = [(form, fill_form(form, month.period)) for form in forms]
    has_turns = any(each.turns for _form, lines in filled for each in lines)
    rows: list[Row] = []
    for form, lines in filled:
        rows.append(SectionRow(f"{form}. {form.basis}"))
        rows += [_cells(each, has_turns=has_turns) for each in lines]
    title = _("Figures of the official forms, month %(month)s") % {"month": month.name}
    notes = () if filled else (_("No official form is in force in the portal for this month."),)
    return Sheet(
        name=_("Official forms"),
        columns=_columns(has_turns=has_turns),
        rows=rows,
        letterhead=month.letterhead(title, notes=notes),
    )


def _columns(*, has_turns: bool) -> list[Column]:
    figures = (
        [
            Column(_("Figure, people"), ColumnKind.DECIMAL, 16),
            Column(_("Times"), ColumnKind.DECIMAL, 16),
        ]
        if has_turns
        else [Column(pgettext("form", "Figure"), ColumnKind.DECIMAL, 18)]
    )
    return [
        Column(_("No."), ColumnKind.TEXT, 8),
        Column(pgettext("table", "Target"), ColumnKind.TEXT, 56),
        Column(_("Unit of measure"), ColumnKind.TEXT, 16),
        *figures,
    ]


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
