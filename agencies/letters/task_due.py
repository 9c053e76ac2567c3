"""What a reminder of a due task says."""

import datetime

from django.conf import settings
from django.utils.translation import get_language, gettext, ngettext

from agencies.directives.choices import AgencyRole
from agencies.mail.models import OutboxMessage
from agencies.mail.queries import letter_day
from agencies.mail.services.letters import required_reminder, required_seat
from agencies.tasks.choices import OccurrenceStatus
from agencies.tasks.deadline_words import deadline_meaning, period_words
from agencies.tasks.models import Task
from agencies.tasks.occurrence_models import Occurrence
from vietnam.calendar import WorkingCalendar
from vietnam.dates import find_dates, format_date, format_weekday
from vietnam.deadlines import Bound

SUBJECT_TITLE = 80
LONGEST_TEXT = 1500


def task_due_context(message: OutboxMessage, calendar: WorkingCalendar) -> dict[str, object]:
    """All words of the letter, put together once for its subject, its text and its HTML."""
    occurrence = required_reminder(message).occurrence
    task = occurrence.task
    today = letter_day(message)
    title = shorten_text(task.title, SUBJECT_TITLE)
    return {
        "language": get_language(),
        "headline": deadline_headline(occurrence, today, calendar),
        "subject_title": title,
        "when": "" if _names(title, occurrence.due_on) else deadline_phrase(occurrence, today),
        "tone": deadline_tone(occurrence, today),
        "addressee": addressee_line(message, task.lead.name),
        "due_on": format_date(occurrence.due_on) if occurrence.due_on else "",
        "title": task.title,
        "facts": task_facts(
            occurrence,
            means=deadline_meaning(occurrence, today=today, calendar=calendar),
            asked_by=message.context.get("by", ""),
        ),
        "text": ""
        if is_same_text(task.text, task.title)
        else shorten_text(task.text, LONGEST_TEXT),
        "what_to_do": reminder_request(occurrence),
        "url": settings.SITE_URL + occurrence.get_absolute_url(),
        "why": reminder_reason(message, today),
    }


def clearance_due_context(message: OutboxMessage, calendar: WorkingCalendar) -> dict[str, object]:
    """A reminder to a clearing agency of its own step, which has a time of its own."""
    reminder = required_reminder(message)
    seat = required_seat(message)
    occurrence = reminder.occurrence
    step = occurrence.clearances.filter(agency=seat.agency).order_by("-asked_at").first()
    today = letter_day(message)
    task = occurrence.task
    due_on = reminder.due_on
    title = gettext("Clear: %(task)s") % {"task": task.title}
    return {
        "language": get_language(),
        "headline": working_days_phrase(due_on, step.act_by if step else due_on, today, calendar),
        "subject_title": shorten_text(title, SUBJECT_TITLE),
        "when": gettext("(deadline %(date)s)") % {"date": format_date(due_on)},
        "tone": "late" if due_on < today else "last",
        "addressee": addressee_line(message, seat.agency.name),
        "due_on": format_date(due_on),
        "title": title,
        "facts": [
            (gettext("Deadline"), f"{format_date(due_on)} ({weekday_name(due_on)})"),
            (gettext("Submitted by"), task.lead.name),
            (gettext("Given by"), task_source(task)),
        ],
        "text": ""
        if is_same_text(task.text, task.title)
        else shorten_text(task.text, LONGEST_TEXT),
        "what_to_do": gettext("Read the result, then clear it or say what must be changed:"),
        "url": settings.SITE_URL + occurrence.get_absolute_url(),
        "why": gettext(
            "Distances are counted from %(today)s. You get this message because you hold the seat "
            "“%(seat)s” of the "
            "clearing agency. This message was sent automatically; please do not answer it."
        )
        % {"seat": seat.title, "today": format_date(today)},
    }


def addressee_line(message: OutboxMessage, agency: str) -> str:
    if not message.person:
        return gettext("To %(agency)s") % {"agency": agency}
    return gettext("To %(person)s, %(seat)s, %(agency)s") % {
        "person": message.person.full_name,
        "seat": required_seat(message).title,
        "agency": agency,
    }


def task_facts(
    occurrence: Occurrence, *, means: str = "", asked_by: str = ""
) -> list[tuple[str, str]]:
    """Label and words of what one must know, in the order of a document; what does not apply is
    left out. `asked_by`: who had this reminder sent by hand.

    `means`: what the deadline means where its date does not say it.
    A letter about a past day says nothing of the state that came after it.
    """
    task = occurrence.task
    due_on = occurrence.due_on
    first = ""
    if occurrence.extended_to is not None:
        first = gettext("first deadline %(date)s") % {"date": format_date(occurrence.first_due_on)}
    rows = [
        (gettext("Deadline"), f"{format_date(due_on)} ({weekday_name(due_on)})" if due_on else ""),
        (gettext("Extended"), first),
        (gettext("At the request of"), asked_by),
        (
            gettext("The document says"),
            f"“{occurrence.deadline.phrase}”" if occurrence.deadline else "",
        ),
        (gettext("It means"), means),
        (gettext("Period"), period_words(occurrence)),
        (gettext("Lead"), task.lead.name),
        (gettext("Co-ordinating"), partner_names(task, AgencyRole.COORDINATING)),
        (gettext("Clearing"), partner_names(task, AgencyRole.CLEARING)),
        (gettext("Given by"), task_source(task)),
        (
            gettext("State"),
            str(OccurrenceStatus(occurrence.status).label) if occurrence.is_owed else "",
        ),
    ]
    return [(label, words) for label, words in rows if words and words != "“”"]


def reminder_request(occurrence: Occurrence) -> str:
    if occurrence.status == OccurrenceStatus.RETURNED:
        return gettext(
            "The last result was returned. Read the reason, complete it and hand it in again:"
        )
    return gettext(
        "Hand in the result with its evidence, or report progress and what stands in the way:"
    )


def reminder_reason(message: OutboxMessage, today: datetime.date) -> str:
    """From which day the distance counts, why this person or agency is written to, and what ends
    it.
    """
    seat = {"seat": message.seat.title if message.seat else ""}
    if message.person:
        reason = (
            gettext("You get this message because you hold the seat “%(seat)s” of the lead agency.")
            % seat
        )
    else:
        reason = (
            gettext(
                "Your agency gets this message because it leads the task and nobody is entered "
                "for its seat “%(seat)s”."
            )
            % seat
        )
    dated = required_reminder(message).occurrence.due_on is not None
    counted = (
        gettext("Distances are counted from %(today)s.") % {"today": format_date(today)}
        if dated
        else ""
    )
    end = gettext(
        "Reminders stop once the result is handed in. This message was sent automatically; please "
        "do not answer it."
    )
    return f"{counted} {reason} {end}".strip()


def _names(title: str, day: datetime.date | None) -> bool:
    return (
        day is not None
        and str(day.year) in title
        and any(found.date == day for found in find_dates(title))
    )


def deadline_headline(
    occurrence: Occurrence, today: datetime.date, calendar: WorkingCalendar
) -> str:
    """“Còn 3 ngày làm việc”, “Hạn hôm nay”, “Quá hạn 2 ngày làm việc”: the first words of subject
    and letter.

    Without a date there is no distance: “Nhắc thực hiện”.
    """
    if occurrence.due_on is None:
        return gettext("A reminder")
    return working_days_phrase(occurrence.due_on, occurrence.act_by, today, calendar)


def working_days_phrase(
    due_on: datetime.date, act_by: datetime.date, today: datetime.date, calendar: WorkingCalendar
) -> str:
    if due_on == today:
        return gettext("Due today")
    left = calendar.working_days_between(today, act_by)
    if due_on > today:
        if left <= 0:
            return gettext("Last working day")
        return ngettext("%(n)s working day to go", "%(n)s working days to go", left) % {"n": left}
    if left == 0:
        return gettext("Past its deadline")
    return ngettext("Late by %(n)s working day", "Late by %(n)s working days", -left) % {"n": -left}


def deadline_phrase(occurrence: Occurrence, today: datetime.date) -> str:
    """The date that follows the title: as the document says, or “chậm nhất”; in brackets once it
    has come.
    """
    if occurrence.due_on is None:
        return ""
    values = {"date": format_date(occurrence.due_on)}
    if occurrence.due_on <= today:
        return gettext("(deadline %(date)s)") % values
    says_before = occurrence.deadline and occurrence.deadline.bound == Bound.BEFORE
    if says_before and occurrence.due_on == occurrence.stated_on:
        return gettext("before %(date)s") % values
    return gettext("no later than %(date)s") % values


def deadline_tone(occurrence: Occurrence, today: datetime.date) -> str:
    if occurrence.due_on is None:
        return "ahead"
    if occurrence.due_on < today:
        return "late"
    return "last" if occurrence.act_by <= today else "ahead"


def weekday_name(day: datetime.date) -> str:
    return format_weekday(day) if get_language() == "vi" else f"{day:%A}"


def task_source(task: Task) -> str:
    """The document and the clause, or the event, from which the task comes."""
    label = task.directive.citation if task.directive else task.source_label
    return (
        gettext("%(document)s, item %(section)s") % {"document": label, "section": task.section}
        if task.section
        else label
    )


def partner_names(task: Task, role: AgencyRole) -> str:
    return ", ".join(partner.agency.name for partner in task.partners.all() if partner.role == role)


def is_same_text(text: str, title: str) -> bool:
    """The title already says all of the text."""
    return " ".join(text.split()).rstrip(" .;:") == title


def shorten_text(text: str, length: int) -> str:
    """The text, or its first words with an ellipsis; cut where a clause ends when one ends near."""
    if len(text) <= length:
        return text
    words = text[:length].rsplit(None, 1)[0]
    clause = max(words.rfind(", "), words.rfind("; "))
    return (words[:clause] if clause > length * 0.6 else words).rstrip(" ,;:.") + "…"
