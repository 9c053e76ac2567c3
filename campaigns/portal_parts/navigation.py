"""The places of this app."""

from django.utils.translation import gettext_lazy as _, pgettext_lazy

from agencies.bodies.choices import AgencyLevel, SeatRole
from agencies.people.permissions import Permission
from agencies.registry import NOBODY, NavGroup, NavItem
from campaigns.permissions import CampaignPermission

JOB_CENTRES = frozenset({SeatRole.JOB_CENTRE})
NEWSROOMS = frozenset({SeatRole.NEWSROOM})
PARTNERS = frozenset({SeatRole.PARTNER_OFFICER})
NAV_ITEMS = (
    NavItem(
        label=_("Communication"),
        url_name="campaigns:wave-list",
        prefix="/truyen-thong/",
        icon="report",
        permission=CampaignPermission.SEE_WAVES,
        group=NavGroup.STEERING,
        everyday_for=NEWSROOMS,
        on_bar_for=NEWSROOMS,
        home_of=NEWSROOMS,
    ),
    NavItem(
        label=_("What was published"),
        url_name="campaigns:publication-list",
        prefix="/truyen-thong/",
        icon="report",
        permission=CampaignPermission.ENTER_PUBLICATIONS,
        group=NavGroup.RECRUITMENT,
        everyday_for=PARTNERS,
        not_for=frozenset(SeatRole) - PARTNERS,
        short=pgettext_lazy("bottom bar", "Published"),
    ),
    NavItem(
        label=_("Loudspeakers"),
        url_name="campaigns:loudspeaker-page",
        prefix="/truyen-thong/",
        icon="report",
        permission=CampaignPermission.ENTER_PUBLICATIONS,
        group=NavGroup.RECRUITMENT,
        everyday_for={SeatRole.OFFICER},
        not_for=frozenset(SeatRole) - {SeatRole.OFFICER},
        level=AgencyLevel.COMMUNE,
    ),
    NavItem(
        label=_("Budget"),
        url_name="campaigns:budget-list",
        prefix="/kinh-phi/",
        icon="board",
        permission=CampaignPermission.SEE_BUDGET,
        group=NavGroup.STEERING,
        everyday_for=NOBODY,
    ),
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
        everyday_for=JOB_CENTRES,
    ),
    NavItem(
        label=_("Reporting calendar"),
        url_name="campaigns:reporting-calendar",
        prefix="/ky-bao-cao/",
        icon="report",
        permission=CampaignPermission.SEE_TARGETS,
        group=NavGroup.STEERING,
        everyday_for=JOB_CENTRES,
    ),
)
