"""The places of this app."""

from django.utils.translation import gettext_lazy as _

from agencies.bodies.choices import AgencyKind, SeatRole
from agencies.registry import NavGroup, NavItem
from conferences.permissions import ConferencePermission

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
        label=_("Job fairs"),
        url_name="conferences:fair-list",
        prefix="/phien-giao-dich/",
        icon="calendar",
        permission=ConferencePermission.SEE_FAIRS,
        group=NavGroup.RECRUITMENT,
        everyday_for={SeatRole.JOB_CENTRE, SeatRole.EMPLOYER, SeatRole.PARTNER_OFFICER},
        not_of=AgencyKind.SERVICE_FIRM,
    ),
)
