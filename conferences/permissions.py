"""Who may do what with partner provinces, delegations, conferences, fairs and dialogues
(docs/roles.md). Deny by default.

`SEE_CONFERENCES` opens to those who do not run them only the conferences to which their agency is
invited, and of those only its own points (meetings/queries.py).

To a partner province's officer `SEE_PARTNERSHIPS` and `ANSWER_PARTNERS` open only the own
province's file, and of it only what is shared (partnerships/queries.py). `SEE_DELEGATIONS` opens to
others than who keeps the files those to which their agency is invited (delegations/queries.py), and
`KEEP_LIVING` to a zones' board what is said of its own parks (living/queries.py). `SEE_PETITIONS`
without `SEE_DIALOGUES` opens only petitions that the own agency has to answer
(petitions/queries.py). `SEE_FAIRS` opens to a partner the fairs in which it has a point, and of
their people its own; to an employer its own booth (fairs/queries.py).
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
    SEE_PETITIONS = auto()
    SEE_DIALOGUES = auto()
    KEEP_DIALOGUES = auto()
    ANSWER_PETITIONS = auto()
    SEE_FAIRS = auto()
    RUN_FAIRS = auto()
    KEEP_FAIR_POINTS = auto()
    JOIN_FAIRS = auto()

    def is_given_to(self, role: str) -> bool:
        return self in ROLE_PERMISSIONS.get(role, frozenset())


_INSIDE = frozenset({ConferencePermission.SEE_CONFERENCES, ConferencePermission.SEE_DELEGATIONS})
_ANSWERING = frozenset({ConferencePermission.SEE_PETITIONS, ConferencePermission.ANSWER_PETITIONS})
_DIALOGUES = frozenset({ConferencePermission.SEE_PETITIONS, ConferencePermission.SEE_DIALOGUES})
_NOT_OF_COORDINATORS = frozenset(
    {
        ConferencePermission.ANSWER_PARTNERS,
        ConferencePermission.KEEP_DIALOGUES,
        ConferencePermission.RUN_FAIRS,
        ConferencePermission.KEEP_FAIR_POINTS,
        ConferencePermission.JOIN_FAIRS,
    }
)
ROLE_PERMISSIONS: dict[str, frozenset[ConferencePermission]] = {
    SeatRole.COORDINATOR: frozenset(ConferencePermission) - _NOT_OF_COORDINATORS,
    SeatRole.LEADER: _INSIDE
    | _DIALOGUES
    | {
        ConferencePermission.SEE_PARTNERSHIPS,
        ConferencePermission.SEE_COLLEGES,
        ConferencePermission.SEE_LIVING,
        ConferencePermission.SEE_FAIRS,
    },
    SeatRole.OFFICER: _INSIDE | _ANSWERING,
    SeatRole.VERIFIER: _INSIDE
    | _ANSWERING
    | {ConferencePermission.SEE_LIVING, ConferencePermission.KEEP_LIVING},
    SeatRole.NEWSROOM: _INSIDE | _ANSWERING,
    SeatRole.JOB_CENTRE: _INSIDE
    | _ANSWERING
    | {
        ConferencePermission.SEE_LIVING,
        ConferencePermission.SEE_FAIRS,
        ConferencePermission.RUN_FAIRS,
        ConferencePermission.KEEP_FAIR_POINTS,
    },
    SeatRole.FEDERATION_COLLECTOR: _INSIDE
    | _ANSWERING
    | _DIALOGUES
    | {ConferencePermission.KEEP_DIALOGUES},
    SeatRole.PARTNER_OFFICER: _INSIDE
    | {
        ConferencePermission.SEE_PARTNERSHIPS,
        ConferencePermission.ANSWER_PARTNERS,
        ConferencePermission.SEE_LIVING,
        ConferencePermission.SEE_FAIRS,
        ConferencePermission.KEEP_FAIR_POINTS,
    },
    SeatRole.EMPLOYER: frozenset({ConferencePermission.SEE_FAIRS, ConferencePermission.JOIN_FAIRS}),
}
