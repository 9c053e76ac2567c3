"""The sheets of the monthly workbook that are made of its figures: cover, summary, and what is
known of parts that have no sheet of their own yet.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from django.utils.functional import Promise
from django.utils.translation import gettext as _, gettext_lazy, pgettext, pgettext_lazy

from agencies.calendar.choices import MonthKind
from agencies.calendar.report_month import ReportMonth
from agencies.registry import (
    LAST_NUMBERED,
    NOT_COLLECTED,
    FigureUnit,
    Number,
    ReportSection,
    registry,
)
from campaigns.report_figures.queries import ReportFigure
from vietnam.dates import format_date
from vietnam.periods import Period
from workbooks.sheets import Column, ColumnKind, Formula, Row, SectionRow, Sheet, Value

SUMMARY = 1
# The official list of sheets, by place.
NAMES: Mapping[int, Promise] = {
    SUMMARY: gettext_lazy("Summary"),
    2: pgettext_lazy("sheet", "Demand for labour"),
    3: pgettext_lazy("sheet", "By home province"),
    4: gettext_lazy("Progress of tasks"),
    5: pgettext_lazy("sheet", "Job fairs"),
    6: pgettext_lazy("report", "Communication"),
    7: gettext_lazy("Petitions"),
    8: pgettext_lazy("report", "Targets"),
    9: pgettext_lazy("report", "Budget"),
    10: gettext_lazy("Use of labour"),
}
# The figures that say what is known of a part without a sheet.
_KNOWN: Mapping[int, tuple[str, ...]] = {5: ("fills.fair",)}
_SECTIONS: Mapping[int, ReportSection] = {
    5: ReportSection.FAIRS,
    6: ReportSection.COMMUNICATION,
    7: ReportSection.PETITIONS,
    8: ReportSection.TARGETS,
    9: ReportSection.BUDGET,
}
_OTHER_LETTERS = "bcdegh"


def workbook_sheets(
    month: ReportMonth, figures: Sequence[ReportFigure], facts: Sequence[tuple[str, str]]
) -> Iterator[tuple[str, Sheet]]:
    """The official sheets in their order, each with its key; `facts`: what the cover says of this
    version, beside the period. Made one by one, as they are asked for.
    """
    yield "cover", cover_sheet(month, facts)
    yield "summary", named_sheet(SUMMARY, summary_sheet(month, figures))
    registered = sorted(registry.sheets, key=lambda sheet: sheet.place)
    for place in range(SUMMARY + 1, LAST_NUMBERED + 1):
        own = [sheet for sheet in registered if sheet.place == place]
        for order, sheet in enumerate(own):
            yield sheet.key, named_sheet(place, sheet.make(month), order)
        if not own:
            yield f"place-{place}", named_sheet(place, known_sheet(month, place, figures))
    for sheet in registered:
        if sheet.place > LAST_NUMBERED:
            yield sheet.key, sheet.make(month)


def sheet_count() -> int:
    """How many `workbook_sheets` gives."""
    places = {sheet.place for sheet in registry.sheets}
    missing = set(range(SUMMARY + 1, LAST_NUMBERED + 1)) - places
    return 2 + len(registry.sheets) + len(missing)


def named_sheet(place: int, sheet: Sheet, order: int = 0) -> Sheet:
    """“4 Tiến độ nhiệm vụ”; a second one of the same place by its own name: “4b Nhiệm vụ quá
    hạn”.
    """
    name = f"{place} {NAMES[place]}"
    if order:
        name = f"{place}{_OTHER_LETTERS[order - 1]} {sheet.name}"
    return replace(sheet, name=name)


# Cover ----------------------------------------------------------------------------------------
def cover_sheet(month: ReportMonth, facts: Sequence[tuple[str, str]]) -> Sheet:
    """Which days this is about, with which it is compared, and which version it is."""
    compared = [
        (_("Compared with the month before"), days_of(month.earlier.period)),
        (_("Compared with the year before"), days_of(month.year_before.period)),
        (_("Year so far"), days_of(month.year_so_far)),
    ]
    rows = [
        (_("Period of the report"), days_of(month.period)),
        (_("Kind of month"), str(MonthKind(month.kind).label)),
        (_("Figures as of the end of"), format_date(month.judged_on)),
        *facts,
        *compared,
    ]
    return Sheet(
        name=_("Cover"),
        columns=[Column(pgettext("cover", "About"), width=38), Column(_("Content"), width=72)],
        rows=[list(row) for row in rows],
        letterhead=month.letterhead(
            _("Report on linking labour supply and demand, month %(month)s") % {"month": month.name}
        ),
    )


def days_of(period: Period) -> str:
    return f"{format_date(period.first)} – {format_date(period.last)}"


# Summary --------------------------------------------------------------------------------------
def summary_sheet(month: ReportMonth, figures: Sequence[ReportFigure]) -> Sheet:
    """Every figure beside what it is compared with; people and turns each by their own unit."""
    return Sheet(
        name=str(NAMES[SUMMARY]),
        columns=_figure_columns(),
        rows=list(_figure_rows(figures)),
        letterhead=month.letterhead(
            _("Summary of month %(month)s") % {"month": month.name},
            notes=(
                _("Not collected is not 0: nobody has reported it to the portal yet."),
                _(
                    "Per cent of the plan: the year so far against the plan of the whole year. An "
                    "empty cell: nothing to compare with."
                ),
            ),
        ),
    )


def _figure_columns() -> list[Column]:
    before, last_year = _("Month before"), _("Same month last year")
    return [
        Column(_("No."), ColumnKind.SERIAL, 5),
        Column(pgettext("report", "Figure"), width=40),
        Column(pgettext("report", "Unit"), width=12),
        Column(_("In the period"), ColumnKind.NUMBER, 12),
        Column(pgettext("report", "Figures"), ColumnKind.NUMBER, 11, group=before),
        Column(_("Change, %"), ColumnKind.DECIMAL, 10, group=before),
        Column(pgettext("report", "Figures"), ColumnKind.NUMBER, 11, group=last_year),
        Column(_("Change, %"), ColumnKind.DECIMAL, 10, group=last_year),
        Column(_("Year so far"), ColumnKind.NUMBER, 12),
        Column(_("Plan of the year"), ColumnKind.NUMBER, 12),
        Column(_("% of plan"), ColumnKind.DECIMAL, 9),
    ]


# Where they stand: A No., B figure, C unit, D in the period, E month before, G last year, I year so
# far, J plan.
def _figure_rows(figures: Sequence[ReportFigure]) -> Iterator[Row]:
    section = ""
    for number, figure in enumerate(figures, 1):
        if figure.section != section:
            section = figure.section
            yield SectionRow(figure.section_label)
        yield [
            number,
            indented_label(figure),
            figure.unit_label,
            collected(figure.value),
            figure.previous,
            _change(figure, figure.change, "E"),
            figure.year_before,
            _change(figure, figure.year_change, "G"),
            figure.so_far,
            figure.plan,
            _of_plan(figure),
        ]


def _change(figure: ReportFigure, value: Number | None, column: str) -> Value:
    if value is None:
        return None
    if figure.unit == FigureUnit.PERCENT:
        return Formula(f"D{{row}}-{column}{{row}}", value)
    return Formula(f"ROUND((D{{row}}-{column}{{row}})*100/{column}{{row}},1)", value)


def _of_plan(figure: ReportFigure) -> Value:
    if figure.of_plan is None:
        return None
    done = "I" if figure.so_far is not None else "D"
    return Formula(f"ROUND({done}{{row}}*100/J{{row}},1)", figure.of_plan)


def indented_label(figure: ReportFigure) -> str:
    return f"– {figure.label}" if figure.is_part else figure.label


def collected(value: Number | None) -> Value:
    return str(NOT_COLLECTED) if value is None else value


# Parts without a sheet of their own -----------------------------------------------------------
def known_sheet(month: ReportMonth, place: int, figures: Sequence[ReportFigure]) -> Sheet:
    """What the figures say of a part of the report for which nothing else is kept yet."""
    section = _SECTIONS.get(place)
    known = [
        figure
        for figure in figures
        if figure.section == section or figure.key in _KNOWN.get(place, ())
    ]
    words = _("The portal keeps no list for this part yet: what is known of it stands above.")
    if not known:
        words = _("The portal keeps no figures for this part yet; nothing is collected.")
    return Sheet(
        name=str(NAMES[place]),
        columns=_form_columns(),
        rows=[
            [number, figure.label, figure.unit_label, collected(figure.value)]
            for number, figure in enumerate(known, 1)
        ],
        letterhead=month.letterhead(
            f"{NAMES[place]}, {_('month %(month)s') % {'month': month.name}}", notes=(words,)
        ),
    )


def _form_columns() -> list[Column]:
    """The usual four of a job centre's month table."""
    return [
        Column(_("No."), ColumnKind.SERIAL, 6),
        Column(pgettext("report", "Figure"), width=50),
        Column(_("Unit of measure"), width=24),
        Column(_("Figures"), ColumnKind.NUMBER, 30),
    ]
