"""Mails to an agency about its tasks of a document: those that it has just been given, and, once a
month, those that still have no date.
"""

from collections.abc import Iterable

from django.conf import settings
from django.urls import reverse
from django.utils.translation import get_language, gettext, ngettext

from agencies.letters.summaries import LONGEST, SummaryRow, SummarySection
from agencies.letters.task_due import addressee_line
from agencies.lists.numbers import localized_number
from agencies.mail.models import OutboxMessage
from agencies.mail.services.letters import required_seat
from agencies.people.choices import Channel
from agencies.registry import NothingToSayError
from agencies.tasks.choices import OccurrenceStatus
from agencies.tasks.occurrence_models import Occurrence
from agencies.tasks.queries import undated_tasks
from vietnam.calendar import WorkingCalendar
from vietnam.dates import format_date


def given_context(message: OutboxMessage, calendar: WorkingCalendar) -> dict[str, object]:
    """The tasks that were assigned together, dated first; withdrawn ones are left out."""
    alive = Occurrence.objects.exclude(status=OccurrenceStatus.WITHDRAWN)
    rows = alive.filter(task__in=message.context["tasks"])
    rows = rows.select_related("task__directive", "deadline").order_by("due_on", "pk")
    first = list({row.task_id: row for row in reversed(rows)}.values())[::-1]
    dated = [row for row in first if row.due_on]
    undated = [row for row in first if not row.due_on]
    sections = [
        _section(gettext("With a deadline"), "ahead", dated),
        _section(gettext("No date set yet"), "last", undated),
    ]
    given = len(message.context["tasks"])
    words = ngettext("%(n)s new task", "%(n)s new tasks", given)
    counts = words % {"n": localized_number(given)}
    headline = first[0].task.directive.citation if first else gettext("Withdrawn since")
    if message.channel == Channel.MAIL and not first:
        raise NothingToSayError
    return _letter(message, sections) | {
        "subject": f"[{headline}] {counts}",
        "headline": headline,
        "counts": counts,
        "tone": "ahead",
        "what_to_do": gettext("Read the tasks, and say who looks after each:"),
        "act": gettext("Open the tasks"),
        "why": _why(message),
    }


def undated_context(message: OutboxMessage, calendar: WorkingCalendar) -> dict[str, object]:
    """What the agency still owes without a date on the day of the letter."""
    rows = list(
        undated_tasks()
        .filter(task__lead=required_seat(message).agency_id)
        .select_related("task__directive", "deadline")
        .order_by("pk")
    )
    words = ngettext("%(n)s task without a date", "%(n)s tasks without a date", len(rows))
    counts = words % {"n": localized_number(len(rows))}
    if not rows:
        raise NothingToSayError
    return _letter(message, [_section(gettext("No date set yet"), "last", rows)]) | {
        "headline": gettext("Asked once a month"),
        "counts": counts,
        "tone": "ahead",
        "what_to_do": gettext(
            "Report how far each is, and agree on a date with whoever gave it; until it has one, "
            "or is marked as continuing, this is asked every month:"
        ),
        "act": gettext("Open the tasks"),
        "why": _why(message),
    }


def _letter(message: OutboxMessage, sections: Iterable[SummarySection]) -> dict[str, object]:
    agency = required_seat(message).agency
    return {
        "language": get_language(),
        "addressee": addressee_line(message, agency.name),
        "sections": [section for section in sections if section.count],
        "url": f"{settings.SITE_URL}{reverse('agencies:task-list')}?agency={agency.pk}",
    }


def _section(title: str, tone: str, rows: list[Occurrence]) -> SummarySection:
    return SummarySection(title, tone, [_row(row) for row in rows[:LONGEST]], len(rows))


def _row(row: Occurrence) -> SummaryRow:
    when = (
        gettext("deadline %(date)s") % {"date": format_date(row.due_on)}
        if row.due_on
        else gettext("no date")
    )
    phrase = f"“{row.deadline.phrase}”" if row.deadline and row.deadline.phrase else ""
    return SummaryRow(row.task.title, when, phrase, settings.SITE_URL + row.get_absolute_url())


def _why(message: OutboxMessage) -> str:
    return gettext(
        "You get this message because you look after the tasks of %(agency)s on the portal. "
        "This message was sent automatically; please do not answer it."
    ) % {"agency": required_seat(message).agency.name}
