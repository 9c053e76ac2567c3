"""The log in words: what each action is called, what it changed, what of it is personal."""

import datetime
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from agencies.audit.models import AuditEntry
from agencies.directives.choices import DirectiveKind, ProposalStatus
from agencies.people.choices import MailMode
from agencies.privacy.choices import DataRequestKind
from agencies.requests.choices import ClearanceStatus, ExtensionStatus
from agencies.tasks.choices import OccurrenceStatus, ProgressKind
from vietnam.dates import format_date

# The apps to the right of this one enter their acts when they start (`AppConfig.ready`).
ACTIONS: dict[str, str | Promise] = {
    "signed-in": gettext_lazy("Signed in"),
    "signed-out": gettext_lazy("Signed out"),
    "sign-in-failed": gettext_lazy("Wrong password"),
    "sign-in-locked": gettext_lazy("Sign-in locked for a while"),
    "session-unlocked": gettext_lazy("Page unlocked"),
    "session-closed": gettext_lazy("Signed out in another place"),
    "sessions-closed": gettext_lazy("Signed out everywhere else"),
    "password-changed": gettext_lazy("Password changed"),
    "factor-added": gettext_lazy("Second factor added"),
    "factor-removed": gettext_lazy("Second factor removed"),
    "factors-reset": gettext_lazy("Second factors reset"),
    "recovery-codes-renewed": gettext_lazy("Recovery codes renewed"),
    "recovery-codes-kept": gettext_lazy("Has said to have the recovery codes"),
    "provider-linked": gettext_lazy("Linked to the identity provider"),
    "email-change-asked": gettext_lazy("Change of e-mail asked for"),
    "email-change-stopped": gettext_lazy("Change of e-mail stopped"),
    "email-changed": gettext_lazy("E-mail changed"),
    "member-invited": gettext_lazy("Invited to a seat"),
    "invitation-withdrawn": gettext_lazy("Invitation withdrawn"),
    "invitation-accepted": gettext_lazy("Invitation accepted"),
    "invitation-changed": gettext_lazy("Invitation put right"),
    "invitation-sent-again": gettext_lazy("Invitation sent again"),
    "people-uploaded": gettext_lazy("Workbook of agencies and people uploaded"),
    "hidden-rows-taken": gettext_lazy("Hidden rows of a workbook taken in"),
    "people-imported": gettext_lazy("Agencies and people made from a workbook"),
    "seat-added": gettext_lazy("Seat added"),
    "seat-changed": gettext_lazy("Seat changed"),
    "administration-opened": gettext_lazy("Administration pages opened to an account"),
    "holding-ended": gettext_lazy("Leaves the seat"),
    "administrator-set": gettext_lazy("Administrator of the agency's members changed"),
    "account-closed": gettext_lazy("Account closed, having lain idle"),
    "account-reopened": gettext_lazy("Account opened again"),
    "members-reviewed": gettext_lazy("Members reviewed"),
    "data-request-received": gettext_lazy("Request about personal data taken in"),
    "data-request-answered": gettext_lazy("Request about personal data answered"),
    "data-request-settled": gettext_lazy("Request about personal data settled"),
    "api-token-created": gettext_lazy("API token made"),
    "api-token-revoked": gettext_lazy("API token stopped"),
    "breach-entered": gettext_lazy("Breach of personal data entered"),
    "breach-reported": gettext_lazy("Breach of personal data reported"),
    "mails-chosen": gettext_lazy("Way of getting mails chosen"),
    "exported": gettext_lazy("Exported a file"),
    "calendar-feed-created": gettext_lazy("Calendar address made"),
    "calendar-feed-revoked": gettext_lazy("Calendar address stopped"),
    "directive-uploaded": gettext_lazy("Document taken in"),
    "directive-edited": gettext_lazy("Document's register data changed"),
    "directive-assigned": gettext_lazy("Tasks of a document assigned"),
    "proposal-added": gettext_lazy("Proposal added"),
    "proposal-confirmed": gettext_lazy("Proposal confirmed"),
    "proposal-edited": gettext_lazy("Proposal changed"),
    "proposal-dropped": gettext_lazy("Proposal dropped"),
    "proposal-restored": gettext_lazy("Proposal restored"),
    "proposal-merged": gettext_lazy("Proposals merged"),
    "proposal-split": gettext_lazy("Proposal split"),
    "name-remembered": gettext_lazy("Name of an agency remembered"),
    "name-settled": gettext_lazy("Name of an agency settled"),
    "task-assigned": gettext_lazy("Task assigned"),
    "task-handed-over": gettext_lazy("Task handed over to the successor"),
    "occurrence-handed-over": gettext_lazy("Due instance handed over to the successor"),
    "role-handed-over": gettext_lazy("Part in a task handed over to the successor"),
    "clearance-handed-over": gettext_lazy("Clearing handed over to the successor"),
    "task-handed-to-seat": gettext_lazy("Given to a seat"),
    "occurrence-handed-to-seat": gettext_lazy("Given to a seat"),
    "reminded-now": gettext_lazy("Reminder asked for"),
    "message-requeued": gettext_lazy("Message sent again"),
    "commented": gettext_lazy("Comment written"),
    "clearance-answered": gettext_lazy("Clearing answered"),
    "clearance-lapsed": gettext_lazy("Clearing no longer needed"),
    "clearance-recomputed": gettext_lazy("Day for clearing recomputed"),
    "cleared-by-accepting": gettext_lazy("Content cleared by accepting the result"),
    "extension-asked": gettext_lazy("An extension is asked for"),
    "extension-answered": gettext_lazy("The request for an extension is answered"),
    "extension-lapsed": gettext_lazy("Request for an extension no longer needed"),
    "explanation-asked": gettext_lazy("An explanation is asked for"),
    "explanation-answered": gettext_lazy("The explanation is given"),
    "snoozed": gettext_lazy("Reminders put off"),
    "snooze-ended": gettext_lazy("Putting off ended"),
    "trigger-set": gettext_lazy("Day of the event entered"),
    "dates-recomputed": gettext_lazy("Due date recomputed"),
    "calendar-day-set": gettext_lazy("Day of the working calendar set"),
    "calendar-day-removed": gettext_lazy("Day of the working calendar removed"),
    "deadline-policy-changed": gettext_lazy("Reading of deadlines changed"),
    "reminder-policy-saved": gettext_lazy("Reminder policy saved"),
    "reminder-policy-removed": gettext_lazy("Reminder policy removed"),
    "contact-point-set": gettext_lazy("Contact point named"),
    "register-added": gettext_lazy("Entered in the register"),
    "register-changed": gettext_lazy("Changed in the register"),
    "aliases-changed": gettext_lazy("Other names changed"),
} | {f"progress-{kind}": kind.label for kind in ProgressKind}

_OF_MEMBERS = (
    "member-invited",
    "invitation-withdrawn",
    "seat-added",
    "holding-ended",
    "administrator-set",
    "members-reviewed",
    "invitation-changed",
    "invitation-sent-again",
    "seat-changed",
    "people-uploaded",
    "hidden-rows-taken",
    "people-imported",
)
KINDS: dict[str, tuple[str | Promise, Q]] = {
    "sign-in": (
        gettext_lazy("Accounts and sign-in"),
        Q(target_type="agencies.person") & ~Q(action="exported") | Q(action__in=_OF_MEMBERS),
    ),
    "export": (
        gettext_lazy("Exports"),
        Q(action__in=("exported", "calendar-feed-created")) | Q(action__startswith="api-token"),
    ),
    "document": (
        gettext_lazy("Documents"),
        Q(action__startswith="directive") | Q(action__startswith="proposal"),
    ),
    "task": (
        gettext_lazy("Tasks and results"),
        Q(
            target_type__in=(
                "agencies.task",
                "agencies.occurrence",
                "agencies.progress",
                "agencies.clearance",
            )
        )
        | Q(target_type__in=("agencies.extension", "agencies.explanation", "agencies.snooze")),
    ),
    "personal": (
        gettext_lazy("Personal data"),
        Q(action__startswith="data-request") | Q(action__startswith="breach"),
    ),
    "setting": (
        gettext_lazy("Rules and registers"),
        Q(action__startswith="calendar-day")
        | Q(action__contains="policy")
        | Q(action__in=("register-added", "register-changed", "aliases-changed"))
        | Q(action="contact-point-set"),
    ),
}
LABELS: dict[str, str | Promise] = {
    "status": gettext_lazy("State"),
    "lead": gettext_lazy("Lead"),
    "due_on": gettext_lazy("Due on"),
    "text": gettext_lazy("Words"),
    "reason": gettext_lazy("Reason"),
    "agency": gettext_lazy("Agency"),
    "seat": gettext_lazy("Seat"),
    "files": gettext_lazy("Files"),
    "file": gettext_lazy("File"),
    "email": gettext_lazy("E-mail"),
    "full_name": gettext_lazy("Name"),
    "recipient": gettext_lazy("Recipient"),
    "wanted_on": gettext_lazy("Wanted date"),
    "answer_by": gettext_lazy("To be answered by"),
    "triggered_on": gettext_lazy("Day of the event"),
    "until": gettext_lazy("Until day"),
    "from": gettext_lazy("From day"),
    "directive": gettext_lazy("Document"),
    "tasks": gettext_lazy("Tasks"),
    "proposals": gettext_lazy("Proposals"),
    "items": gettext_lazy("Items"),
    "deadlines": gettext_lazy("Deadlines"),
    "addressees": gettext_lazy("Addressees"),
    "scope": gettext_lazy("Kind"),
    "scopes": gettext_lazy("What it opens"),
    "type": gettext_lazy("Kind"),
    "what": gettext_lazy("File"),
    "filter": gettext_lazy("Filter"),
    "mail_mode": gettext_lazy("Mails"),
    "role": gettext_lazy("Role"),
    "administrator": gettext_lazy("Administrator"),
    "aliases": gettext_lazy("Other names"),
    "on_behalf": gettext_lazy("For another agency"),
    "kind": gettext_lazy("What is asked"),
    "granted": gettext_lazy("Carried out"),
    "number": gettext_lazy("Number and date of the report"),
    "members": gettext_lazy("Members"),
    "agencies": gettext_lazy("Agencies"),
    "seats": gettext_lazy("Seats"),
    "gets_reminders": gettext_lazy("Gets reminders"),
    "starts_on": gettext_lazy("From day"),
    "as_administrator": gettext_lazy("Administrator"),
    "people": gettext_lazy("People concerned"),
    "office": gettext_lazy("Verified by"),
    "tax_code": gettext_lazy("Tax code"),
}
TECHNICAL = frozenset(
    {"progress", "occurrence", "extension", "mentioned", "proposal", "explanation"}
)
"""Keys of rows, which mean nothing to a reader."""
PERSONAL = frozenset({"email", "full_name", "recipient", "phone", "address"})
WORDS: dict[str, str | Promise] = {
    value: label
    for choices in (
        ProposalStatus,
        DirectiveKind,
        ExtensionStatus,
        ClearanceStatus,
        MailMode,
        OccurrenceStatus,
        DataRequestKind,
    )
    for value, label in choices.choices
}
PAGES = {
    "agencies.task": "agencies:task-detail",
    "agencies.directive": "agencies:directive-detail",
    "agencies.agency": "agencies:agency-detail",
    "agencies.outboxmessage": "agencies:outbox-message",
    "agencies.datarequest": "agencies:data-request",
    "agencies.breach": "agencies:breach",
}
MASK = "•••"
EMAIL = re.compile(r"[^\s@<>,;:=&?]+(?:@|%40)[^\s@<>,;:=&?]+")
LONGEST = 300


@dataclass(frozen=True)
class Change:
    label: str
    before: str
    after: str


@dataclass(frozen=True)
class Line:
    """An entry as it is shown; `address` and personal values are masked for those without the
    right.
    """

    entry: AuditEntry
    what: str
    who: str
    where: str
    url: str
    changes: list[Change]


def entries_for_list() -> QuerySet[AuditEntry]:
    return AuditEntry.objects.select_related("person", "seat__agency").order_by("-pk")


def actions_of(kind: str) -> Q:
    return KINDS[kind][1]


def lines_of(entries: Iterable[AuditEntry], *, shows_personal: bool) -> Iterator[Line]:
    return (_line(entry, shows_personal) for entry in entries)


def _line(entry: AuditEntry, shows_personal: bool) -> Line:
    person = str(entry.person) if entry.person else _("The portal")
    who = f"{person}, {entry.seat.agency.display_name}" if entry.seat else person
    return Line(
        entry=entry,
        what=str(ACTIONS.get(entry.action, entry.action)),
        who=who,
        where=(entry.address or "") if shows_personal else masked_address(entry.address or ""),
        url=_url(entry),
        changes=list(_changes(entry, shows_personal)),
    )


def _url(entry: AuditEntry) -> str:
    page = PAGES.get(entry.target_type)
    return reverse(page, args=[entry.target_id]) if page else ""


def _changes(entry: AuditEntry, shows_personal: bool) -> Iterator[Change]:
    """What differs, by field; what was newly entered has no value before."""
    before, after = entry.before or {}, entry.after or {}
    for name in sorted(before.keys() | after.keys(), key=lambda name: (name not in LABELS, name)):
        old, new = before.get(name), after.get(name)
        if name in TECHNICAL or old == new or not (old or new):
            continue
        hidden = name in PERSONAL and not shows_personal
        words = [MASK if hidden and value else _words(value) for value in (old, new)]
        if not shows_personal:
            words = [
                EMAIL.sub(MASK, text) for text in words
            ]  # in a filter that somebody typed, in an answer
        yield Change(str(LABELS.get(name, name.replace("_", " "))), *words)


def _words(value: object) -> str:
    if isinstance(value, list):
        return ", ".join(_words(each) for each in value)
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, str) and re.fullmatch(r"\d{4}-\d\d-\d\d", value):
        return format_date(datetime.date.fromisoformat(value))
    text = "" if value is None else str(WORDS.get(value, value))
    return text if len(text) <= LONGEST else f"{text[:LONGEST]}…"


def masked_address(address: str) -> str:
    """The network, not the machine: “203.0.113.•••”."""
    head, sign, _tail = address.rpartition(":" if ":" in address else ".")
    return f"{head}{sign}{MASK}" if head else ""
