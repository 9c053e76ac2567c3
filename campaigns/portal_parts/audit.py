"""What the log says of this app: its acts, and what they write down beside the columns of their
models.
"""

from collections.abc import Iterator, Mapping

from django.db.models import Q
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _, pgettext_lazy

from agencies.registry import AuditField, AuditParts, AuditSection
from campaigns.audit.choices import CampaignAction
from campaigns.indicators.choices import Standing

FILE = pgettext_lazy("recorded", "File")
REASON = _("Reason")
PERIOD = _("Period")
OFFICE_WORDS = _("What the office says")
# By model, without the name of this app.
RECORDED: Mapping[str, Mapping[str, Promise]] = {
    "indicator": {
        "agencies": _("Who measures it"),
        "agency": _("Agency"),
        "period": PERIOD,
        "value": pgettext_lazy("recorded", "Figure"),
    },
    "monthreport": {"blocks": _("Parts of the text"), "month": _("Month")},
    "reportschedule": {"people": _("People written to")},
    "reportversion": {"month": _("Month"), "sha256": pgettext_lazy("recorded", "Hash")},
    "target": {"basis": _("Basis")},
    "reportingperiod": {"period": PERIOD, "text": _("Words")},
    "figurereport": {
        "agency": _("Agency"),
        "figures": _("Figures that are new"),
        "obstacles": _("Obstacles"),
        "period": PERIOD,
        "text": OFFICE_WORDS,
    },
    "planreport": {"agency": _("Agency"), "period": PERIOD, "text": OFFICE_WORDS},
    "budget": {"agency": _("Agency"), "due_on": _("Due on"), "step": _("Step of the budget")},
    "budgetline": {
        "reason": REASON,
        "delegation": _("Delegation"),
        "is_charged": _("Paid from this line"),
    },
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
    yield AuditField("campaigns.indicator", "standing", _("What is known"), Standing)


AUDIT = AuditParts(
    actions=CampaignAction,
    fields=tuple(_fields()),
    sections=(
        AuditSection(
            "campaigns",
            _("Targets, communication and reports"),
            Q(target_type__startswith="campaigns."),
        ),
    ),
    pages={
        "campaigns.target": "campaigns:target-detail",
        "campaigns.officialform": "campaigns:form-detail",
        "campaigns.reportingperiod": "campaigns:period-detail",
        "campaigns.figurereport": "campaigns:figure-report-detail",
        "campaigns.planreport": "campaigns:plan-report-detail",
        "campaigns.reportversion": "campaigns:report-version",
        "campaigns.budget": "campaigns:budget",
        "campaigns.budgetline": "campaigns:budget-line",
        "campaigns.content": "campaigns:content",
        "campaigns.outlet": "campaigns:outlet-change",
        "campaigns.publication": "campaigns:publication",
        "campaigns.wave": "campaigns:wave",
    },
)
