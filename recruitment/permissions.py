"""Who may do what with employers: the role table of DESIGN.md section 7, as far as this app goes. Deny by default."""

from enum import auto

from agencies.choices import SeatRole
from agencies.permissions import Right


class Permission(Right):
    SEE_EMPLOYERS = auto()
    VERIFY_EMPLOYERS = auto()
    KEEP_OWN_EMPLOYER = auto()

    def is_given_to(self, role: str) -> bool:
        return self in ROLE_PERMISSIONS.get(role, frozenset())


ROLE_PERMISSIONS: dict[str, frozenset[Permission]] = {
    SeatRole.COORDINATOR: frozenset({Permission.SEE_EMPLOYERS, Permission.VERIFY_EMPLOYERS}),
    SeatRole.LEADER: frozenset({Permission.SEE_EMPLOYERS}),
    SeatRole.VERIFIER: frozenset({Permission.SEE_EMPLOYERS, Permission.VERIFY_EMPLOYERS}),
    SeatRole.EMPLOYER: frozenset({Permission.KEEP_OWN_EMPLOYER}),
}
