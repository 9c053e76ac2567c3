"""What the log says of this app: its acts, and what they write down beside the columns of their
models.
"""

from django.db.models import Q
from django.utils.translation import gettext_lazy as _, pgettext_lazy

from agencies.registry import AuditField, AuditParts, AuditSection
from conferences.audit.choices import ConferenceAction
from conferences.partnerships.choices import AskState

_PARTNERSHIP = "conferences.partnership"
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
        _FAIR: "conferences:fair",
        _BOOTH: "conferences:booth",
    },
)
