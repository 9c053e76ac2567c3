"""Everything that happened to a task, newest first: what people said, who was reminded, and what
the log recorded.
"""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Prefetch, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _, gettext_lazy

from agencies.audit.choices import AuditAction
from agencies.audit.models import AuditEntry
from agencies.evidence.removal import may_remove_files
from agencies.mail.choices import MessageStatus
from agencies.mail.models import OutboxMessage
from agencies.people.models import Person, Seat, SeatHolding
from agencies.people.permissions import Actor
from agencies.requests.choices import ExtensionStatus
from agencies.requests.models import Extension
from agencies.requests.queries import EXTENSION_TONES, OccurrenceRequests, requests_of_occurrence
from agencies.tasks.choices import ProgressKind
from agencies.tasks.occurrence_models import EvidenceFile, Occurrence, Progress
from vietnam.dates import format_date

TONES: dict[str, str] = {
    ProgressKind.REPORT: "open",
    ProgressKind.SUBMISSION: "wait",
    ProgressKind.ACCEPTANCE: "done",
    ProgressKind.RETURN: "late",
    ProgressKind.TAKE_BACK: "off",
    ProgressKind.DEED: "open",
    ProgressKind.STRIKE: "off",
    ProgressKind.WITHDRAWAL: "off",
    ProgressKind.COMMENT: "open",
    ProgressKind.CLEARANCE: "done",
}
LOGGED: dict[str, str | Promise] = {
    "task-assigned": gettext_lazy("Task assigned"),
    "dates-recomputed": gettext_lazy("Due date recomputed"),
    "cleared-by-accepting": gettext_lazy("Content cleared by accepting the result"),
    "task-handed-over": gettext_lazy("Task handed over to the successor"),
    "trigger-set": gettext_lazy("Day of the event entered"),
    "task-handed-to-seat": gettext_lazy("Assigned to a seat"),
    "reminded-now": gettext_lazy("Reminder asked for"),
}
LONGEST = 200


@dataclass(frozen=True)
class Entry:
    """One line of the history, as the time line component shows it. `to`: whom a comment mentions
    by name.
    """

    at: datetime.datetime
    who: str
    what: str | Promise
    tone: str = "off"
    text: str = ""
    files: list[dict] = field(default_factory=list)
    to: str = ""


def history_of(
    occurrence: Occurrence,
    conversation: OccurrenceRequests | None = None,
    *,
    by: Actor | None = None,
) -> list[Entry]:
    """What happened to an occurrence and to its task as a whole; `by`: who may remove which files
    of it.
    """
    conversation = conversation or requests_of_occurrence(occurrence)
    said = occurrence.progress.select_related("seat__agency", "person", "strikes", "struck_by")
    said = said.order_by("-at", "-id")
    holders = Prefetch("mentioned__holdings", SeatHolding.objects.select_related("person"))
    said = said.prefetch_related(
        Prefetch("files", EvidenceFile.objects.select_related("removed_by")),
        Prefetch("mentioned", Seat.objects.select_related("agency")),
        holders,
    )
    about_task = Q(target_type="agencies.task", target_id=occurrence.task_id)
    about_task |= Q(
        target_type="agencies.task",
        target_id=occurrence.task.continues_id,
        action=AuditAction.TASK_ASSIGNED,
    )
    about_this = Q(target_type="agencies.occurrence", target_id=occurrence.pk)
    logged = AuditEntry.objects.filter(about_task | about_this, action__in=LOGGED).select_related(
        "seat__agency", "person"
    )
    behalf = _on_behalf(conversation) | {
        p.at: occurrence.task.lead.display_name for p in said if p.on_behalf
    }
    entries = [_entry_of(p, behalf.get(p.at, ""), by) for p in said[:LONGEST]] + [
        _logged(entry) for entry in logged[:LONGEST]
    ]
    entries += _reminders(occurrence)
    entries += _conversation(conversation)
    return sorted(entries, key=lambda entry: entry.at, reverse=True)


def _on_behalf(conversation: OccurrenceRequests) -> dict[datetime.datetime, str]:
    """For which agency a clearance was entered, by the time of its entry in the history."""
    entered = [clearance for clearance in conversation.clearances if clearance.on_behalf]
    return {clearance.answered_at: clearance.agency.display_name for clearance in entered}


def _entry_of(progress: Progress, for_agency: str = "", by: Actor | None = None) -> Entry:
    removable = by is not None and may_remove_files(progress, by)
    files = [_file(file, removable=removable) for file in progress.files.all()]
    to = "; ".join(
        _called(seat, timezone.localdate(progress.at)) for seat in progress.mentioned.all()
    )
    who = _who(progress.person, progress.seat)
    what = progress.get_kind_display()
    if for_agency:
        who = _("%(who)s, for %(agency)s") % {"who": who, "agency": for_agency}
    if day := progress.happened_on or (progress.strikes and progress.strikes.happened_on):
        what = _("%(what)s: %(day)s") % {"what": what, "day": format_date(day)}
    if hasattr(progress, "struck_by"):
        what = _("%(what)s (struck out)") % {"what": what}
    return Entry(progress.at, who, what, TONES.get(progress.kind, "open"), progress.text, files, to)


def _who(person: Person, seat: Seat) -> str:
    return f"{person}, {seat.agency.display_name}"


def _called(seat: Seat, on: datetime.date) -> str:
    """The people who held the seat on that day, else the seat."""
    held = [
        h
        for h in seat.holdings.all()
        if h.starts_on <= on and (h.ends_on is None or h.ends_on >= on)
    ]
    people = ", ".join(str(holding.person) for holding in held)
    return f"{people or seat.title}, {seat.agency.display_name}"


def _file(file: EvidenceFile, *, removable: bool) -> dict[str, Any]:
    if file.removed_at:
        return {"name": file.name, "removed_at": file.removed_at, "removed_by": file.removed_by}
    url, preview, removal = (
        reverse(f"agencies:evidence-{name}", args=[file.pk])
        for name in ("file", "preview", "removal")
    )
    shown = {"url": url, "preview": preview, "name": file.name, "size": file.size}
    return shown | ({"removal": removal} if removable else {})


def _reminders(occurrence: Occurrence) -> list[Entry]:
    """One line for each reminder that was sent, with everybody whom it reached."""
    sent = OutboxMessage.objects.filter(reminder__occurrence=occurrence, status=MessageStatus.SENT)
    rounds: dict[tuple, list[OutboxMessage]] = {}
    for message in (
        sent.select_related("person", "reminder")
        .defer("text", "html")
        .order_by("sent_at", "id")[:LONGEST]
    ):
        if reminder := message.reminder:  # each has one
            rounds.setdefault((reminder.stage, reminder.due_on), []).append(message)
    return [
        Entry(
            messages[0].sent_at,
            _("The portal"),
            _("Reminder sent"),
            text=", ".join(map(_reached, messages)),
        )
        for messages in rounds.values()
    ]


def _reached(message: OutboxMessage) -> str:
    return str(message.person or message.recipient)


def _logged(entry: AuditEntry) -> Entry:
    who = _who(entry.person, entry.seat) if entry.person and entry.seat else _("The portal")
    return Entry(entry.at, who, LOGGED[entry.action], text=_change(entry))


def _change(entry: AuditEntry) -> str:
    before = entry.before or {}
    after = entry.after or {}
    if entry.action == "task-handed-to-seat":
        return after["title"] or _("all seats that get the agency's reminders")
    if entry.action == "task-handed-over":
        return after["reason"]
    if entry.action == "trigger-set":
        return f"{_date(after.get('triggered_on'))} → {_('deadline')}: {_date(after.get('due_on'))}"
    if entry.action != "dates-recomputed":
        return ""
    change = f"{_date(before.get('due_on'))} → {_date(after.get('due_on'))}"
    return f"{change}. {after['reason']}" if after.get("reason") else change


def _date(text: str | None) -> str:
    return format_date(datetime.date.fromisoformat(text)) if text else _("no date")


def _conversation(conversation: OccurrenceRequests) -> Iterator[Entry]:
    for extension in conversation.extensions:
        wanted = _("until %(day)s: %(reason)s") % {
            "day": format_date(extension.wanted_on),
            "reason": extension.reason,
        }
        who = _who(extension.asked_person, extension.asked_by)
        yield Entry(extension.asked_at, who, _("Later date asked for"), "wait", wanted)
        if extension.answered_at:
            yield _extension_answer(extension)
    for explanation in conversation.explanations:
        day = _("Answer by %(day)s.") % {"day": format_date(explanation.answer_by)}
        who = _who(explanation.asked_person, explanation.asked_by)
        yield Entry(
            explanation.asked_at,
            who,
            _("Explanation asked for"),
            "wait",
            f"{explanation.question}\n{day}",
        )
        if explanation.answered_at:
            who = _who(explanation.answered_person, explanation.answered_by)
            yield Entry(
                explanation.answered_at, who, _("Explanation given"), "open", explanation.answer
            )
    starts = {snooze.at for snooze in conversation.snoozes}
    for snooze in conversation.snoozes:
        who = _who(snooze.person, snooze.seat)
        until = {"day": format_date(snooze.until)}
        yield Entry(snooze.at, who, _("Reminders put off until %(day)s") % until)
        ended_at = snooze.ended_at
        if ended_at and ended_at not in starts and timezone.localdate(ended_at) < snooze.until:
            yield Entry(ended_at, who, _("Reminders come again"))


def _extension_answer(extension: Extension) -> Entry:
    """Nobody answers a request that lapsed."""
    if extension.status == ExtensionStatus.LAPSED:
        return Entry(
            extension.answered_at, _("The portal"), _("Request for a later date no longer needed")
        )
    who = _who(extension.answered_person, extension.answered_by)
    day = (
        _("New deadline: %(day)s.") % {"day": format_date(extension.granted_on)}
        if extension.granted_on
        else ""
    )
    what = _("Later date granted") if extension.granted_on else _("Later date refused")
    text = "\n".join(filter(None, (day, extension.answer)))
    return Entry(extension.answered_at, who, what, EXTENSION_TONES[extension.status], text)
