"""What a reminder of a due task says."""

import datetime

from django.conf import settings
from django.utils.translation import get_language, gettext, ngettext

from agencies.choices import AgencyRole, DeadlineBound, OccurrenceStatus
from agencies.models import Occurrence, OutboxMessage, Task
from agencies.queries.outbox import day_of_letter
from vietnam.calendar import WorkingCalendar
from vietnam.dates import find_dates, format_date, format_weekday

SUBJECT_TITLE = 80
LONGEST_TEXT = 1500


def task_due_context(message: OutboxMessage, calendar: WorkingCalendar) -> dict[str, object]:
    occurrence = message.reminder.occurrence
    task, today = occurrence.task, day_of_letter(message)
    title = shorten(task.title, SUBJECT_TITLE)
    return {
        "language": get_language(),
        "headline": headline(occurrence, today, calendar),
        "subject_title": title,
        "date_is_in_title": any(found.date == occurrence.due_on for found in find_dates(title)),
        "when": when(occurrence, today),
        "tone": tone(occurrence, today),
        "person": message.person.full_name if message.person else "",
        "seat": message.seat.title if message.seat else "",
        "agency": task.lead.name,
        "title": task.title,
        "text": "" if same_words(task.text, task.title) else shorten(task.text, LONGEST_TEXT),
        "due_on": format_date(occurrence.due_on),
        "weekday": weekday(occurrence.due_on),
        "phrase": occurrence.deadline.phrase if occurrence.deadline else "",
        "today": format_date(today),
        "source": source(task),
        "coordinating": partners(task, AgencyRole.COORDINATING),
        "clearing": partners(task, AgencyRole.CLEARING),
        "status": occurrence.get_status_display(),
        "is_returned": occurrence.status == OccurrenceStatus.RETURNED,
        "url": settings.SITE_URL + occurrence.get_absolute_url(),
    }


def headline(occurrence: Occurrence, today: datetime.date, calendar: WorkingCalendar) -> str:
    """“Còn 3 ngày làm việc”, “Hạn hôm nay”, “Quá hạn 2 ngày làm việc”: the first words of subject and letter."""
    if occurrence.due_on == today:
        return gettext("Due today")
    left = calendar.working_days_between(today, occurrence.act_by)
    if occurrence.due_on > today:
        if left <= 0:
            return gettext("Last working day")
        return ngettext("%(n)s working day to go", "%(n)s working days to go", left) % {"n": left}
    if left == 0:
        return gettext("Past its deadline")
    return ngettext("Late by %(n)s working day", "Late by %(n)s working days", -left) % {"n": -left}


def when(occurrence: Occurrence, today: datetime.date) -> str:
    """The date that follows the title: as the document says, or “chậm nhất”; in brackets once it has come."""
    values = {"date": format_date(occurrence.due_on)}
    if occurrence.due_on <= today:
        return gettext("(deadline %(date)s)") % values
    says_before = occurrence.deadline and occurrence.deadline.bound == DeadlineBound.BEFORE
    if says_before and occurrence.due_on == occurrence.stated_on:
        return gettext("before %(date)s") % values
    return gettext("no later than %(date)s") % values


def tone(occurrence: Occurrence, today: datetime.date) -> str:
    if occurrence.due_on < today:
        return "late"
    return "last" if occurrence.act_by <= today else "ahead"


def weekday(day: datetime.date) -> str:
    return format_weekday(day) if get_language() == "vi" else f"{day:%A}"


def source(task: Task) -> str:
    """The document and the clause, or the event, from which the task comes."""
    label = task.directive.citation if task.directive else task.source_label
    return (
        gettext("%(document)s, item %(section)s") % {"document": label, "section": task.section}
        if task.section
        else label
    )


def partners(task: Task, role: AgencyRole) -> str:
    return ", ".join(partner.agency.name for partner in task.partners.all() if partner.role == role)


def same_words(text: str, title: str) -> bool:
    """The title already says all of the text."""
    return " ".join(text.split()).rstrip(" .;:") == title


def shorten(text: str, length: int) -> str:
    """The text, or its first words with an ellipsis; cut where a clause ends when one ends near."""
    if len(text) <= length:
        return text
    words = text[:length].rsplit(None, 1)[0]
    clause = max(words.rfind(", "), words.rfind("; "))
    return (words[:clause] if clause > length * 0.6 else words).rstrip(" ,;:.") + "…"
