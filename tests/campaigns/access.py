"""Who reaches which address of this app, and with which rows: read by the tables of all apps
(tests/access.py).
"""

from agencies.people.permissions import Permission
from campaigns.permissions import CampaignPermission as Campaigns
from tests.access_words import LOG

SEEN = (
    "target-list",
    "target-export",
    "target-detail",
    "target-figures",
    "indicator-list",
    "form-list",
    "form-detail",
    "form-export",
    "reporting-calendar",
    "period-detail",
    "figure-report-detail",
    "plan-report-detail",
)
KEPT = (
    "target-add",
    "target-change",
    "indicator-add",
    "indicator-change",
    "figure-enter",
    "form-add",
    "form-change",
    "form-line-add",
    "form-line-change",
    "rule-add",
    "rule-change",
)
DECIDED = (
    "period-merge",
    "period-remind",
    "figure-report-return",
    "figure-report-accept",
    "plan-report-return",
    "plan-report-accept",
)
NAMED = {
    "campaigns:report-list": Permission.SEE_REPORTS,
    "campaigns:report-workbook": Permission.SEE_REPORTS,
    **dict.fromkeys((f"campaigns:{name}" for name in SEEN), Campaigns.SEE_TARGETS),
    **dict.fromkeys((f"campaigns:{name}" for name in KEPT), Campaigns.KEEP_TARGETS),
    **dict.fromkeys((f"campaigns:{name}" for name in DECIDED), Campaigns.KEEP_REPORTS),
    "campaigns:report-write": Campaigns.ENTER_FIGURES,
    "campaigns:period-approve": Campaigns.CLOSE_PERIODS,
    "campaigns:period-reopen": Campaigns.CLOSE_PERIODS,
    "campaigns:period-publish": Campaigns.APPROVE_REPORTS,
}
WRITTEN_BY_GET = dict.fromkeys(
    ("campaigns:report-workbook", "campaigns:target-export", "campaigns:form-export"),
    LOG,
)
