"""Assigning a task to an agency."""

import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from agencies.audit.choices import AuditAction
from agencies.audit.services import record
from agencies.bodies.models import Agency, AgencyGroup
from agencies.deadlines.occurrences import DueDates, first_occurrences
from agencies.directives.choices import AgencyRole
from agencies.directives.models import Clause, Directive, Proposal
from agencies.errors import RuleError
from agencies.people.models import Seat
from agencies.people.permissions import Actor
from agencies.tasks.choices import DeadlineKind
from agencies.tasks.models import Deadline, Task, TaskAgency
from agencies.tasks.occurrence_models import Occurrence
from vietnam.dates import format_date, is_within_years
from vietnam.deadlines import Recurrence, occurrence_dates

TITLE_LENGTH = 120


def title_of(text: str) -> str:
    """The first words of a task, up to 120 characters, cut between words and marked with an
    ellipsis.
    """
    line = " ".join(text.split())
    sentence = line.split(". ")[0].split("; ")[0].rstrip(" .;:")
    if len(sentence) <= TITLE_LENGTH:
        return sentence
    return sentence[:TITLE_LENGTH].rsplit(" ", 1)[0].rstrip(" ,;:") + "…"


@transaction.atomic
def assign_task(
    *,
    text: str,
    lead: Agency,
    by: Actor | None,
    assigned_by: Seat | None = None,
    title: str = "",
    deadlines: list[dict] | None = None,
    coordinating: list[Agency] | None = None,
    clearing: list[Agency] | None = None,
    group: AgencyGroup | None = None,
    directive: Directive | None = None,
    clause: Clause | None = None,
    proposal: Proposal | None = None,
    section: str = "",
    source: tuple[str, str] | None = None,
    assigned_at: datetime.datetime | None = None,
    today: datetime.date | None = None,
    dates: DueDates | None = None,
) -> Task:
    """Assign one task to its lead, with deadlines (as the reader returns them), partners and first
    occurrences.

    `source` is (label, URL) of a task without a directive. `dates` may be shared by many calls.
    `by=None`: the portal itself acts, in the name of the seat `assigned_by`.
    """
    _check_content(text, directive, source)
    task = Task.objects.create(
        title=title or title_of(text),
        text=text.strip(),
        lead=lead,
        group=group,
        directive=directive,
        clause=clause,
        proposal=proposal,
        section=section,
        source_label=source[0] if source else "",
        source_url=source[1] if source else "",
        assigned_at=assigned_at or timezone.now(),
        assigned_by=by.seat if by else assigned_by,
    )
    _add_partners(task, coordinating, clearing)
    first = _lay_out(task, deadlines or [], today or timezone.localdate(), dates or DueDates())
    due = [str(occurrence.due_on) for occurrence in first if occurrence.due_on]
    after = {"lead": lead.name, "due_on": due}
    record(AuditAction.TASK_ASSIGNED, task, by=by, after=after, at=assigned_at)
    return task


def _lay_out(
    task: Task, deadlines: list[dict], today: datetime.date, dates: DueDates
) -> list[Occurrence]:
    kept = [
        Deadline.objects.create(task=task, **fields) for fields in all_deadline_fields(deadlines)
    ]
    return Occurrence.objects.bulk_create(first_occurrences(task, kept, today=today, dates=dates))


def _check_content(text: str, directive: Directive | None, source: tuple[str, str] | None) -> None:
    if not text.strip():
        raise RuleError(_("A task needs its content."), field="text")
    if directive is None and source is None:
        raise RuleError(_("A task needs the document or event it comes from."))


def _add_partners(
    task: Task, coordinating: list[Agency] | None, clearing: list[Agency] | None
) -> None:
    helpers = [(AgencyRole.COORDINATING, agency.pk) for agency in coordinating or []]
    helpers += [(AgencyRole.CLEARING, agency.pk) for agency in clearing or []]
    wanted = dict.fromkeys(pair for pair in helpers if pair[1] != task.lead_id)
    TaskAgency.objects.bulk_create(
        [TaskAgency(task=task, agency_id=pk, role=role) for role, pk in wanted]
    )


def all_deadline_fields(deadlines: list[dict]) -> list[dict]:
    """The fields of a task's deadlines together: repeated deadlines begin after a first one that
    has its own date.

    “Đợt 1 xong trước ngày 15/3/2024, các đợt tiếp theo ít nhất 01 đợt/tháng”: March has its first,
    so April is next.
    """
    found = [deadline_fields(data) for data in deadlines]
    first = max(
        (fields["due_on"] for fields in found if fields["kind"] == DeadlineKind.ON), default=None
    )
    for fields in found:
        repeated = fields["recurrence"] or {}
        if (
            first
            and repeated.get("min_count")
            and repeated.get("freq")
            and fields["starts_on"] is None
        ):
            year = first + datetime.timedelta(days=400)
            [(_begin, end, _due), *_later] = occurrence_dates(
                Recurrence.from_dict(repeated), first, year
            )
            fields["starts_on"] = end + datetime.timedelta(days=1)
    return found


def deadline_fields(data: dict) -> dict:
    """The model fields of a deadline as the reader returns it (docs/reader.md).

    Dates may be ISO strings or dates. Raises RuleError when a dated kind has no date, a date lies
    outside the accepted years, or a period ends before it starts.
    """
    due_on, starts_on, ends_on = (
        _date(data.get(name)) for name in ("due_on", "starts_on", "ends_on")
    )
    kind = data["kind"]
    for name, day in {"due_on": due_on, "starts_on": starts_on, "ends_on": ends_on}.items():
        if day and not is_within_years(day):
            words = _("%(day)s cannot be the day of a deadline. Check the year.")
            raise RuleError(words % {"day": format_date(day)}, field=name)
    if kind == DeadlineKind.ON and due_on is None:
        raise RuleError(_("Give the date of the deadline, for example 06/3/2024."), field="due_on")
    if kind == DeadlineKind.WITHIN and not (ends_on or due_on):
        kind = DeadlineKind.FROM
    if starts_on and ends_on and ends_on < starts_on:
        raise RuleError(_("The period ends before it starts."), field="ends_on")
    return {
        "kind": kind,
        "phrase": data.get("text", "")[:300],
        "bound": data.get("bound") or "",
        "due_on": due_on,
        "starts_on": starts_on,
        "ends_on": ends_on,
        "recurrence": data.get("recurrence"),
        "relative": data.get("relative"),
        "tentative": bool(data.get("tentative")),
        "rule": data.get("rule", ""),
        "inherited_from": data.get("inherited_from", ""),
    }


def _date(value: str | datetime.date | None) -> datetime.date | None:
    return datetime.date.fromisoformat(value) if isinstance(value, str) and value else value or None
