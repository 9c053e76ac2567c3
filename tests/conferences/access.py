"""Who reaches which address of this app, and with which rows: read by the tables of all apps
(tests/access.py).
"""

from agencies.people.permissions import Permission
from conferences.permissions import ConferencePermission
from tests.access_words import LOG, PUBLIC
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
_TEMPLATE = ("conferences:answer-template", "conferences:answer-template-remove")
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
    "fair-vacancies",
    "fair-script",
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
    "exchange-files",
    "exchange-file-make",
    "exchange-file",
    "exchange-receipt",
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
    "fair-poster",
    "vacancy-report-make",
    "fair-report-make",
    "vacancy-report-thanks",
)
NAMED = {
    **{f"conferences:{name}": ConferencePermission.SEE_FAIRS for name in FAIRS_SEEN},
    **{f"conferences:{name}": ConferencePermission.RUN_FAIRS for name in FAIRS_RUN},
    **{f"conferences:{name}": ConferencePermission.KEEP_FAIR_POINTS for name in POINTS_KEPT},
    "conferences:booth-ask": ConferencePermission.JOIN_FAIRS,
    "conferences:booth-change": ConferencePermission.JOIN_FAIRS,
    "conferences:vacancy-report": Permission.SIGNED_IN,
    # What is announced, for everybody; own pages: whoever has the signed link (test_fair_pages).
    **{f"conferences:{name}": PUBLIC for name in FAIRS_PUBLIC},
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
    **dict.fromkeys(
        (
            *_OWN_PART,
            *_TEMPLATE,
            "conferences:answer-template-list",
            "conferences:answer-template-add",
            "conferences:letter-upload",
            "conferences:letter-split",
        ),
        ConferencePermission.ANSWER_PETITIONS,
    ),
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
    **dict.fromkeys(_named(*SEEN), ConferencePermission.SEE_CONFERENCES),
    **dict.fromkeys(
        _named("conference-add", "body-remove", *RUN_CONFERENCE, *RUN_POINT),
        ConferencePermission.RUN_CONFERENCES,
    ),
    **dict.fromkeys(_named(*BY_LINK), PUBLIC),
    **dict.fromkeys(
        ("conferences:delegation-list", "conferences:delegation", "conferences:delegation-report"),
        ConferencePermission.SEE_DELEGATIONS,
    ),
    "conferences:member-answer": ConferencePermission.SEE_DELEGATIONS,
    **dict.fromkeys(
        (
            *(f"conferences:delegation-{page}" for page in ("plan", "change", "decide", "cancel")),
            *(f"conferences:delegation-{page}" for page in ("travelled", "share", "paper")),
            *(f"conferences:itinerary-{act}" for act in ("add", "remove")),
            "conferences:talking-point",
            *(f"conferences:talking-point-{act}" for act in ("add", "raise")),
            "conferences:talking-points-take",
            "conferences:members-invite",
            "conferences:seat-member-add",
            "conferences:named-member-add",
            "conferences:member-remove",
            "conferences:college-enter",
            *(f"conferences:major-{act}" for act in ("add", "remove")),
            *(f"conferences:college-visit-{act}" for act in ("plan", "change", "cancel", "record")),
            "conferences:follow-up-add",
            *(f"conferences:graduate-{act}" for act in ("add", "remove")),
        ),
        ConferencePermission.KEEP_PARTNERSHIPS,
    ),
    "conferences:member-link": PUBLIC,
    **dict.fromkeys(
        ("conferences:college-list", "conferences:college", "conferences:college-visit"),
        ConferencePermission.SEE_COLLEGES,
    ),
    "conferences:living-list": ConferencePermission.SEE_LIVING,
    **dict.fromkeys(
        (*(f"conferences:living-{act}" for act in ("enter", "change", "check", "withdraw")),),
        ConferencePermission.KEEP_LIVING,
    ),
}
OF_A_FAIR = ("change", "state", "cancel", "repeat", "point-add")
OF_A_BOOTH = ("change", "accept", "decline", "withdraw", "link-renew", "block-add")
OF_A_POINT = ("fair-point-change", "computers-add", "seeker-add")
KEYED = {
    **dict.fromkeys(
        ("conferences:dialogue", "conferences:dialogue-annex", *_KEPT_DIALOGUE), "dialogue"
    ),
    "conferences:speech": "speech",
    **dict.fromkeys((*_SEEN_PETITION, *_KEPT_PETITION), "petition"),
    **dict.fromkeys((*_OWN_PART, "conferences:part-reopen"), "petition-part"),
    **dict.fromkeys(_KEPT_ANSWER, "petition-answer"),
    "conferences:answer-letter": "answer-letter",
    "conferences:letter-split": "answer-letter",
    "conferences:letter-upload": "dialogue",
    **dict.fromkeys(_TEMPLATE, "answer-template"),
    "conferences:opinion-settle": "worker-opinion",
    "conferences:petition-import": "petition-import",
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
    "conferences:fair-vacancies": "fair",
    "conferences:fair-script": "fair",
    "conferences:vacancy-report": "vacancy-report",
    "conferences:exchange-files": "fair",
    "conferences:exchange-file-make": "fair",
    "conferences:exchange-file": "exchange-file",
    "conferences:exchange-receipt": "exchange-file",
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
    "conferences:delegation-plan": "partnership",
    **dict.fromkeys(
        (
            "conferences:delegation",
            *(f"conferences:delegation-{page}" for page in ("change", "decide", "cancel")),
            *(f"conferences:delegation-{page}" for page in ("travelled", "share", "paper")),
            "conferences:delegation-report",
            "conferences:itinerary-add",
            "conferences:talking-point-add",
            "conferences:talking-points-take",
            "conferences:members-invite",
            "conferences:seat-member-add",
            "conferences:named-member-add",
        ),
        "delegation",
    ),
    "conferences:itinerary-remove": "itinerary-stop",
    "conferences:talking-point": "talking-point",
    "conferences:talking-point-raise": "talking-point",
    "conferences:member-remove": "delegation-member",
    "conferences:member-answer": "delegation-member",
    **dict.fromkeys(
        ("conferences:college", "conferences:major-add", "conferences:college-visit-plan"),
        "college",
    ),
    "conferences:major-remove": "major",
    **dict.fromkeys(
        (
            "conferences:college-visit",
            *(f"conferences:college-visit-{act}" for act in ("change", "cancel", "record")),
            "conferences:follow-up-add",
            "conferences:graduate-add",
        ),
        "college-visit",
    ),
    "conferences:graduate-remove": "graduate",
    **dict.fromkeys(
        (*(f"conferences:living-{act}" for act in ("change", "check", "withdraw")),),
        "living-fact",
    ),
}
FUZZED = {
    "conference": _named("attendance", "attendance-rest", *RUN_CONFERENCE),
    "point": _named("point-change", "point-line-test", *RUN_POINT),
    "conference-invitation": _named("invitation", "attendance-leave", "body-remove"),
    "delegation": (
        "campaigns:trip-cost",
        *(f"conferences:delegation-{page}" for page in ("change", "decide", "cancel")),
        *(f"conferences:delegation-{page}" for page in ("travelled", "share", "paper")),
        "conferences:delegation-report",
        "conferences:itinerary-add",
        "conferences:talking-point-add",
        "conferences:talking-points-take",
        "conferences:members-invite",
        "conferences:seat-member-add",
        "conferences:named-member-add",
    ),
    "itinerary-stop": ("conferences:itinerary-remove",),
    "talking-point": ("conferences:talking-point", "conferences:talking-point-raise"),
    "delegation-member": ("conferences:member-remove", "conferences:member-answer"),
    "college": ("conferences:major-add", "conferences:college-visit-plan"),
    "major": ("conferences:major-remove",),
    "college-visit": (
        *(f"conferences:college-visit-{act}" for act in ("change", "cancel", "record")),
        "conferences:follow-up-add",
        "conferences:graduate-add",
    ),
    "graduate": ("conferences:graduate-remove",),
    "living-fact": (*(f"conferences:living-{act}" for act in ("change", "check", "withdraw")),),
    "dialogue": (*_KEPT_DIALOGUE, "conferences:letter-upload"),
    "answer-letter": ("conferences:letter-split",),
    "answer-template": _TEMPLATE,
    "speech": ("conferences:speech",),
    "petition": _KEPT_PETITION,
    "petition-part": (*_OWN_PART, "conferences:part-reopen"),
    "petition-answer": _KEPT_ANSWER,
    "worker-opinion": ("conferences:opinion-settle",),
    "petition-import": ("conferences:petition-import",),
    "fair": (
        *(f"conferences:fair-{act}" for act in OF_A_FAIR),
        "conferences:booth-ask",
        "conferences:exchange-file-make",
    ),
    "exchange-file": ("conferences:exchange-receipt",),
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
        "conferences:delegation-plan",
    ),
    "partner-document": ("conferences:partner-document-share",),
    "ask": (
        "conferences:ask-change",
        "conferences:ask-answer",
        "conferences:ask-assign",
        "conferences:ask-share",
    ),
}
WRITTEN_BY_GET = {"conferences:dialogue-annex": LOG, "conferences:fair-vacancies": LOG}
NAMED |= talk_access.NAMED
KEYED |= talk_access.KEYED
FUZZED |= talk_access.FUZZED
