"""Who reaches which address of this app, and with which rows: read by the tables of all apps
(tests/access.py).
"""

from conferences.permissions import ConferencePermission
from tests.access_words import PUBLIC

FAIRS_SEEN = (
    "fair-list",
    "fair",
    "booth",
    "booth-withdraw",
    "booth-link-renew",
    "booth-block-add",
    "interview-block",
    "seats-reduce",
    "seat-turn",
    "booth-outcomes",
    "fair-results",
)
FAIRS_RUN = (
    "fair-add",
    "fair-change",
    "fair-state",
    "fair-cancel",
    "fair-repeat",
    "fair-point-add",
    "booth-accept",
    "booth-decline",
)
POINTS_KEPT = (
    "fair-point",
    "fair-point-change",
    "computers-add",
    "seeker-add",
    "seeker",
    "seeker-act",
    "phone-call-done",
    "fair-door",
)
FAIRS_PUBLIC = (
    "public-fair-list",
    "public-fair",
    "fair-calendar",
    "seeker-sign-up",
    "own-registration",
    "own-act",
    "recruiter",
    "fair-board",
    "fair-board-now",
)
NAMED = {
    **{f"conferences:{name}": ConferencePermission.SEE_FAIRS for name in FAIRS_SEEN},
    **{f"conferences:{name}": ConferencePermission.RUN_FAIRS for name in FAIRS_RUN},
    **{f"conferences:{name}": ConferencePermission.KEEP_FAIR_POINTS for name in POINTS_KEPT},
    "conferences:booth-ask": ConferencePermission.JOIN_FAIRS,
    "conferences:booth-change": ConferencePermission.JOIN_FAIRS,
    # What is announced, for everybody; own pages: whoever has the signed link (test_fair_pages).
    **{f"conferences:{name}": PUBLIC for name in FAIRS_PUBLIC},
    **dict.fromkeys(
        (
            "conferences:partnership-list",
            "conferences:partnership",
            "conferences:partner-document",
            "conferences:partner-document-file",
            "conferences:ask",
            "conferences:ask-change",
            "conferences:ask-answer",
            "conferences:ask-add",
            "conferences:partner-ask-add",
        ),
        ConferencePermission.SEE_PARTNERSHIPS,
    ),
    **dict.fromkeys(
        (
            "conferences:partnership-open",
            "conferences:partnership-change",
            "conferences:partner-contact-add",
            "conferences:partner-contact-remove",
            "conferences:partner-document-add",
            "conferences:partner-document-share",
            "conferences:ask-assign",
            "conferences:ask-share",
        ),
        ConferencePermission.KEEP_PARTNERSHIPS,
    ),
}
OF_A_FAIR = ("change", "state", "cancel", "repeat", "point-add")
OF_A_BOOTH = ("change", "accept", "decline", "withdraw", "link-renew", "block-add")
OF_A_POINT = ("fair-point-change", "computers-add", "seeker-add")
KEYED = {
    "conferences:fair": "fair",
    **{f"conferences:fair-{act}": "fair" for act in OF_A_FAIR},
    "conferences:booth-ask": "fair",
    "conferences:booth": "booth",
    **{f"conferences:booth-{act}": "booth" for act in OF_A_BOOTH},
    "conferences:fair-point": "fair-point",
    **{f"conferences:{name}": "fair-point" for name in OF_A_POINT},
    "conferences:seeker": "seeker",
    "conferences:seeker-act": "seeker",
    "conferences:phone-call-done": "phone-call",
    "conferences:interview-block": "interview-block",
    "conferences:seats-reduce": "interview-seat",
    "conferences:seat-turn": "interview-seat",
    "conferences:booth-outcomes": "booth",
    "conferences:fair-results": "fair",
    **dict.fromkeys(
        (
            "conferences:partnership",
            "conferences:partnership-change",
            "conferences:partner-contact-add",
            "conferences:partner-document-add",
            "conferences:ask-add",
            "conferences:partner-ask-add",
        ),
        "partnership",
    ),
    "conferences:partner-contact-remove": "partner-contact",
    **dict.fromkeys(
        (
            "conferences:partner-document",
            "conferences:partner-document-file",
            "conferences:partner-document-share",
        ),
        "partner-document",
    ),
    **dict.fromkeys(
        (
            "conferences:ask",
            "conferences:ask-change",
            "conferences:ask-answer",
            "conferences:ask-assign",
            "conferences:ask-share",
        ),
        "ask",
    ),
}
FUZZED = {
    "fair": (
        *(f"conferences:fair-{act}" for act in OF_A_FAIR),
        "conferences:booth-ask",
    ),
    "booth": (
        *(f"conferences:booth-{act}" for act in OF_A_BOOTH),
        "conferences:booth-outcomes",
    ),
    "fair-point": tuple(f"conferences:{name}" for name in OF_A_POINT),
    "seeker": ("conferences:seeker-act",),
    "phone-call": ("conferences:phone-call-done",),
    "interview-seat": ("conferences:seats-reduce", "conferences:seat-turn"),
    "partnership": (
        "conferences:partnership-change",
        "conferences:partner-contact-add",
        "conferences:partner-document-add",
        "conferences:ask-add",
        "conferences:partner-ask-add",
    ),
    "partner-document": ("conferences:partner-document-share",),
    "ask": (
        "conferences:ask-change",
        "conferences:ask-answer",
        "conferences:ask-assign",
        "conferences:ask-share",
    ),
}
