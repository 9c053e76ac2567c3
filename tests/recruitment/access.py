"""Who reaches which address of this app, and with which rows: read by the tables of all apps
(tests/access.py).
"""

from recruitment.permissions import RecruitmentPermission as Employers
from tests.access_words import LOG, PUBLIC

VACANCY_ACTS = (
    "desk-detail",
    "change",
    "submit",
    "check",
    "ask-back",
    "pause",
    "resume",
    "refresh",
    "fill",
    "correct",
    "close",
    "copy",
)
FIRM_PAGES = (
    "service-firm",
    "service-firm-change",
    "licence-add",
    "contract-add",
    "inspection-enter",
)
REPORTS_SEEN = ("list", "detail", "summary", "export", "document")
REPORTS_ENTERED = ("report", "sheet", "upload", "remind", "return", "accept")
"""Of every kind of report for a period."""
NAMED = {
    # whoever acts for an employer; nothing is shown (test_employers)
    "recruitment:employer-register": PUBLIC,
    "recruitment:employer-access": PUBLIC,  # the same answer for all (test_employers)
    "recruitment:employer-list": Employers.SEE_EMPLOYERS,
    "recruitment:employer-detail": Employers.SEE_EMPLOYERS,
    "recruitment:employer-document": Employers.SEE_VACANCIES,
    "recruitment:employer-enter": Employers.VERIFY_EMPLOYERS,
    "recruitment:employer-verify": Employers.VERIFY_EMPLOYERS,
    "recruitment:employer-ask-back": Employers.VERIFY_EMPLOYERS,
    "recruitment:employer-refuse": Employers.VERIFY_EMPLOYERS,
    "recruitment:employer-change-accept": Employers.VERIFY_EMPLOYERS,
    "recruitment:employer-change-refuse": Employers.VERIFY_EMPLOYERS,
    "recruitment:own-change-withdraw": Employers.KEEP_OWN_EMPLOYER,
    "recruitment:park-list": Employers.SEE_EMPLOYERS,
    "recruitment:park-change": Employers.VERIFY_EMPLOYERS,
    "recruitment:own-employer": Employers.KEEP_OWN_EMPLOYER,
    "recruitment:vacancy-desk": Employers.SEE_VACANCIES,
    "recruitment:own-vacancies-export": Employers.KEEP_OWN_EMPLOYER,
    "recruitment:own-vacancies-act": Employers.KEEP_OWN_EMPLOYER,
    **dict.fromkeys(
        (
            "recruitment:demand-sheet",
            "recruitment:demand-sheet-export",
            "recruitment:loudspeaker",
            "recruitment:loudspeaker-document",
            "recruitment:demand-board",
            "recruitment:demand-board-export",
            "recruitment:demand-board-rows",
            "recruitment:demand-sheet-document",
            "recruitment:alert-list",
            "recruitment:alert-end",
        ),
        Employers.TAKE_BULLETINS,
    ),
    "recruitment:vacancy-desk-detail": Employers.SEE_VACANCIES,
    **dict.fromkeys(
        (
            "recruitment:vacancy-add",
            "recruitment:vacancy-enter",
            "recruitment:vacancy-change",
            "recruitment:vacancy-submit",
            "recruitment:vacancy-pause",
            "recruitment:vacancy-resume",
            "recruitment:vacancy-refresh",
            "recruitment:vacancy-fill",
            "recruitment:vacancy-close",
            "recruitment:vacancy-correct",
            "recruitment:vacancy-copy",
            "recruitment:interest-status",
        ),
        Employers.WRITE_VACANCIES,
    ),
    **dict.fromkeys(
        (
            "recruitment:vacancy-check",
            "recruitment:uncalled-list",
            "recruitment:calls-remind",
            "recruitment:vacancy-check-many",
            "recruitment:vacancy-ask-back",
        ),
        Employers.CHECK_VACANCIES,
    ),
    **dict.fromkeys(
        (
            "recruitment:import-detail",
            "recruitment:import-create",
            "recruitment:import-choose",
            "recruitment:import-set",
            "recruitment:import-confirm",
            "recruitment:import-mend",
            "recruitment:import-marked",
            "recruitment:import-row",
        ),
        Employers.WRITE_VACANCIES,
    ),
    **dict.fromkeys(
        ("recruitment:import-upload", "recruitment:import-template"), Employers.KEEP_OWN_EMPLOYER
    ),
    **dict.fromkeys(
        ("recruitment:import-enter", "recruitment:import-enter-template"),
        Employers.VERIFY_EMPLOYERS,
    ),
    **dict.fromkeys(
        (f"recruitment:usage-{page}" for page in REPORTS_SEEN), Employers.SEE_LABOUR_USE
    ),
    **dict.fromkeys(
        (f"recruitment:usage-{page}" for page in REPORTS_ENTERED), Employers.KEEP_LABOUR_USE
    ),
    **dict.fromkeys(
        (f"recruitment:lodging-{page}" for page in REPORTS_SEEN), Employers.SEE_LODGING
    ),
    **dict.fromkeys(
        (f"recruitment:lodging-{page}" for page in REPORTS_ENTERED), Employers.KEEP_LODGING
    ),
    **dict.fromkeys(
        (
            "recruitment:service-firm-list",
            "recruitment:service-firm-export",
            "recruitment:service-firm",
        ),
        Employers.SEE_SERVICE_FIRMS,
    ),
    "recruitment:inspection": Employers.SEE_INSPECTIONS,
    **dict.fromkeys(
        (
            "recruitment:service-firm-enter",
            "recruitment:service-firm-change",
            "recruitment:licence-add",
            "recruitment:licence-revoke",
            "recruitment:contract-add",
            "recruitment:contract-count",
            "recruitment:inspection-enter",
            "recruitment:inspection-minutes",
        ),
        Employers.KEEP_SERVICE_FIRMS,
    ),
    # What is published, for everybody (test_public); interest: whoever has the token withdraws
    # (test_interests)
    **dict.fromkeys(
        (
            "recruitment:vacancy-list",
            "recruitment:vacancy-feed",
            "recruitment:vacancy-detail",
            "recruitment:tax-code-note",
            "recruitment:interest-register",
            "recruitment:interest-withdraw",
            "recruitment:vacancy-poster",
            "recruitment:vacancy-picture",
            "recruitment:robots",
            "recruitment:sitemap",
            "recruitment:sitemap-pages",
            "recruitment:sitemap-jobs",
        ),
        PUBLIC,
    ),
}
KEYED = {
    **dict.fromkeys(
        (
            "recruitment:employer-detail",
            "recruitment:employer-verify",
            "recruitment:employer-change-accept",
            "recruitment:employer-change-refuse",
            "recruitment:employer-ask-back",
            "recruitment:employer-refuse",
            "recruitment:vacancy-enter",
            "recruitment:import-enter",
            "recruitment:import-enter-template",
        ),
        "employer",
    ),
    **dict.fromkeys((f"recruitment:vacancy-{act}" for act in VACANCY_ACTS), "vacancy"),
    "recruitment:interest-status": "interest",
    "recruitment:calls-remind": "vacancy",
    **dict.fromkeys(
        (
            f"recruitment:import-{act}"
            for act in ("detail", "create", "choose", "set", "confirm", "mend", "marked")
        ),
        "import",
    ),
    "recruitment:import-row": "imported-row",
    **dict.fromkeys(
        (f"recruitment:usage-{act}" for act in ("detail", "return", "accept")), "usage"
    ),
    **dict.fromkeys(
        (f"recruitment:lodging-{act}" for act in ("detail", "return", "accept")), "lodging"
    ),
    **dict.fromkeys(
        (f"recruitment:usage-{page}" for page in ("report", "sheet", "upload")), "reporter"
    ),
    **dict.fromkeys((f"recruitment:{name}" for name in FIRM_PAGES), "firm"),
    **dict.fromkeys(("recruitment:licence-revoke",), "licence"),
    **dict.fromkeys(("recruitment:contract-count",), "contract"),
    **dict.fromkeys(("recruitment:inspection", "recruitment:inspection-minutes"), "inspection"),
    **dict.fromkeys(
        (f"recruitment:lodging-{page}" for page in ("report", "sheet", "upload")), "commune"
    ),
    "recruitment:park-change": "park",
    "recruitment:employer-document": "employer-document",
    "recruitment:alert-end": "alert",
}
FUZZED = {
    "employer": (
        "recruitment:employer-verify",
        "recruitment:employer-ask-back",
        "recruitment:employer-refuse",
        "recruitment:employer-change-accept",
        "recruitment:employer-change-refuse",
        "recruitment:vacancy-enter",
    ),
    "vacancy": (
        *(f"recruitment:vacancy-{act}" for act in VACANCY_ACTS if act != "desk-detail"),
        "recruitment:interest-register",
        "recruitment:calls-remind",
    ),
    "import": (
        "recruitment:import-create",
        "recruitment:import-choose",
        "recruitment:import-set",
        "recruitment:import-confirm",
        "recruitment:import-mend",
    ),
    "imported-row": ("recruitment:import-row",),
    "usage": ("recruitment:usage-return", "recruitment:usage-accept"),
    "lodging": ("recruitment:lodging-return", "recruitment:lodging-accept"),
    "firm": (
        "recruitment:service-firm-change",
        "recruitment:licence-add",
        "recruitment:contract-add",
    ),
    "inspected": ("recruitment:inspection-enter",),
    "inspection": ("recruitment:inspection-minutes",),
    "commune": ("recruitment:lodging-report", "recruitment:lodging-upload"),
    "park": ("recruitment:park-change",),
    "licence": ("recruitment:licence-revoke",),
    "contract": ("recruitment:contract-count",),
}
WRITTEN_BY_GET = dict.fromkeys(
    (
        "recruitment:demand-board-export",
        "recruitment:demand-sheet-document",
        "recruitment:loudspeaker-document",
        "recruitment:demand-sheet-export",
        "recruitment:service-firm-export",
        "recruitment:usage-export",
        "recruitment:usage-document",
        "recruitment:usage-sheet",
        "recruitment:lodging-export",
        "recruitment:lodging-document",
        "recruitment:lodging-sheet",
        "recruitment:import-marked",
        "recruitment:own-vacancies-export",
    ),
    LOG,
)
