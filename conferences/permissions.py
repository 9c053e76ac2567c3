"""Who may do what with partner provinces, delegations, conferences, fairs and dialogues
(docs/roles.md). Deny by default.

`SEE_CONFERENCES` opens to those who do not run them only the conferences to which their agency is
invited, and of those only its own points (meetings/queries.py).

To a partner province's officer `SEE_PARTNERSHIPS` and `ANSWER_PARTNERS` open only the own
province's file, and of it only what is shared (partnerships/queries.py). `SEE_DELEGATIONS` opens to
others than who keeps the files those to which their agency is invited (delegations/queries.py), and
`KEEP_LIVING` to a zones' board what is said of its own parks (living/queries.py).
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
    SEE_DELEGATIONS = auto()
    SEE_COLLEGES = auto()
    SEE_LIVING = auto()
    KEEP_LIVING = auto()

    def is_given_to(self, role: str) -> bool:
        return self in ROLE_PERMISSIONS.get(role, frozenset())


_INSIDE = frozenset({ConferencePermission.SEE_CONFERENCES, ConferencePermission.SEE_DELEGATIONS})
ROLE_PERMISSIONS: dict[str, frozenset[ConferencePermission]] = {
    SeatRole.COORDINATOR: frozenset(ConferencePermission) - {ConferencePermission.ANSWER_PARTNERS},
    SeatRole.LEADER: _INSIDE
    | {
        ConferencePermission.SEE_PARTNERSHIPS,
        ConferencePermission.SEE_COLLEGES,
        ConferencePermission.SEE_LIVING,
    },
    SeatRole.OFFICER: _INSIDE,
    SeatRole.VERIFIER: _INSIDE
    | {ConferencePermission.SEE_LIVING, ConferencePermission.KEEP_LIVING},
    SeatRole.NEWSROOM: _INSIDE,
    SeatRole.JOB_CENTRE: _INSIDE | {ConferencePermission.SEE_LIVING},
    SeatRole.FEDERATION_COLLECTOR: _INSIDE,
    SeatRole.PARTNER_OFFICER: _INSIDE
    | {
        ConferencePermission.SEE_PARTNERSHIPS,
        ConferencePermission.ANSWER_PARTNERS,
        ConferencePermission.SEE_LIVING,
    },
}
