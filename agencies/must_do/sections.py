"""What this app adds to the must-do page: tasks given lately, and, for leaders, how the agencies
are doing.
"""

import datetime

from django.db.models import Count, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _, ngettext, pgettext

from agencies.lists.counts import first_rows_and_count
from agencies.lists.numbers import localized_number
from agencies.must_do.counts import WaitingCounts, count_waiting
from agencies.people.permissions import Actor, Permission
from agencies.registry import MustDoItem, MustDoSection, registry
from agencies.tasks.choices import OccurrenceStatus
from agencies.tasks.figures import PLAN_WORK
from agencies.tasks.occurrence_models import Occurrence
from agencies.tasks.queries import SOON

# Since it was given a task is new, unless the agency has reported on it.
NEW_FOR = datetime.timedelta(days=14)
MOST_NEW = 10
_SHOWN = (
    "due_on",
    "task__title",
    "task__assigned_at",
    "task__source_label",
    "task__directive__number",
    "task__directive__title",
)


def sections_for(
    by: Actor, today: datetime.date, counts: WaitingCounts | None = None
) -> list[MustDoSection]:
    """Of all apps, those with something in them; news at last. Only what has rows is asked for, by
    `counts`, or by a query of its own.
    """
    if counts is None:
        counts = count_waiting(by, today)
    found = [
        section
        for provider in registry.must_do_providers
        if not provider.entries or any(entries in counts for entries in provider.entries)
        for section in provider.sections(by, today)
    ]
    filled = [section for section in found if section.items]
    return sorted(filled, key=lambda section: section.is_news)


def count_listed(sections: list[MustDoSection]) -> int:
    # Their entries: news are none.
    return sum(section.count for section in sections if not section.is_news)


def newly_given_section(by: Actor, today: datetime.date) -> list[MustDoSection]:
    """Tasks that the agency has not begun and that fall due later than the page lists, or have no
    date.
    """
    if not by.may(Permission.REPORT_PROGRESS):
        return []
    is_later = Q(due_on__gt=today + SOON) | Q(due_on=None)
    fresh = Occurrence.objects.owed_by(by.seat.agency).filter(
        is_later, status=OccurrenceStatus.ASSIGNED, task__assigned_at__date__gt=today - NEW_FOR
    )
    shown = fresh.select_related("task__directive").only(*_SHOWN).order_by("due_on", "pk")
    rows, count = first_rows_and_count(shown, MOST_NEW)
    items = [_new_item(occurrence) for occurrence in rows]
    url = f"{reverse('agencies:task-list')}?agency={by.seat.agency_id}"
    return [
        MustDoSection(
            "new",
            _("Newly given"),
            items,
            count,
            url,
            _("All tasks of the agency"),
            tone="open",
            is_news=True,
        )
    ]


def _new_item(occurrence: Occurrence) -> MustDoItem:
    directive = occurrence.task.directive
    return MustDoItem(
        title=occurrence.task.title,
        url=occurrence.get_absolute_url(),
        verb=pgettext("verb", "View"),
        label=str(directive.number or directive.title)
        if directive
        else occurrence.task.source_label,
        tone="open",
        due=occurrence.due_on,
        since=timezone.localdate(occurrence.task.assigned_at),
        since_word=_("given"),
    )


def all_agencies_section(by: Actor, today: datetime.date) -> list[MustDoSection]:
    """For those who see everything and decide nothing: how many tasks are late, and how many
    results wait to be accepted.
    """
    if not by.may(Permission.SEE_BOARD) or by.may(Permission.STEER_TASKS):
        return []
    is_owed = Q(status__in=OccurrenceStatus.OWED)
    counts = Occurrence.objects.filter(PLAN_WORK).aggregate(
        late=Count("pk", filter=is_owed & Q(due_on__lt=today)),
        submitted=Count("pk", filter=Q(status=OccurrenceStatus.SUBMITTED)),
    )
    late = counts["late"]
    submitted = counts["submitted"]
    tasks = reverse("agencies:task-list")
    verb = pgettext("verb", "View")
    items = []
    if late:
        words = ngettext("%(n)s task is late", "%(n)s tasks are late", late) % {
            "n": localized_number(late)
        }
        items.append(MustDoItem(words, f"{tasks}?state=late&work=plan", verb, tone="late"))
    if submitted:
        words = ngettext(
            "%(n)s result waits to be accepted", "%(n)s results wait to be accepted", submitted
        )
        words %= {"n": localized_number(submitted)}
        items.append(MustDoItem(words, f"{tasks}?state=submitted&work=plan", verb))
    board = reverse("agencies:board")
    return [
        MustDoSection(
            "agencies",
            _("All agencies"),
            items,
            late + submitted,
            board,
            _("The whole board"),
            is_news=True,
        )
    ]
