"""Who may do what with employers and vacancies (docs/roles.md). Deny by default.

`SEE_VACANCIES`, `WRITE_VACANCIES` and those of the use of labour open to representatives only what
is their own employer's, and to a verifier what is routed to its own agency (vacancies/queries.py,
usage/services.py); those of lodging open to an officer the own commune (lodging/services.py),
`SEE_INSPECTIONS` those of the own firm.
"""

from enum import auto

from agencies.bodies.choices import SeatRole
from agencies.people.permissions import Right


class Permission(Right):
    SEE_EMPLOYERS = auto()
    VERIFY_EMPLOYERS = auto()
    KEEP_OWN_EMPLOYER = auto()
    SEE_VACANCIES = auto()
    WRITE_VACANCIES = auto()
    CHECK_VACANCIES = auto()
    TAKE_BULLETINS = auto()
    SEE_LABOUR_USE = auto()
    KEEP_LABOUR_USE = auto()
    SEE_SERVICE_FIRMS = auto()
    KEEP_SERVICE_FIRMS = auto()
    SEE_INSPECTIONS = auto()
    SEE_LODGING = auto()
    KEEP_LODGING = auto()

    def is_given_to(self, role: str) -> bool:
        return self in ROLE_PERMISSIONS.get(role, frozenset())


_OFFICE = frozenset(
    {
        Permission.SEE_EMPLOYERS,
        Permission.VERIFY_EMPLOYERS,
        Permission.SEE_VACANCIES,
        Permission.WRITE_VACANCIES,
        Permission.CHECK_VACANCIES,
        Permission.TAKE_BULLETINS,
        Permission.SEE_LABOUR_USE,
        Permission.KEEP_LABOUR_USE,
    }
)
ROLE_PERMISSIONS: dict[str, frozenset[Permission]] = {
    SeatRole.COORDINATOR: _OFFICE
    | {
        Permission.SEE_SERVICE_FIRMS,
        Permission.KEEP_SERVICE_FIRMS,
        Permission.SEE_INSPECTIONS,
        Permission.SEE_LODGING,
        Permission.KEEP_LODGING,
    },
    SeatRole.OFFICER: frozenset(
        {Permission.SEE_LODGING, Permission.KEEP_LODGING, Permission.SEE_INSPECTIONS}
    ),
    SeatRole.LEADER: frozenset(
        {
            Permission.SEE_EMPLOYERS,
            Permission.SEE_VACANCIES,
            Permission.TAKE_BULLETINS,
            Permission.SEE_LABOUR_USE,
            Permission.SEE_SERVICE_FIRMS,
            Permission.SEE_LODGING,
            Permission.SEE_INSPECTIONS,
        }
    ),
    SeatRole.NEWSROOM: frozenset({Permission.TAKE_BULLETINS}),
    SeatRole.JOB_CENTRE: frozenset({Permission.TAKE_BULLETINS}),
    SeatRole.PARTNER_OFFICER: frozenset({Permission.TAKE_BULLETINS}),
    SeatRole.VERIFIER: _OFFICE,
    SeatRole.EMPLOYER: frozenset(
        {
            Permission.KEEP_OWN_EMPLOYER,
            Permission.SEE_VACANCIES,
            Permission.WRITE_VACANCIES,
            Permission.SEE_LABOUR_USE,
            Permission.KEEP_LABOUR_USE,
            Permission.SEE_INSPECTIONS,
        }
    ),
}
