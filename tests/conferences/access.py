"""Who reaches which address of this app, and with which rows: read by the tables of all apps
(tests/access.py).
"""

from conferences.permissions import ConferencePermission

NAMED = {
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
KEYED = {
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
