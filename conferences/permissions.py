"""Who may do what with partner provinces, delegations, conferences, fairs and dialogues
(docs/roles.md). Deny by default.

To a partner province's officer `SEE_PARTNERSHIPS` and `ANSWER_PARTNERS` open only the own
province's file, and of it only what is shared (partnerships/queries.py). `SEE_FAIRS` opens to a
partner the fairs in which it has a point, and of their people its own; to an employer its own booth
(fairs/queries.py).
"""

from enum import auto

from agencies.bodies.choices import SeatRole
from agencies.people.permissions import Right


class ConferencePermission(Right):
    SEE_PARTNERSHIPS = auto()
    KEEP_PARTNERSHIPS = auto()
    ANSWER_PARTNERS = auto()
    SEE_FAIRS = auto()
    RUN_FAIRS = auto()
    KEEP_FAIR_POINTS = auto()
    JOIN_FAIRS = auto()

    def is_given_to(self, role: str) -> bool:
        return self in ROLE_PERMISSIONS.get(role, frozenset())


ROLE_PERMISSIONS: dict[str, frozenset[ConferencePermission]] = {
    SeatRole.COORDINATOR: frozenset(
        {
            ConferencePermission.SEE_PARTNERSHIPS,
            ConferencePermission.KEEP_PARTNERSHIPS,
            ConferencePermission.SEE_FAIRS,
        }
    ),
    SeatRole.LEADER: frozenset(
        {ConferencePermission.SEE_PARTNERSHIPS, ConferencePermission.SEE_FAIRS}
    ),
    SeatRole.PARTNER_OFFICER: frozenset(
        {
            ConferencePermission.SEE_PARTNERSHIPS,
            ConferencePermission.ANSWER_PARTNERS,
            ConferencePermission.SEE_FAIRS,
            ConferencePermission.KEEP_FAIR_POINTS,
        }
    ),
    SeatRole.JOB_CENTRE: frozenset(
        {
            ConferencePermission.SEE_FAIRS,
            ConferencePermission.RUN_FAIRS,
            ConferencePermission.KEEP_FAIR_POINTS,
        }
    ),
    SeatRole.EMPLOYER: frozenset({ConferencePermission.SEE_FAIRS, ConferencePermission.JOIN_FAIRS}),
}
