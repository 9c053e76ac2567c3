"""The places of this app."""

from django.utils.translation import gettext_lazy as _

from agencies.bodies.choices import SeatRole
from agencies.registry import EVERYBODY, NavGroup, NavItem
from conferences.permissions import ConferencePermission

# Whose rail is full without it: there it stands behind the fold.
FULL = frozenset({SeatRole.COORDINATOR, SeatRole.LEADER, SeatRole.VERIFIER})

NAV_ITEMS = (
    NavItem(
        label=_("Partner provinces"),
        url_name="conferences:partnership-list",
        prefix="/tinh-ban/",
        icon="board",
        permission=ConferencePermission.SEE_PARTNERSHIPS,
        group=NavGroup.STEERING,
        everyday_for={SeatRole.PARTNER_OFFICER},
    ),
    NavItem(
        label=_("Conferences"),
        url_name="conferences:conference-list",
        prefix="/hoi-nghi/",
        icon="calendar",
        permission=ConferencePermission.SEE_CONFERENCES,
        group=NavGroup.STEERING,
        everyday_for=EVERYBODY - FULL,
    ),
)
