"""What the log says of this app: its acts, and what they write down beside the columns of their
models.
"""

from django.db.models import Q
from django.utils.translation import gettext_lazy as _, pgettext_lazy

from agencies.registry import AuditField, AuditParts, AuditSection
from conferences.attendance.choices import AttendanceState
from conferences.audit.choices import ConferenceAction
from conferences.partnerships.choices import AskState

_PARTNERSHIP = "conferences.partnership"
_CONFERENCE = "conferences.conference"
# Of what is said and decided at a conference.
TALK_WORDS = {
    "name": pgettext_lazy("recorded", "Name"),
    "item": pgettext_lazy("programme", "Item"),
    "number": pgettext_lazy("recorded", "Number"),
    "topic": _("What about"),
    "text": pgettext_lazy("recorded", "Text"),
    "document": _("Document"),
    "agency": _("Agency"),
}
_POINT = "conferences.point"
_INVITATION = "conferences.conferenceinvitation"
AUDIT = AuditParts(
    actions=ConferenceAction,
    fields=(
        AuditField(_PARTNERSHIP, "name", pgettext_lazy("recorded", "Name")),
        AuditField(_PARTNERSHIP, "item", _("What it is about")),
        AuditField(_PARTNERSHIP, "document", _("Document")),
        AuditField(_PARTNERSHIP, "due_on", _("Due on")),
        AuditField(_PARTNERSHIP, "state", pgettext_lazy("ask", "Answer"), AskState),
        AuditField(_PARTNERSHIP, "full_name", _("Full name"), is_personal=True),
        *(AuditField(_CONFERENCE, name, label) for name, label in TALK_WORDS.items()),
        AuditField(_CONFERENCE, "points", _("Points")),
        AuditField(_CONFERENCE, "point", _("Point")),
        AuditField(_CONFERENCE, "links", _("Links")),
        AuditField(_CONFERENCE, "agencies", _("Bodies")),
        AuditField(_CONFERENCE, "bodies", _("Bodies written to")),
        AuditField(_CONFERENCE, "letters", _("Letters")),
        AuditField(_POINT, "links", _("Links")),
        AuditField(_POINT, "checks", _("Checks")),
        AuditField(_POINT, "incident", _("Incident")),
        AuditField(_POINT, "minutes_lost", _("Minutes lost")),
        AuditField(
            _INVITATION, "attendance", pgettext_lazy("recorded", "Attendance"), AttendanceState
        ),
        AuditField(_INVITATION, "left_at", _("Present until")),
    ),
    sections=(
        AuditSection(
            "conferences",
            _("Partner provinces and events"),
            Q(target_type__startswith="conferences."),
        ),
    ),
    pages={
        _PARTNERSHIP: "conferences:partnership",
        _CONFERENCE: "conferences:conference",
        _POINT: "conferences:point",
        _INVITATION: "conferences:invitation",
    },
)
