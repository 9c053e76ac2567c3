"""Who reaches which address of this app, and with which rows: read by the tables of all apps
(tests/access.py).
"""

from agencies.people.permissions import Permission
from campaigns.permissions import CampaignPermission as Campaigns
from tests.access_words import LOG, PUBLIC

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
KEEPERS = ("version-lock", "version-send", "version-paper")
APPROVERS = ("version-sign", "version-publish")
CONTENT_ACTS = ("write", "submit", "release", "assign")
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
    **dict.fromkeys((f"campaigns:{name}" for name in SEEN), Campaigns.SEE_TARGETS),
    **dict.fromkeys((f"campaigns:{name}" for name in KEPT), Campaigns.KEEP_TARGETS),
    **dict.fromkeys((f"campaigns:{name}" for name in DECIDED), Campaigns.KEEP_REPORTS),
    "campaigns:report-write": Campaigns.ENTER_FIGURES,
    "campaigns:period-approve": Campaigns.CLOSE_PERIODS,
    "campaigns:period-reopen": Campaigns.CLOSE_PERIODS,
    "campaigns:period-publish": Campaigns.APPROVE_REPORTS,
    # Whoever has the signed link (test_kits).
    **dict.fromkeys(
        ("campaigns:media-kit", "campaigns:media-kit-contents", "campaigns:media-kit-file"), PUBLIC
    ),
    **dict.fromkeys(
        ("campaigns:wave-list", "campaigns:wave", "campaigns:outlet-list"), Campaigns.SEE_WAVES
    ),
    **dict.fromkeys(
        (
            "campaigns:outlet-add",
            "campaigns:outlet-change",
            "campaigns:wave-plan",
            "campaigns:wave-change",
            "campaigns:wave-cancel",
            "campaigns:kit-share",
            "campaigns:kit-withdraw",
            "campaigns:content-cancel",
        ),
        Campaigns.KEEP_WAVES,
    ),
    **dict.fromkeys(
        (
            "campaigns:demand-attach",
            "campaigns:content-begin",
            "campaigns:wave-file-remove",
            *(f"campaigns:content-{act}" for act in CONTENT_ACTS),
        ),
        Campaigns.WRITE_CONTENTS,
    ),
    "campaigns:content-clear": Campaigns.CLEAR_CONTENTS,
    "campaigns:content-refuse": Campaigns.CLEAR_CONTENTS,
    **dict.fromkeys(
        (
            "campaigns:content",
            "campaigns:wave-file",
            "campaigns:publication-list",
            "campaigns:publication-export",
            "campaigns:publication",
            "campaigns:proof-file",
        ),
        Campaigns.SEE_CONTENTS,
    ),
    **dict.fromkeys(
        (
            "campaigns:publication-enter",
            "campaigns:publication-withdraw",
            "campaigns:loudspeaker-page",
            "campaigns:reading-enter",
        ),
        Campaigns.ENTER_PUBLICATIONS,
    ),
    **dict.fromkeys(
        (
            "campaigns:budget-list",
            "campaigns:budget",
            "campaigns:budget-export",
            "campaigns:budget-line",
        ),
        Campaigns.SEE_BUDGET,
    ),
    **dict.fromkeys(
        (
            "campaigns:budget-begin",
            "campaigns:budget-date-give",
            "campaigns:budget-line-add",
            "campaigns:budget-line-change",
            "campaigns:trip-cost",
        ),
        Campaigns.KEEP_BUDGET,
    ),
}
KEYED = {
    **dict.fromkeys(
        ("campaigns:target-detail", "campaigns:target-change", "campaigns:target-figures"),
        "target",
    ),
    **dict.fromkeys(("campaigns:indicator-change", "campaigns:figure-enter"), "indicator"),
    **dict.fromkeys(
        (f"campaigns:form-{page}" for page in ("detail", "change", "export", "line-add")),
        "official-form",
    ),
    "campaigns:form-line-change": "form-line",
    "campaigns:rule-change": "reporting-rule",
    **dict.fromkeys(
        (
            f"campaigns:period-{act}"
            for act in ("detail", "merge", "remind", "approve", "reopen", "publish")
        ),
        "reporting-period",
    ),
    **{
        f"campaigns:{kind}-{act}": kind
        for kind in ("figure-report", "plan-report")
        for act in ("detail", "return", "accept")
    },
    **dict.fromkeys(
        (
            "campaigns:report-version",
            "campaigns:version-workbook",
            *(f"campaigns:{name}" for name in (*KEEPERS, *APPROVERS)),
        ),
        "report-version",
    ),
    "campaigns:outlet-change": "outlet",
    **dict.fromkeys(
        (
            "campaigns:wave",
            "campaigns:wave-change",
            "campaigns:wave-cancel",
            "campaigns:kit-share",
            "campaigns:demand-attach",
            "campaigns:content-begin",
        ),
        "wave",
    ),
    **dict.fromkeys(
        (
            "campaigns:content",
            "campaigns:content-clear",
            "campaigns:content-refuse",
            "campaigns:content-cancel",
            *(f"campaigns:content-{act}" for act in CONTENT_ACTS),
        ),
        "content",
    ),
    "campaigns:wave-file": "wave-file",
    "campaigns:wave-file-remove": "wave-file",
    "campaigns:kit-withdraw": "kit-link",
    "campaigns:publication": "publication",
    "campaigns:publication-withdraw": "publication",
    "campaigns:proof-file": "proof",
    # A draft, so that nobody may read it aloud.
    "campaigns:reading-enter": "content",
    **dict.fromkeys(
        (
            "campaigns:budget",
            "campaigns:budget-export",
            "campaigns:budget-date-give",
            "campaigns:budget-line-add",
        ),
        "budget",
    ),
    "campaigns:budget-line": "budget-line",
    "campaigns:budget-line-change": "budget-line",
    "campaigns:trip-cost": "delegation",
}
FUZZED = {
    "target": ("campaigns:target-change",),
    "indicator": ("campaigns:indicator-change", "campaigns:figure-enter"),
    "official-form": ("campaigns:form-change", "campaigns:form-line-add"),
    "form-line": ("campaigns:form-line-change",),
    "reporting-rule": ("campaigns:rule-change",),
    "reporting-period": tuple(
        f"campaigns:period-{act}" for act in ("merge", "remind", "approve", "reopen", "publish")
    ),
    **{
        kind: (f"campaigns:{kind}-return", f"campaigns:{kind}-accept")
        for kind in ("figure-report", "plan-report")
    },
    "report-version": tuple(f"campaigns:{name}" for name in (*KEEPERS, *APPROVERS)),
    "outlet": ("campaigns:outlet-change",),
    "wave": (
        "campaigns:wave-change",
        "campaigns:wave-cancel",
        "campaigns:kit-share",
        "campaigns:demand-attach",
        "campaigns:content-begin",
    ),
    "content": (
        *(f"campaigns:content-{act}" for act in CONTENT_ACTS),
        "campaigns:content-clear",
        "campaigns:content-refuse",
        "campaigns:content-cancel",
        "campaigns:reading-enter",
    ),
    "wave-file": ("campaigns:wave-file-remove",),
    "kit-link": ("campaigns:kit-withdraw",),
    "publication": ("campaigns:publication-withdraw",),
    "budget": ("campaigns:budget-date-give", "campaigns:budget-line-add"),
    "budget-line": ("campaigns:budget-line-change",),
}
WRITTEN_BY_GET = dict.fromkeys(
    (
        "campaigns:version-workbook",
        "campaigns:target-export",
        "campaigns:form-export",
        "campaigns:publication-export",
        "campaigns:budget-export",
    ),
    LOG,
)
