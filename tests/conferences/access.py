"""Who reaches which address of this app, and with which rows: read by the tables of all apps
(tests/access.py).
"""

from conferences.permissions import ConferencePermission
from tests.access_words import LOG, PUBLIC

_SEEN_PETITION = ("conferences:petition",)
_KEPT_PETITION = (
    "conferences:petition-change",
    "conferences:petition-route",
    "conferences:petition-merge",
    "conferences:petition-separate",
    "conferences:petition-publish",
    "conferences:petition-unpublish",
    "conferences:opinion-link-make",
    "conferences:opinion-enter",
)
_KEPT_DIALOGUE = (
    "conferences:dialogue-report",
    "conferences:dialogue-reminder",
    "conferences:petition-upload",
    "conferences:dialogue-change",
    "conferences:participants-enter",
    "conferences:speech-enter",
    "conferences:petition-enter",
    "conferences:dialogue-publish",
)
_KEPT_ANSWER = ("conferences:answer-accept", "conferences:answer-return")
_OWN_PART = ("conferences:part-redirect", "conferences:answer-enter")
NAMED = {
    **dict.fromkeys(
        ("conferences:petition-list", "conferences:answer-letter", *_SEEN_PETITION),
        ConferencePermission.SEE_PETITIONS,
    ),
    **dict.fromkeys(
        (
            "conferences:dialogue-list",
            "conferences:dialogue",
            "conferences:dialogue-annex",
            "conferences:speech",
        ),
        ConferencePermission.SEE_DIALOGUES,
    ),
    **dict.fromkeys(
        (
            "conferences:dialogue-enter",
            "conferences:part-reopen",
            "conferences:opinion-settle",
            "conferences:petition-import",
            *_KEPT_DIALOGUE,
            *_KEPT_PETITION,
            *_KEPT_ANSWER,
        ),
        ConferencePermission.KEEP_DIALOGUES,
    ),
    **dict.fromkeys(_OWN_PART, ConferencePermission.ANSWER_PETITIONS),
    **dict.fromkeys(
        (
            "conferences:opinion-give",
            "conferences:public-petition-list",
            "conferences:public-petition-feed",
            "conferences:public-petition",
        ),
        PUBLIC,
    ),
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
        ("conferences:dialogue", "conferences:dialogue-annex", *_KEPT_DIALOGUE), "dialogue"
    ),
    "conferences:speech": "speech",
    **dict.fromkeys((*_SEEN_PETITION, *_KEPT_PETITION), "petition"),
    **dict.fromkeys((*_OWN_PART, "conferences:part-reopen"), "petition-part"),
    **dict.fromkeys(_KEPT_ANSWER, "petition-answer"),
    "conferences:answer-letter": "answer-letter",
    "conferences:opinion-settle": "worker-opinion",
    "conferences:petition-import": "petition-import",
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
    "dialogue": _KEPT_DIALOGUE,
    "speech": ("conferences:speech",),
    "petition": _KEPT_PETITION,
    "petition-part": (*_OWN_PART, "conferences:part-reopen"),
    "petition-answer": _KEPT_ANSWER,
    "worker-opinion": ("conferences:opinion-settle",),
    "petition-import": ("conferences:petition-import",),
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
WRITTEN_BY_GET = {"conferences:dialogue-annex": LOG}
