"""Everything that happened to a task, newest first: what people said, who was reminded, and what the log recorded."""

import datetime
from dataclasses import dataclass, field

from django.db.models import Q
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from agencies.choices import MessageStatus, ProgressKind
from agencies.models import AuditEntry, EvidenceFile, Occurrence, OutboxMessage, Progress
from vietnam.dates import format_date

TONES: dict[str, str] = {
    ProgressKind.REPORT: "open",
    ProgressKind.SUBMISSION: "wait",
    ProgressKind.ACCEPTANCE: "done",
    ProgressKind.RETURN: "late",
    ProgressKind.WITHDRAWAL: "off",
}
LOGGED: dict[str, str | Promise] = {
    "task-assigned": gettext_lazy("Task assigned"),
    "dates-recomputed": gettext_lazy("Due date recomputed"),
}
LONGEST = 200


@dataclass(frozen=True)
class Entry:
    """One line of the history, as the time line component shows it."""

    at: datetime.datetime
    who: str
    what: str | Promise
    tone: str = "off"
    text: str = ""
    files: list[dict] = field(default_factory=list)


def history_of(occurrence: Occurrence) -> list[Entry]:
    """What happened to an occurrence and to its task as a whole. Four queries."""
    said = occurrence.progress.select_related("seat__agency", "person").prefetch_related("files").order_by("-at", "-id")
    about_task = Q(target_type="agencies.task", target_id=occurrence.task_id)
    about_this = Q(target_type="agencies.occurrence", target_id=occurrence.pk)
    logged = AuditEntry.objects.filter(about_task | about_this, action__in=LOGGED).select_related(
        "seat__agency", "person"
    )
    entries = [_said(p) for p in said[:LONGEST]] + [_logged(entry) for entry in logged[:LONGEST]]
    entries += _reminders(occurrence)
    return sorted(entries, key=lambda entry: entry.at, reverse=True)


def _said(progress: Progress) -> Entry:
    files = [_file(file) for file in progress.files.all()]
    who = f"{progress.person}, {progress.seat.agency.display_name}"
    return Entry(progress.at, who, progress.get_kind_display(), TONES[progress.kind], progress.text, files)


def _file(file: EvidenceFile) -> dict[str, str | int]:
    url, preview = (reverse(f"agencies:evidence-{name}", args=[file.pk]) for name in ("file", "preview"))
    return {"url": url, "preview": preview, "name": file.name, "size": file.size}


def _reminders(occurrence: Occurrence) -> list[Entry]:
    """One line for each reminder that went out, with all whom it reached."""
    sent = OutboxMessage.objects.filter(reminder__occurrence=occurrence, status=MessageStatus.SENT)
    rounds: dict[tuple, list[OutboxMessage]] = {}
    for message in sent.select_related("person", "reminder").defer("text", "html").order_by("sent_at", "id")[:LONGEST]:
        rounds.setdefault((message.reminder.stage, message.reminder.due_on), []).append(message)
    return [
        Entry(messages[0].sent_at, _("The portal"), _("Reminder sent"), text=", ".join(map(_reached, messages)))
        for messages in rounds.values()
    ]


def _reached(message: OutboxMessage) -> str:
    return str(message.person or message.recipient)


def _logged(entry: AuditEntry) -> Entry:
    who = f"{entry.person}, {entry.seat.agency.display_name}" if entry.person and entry.seat else _("The portal")
    return Entry(entry.at, who, LOGGED[entry.action], text=_change(entry))


def _change(entry: AuditEntry) -> str:
    before, after = entry.before or {}, entry.after or {}
    if entry.action != "dates-recomputed":
        return ""
    change = f"{_date(before.get('due_on'))} → {_date(after.get('due_on'))}"
    return f"{change}. {after['reason']}" if after.get("reason") else change


def _date(text: str | None) -> str:
    return format_date(datetime.date.fromisoformat(text)) if text else _("no date")
