"""What the log says of this app: its acts, and what they write down beside the columns of their
models.
"""

from collections.abc import Iterator, Mapping

from django.db.models import Q
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _, pgettext_lazy

from agencies.registry import AuditField, AuditParts, AuditSection
from campaigns.audit.choices import CampaignAction

FILE = pgettext_lazy("recorded", "File")
REASON = _("Reason")
# By model, without the name of this app.
RECORDED: Mapping[str, Mapping[str, Promise]] = {
    "budget": {"agency": _("Agency"), "due_on": _("Due on"), "step": _("Step of the budget")},
    "budgetline": {"reason": REASON},
    "content": {
        "agencies": _("Clearing agencies"),
        "files": FILE,
        "reason": REASON,
        "text": pgettext_lazy("recorded", "Text"),
    },
    "publication": {"files": FILE},
    "wave": {"files": FILE, "outlet": _("Outlet"), "until": _("Open until")},
}


def _fields() -> Iterator[AuditField]:
    for model, labels in RECORDED.items():
        for name, label in labels.items():
            yield AuditField(f"campaigns.{model}", name, label)


AUDIT = AuditParts(
    actions=CampaignAction,
    fields=tuple(_fields()),
    sections=(
        AuditSection(
            "campaigns",
            _("Communication and budget"),
            Q(target_type__startswith="campaigns."),
        ),
    ),
    pages={
        "campaigns.budget": "campaigns:budget",
        "campaigns.budgetline": "campaigns:budget-line",
        "campaigns.content": "campaigns:content",
        "campaigns.outlet": "campaigns:outlet-change",
        "campaigns.publication": "campaigns:publication",
        "campaigns.wave": "campaigns:wave",
    },
)
