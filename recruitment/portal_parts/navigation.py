"""The places of this app."""

from django.utils.translation import gettext_lazy as _, pgettext_lazy

from agencies.bodies.choices import AgencyKind, AgencyLevel, SeatRole
from agencies.registry import NOBODY, NavGroup, NavItem
from recruitment.permissions import RecruitmentPermission

VERIFIERS = frozenset({SeatRole.VERIFIER})
REPRESENTATIVES = frozenset({SeatRole.EMPLOYER})
READERS = frozenset({SeatRole.NEWSROOM, SeatRole.JOB_CENTRE, SeatRole.PARTNER_OFFICER})
NAV_ITEMS = (
    NavItem(
        label=_("Employers"),
        url_name="recruitment:employer-list",
        prefix="/doanh-nghiep/",
        icon="board",
        permission=RecruitmentPermission.SEE_EMPLOYERS,
        group=NavGroup.RECRUITMENT,
        on_bar_for=VERIFIERS,
    ),
    NavItem(
        label=_("Demand"),
        url_name="recruitment:vacancy-desk",
        prefix="/nhu-cau/",
        icon="report",
        permission=RecruitmentPermission.SEE_EMPLOYERS,
        group=NavGroup.RECRUITMENT,
        on_bar_for=VERIFIERS,
    ),
    NavItem(
        label=_("People we need"),
        url_name="recruitment:vacancy-desk",
        prefix="/nhu-cau/",
        icon="report",
        permission=RecruitmentPermission.KEEP_OWN_EMPLOYER,
        group=NavGroup.RECRUITMENT,
        on_bar_for=REPRESENTATIVES,
        short=_("Demand"),
        not_of=AgencyKind.SERVICE_FIRM,
    ),
    NavItem(
        label=_("Demand sheet"),
        url_name="recruitment:demand-sheet",
        prefix="/ban-tin/",
        icon="report",
        permission=RecruitmentPermission.TAKE_BULLETINS,
        group=NavGroup.RECRUITMENT,
        on_bar_for=READERS,
    ),
    NavItem(
        label=_("Use of labour"),
        url_name="recruitment:usage-list",
        prefix="/su-dung-lao-dong/",
        icon="report",
        permission=RecruitmentPermission.SEE_LABOUR_USE,
        group=NavGroup.RECRUITMENT,
        everyday_for=VERIFIERS | REPRESENTATIVES,
        on_bar_for=REPRESENTATIVES,
        short=pgettext_lazy("bottom bar", "Labour use"),
        not_of=AgencyKind.SERVICE_FIRM,
    ),
    NavItem(
        label=_("My employer"),
        url_name="recruitment:own-employer",
        prefix="/doanh-nghiep/",
        icon="board",
        permission=RecruitmentPermission.KEEP_OWN_EMPLOYER,
        group=NavGroup.RECRUITMENT,
        on_bar_for=REPRESENTATIVES,
        short=_("Employer"),
        not_of=AgencyKind.SERVICE_FIRM,
    ),
    NavItem(
        label=_("Parks and clusters"),
        url_name="recruitment:park-list",
        prefix="/doanh-nghiep/khu/",
        icon="board",
        permission=RecruitmentPermission.SEE_EMPLOYERS,
        group=NavGroup.RECRUITMENT,
        everyday_for=VERIFIERS,
    ),
    NavItem(
        label=_("Service firms"),
        url_name="recruitment:service-firm-list",
        prefix="/doanh-nghiep/dich-vu/",
        icon="board",
        permission=RecruitmentPermission.SEE_SERVICE_FIRMS,
        group=NavGroup.RECRUITMENT,
        everyday_for=NOBODY,
    ),
    NavItem(
        label=_("Lodging by commune"),
        url_name="recruitment:lodging-list",
        prefix="/luu-tru/",
        icon="report",
        permission=RecruitmentPermission.SEE_LODGING,
        group=NavGroup.RECRUITMENT,
        everyday_for=NOBODY,
        not_for={SeatRole.OFFICER},
    ),
    NavItem(
        label=_("Lodging"),
        url_name="recruitment:lodging-list",
        prefix="/luu-tru/",
        icon="report",
        permission=RecruitmentPermission.KEEP_LODGING,
        group=NavGroup.RECRUITMENT,
        everyday_for={SeatRole.OFFICER},
        level=AgencyLevel.COMMUNE,
    ),
)
