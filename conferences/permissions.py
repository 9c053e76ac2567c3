"""Who may do what with partner provinces, delegations, conferences, fairs and dialogues
(docs/roles.md). Deny by default.

To a partner province's officer `SEE_PARTNERSHIPS` and `ANSWER_PARTNERS` open only the own
province's file, and of it only what is shared (partnerships/queries.py). `SEE_PETITIONS` without
`SEE_DIALOGUES` opens only petitions that the own agency has to answer (petitions/queries.py).
"""

from enum import auto

from agencies.bodies.choices import SeatRole
from agencies.people.permissions import Right


class ConferencePermission(Right):
    SEE_PARTNERSHIPS = auto()
    KEEP_PARTNERSHIPS = auto()
    ANSWER_PARTNERS = auto()
    SEE_PETITIONS = auto()
    SEE_DIALOGUES = auto()
    KEEP_DIALOGUES = auto()
    ANSWER_PETITIONS = auto()

    def is_given_to(self, role: str) -> bool:
        return self in ROLE_PERMISSIONS.get(role, frozenset())


_ANSWERING = frozenset({ConferencePermission.SEE_PETITIONS, ConferencePermission.ANSWER_PETITIONS})
_DIALOGUES = frozenset({ConferencePermission.SEE_PETITIONS, ConferencePermission.SEE_DIALOGUES})
ROLE_PERMISSIONS: dict[str, frozenset[ConferencePermission]] = {
    SeatRole.COORDINATOR: _ANSWERING
    | _DIALOGUES
    | {ConferencePermission.SEE_PARTNERSHIPS, ConferencePermission.KEEP_PARTNERSHIPS},
    SeatRole.LEADER: _DIALOGUES | {ConferencePermission.SEE_PARTNERSHIPS},
    SeatRole.PARTNER_OFFICER: frozenset(
        {ConferencePermission.SEE_PARTNERSHIPS, ConferencePermission.ANSWER_PARTNERS}
    ),
    **dict.fromkeys(
        (SeatRole.OFFICER, SeatRole.VERIFIER, SeatRole.NEWSROOM, SeatRole.JOB_CENTRE), _ANSWERING
    ),
    SeatRole.FEDERATION_COLLECTOR: _ANSWERING | _DIALOGUES | {ConferencePermission.KEEP_DIALOGUES},
}
