"""Rows of `access.py` for programmes and all that is said and decided at a conference."""

from conferences.permissions import ConferencePermission
from tests.access_words import PUBLIC

SEEN = ("programme", "conference-documents", "slip-list")
RUN = (
    "programme-template",
    "programme-item-add",
    "programme-publish",
    "running-desk",
    "follow-link-renew",
    "speech-add",
    "question-add",
    "conference-document-add",
    "slip-make",
    "closing",
    "conference-end",
    "minutes-make",
    "conclusion-attach",
    "conference-publish",
    "conference-unpublish",
)
# By the kind of object.
RUN_BY_KEY = {
    "programme-item": (
        "programme-item-change",
        "programme-item-move",
        "programme-item-remove",
        "item-begin",
        "item-end",
        "item-take-back",
    ),
    "speech": ("speech-act", "speech-move"),
    "question": ("question", "question-answer", "question-in-writing"),
    "conference-document": ("conference-document-version", "conference-document-end"),
    "opinion-slip": ("slip-count",),
}
SEEN_BY_KEY = {
    "conference-document": ("conference-document", "conference-document-note"),
    "document-version": ("conference-document-file",),
    "opinion-slip": ("slip",),
}
# Whoever has the signed link of a point, an invitation or of those who follow; or everybody, once
# it is published.
BY_LINK = (
    "live-page",
    "live-now",
    "point-voice",
    "point-speech",
    "point-speech-withdraw",
    "point-question",
    "point-documents",
    "point-document-file",
    "guest-slips",
    "guest-slip",
    "published-conference",
)


def _named(*names: str) -> list[str]:
    return [f"conferences:{name}" for name in names]


def _by_kind(table: dict[str, tuple[str, ...]]) -> dict[str, str]:
    return {name: kind for kind, names in table.items() for name in _named(*names)}


NAMED = {
    **dict.fromkeys(_named(*SEEN), ConferencePermission.SEE_CONFERENCES),
    **dict.fromkeys(_by_kind(SEEN_BY_KEY), ConferencePermission.SEE_CONFERENCES),
    **dict.fromkeys(_named(*RUN), ConferencePermission.RUN_CONFERENCES),
    **dict.fromkeys(_by_kind(RUN_BY_KEY), ConferencePermission.RUN_CONFERENCES),
    **dict.fromkeys(_named(*BY_LINK), PUBLIC),
}
KEYED = {
    **dict.fromkeys(_named(*SEEN, *RUN), "talk"),
    **_by_kind(SEEN_BY_KEY),
    **_by_kind(RUN_BY_KEY),
}
FUZZED = {
    "talk": tuple(_named(*(name for name in RUN if name != "running-desk"))),
    "programme-item": tuple(_named(*RUN_BY_KEY["programme-item"])),
    "speech": tuple(_named(*RUN_BY_KEY["speech"])),
    "question": tuple(_named("question-answer", "question-in-writing")),
    "conference-document": tuple(
        _named(*RUN_BY_KEY["conference-document"], "conference-document-note")
    ),
    "opinion-slip": tuple(_named("slip", "slip-count")),
}
# They set a state: sent twice they set it once, or a version or a state refuses the second.
CHANGES = set(
    _named(
        "programme-item-change",
        "programme-item-move",
        "programme-item-remove",
        "item-begin",
        "item-end",
        "item-take-back",
        "follow-link-renew",
        "speech-act",
        "speech-move",
        "point-speech-withdraw",
        "question-answer",
        "question-in-writing",
        "conference-document-end",
        "conference-document-note",
        "conference-document-file",  # counts a reader once
        "point-document-file",
        "slip",
        "slip-count",
        "guest-slip",
        "closing",
        "conference-end",
        "conference-publish",
        "conference-unpublish",
    )
)
