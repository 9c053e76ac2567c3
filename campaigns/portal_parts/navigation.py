from django.utils.translation import gettext_lazy as _

from agencies.people.permissions import Permission
from agencies.registry import NavGroup, NavItem

NAV_ITEMS = (
    NavItem(
        label=_("Reports"),
        url_name="campaigns:report-list",
        prefix="/bao-cao/",
        icon="report",
        permission=Permission.SEE_REPORTS,
        group=NavGroup.STEERING,
    ),
)
