"""Who owes a report, who has handed it in, what all of them add up to, and what a new one begins
with.
"""

import datetime
from dataclasses import dataclass
from typing import Any

from django.db.models import (
    Case,
    CharField,
    Count,
    F,
    FilteredRelation,
    Q,
    QuerySet,
    Sum,
    Value,
    When,
)
from django.db.models.expressions import Combinable

from agencies.bodies.models import Agency, Province
from agencies.people.permissions import Actor
from recruitment.homes.queries import line_home_label
from recruitment.period_reports.choices import ReportState, ReportStatus
from recruitment.period_reports.kinds import Facts, ReportKind
from recruitment.period_reports.models import PeriodReport
from vietnam.language.collation import sort_key
from vietnam.periods import Period


@dataclass(frozen=True)
class HomeSum:
    """One home province in all reports, its figures as `home_measures` orders them; `province`
    None: the others.
    """

    province: Province | None
    name: str
    figures: tuple[int, ...]
    remark: str = ""


# Who owes -----------------------------------------------------------------------------------------
def reporters(
    kind: ReportKind, period: Period, due_on: datetime.date | None, by: Actor | None = None
) -> QuerySet[Agency]:
    """Who owes the report of the period, and who has written one; with `by` those whom that seat
    sees.

    Each with its `report` (a key), `submitted_at`, the figures that are listed, `change` (of the
    compared figure, against the period before), and `state` (ReportState).
    """
    rows = kind.reporters_seen_by(by) if by else Agency.objects.all()
    rows = rows.annotate(
        own=_own_report(kind, period), prior=_own_report(kind, kind.calendar.period_before(period))
    )
    rows = rows.filter(Q(pk__in=kind.reporters_owing(due_on).values("pk")) | Q(own__isnull=False))
    shown: dict[str, Combinable] = {
        name: F(f"own__{name}") for name in ("submitted_at", *kind.listed_figures)
    }
    shown |= {"report": F("own__pk"), "report_status": F("own__status")}
    if kind.compared_figure:
        shown["change"] = F(f"own__{kind.compared_figure}") - F(f"prior__{kind.compared_figure}")
    return rows.annotate(**shown).annotate(state=_state(due_on))


def _own_report(kind: ReportKind, period: Period) -> FilteredRelation:
    # One report at most.
    bounds = {f"{kind.relation}__starts_on": period.first, f"{kind.relation}__ends_on": period.last}
    return FilteredRelation(kind.relation, condition=Q(**bounds))


def _state(due_on: datetime.date | None) -> Case:
    in_time = (
        [When(submitted_at__date__lte=due_on, then=Value(ReportState.IN_TIME))] if due_on else []
    )
    return Case(
        When(report=None, then=Value(ReportState.MISSING)),
        When(report_status=ReportStatus.RETURNED, then=Value(ReportState.RETURNED)),
        *in_time,
        default=Value(ReportState.LATE if due_on else ReportState.SUBMITTED),
        output_field=CharField(),
    )


def reporter_states(kind: ReportKind) -> list[ReportState]:
    # Those in which an agency can stand.
    handed_in = (
        [ReportState.LATE, ReportState.IN_TIME]
        if kind.calendar.has_due_day
        else [ReportState.SUBMITTED]
    )
    return [ReportState.MISSING, ReportState.RETURNED, *handed_in]


def counts_by_state(kind: ReportKind, rows: QuerySet[Agency]) -> dict[str, int]:
    """Of the rows of `reporters`; 0 for a state that none is in."""
    found = dict(rows.order_by().values_list("state").annotate(n=Count("pk")))
    return {state.value: found.get(state, 0) for state in reporter_states(kind)}


def visible_reports(kind: ReportKind, by: Actor) -> QuerySet[PeriodReport]:
    related = (
        "reporter",
        *(f"reporter__{path}" for path in kind.reporter_relations),
        "submitted_person",
        "submitted_by__agency",
    )
    return kind.model.objects.filter(reporter__in=kind.reporters_seen_by(by)).select_related(
        *related
    )


# Added up -----------------------------------------------------------------------------------------
def sum_figures(reports: QuerySet[PeriodReport]) -> Facts:
    """Of each figure; 0 without a report."""
    names = reports.model.FIGURES
    sums = reports.order_by().aggregate(**{f"{name}_sum": Sum(name, default=0) for name in names})
    return {name: sums[f"{name}_sum"] for name in names}


def sums_by_home(kind: ReportKind, reports: QuerySet[PeriodReport]) -> list[HomeSum]:
    """Each home province by its people, and at last what the reports have more than their lines;
    three queries.
    """
    measures = kind.home_measures
    of_lines = {
        f"{name}_sum": measure.of_lines for name, measure in measures.items()
    } | kind.remark_aggregates()
    rows = (
        kind.line_model.objects.filter(report__in=reports)
        .order_by()
        .values("province")
        .annotate(**of_lines)
    )
    found = list(rows)
    provinces = Province.objects.select_related("successor").in_bulk(
        [row["province"] for row in found if row["province"]]
    )
    named = [
        HomeSum(
            province=provinces.get(row["province"]),
            name=line_home_label(provinces.get(row["province"])),
            figures=tuple(row[f"{name}_sum"] or 0 for name in measures),
            remark=kind.format_remark(row),
        )
        for row in found
    ]
    # Those whose home nobody knows after all provinces.
    named.sort(key=lambda each: (each.province is None, -each.figures[0], sort_key(each.name)))
    rest = _other_homes(kind, reports, named)
    return [*named, rest] if any(rest.figures) else named


def _other_homes(
    kind: ReportKind, reports: QuerySet[PeriodReport], named: list[HomeSum]
) -> HomeSum:
    of_reports = {f"{name}_sum": measure.of_reports for name, measure in kind.home_measures.items()}
    wholes = reports.order_by().aggregate(**of_reports)
    parts = zip(*(each.figures for each in named), strict=True) if named else [()] * len(wholes)
    rest = tuple(whole - sum(each) for whole, each in zip(wholes.values(), parts, strict=True))
    return HomeSum(None, str(kind.words.other_homes), rest)


# What a report begins with ------------------------------------------------------------------------
def find_report(kind: ReportKind, reporter: Agency, period: Period) -> PeriodReport | None:
    return kind.model.objects.of_period(period).filter(reporter=reporter).first()


def initial_values(
    kind: ReportKind, reporter: Agency, period: Period
) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    """The report as it stands, and its lines; a new one begins with the last that the agency has
    handed in.
    """
    report = find_report(kind, reporter, period)
    if report:
        return _values(report)
    earlier = kind.model.objects.filter(reporter=reporter, ends_on__lt=period.last)
    last = earlier.order_by("-ends_on", "-starts_on").first()
    facts, homes = _values(last) if last else ({}, [])
    facts, homes = kind.prefill_report(reporter, period, facts, homes)
    return facts | {"version": 0}, homes


def previous_values(
    kind: ReportKind, reporter: Agency, period: Period
) -> tuple[dict[str, Any], dict[int | None, int]]:
    """Of the period before, where it was reported: its figures, and the people of each home."""
    report = find_report(kind, reporter, kind.calendar.period_before(period))
    if report is None:
        return {}, {}
    facts, homes = _values(report)
    return facts, {line["province"]: line["people"] for line in homes}


def _values(report: PeriodReport) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    facts = {name: getattr(report, name) for name in (*report.FIGURES, "version")}
    return facts, list(report.homes.values(*report.homes.model.columns()))
