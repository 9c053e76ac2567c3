"""Who may do what with employers and vacancies (docs/roles.md). Deny by default.

`SEE_VACANCIES`, `WRITE_VACANCIES` and those of the use of labour open to representatives only what
is their own employer's, and to a verifier what is routed to its own agency (vacancies/queries.py,
usage/services.py); those of lodging open to an officer the own commune (lodging/services.py),
`SEE_INSPECTIONS` those of the own firm.
"""

from enum import auto

from agencies.bodies.choices import SeatRole
from agencies.people.permissions import Right


class RecruitmentPermission(Right):
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
        RecruitmentPermission.SEE_EMPLOYERS,
        RecruitmentPermission.VERIFY_EMPLOYERS,
        RecruitmentPermission.SEE_VACANCIES,
        RecruitmentPermission.WRITE_VACANCIES,
        RecruitmentPermission.CHECK_VACANCIES,
        RecruitmentPermission.TAKE_BULLETINS,
        RecruitmentPermission.SEE_LABOUR_USE,
        RecruitmentPermission.KEEP_LABOUR_USE,
    }
)
ROLE_PERMISSIONS: dict[str, frozenset[RecruitmentPermission]] = {
    SeatRole.COORDINATOR: _OFFICE
    | {
        RecruitmentPermission.SEE_SERVICE_FIRMS,
        RecruitmentPermission.KEEP_SERVICE_FIRMS,
        RecruitmentPermission.SEE_INSPECTIONS,
        RecruitmentPermission.SEE_LODGING,
        RecruitmentPermission.KEEP_LODGING,
    },
    SeatRole.OFFICER: frozenset(
        {
            RecruitmentPermission.SEE_LODGING,
            RecruitmentPermission.KEEP_LODGING,
            RecruitmentPermission.SEE_INSPECTIONS,
        }
    ),
    SeatRole.LEADER: frozenset(
        {
            RecruitmentPermission.SEE_EMPLOYERS,
            RecruitmentPermission.SEE_VACANCIES,
            RecruitmentPermission.TAKE_BULLETINS,
            RecruitmentPermission.SEE_LABOUR_USE,
            RecruitmentPermission.SEE_SERVICE_FIRMS,
            RecruitmentPermission.SEE_LODGING,
            RecruitmentPermission.SEE_INSPECTIONS,
        }
    ),
    SeatRole.NEWSROOM: frozenset({RecruitmentPermission.TAKE_BULLETINS}),
    SeatRole.JOB_CENTRE: frozenset({RecruitmentPermission.TAKE_BULLETINS}),
    SeatRole.PARTNER_OFFICER: frozenset({RecruitmentPermission.TAKE_BULLETINS}),
    SeatRole.VERIFIER: _OFFICE,
    SeatRole.EMPLOYER: frozenset(
        {
            RecruitmentPermission.KEEP_OWN_EMPLOYER,
            RecruitmentPermission.SEE_VACANCIES,
            RecruitmentPermission.WRITE_VACANCIES,
            RecruitmentPermission.SEE_LABOUR_USE,
            RecruitmentPermission.KEEP_LABOUR_USE,
            RecruitmentPermission.SEE_INSPECTIONS,
        }
    ),
}
