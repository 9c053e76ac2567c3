"""The places of this app."""

from django.utils.translation import gettext_lazy as _

from agencies.bodies.choices import SeatRole
from agencies.registry import NOBODY, NavGroup, NavItem
from conferences.permissions import ConferencePermission

COLLECTORS = frozenset({SeatRole.FEDERATION_COLLECTOR})
SEE_DIALOGUES = COLLECTORS | {SeatRole.COORDINATOR, SeatRole.LEADER}
NAV_ITEMS = (
    NavItem(
        label=_("Dialogues"),
        url_name="conferences:dialogue-list",
        prefix="/doi-thoai/",
        icon="board",
        permission=ConferencePermission.SEE_DIALOGUES,
        group=NavGroup.STEERING,
        everyday_for=COLLECTORS,
        on_bar_for=COLLECTORS,
        home_of=COLLECTORS,
    ),
    NavItem(
        label=_("Petitions of workers"),
        url_name="conferences:petition-list",
        prefix="/doi-thoai/",
        icon="board",
        permission=ConferencePermission.SEE_PETITIONS,
        group=NavGroup.STEERING,
        everyday_for=NOBODY,
        not_for=SEE_DIALOGUES,
    ),
    NavItem(
        label=_("Partner provinces"),
        url_name="conferences:partnership-list",
        prefix="/tinh-ban/",
        icon="board",
        permission=ConferencePermission.SEE_PARTNERSHIPS,
        group=NavGroup.STEERING,
        everyday_for={SeatRole.PARTNER_OFFICER},
    ),
)
