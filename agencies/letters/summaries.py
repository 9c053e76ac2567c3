"""Mails that report many things at once: a person's morning digest, and what a leader must know."""

import datetime
from dataclasses import dataclass

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, gettext, ngettext

from agencies.letters.task_due import deadline_headline, weekday_name
from agencies.lists.numbers import localized_number
from agencies.mail.models import OutboxMessage
from agencies.mail.queries import messages_with_sources, reason_to_cancel
from agencies.mail.services.letters import required_person, required_reminder, required_seat
from agencies.must_do.choices import MustDoKind
from agencies.must_do.queries import (
    MustDo,
    MustDoRights,
    MustDoRow,
    ShortList,
    must_do_for_seat,
)
from agencies.must_do.sections import sections_for
from agencies.people.models import Person, Seat
from agencies.people.permissions import present_actor
from agencies.registry import MustDoItem, MustDoSection, NothingToSayError
from agencies.requests.models import Snooze
from agencies.tasks.figures import StatusConditions
from agencies.tasks.occurrence_models import Occurrence
from vietnam.calendar import WorkingCalendar
from vietnam.dates import format_date

# Rows of a section; the rest is counted, and found behind the link.
LONGEST = 20


@dataclass(frozen=True)
class SummaryRow:
    title: str
    when: str
    note: str
    url: str


@dataclass(frozen=True)
class SummarySection:
    title: str
    tone: str
    rows: list[SummaryRow]
    count: int

    @property
    def more(self) -> str:
        left = self.count - len(self.rows)
        return ngettext("and %(n)s more", "and %(n)s more", left) % {"n": left} if left > 0 else ""


# The digest -------------------------------------------------------------------------------------
def digest_context(message: OutboxMessage, calendar: WorkingCalendar) -> dict[str, object]:
    """What stands on the must-do page of every seat that the person holds that day, but for the
    tasks of which the reminders are paused: those are counted alone.
    """
    today = timezone.localdate()
    seats = list(
        Seat.objects.held_by(required_person(message), today)
        .select_related("agency")
        .order_by("id")
    )
    judgement = StatusConditions(today, calendar)
    person = required_person(message)
    lists = [_of_seat(seat, person, judgement) for seat in seats]
    late = _section(gettext("Late"), "late", [part.late for part in lists], judgement)
    waiting = _section(
        gettext("Waiting for me"), "last", [part.waiting for part in lists], judgement
    )
    soon = _section(gettext("Within 14 days"), "ahead", [part.soon for part in lists], judgement)
    others = _sections_of_apps(required_person(message), seats, today)
    sections = [section for section in (late, waiting, soon, *others) if section.count]
    if not sections:
        raise NothingToSayError
    numbers = DigestNumbers(
        late=late.count,
        waiting=waiting.count + sum(section.count for section in others),
        soon=soon.count,
        put_off=sum(part.put_off for part in lists),
    )
    return _common(message, sections) | {
        "headline": f"{weekday_name(today)}, {format_date(today)}",
        "counts": numbers.in_words(),
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


def _sections_of_apps(
    person: Person, seats: list[Seat], today: datetime.date
) -> list[SummarySection]:
    """What the apps add to the page, news left out; of several seats each kind together."""
    found: dict[str, list[MustDoSection]] = {}
    for seat in seats:
        actor = present_actor(person=person, seat=seat, on=today)
        for section in sections_for(actor, today) if actor else []:
            if not section.is_news:
                found.setdefault(section.key, []).append(section)
    return [_section_of_app(same) for same in found.values()]


def _section_of_app(same: list[MustDoSection]) -> SummarySection:
    rows = [_item_row(item) for section in same for item in section.items][:LONGEST]
    is_late = any(section.tone == "late" for section in same)
    tone = "late" if is_late else "last"
    return SummarySection(str(same[0].title), tone, rows, sum(section.count for section in same))


def _item_row(item: MustDoItem) -> SummaryRow:
    when = ""
    if item.due:
        when = _deadline(item.due)
    elif item.since:
        when = f"{item.since_word} {format_date(item.since)}"
    return SummaryRow(item.title, when, item.label, settings.SITE_URL + item.url)


def _of_seat(seat: Seat, person: Person, judgement: StatusConditions) -> MustDo:
    # What the seat would see on its page, without what it has paused.
    rights = MustDoRights.of_person(seat.role, person.pk)
    asleep = Snooze.objects.filter(seat=seat, ended_at=None, until__gt=judgement.on)
    return must_do_for_seat(seat, rights, judgement=judgement, put_off=asleep.values("occurrence"))


def _section(
    title: str, tone: str, lists: list[ShortList], judgement: StatusConditions
) -> SummarySection:
    # The lists of all seats as one: their first rows, and how many there are in all.
    rows = [row for part in lists for row in part.rows][:LONGEST]
    return SummarySection(
        title, tone, [_row(row, judgement) for row in rows], sum(part.count for part in lists)
    )


def _row(row: MustDoRow, judgement: StatusConditions) -> SummaryRow:
    occurrence = row.occurrence
    if row.kind == MustDoKind.OWED:
        return _owed_row(occurrence, row.label, judgement.on, judgement.calendar)
    if row.due:
        when = _deadline(row.due)
    else:
        when = f"{row.since_word} {format_date(timezone.localdate(row.since))}"
    return SummaryRow(occurrence.task.title, when, row.label, _url(occurrence))


def _owed_row(
    occurrence: Occurrence, note: str, today: datetime.date, calendar: WorkingCalendar
) -> SummaryRow:
    distance = deadline_headline(occurrence, today, calendar)
    when = f"{_deadline(occurrence.due_on)} · {distance}"
    return SummaryRow(occurrence.task.title, when, note, _url(occurrence))


def _deadline(day: datetime.date) -> str:
    return gettext("deadline %(date)s") % {"date": format_date(day)}


@dataclass(frozen=True)
class DigestNumbers:
    """The entries of the must-do page; `put_off`: those of which the reminders are paused."""

    late: int
    waiting: int
    soon: int
    put_off: int

    @property
    def all(self) -> int:
        # As the rail has it, added up over the person's seats.
        return self.late + self.waiting + self.soon + self.put_off

    def in_words(self) -> str:
        """“10 việc cần làm: 2 việc quá hạn, 3 việc chờ xử lý, 5 việc trong 14 ngày”; zeros are left
        out.
        """
        late = ngettext("%(n)s task late", "%(n)s tasks late", self.late)
        waiting = ngettext("%(n)s waiting for you", "%(n)s waiting for you", self.waiting)
        soon = ngettext("%(n)s due within 14 days", "%(n)s due within 14 days", self.soon)
        put_off = ngettext(
            "%(n)s with paused reminders", "%(n)s with paused reminders", self.put_off
        )
        parts = (
            (self.late, late),
            (self.waiting, waiting),
            (self.soon, soon),
            (self.put_off, put_off),
        )
        told = [words % {"n": localized_number(count)} for count, words in parts if count]
        if len(told) == 1:
            return told[0]
        words = ngettext("%(n)s thing to do", "%(n)s things to do", self.all)
        return f"{words % {'n': localized_number(self.all)}}: {', '.join(told)}"


# The leader's mail ------------------------------------------------------------------------------
def escalation_context(message: OutboxMessage, calendar: WorkingCalendar) -> dict[str, object]:
    """What has become late for long under the leader: whose it is, since when."""
    today = timezone.localdate()
    carried = messages_with_sources().filter(bundle=message).order_by("urgency_on", "id")
    needed = [child for child in carried if not reason_to_cancel(child)]
    if not needed:
        raise NothingToSayError
    late = [required_reminder(child).occurrence for child in needed]
    rows = [_owed_row(each, each.task.lead.name, today, calendar) for each in late]
    words = ngettext(
        "%(n)s task of your agencies is long past its deadline",
        "%(n)s tasks of your agencies are long past their deadlines",
        len(rows),
    )
    section = SummarySection(gettext("Late"), "late", rows[:LONGEST], len(rows))
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
        % {"seat": required_seat(message).title},
    }


def _common(message: OutboxMessage, sections: list[SummarySection]) -> dict[str, object]:
    return {
        "language": get_language(),
        "addressee": gettext("To %(person)s") % {"person": required_person(message).full_name},
        "sections": sections,
    }


def _url(occurrence: Occurrence) -> str:
    return settings.SITE_URL + occurrence.get_absolute_url()
