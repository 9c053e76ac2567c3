"""What the log says of this app: its acts, and what they write down beside the columns of their
models.
"""

from collections.abc import Iterator, Mapping

from django.db.models import Q
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _, pgettext_lazy

from agencies.audit.choices import AuditAction, FactorKind
from agencies.directives.choices import AgencyRole, DirectiveKind
from agencies.registry import AuditField, AuditParts, AuditSection
from agencies.requests.choices import ExtensionStatus

Labels = Mapping[str, Promise]
MEMBERSHIP = (
    AuditAction.MEMBER_INVITED,
    AuditAction.INVITATION_WITHDRAWN,
    AuditAction.SEAT_ADDED,
    AuditAction.HOLDING_ENDED,
    AuditAction.ADMINISTRATOR_SET,
    AuditAction.MEMBERS_REVIEWED,
    AuditAction.INVITATION_CHANGED,
    AuditAction.INVITATION_SENT_AGAIN,
    AuditAction.SEAT_CHANGED,
    AuditAction.PEOPLE_UPLOADED,
    AuditAction.HIDDEN_ROWS_TAKEN,
    AuditAction.PEOPLE_IMPORTED,
)
OF_TASKS = ("task", "occurrence", "progress", "clearance", "extension", "explanation", "snooze")
REASON = _("Reason")
FILES = _("Files")
ON_BEHALF = _("For another agency")
# By model, without the name of this app.
RECORDED: Mapping[str, Labels] = {
    "agency": {
        "written": _("As it is written in the document"),
        "seat": _("Contact point"),
        "directive": _("Document"),
        "from": _("From day"),
        "aliases": _("Other names"),
    },
    "agencygroup": {"written": _("As it is written in the document"), "aliases": _("Other names")},
    "breach": {
        "from": _("Noticed on"),
        "number": _("Number and date of the report"),
        "reason": _("Reason for the delay"),
    },
    "clearance": {"on_behalf": ON_BEHALF, "reason": REASON},
    "datarequest": {"granted": _("Carried out"), "text": _("Answer")},
    "directive": {
        "file": pgettext_lazy("recorded", "File"),
        "proposals": _("Proposals"),
        "items": _("Items"),
        "tasks": _("Tasks"),
        "reason": REASON,
    },
    "memberreview": {"members": _("Members")},
    "occurrence": {
        "agency": _("Clearing agency"),
        "files": FILES,
        "file": pgettext_lazy("recorded", "File"),
        "size": _("Size in bytes"),
        "sha256": _("Digest"),
        "lead": _("Lead"),
        "on_behalf": ON_BEHALF,
        "reason": REASON,
        "title": _("Seat"),
        "to": _("People reminded"),
        "triggered_on": _("Day of the event"),
        "wanted_on": _("Wanted date"),
    },
    "peopleimport": {
        "agencies": pgettext_lazy("recorded", "Agencies"),
        "seats": _("Seats"),
        "people": _("People"),
        "file": pgettext_lazy("recorded", "File"),
        "items": _("Rows"),
    },
    "person": {
        "count": _("Signed out in so many places"),
        "filter": _("Filter"),
        "from": _("From day"),
        "seat": _("Seat"),
        "until": _("Until day"),
        "what": pgettext_lazy("recorded", "File"),
    },
    "progress": {"files": FILES},
    "proposal": {
        "addressees": _("Addressees"),
        "lower": _("Lower item"),
        "means": _("Stands for"),
        "upper": _("Upper item"),
        "written": _("As it is written in the document"),
    },
    "seat": {
        "administrator": _("Administrator of the members"),
        "as_administrator": _("Administrator of the members"),
        "from": _("From day"),
        "seat": _("Seat"),
        "starts_on": _("From day"),
        "until": _("Until day"),
    },
    "task": {"agency": _("Agency"), "due_on": _("Due on"), "reason": REASON, "title": _("Seat")},
}


def _fields() -> Iterator[AuditField]:
    for model, labels in RECORDED.items():
        for name, label in labels.items():
            yield AuditField(f"agencies.{model}", name, label)
    for name, label in (("email", _("E-mail")), ("full_name", _("Full name"))):
        yield AuditField("agencies.seat", name, label, is_personal=True)
    yield AuditField("agencies.occurrence", "verdict", _("Answer"), ExtensionStatus)
    yield AuditField("agencies.person", "type", _("Kind of second factor"), FactorKind)
    yield AuditField("agencies.reminderpolicy", "kind", _("Kind of document"), DirectiveKind)
    yield AuditField("agencies.task", "role", _("Part in the task"), AgencyRole)


AUDIT = AuditParts(
    actions=AuditAction,
    fields=tuple(_fields()),
    sections=(
        AuditSection(
            "sign-in",
            _("Accounts and sign-in"),
            Q(target_type="agencies.person") & ~Q(action=AuditAction.EXPORTED)
            | Q(action__in=MEMBERSHIP),
        ),
        AuditSection(
            "export",
            _("Exports"),
            Q(action__in=(AuditAction.EXPORTED, AuditAction.CALENDAR_FEED_CREATED))
            | Q(action__startswith="api-token"),
        ),
        AuditSection(
            "document",
            _("Documents"),
            Q(action__startswith="directive") | Q(action__startswith="proposal"),
        ),
        AuditSection(
            "task",
            _("Tasks and results"),
            Q(target_type__in=[f"agencies.{model}" for model in OF_TASKS]),
        ),
        AuditSection(
            "personal",
            _("Personal data"),
            Q(action__startswith="data-request") | Q(action__startswith="breach"),
        ),
        AuditSection(
            "setting",
            _("Rules and registers"),
            Q(action__startswith="calendar-day")
            | Q(action__contains="policy")
            | Q(
                action__in=(
                    AuditAction.REGISTER_ADDED,
                    AuditAction.REGISTER_CHANGED,
                    AuditAction.ALIASES_CHANGED,
                    AuditAction.CONTACT_POINT_SET,
                )
            ),
        ),
    ),
    pages={
        "agencies.task": "agencies:task-detail",
        "agencies.directive": "agencies:directive-detail",
        "agencies.agency": "agencies:agency-detail",
        "agencies.outboxmessage": "agencies:outbox-message",
        "agencies.datarequest": "agencies:data-request",
        "agencies.breach": "agencies:breach",
    },
)
