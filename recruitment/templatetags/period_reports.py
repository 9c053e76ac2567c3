"""How pages show the reports of any kind: addresses, states, periods, figures with their labels."""

from collections.abc import Iterable

from django import template
from django.urls import reverse

from agencies.bodies.models import Agency
from agencies.calendar.periods import name_of_period
from recruitment.period_reports.choices import ReportState
from recruitment.period_reports.kinds import Facts, ReportKind, label_of
from recruitment.period_reports.models import HomeLine, PeriodReport
from vietnam.periods import Period

register = template.Library()
REPORT_TONES = {
    ReportState.MISSING: "risk",
    ReportState.RETURNED: "wait",
    ReportState.LATE: "late",
    ReportState.IN_TIME: "done",
    ReportState.SUBMITTED: "done",
}


@register.filter
def report_tone(state: str) -> str:
    return REPORT_TONES[ReportState(state)]


@register.filter
def report_state(state: str) -> str:
    return str(ReportState(state).label)


@register.filter
def period_name(period: Period) -> str:
    """tháng 11/2026, 6 tháng đầu năm 2026"""
    return name_of_period(period)


@register.filter
def of_period(words: str, period: Period) -> str:
    """Words in which `%(period)s` stands."""
    return words % {"period": name_of_period(period)}


@register.simple_tag
def report_address(kind: ReportKind, page: str, *args: object) -> str:
    """Of a page of that kind: `list`, `report`, `detail` and so on."""
    return reverse(f"recruitment:{kind.name}-{page}", args=args)


@register.simple_tag
def figure_groups(
    kind: ReportKind, figures: PeriodReport | Facts
) -> list[tuple[str, list[tuple[str, int]]]]:
    """Every figure of one report or of sums with its label, in groups with a title."""
    said = (
        figures
        if isinstance(figures, dict)
        else {name: getattr(figures, name) for name in figures.FIGURES}
    )
    return [
        (str(title), [(label_of(kind.model, name), said[name]) for name in names])
        for title, names in kind.figure_groups
    ]


@register.simple_tag
def listed_figures(kind: ReportKind, row: object) -> list[tuple[str, int | None]]:
    """Of a row of a list or of sums, each with its label."""
    said = row if isinstance(row, dict) else vars(row)
    return [(label_of(kind.model, name), said.get(name)) for name in kind.listed_figures]


@register.simple_tag
def home_columns(kind: ReportKind, figures: Iterable[int]) -> list[tuple[str, int]]:
    """The figures of one home province, each with its label."""
    return list(
        zip((str(measure.label) for measure in kind.home_measures.values()), figures, strict=True)
    )


@register.simple_tag
def line_columns(kind: ReportKind, line: HomeLine) -> list[tuple[str, int]]:
    return [
        (label_of(kind.line_model, name), getattr(line, name)) for name in kind.line_model.FIGURES
    ]


@register.filter
def line_remark(line: HomeLine, kind: ReportKind) -> str:
    return kind.format_line_remark(line)


@register.filter
def reporter_detail(reporter: Agency, kind: ReportKind) -> str:
    return kind.reporter_detail(reporter)
