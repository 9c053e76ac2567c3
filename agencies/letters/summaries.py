"""Mails that report many things at once: a person's morning digest, and what a leader must know."""

import datetime
from dataclasses import dataclass

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, gettext, ngettext

from agencies.letters.task_due import headline, weekday
from agencies.mail.models import OutboxMessage
from agencies.mail.queries import letters_sources, reason_to_cancel
from agencies.mail.services.parts import person_of, reminder_of, seat_of
from agencies.must_do.choices import MustDoKind
from agencies.must_do.queries import MustDo, MustDoRow, Rights, ShortList, must_do_lists
from agencies.people.models import Seat
from agencies.registry.letters import NothingToSayError
from agencies.requests.models import Snooze
from agencies.tasks.figures import Judgement
from agencies.tasks.occurrence_models import Occurrence
from vietnam.calendar import WorkingCalendar
from vietnam.dates import format_date

LONGEST = 20
"""Rows of a section; the rest is counted, and found behind the link."""


@dataclass(frozen=True)
class Row:
    title: str
    when: str
    note: str
    url: str


@dataclass(frozen=True)
class Section:
    title: str
    tone: str
    rows: list[Row]
    count: int

    @property
    def more(self) -> str:
        left = self.count - len(self.rows)
        return ngettext("and %(n)s more", "and %(n)s more", left) % {"n": left} if left > 0 else ""


# The digest ---------------------------------------------------------------------------------------
def digest_context(message: OutboxMessage, calendar: WorkingCalendar) -> dict[str, object]:
    """What is late, what is due within 14 days and what waits, for every seat that the person holds
    that day.
    """
    today = timezone.localdate()
    seats = list(
        Seat.objects.held_by(person_of(message), today).select_related("agency").order_by("id")
    )
    judgement = Judgement(today, calendar)
    lists = [_of_seat(seat, judgement) for seat in seats]
    late = _section(gettext("Late"), "late", [part.late for part in lists], judgement)
    waiting = _section(
        gettext("Waiting for me"), "last", [part.waiting for part in lists], judgement
    )
    soon = _section(gettext("Within 14 days"), "ahead", [part.soon for part in lists], judgement)
    sections = [section for section in (late, waiting, soon) if section.count]
    if not sections:
        raise NothingToSayError
    return _common(message, sections) | {
        "headline": f"{weekday(today)}, {format_date(today)}",
        "counts": counts_in_words(late.count, waiting.count, soon.count),
        "tone": "late" if late.count else "ahead",
        "what_to_do": gettext("All of it, with the comments, is on your page:"),
        "act": gettext("Open “Must do”"),
        "url": settings.SITE_URL + reverse("agencies:must-do"),
        "why": gettext(
            "You get this one mail each working morning because you chose it; you can change that "
            "under “Notices”. "
            "This message was sent automatically; please do not answer it."
        ),
    }


def _of_seat(seat: Seat, judgement: Judgement) -> MustDo:
    """What the seat would see on its page, without what it has paused."""
    rights = Rights.of_role(seat.role)
    asleep = Snooze.objects.filter(seat=seat, ended_at=None, until__gt=judgement.on)
    return must_do_lists(seat, rights, judgement=judgement, put_off=asleep.values("occurrence"))


def _section(title: str, tone: str, lists: list[ShortList], judgement: Judgement) -> Section:
    """The lists of all seats as one: their first rows, and how many there are in all."""
    rows = [row for part in lists for row in part.rows][:LONGEST]
    return Section(
        title, tone, [_row(row, judgement) for row in rows], sum(part.count for part in lists)
    )


def _row(row: MustDoRow, judgement: Judgement) -> Row:
    return _due_row(row, judgement) if row.kind == MustDoKind.OWED else _waiting_row(row)


def _due_row(row: MustDoRow, judgement: Judgement) -> Row:
    occurrence = row.occurrence
    distance = headline(occurrence, judgement.on, judgement.calendar)
    return Row(
        occurrence.task.title,
        f"{_deadline(occurrence.due_on)} · {distance}",
        row.label,
        _url(occurrence),
    )


def _waiting_row(row: MustDoRow) -> Row:
    when = (
        _deadline(row.due)
        if row.due
        else f"{row.since_word} {format_date(timezone.localdate(row.since))}"
    )
    return Row(row.occurrence.task.title, when, row.label, _url(row.occurrence))


def _deadline(day: datetime.date) -> str:
    return gettext("deadline %(date)s") % {"date": format_date(day)}


def counts_in_words(late: int, waiting: int, soon: int) -> str:
    """“2 việc quá hạn, 3 việc chờ xử lý, 5 việc trong 14 ngày”; zeros are left out."""
    parts = [
        (late, ngettext("%(n)s task late", "%(n)s tasks late", late)),
        (waiting, ngettext("%(n)s waiting for you", "%(n)s waiting for you", waiting)),
        (soon, ngettext("%(n)s due within 14 days", "%(n)s due within 14 days", soon)),
    ]
    return ", ".join(words % {"n": count} for count, words in parts if count)


# The leader's mail --------------------------------------------------------------------------------
def escalation_context(message: OutboxMessage, calendar: WorkingCalendar) -> dict[str, object]:
    """What has become late for long under the leader: whose it is, since when."""
    today = timezone.localdate()
    carried = letters_sources().filter(bundle=message).order_by("urgency_on", "id")
    needed = [child for child in carried if not reason_to_cancel(child)]
    if not needed:
        raise NothingToSayError
    rows = [_late_row(child, today, calendar) for child in needed]
    words = ngettext(
        "%(n)s task of your agencies is long past its deadline",
        "%(n)s tasks of your agencies are long past their deadlines",
        len(rows),
    )
    section = Section(gettext("Late"), "late", rows[:LONGEST], len(rows))
    return _common(message, [section]) | {
        "headline": gettext("To the leader"),
        "counts": words % {"n": len(rows)},
        "tone": "late",
        "what_to_do": gettext(
            "On a task's page you can ask the agency for an explanation. All that is late:"
        ),
        "act": gettext("See what is late"),
        "url": f"{settings.SITE_URL}{reverse('agencies:task-list')}?state=late",
        "why": gettext(
            "You get this message because you hold the seat “%(seat)s”; each deadline is told "
            "once. "
            "This message was sent automatically; please do not answer it."
        )
        % {"seat": seat_of(message).title},
    }


def _late_row(child: OutboxMessage, today: datetime.date, calendar: WorkingCalendar) -> Row:
    occurrence = reminder_of(child).occurrence
    distance = headline(occurrence, today, calendar)
    return Row(
        occurrence.task.title,
        f"{_deadline(occurrence.due_on)} · {distance}",
        occurrence.task.lead.name,
        _url(occurrence),
    )


def _common(message: OutboxMessage, sections: list[Section]) -> dict[str, object]:
    return {
        "language": get_language(),
        "addressee": gettext("To %(person)s") % {"person": person_of(message).full_name},
        "sections": sections,
    }


def _url(occurrence: Occurrence) -> str:
    return settings.SITE_URL + occurrence.get_absolute_url()
