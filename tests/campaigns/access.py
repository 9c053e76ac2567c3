"""Who reaches which address of this app, and with which rows: read by the tables of all apps
(tests/access.py).
"""

from agencies.people.permissions import Permission
from campaigns.permissions import CampaignPermission as Campaigns
from tests.access_words import LOG

KEEPERS = ("version-lock", "version-send", "version-paper")
APPROVERS = ("version-sign", "version-publish")
NAMED = {
    **dict.fromkeys(
        (
            f"campaigns:{name}"
            for name in (
                "report-list",
                "report-month",
                "report-rows",
                "report-version",
                "version-rows",
                "version-workbook",
            )
        ),
        Permission.SEE_REPORTS,
    ),
    "campaigns:report-freeze": Campaigns.KEEP_REPORTS,
    "campaigns:report-schedule": Campaigns.KEEP_REPORTS,
    "campaigns:report-texts": Campaigns.KEEP_REPORTS,
    **dict.fromkeys((f"campaigns:{name}" for name in KEEPERS), Campaigns.KEEP_REPORTS),
    **dict.fromkeys((f"campaigns:{name}" for name in APPROVERS), Campaigns.APPROVE_REPORTS),
}
KEYED = dict.fromkeys(
    (
        "campaigns:report-version",
        "campaigns:version-workbook",
        *(f"campaigns:{name}" for name in (*KEEPERS, *APPROVERS)),
    ),
    "report-version",
)
FUZZED = {"report-version": tuple(f"campaigns:{name}" for name in (*KEEPERS, *APPROVERS))}
WRITTEN_BY_GET = dict.fromkeys(("campaigns:version-workbook",), LOG)
