"""What the log says of this app: its acts, and what they write down beside the columns of their
models.
"""

from django.db.models import Q
from django.utils.translation import gettext_lazy as _, pgettext_lazy

from agencies.registry import AuditField, AuditParts, AuditSection
from campaigns.audit.choices import CampaignAction

AUDIT = AuditParts(
    actions=CampaignAction,
    fields=(
        AuditField("campaigns.reportversion", "month", _("Month")),
        AuditField("campaigns.reportversion", "sha256", pgettext_lazy("recorded", "Hash")),
        AuditField("campaigns.monthreport", "month", _("Month")),
        AuditField("campaigns.reportschedule", "people", _("People written to")),
        AuditField("campaigns.monthreport", "blocks", _("Parts of the text")),
    ),
    sections=(AuditSection("campaigns", _("Campaigns"), Q(target_type__startswith="campaigns.")),),
    pages={"campaigns.reportversion": "campaigns:report-version"},
)
