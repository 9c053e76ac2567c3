"""Drafts of reports: kept as they were typed until the report is handed in."""

from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from agencies.bodies.models import Agency
from agencies.errors import RuleError
from agencies.people.permissions import Actor
from recruitment.period_reports.choices import UnknownHome
from recruitment.period_reports.kinds import ReportKind
from recruitment.period_reports.models import ReportDraft
from recruitment.period_reports.queries import find_report, initial_values
from recruitment.period_reports.services import closed_reason, may_submit_report
from vietnam.periods import Period

Typed = tuple[dict[str, Any], list[dict[str, Any]]]


def find_draft(kind: ReportKind, reporter: Agency, period: Period) -> ReportDraft | None:
    return (
        ReportDraft.objects.filter(**_key(kind, reporter, period))
        .select_related("saved_person")
        .first()
    )


def begun_report(
    kind: ReportKind, reporter: Agency, period: Period
) -> tuple[ReportDraft | None, Typed]:
    """The draft, if there is one, and what the form begins with."""
    draft = find_draft(kind, reporter, period)
    if draft:
        return draft, (draft.typed["facts"], draft.typed["homes"])
    return None, shown_lines(*initial_values(kind, reporter, period))


@transaction.atomic
def save_draft(
    *, kind: ReportKind, reporter: Agency, period: Period, typed: Typed, by: Actor
) -> ReportDraft:
    """In place of the one before. `typed`: the figures and the lines, unjudged."""
    if not may_submit_report(kind, reporter, by):
        raise RuleError(_("Only the agency that owes this report and its office hand it in."))
    report = find_report(kind, reporter, period)
    if reason := closed_reason(kind, reporter, period, report, by):
        raise RuleError(reason)
    facts, homes = typed
    saved = {
        "typed": {"facts": facts, "homes": [line for line in homes if any(line.values())]},
        "saved_at": timezone.now(),
        "saved_person": by.person,
    }
    key = _key(kind, reporter, period)
    draft, _made = ReportDraft.objects.update_or_create(**key, defaults=saved)
    return draft


def discard_draft(kind: ReportKind, reporter: Agency, period: Period) -> None:
    ReportDraft.objects.filter(**_key(kind, reporter, period)).delete()


def _key(kind: ReportKind, reporter: Agency, period: Period) -> dict[str, Any]:
    return {
        "kind": kind.name,
        "reporter": reporter,
        "starts_on": period.first,
        "ends_on": period.last,
    }


def shown_lines(
    facts: dict[str, Any], homes: list[dict[str, Any]]
) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    """What a report says, as its form shows it."""
    unknown = {"province": UnknownHome.VALUE}
    return facts, [line if line.get("province") else line | unknown for line in homes]
