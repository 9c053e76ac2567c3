"""Who may be given which seat by a workbook: the rules of `agencies/members/services.py`, for many
people at once.
"""

from django.utils.translation import gettext as _

from agencies.bodies.choices import ROLES_OF_KIND, AgencyKind, AgencyLevel, SeatRole
from agencies.people_import.services.plan import Body

# These see the tasks of the whole province: no commune's seat has them.
_OF_A_PROVINCE = frozenset({SeatRole.LEADER, SeatRole.COORDINATOR})


def roles_to_import(body: Body, *, is_hosts: bool, has: set[str]) -> set[str]:
    """Of those declared for the kind: for the host's bodies all but a coordinator's, for others
    only the partner's; and those that the agency already has.

    Nobody gets a right that was not granted to such a body.
    """
    declared: set[str] = {*ROLES_OF_KIND[AgencyKind(body.kind)]}
    if not is_hosts:
        return declared & ({SeatRole.PARTNER_OFFICER} | has)
    given = declared - {SeatRole.PARTNER_OFFICER, SeatRole.COORDINATOR}
    if body.level != AgencyLevel.PROVINCE:
        given -= _OF_A_PROVINCE
    return given | (declared & has)


def why_not(role: str, body: Body, *, is_hosts: bool) -> str:
    """Why a body's seat cannot be given a role that `roles_to_import` lacks, in words."""
    if role not in ROLES_OF_KIND[AgencyKind(body.kind)]:
        return _("Seats of an agency of this kind do not have this role.")
    if not is_hosts:
        return _("Outside the own province a seat gets the role of a partner province's officer.")
    if role == SeatRole.COORDINATOR:
        return _("This agency has no coordinator. The administration pages make the first one.")
    if role == SeatRole.PARTNER_OFFICER:
        return _("This role is for partner provinces. Leave the cell empty, or choose another one.")
    return _("This role sees the tasks of the whole province; only bodies of the province have it.")
