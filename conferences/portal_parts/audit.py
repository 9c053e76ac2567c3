"""What the log says of this app: its acts, and what they write down beside the columns of their
models.
"""

from django.db.models import Q
from django.utils.translation import gettext_lazy as _, pgettext_lazy

from agencies.registry import AuditField, AuditParts, AuditSection
from conferences.attendance.choices import AttendanceState
from conferences.audit.choices import ConferenceAction
from conferences.delegations.choices import MemberAnswer
from conferences.opinions.choices import Judgement
from conferences.partnerships.choices import AskState
from conferences.petitions.choices import AnswerClass

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
_DELEGATION = "conferences.delegation"
_COLLEGE = "conferences.college"
_VISIT = "conferences.collegevisit"
_DIALOGUE = "conferences.dialogue"
_PETITION = "conferences.petition"
_FAIR = "conferences.fair"
_BOOTH = "conferences.booth"
AUDIT = AuditParts(
    actions=ConferenceAction,
    fields=(
        AuditField(_PARTNERSHIP, "name", pgettext_lazy("recorded", "Name")),
        AuditField(_PARTNERSHIP, "item", _("What it is about")),
        AuditField(_PARTNERSHIP, "document", _("Document")),
        AuditField(_PARTNERSHIP, "due_on", _("Due on")),
        AuditField(_PARTNERSHIP, "state", pgettext_lazy("ask", "Answer"), AskState),
        AuditField(_FAIR, "name", pgettext_lazy("recorded", "Name")),
        AuditField(_FAIR, "item", _("What it is about")),
        AuditField(_FAIR, "day", pgettext_lazy("recorded", "Begins")),
        AuditField(_FAIR, "days", pgettext_lazy("recorded", "Days")),
        AuditField(_FAIR, "venue", _("address of the point")),
        AuditField(_FAIR, "places", pgettext_lazy("recorded", "Places")),
        AuditField(_BOOTH, "name", pgettext_lazy("recorded", "Name")),
        AuditField(_BOOTH, "people", pgettext_lazy("fair", "People")),
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
        AuditField(_DELEGATION, "item", _("What it is about")),
        AuditField(_DELEGATION, "due_on", _("Due on")),
        AuditField(_DELEGATION, "members", pgettext_lazy("recorded", "Members")),
        AuditField(_DELEGATION, "agency", _("Agency")),
        AuditField(_DELEGATION, "answer", pgettext_lazy("invited member", "answer"), MemberAnswer),
        AuditField(_DELEGATION, "full_name", _("Full name"), is_personal=True),
        AuditField(_COLLEGE, "item", _("What it is about")),
        AuditField(_VISIT, "name", pgettext_lazy("recorded", "Name")),
        AuditField(_VISIT, "item", _("What it is about")),
        AuditField(_VISIT, "due_on", _("Due on")),
        AuditField(_DIALOGUE, "number", _("Number of the speech")),
        AuditField(_DIALOGUE, "items", _("Petitions made of it")),
        AuditField(_DIALOGUE, "employer_name", _("Employer")),
        AuditField(_DIALOGUE, "people", _("Workers taking part")),
        AuditField(_DIALOGUE, "file", _("File")),
        AuditField(_DIALOGUE, "agency", _("Agency")),
        AuditField(_PETITION, "agencies", _("Who answers")),
        AuditField(_PETITION, "due_on", _("Due on")),
        AuditField(_PETITION, "into", _("Merged into no.")),
        AuditField(_PETITION, "reason", _("Reason")),
        AuditField(_PETITION, "outcome", _("Class of the answer"), AnswerClass),
        AuditField(_PETITION, "edition", _("Version")),
        AuditField(_PETITION, "letter", _("Letter")),
        AuditField(_PETITION, "items", _("Answers published")),
        AuditField(_PETITION, "until", _("Open until")),
        AuditField(_PETITION, "judgement", _("Worker's opinion"), Judgement),
    ),
    sections=(
        AuditSection(
            "conferences",
            _("Partner provinces, dialogues and events"),
            Q(target_type__startswith="conferences."),
        ),
    ),
    pages={
        _PARTNERSHIP: "conferences:partnership",
        _CONFERENCE: "conferences:conference",
        _POINT: "conferences:point",
        _INVITATION: "conferences:invitation",
        _DELEGATION: "conferences:delegation",
        _COLLEGE: "conferences:college",
        _VISIT: "conferences:college-visit",
        _DIALOGUE: "conferences:dialogue",
        _PETITION: "conferences:petition",
        _FAIR: "conferences:fair",
        _BOOTH: "conferences:booth",
    },
)
