from django.utils.translation import gettext_lazy as _

from agencies.bodies.choices import SeatRole
from agencies.people.permissions import Permission
from agencies.registry import NavGroup, NavItem
from campaigns.permissions import CampaignPermission

STEERING = frozenset({SeatRole.COORDINATOR, SeatRole.LEADER})
NAV_ITEMS = (
    NavItem(
        label=_("Reports"),
        url_name="campaigns:report-list",
        prefix="/bao-cao/",
        icon="report",
        permission=Permission.SEE_REPORTS,
        group=NavGroup.STEERING,
    ),
    NavItem(
        label=_("Targets"),
        url_name="campaigns:target-list",
        prefix="/chi-tieu/",
        icon="report",
        permission=CampaignPermission.SEE_TARGETS,
        group=NavGroup.STEERING,
        everyday_for=STEERING,
    ),
    NavItem(
        label=_("Reporting calendar"),
        url_name="campaigns:reporting-calendar",
        prefix="/ky-bao-cao/",
        icon="report",
        permission=CampaignPermission.SEE_TARGETS,
        group=NavGroup.STEERING,
        everyday_for=STEERING,
    ),
)
