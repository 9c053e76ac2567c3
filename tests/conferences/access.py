"""Who reaches which address of this app, and with which rows: read by the tables of all apps
(tests/access.py).
"""

from conferences.permissions import ConferencePermission
from tests.access_words import PUBLIC
from tests.conferences import talk_access

# Of conferences: what those take part in see, and what only those who run them do.
SEEN = (
    "conference-list",
    "conference",
    "point",
    "point-qr",
    "point-change",
    "invitation",
    "invitation-calendar",
    "line-test",
    "line-matrix",
    "point-line-test",
    "attendance",
    "attendance-rest",
    "attendance-leave",
)
RUN_CONFERENCE = (
    "conference-change",
    "conference-announce",
    "conference-begin",
    "conference-cancel",
    "conference-links",
    "point-add",
    "bodies-add",
    "incident-add",
)
RUN_POINT = ("point-links", "point-renew", "point-remove")
# Whoever has the signed link (test_line_tests, test_invitations).
BY_LINK = (
    "invitation-answer",
    "invitation-answer-calendar",
    "point-page",
    "point-ticks",
    "point-attendance",
    "point-present",
    "point-incident",
)
OF_POINT = ("point", "point-qr", "point-change", "point-line-test", *RUN_POINT)
OF_CONFERENCE = (
    "conference",
    "line-test",
    "line-matrix",
    "attendance",
    "attendance-rest",
    *RUN_CONFERENCE,
)
OF_INVITATION = ("invitation", "invitation-calendar", "attendance-leave", "body-remove")


def _named(*names: str) -> tuple[str, ...]:
    return tuple(f"conferences:{name}" for name in names)


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
    **dict.fromkeys(_named(*SEEN), ConferencePermission.SEE_CONFERENCES),
    **dict.fromkeys(
        _named("conference-add", "body-remove", *RUN_CONFERENCE, *RUN_POINT),
        ConferencePermission.RUN_CONFERENCES,
    ),
    **dict.fromkeys(_named(*BY_LINK), PUBLIC),
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
    **dict.fromkeys(_named(*OF_CONFERENCE), "conference"),
    **dict.fromkeys(_named(*OF_POINT), "point"),
    **dict.fromkeys(_named(*OF_INVITATION), "conference-invitation"),
}
FUZZED = {
    "conference": _named("attendance", "attendance-rest", *RUN_CONFERENCE),
    "point": _named("point-change", "point-line-test", *RUN_POINT),
    "conference-invitation": _named("invitation", "attendance-leave", "body-remove"),
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
NAMED |= talk_access.NAMED
KEYED |= talk_access.KEYED
FUZZED |= talk_access.FUZZED
