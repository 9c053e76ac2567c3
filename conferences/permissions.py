"""Who may do what with partner provinces, delegations, conferences, fairs and dialogues
(docs/roles.md). Deny by default.

`SEE_CONFERENCES` opens to those who do not run them only the conferences to which their agency is
invited, and of those only its own points (meetings/queries.py).

To a partner province's officer `SEE_PARTNERSHIPS` and `ANSWER_PARTNERS` open only the own
province's file, and of it only what is shared (partnerships/queries.py).
"""

from enum import auto

from agencies.bodies.choices import SeatRole
from agencies.people.permissions import Right


class ConferencePermission(Right):
    SEE_PARTNERSHIPS = auto()
    KEEP_PARTNERSHIPS = auto()
    ANSWER_PARTNERS = auto()
    SEE_CONFERENCES = auto()
    RUN_CONFERENCES = auto()

    def is_given_to(self, role: str) -> bool:
        return self in ROLE_PERMISSIONS.get(role, frozenset())


_TAKES_PART = frozenset({ConferencePermission.SEE_CONFERENCES})
ROLE_PERMISSIONS: dict[str, frozenset[ConferencePermission]] = {
    SeatRole.COORDINATOR: frozenset(
        {
            ConferencePermission.SEE_PARTNERSHIPS,
            ConferencePermission.KEEP_PARTNERSHIPS,
            ConferencePermission.SEE_CONFERENCES,
            ConferencePermission.RUN_CONFERENCES,
        }
    ),
    SeatRole.LEADER: _TAKES_PART | {ConferencePermission.SEE_PARTNERSHIPS},
    SeatRole.OFFICER: _TAKES_PART,
    SeatRole.VERIFIER: _TAKES_PART,
    SeatRole.NEWSROOM: _TAKES_PART,
    SeatRole.JOB_CENTRE: _TAKES_PART,
    SeatRole.FEDERATION_COLLECTOR: _TAKES_PART,
    SeatRole.PARTNER_OFFICER: _TAKES_PART
    | {ConferencePermission.SEE_PARTNERSHIPS, ConferencePermission.ANSWER_PARTNERS},
}
