"""What this app gives to the portal; found by Django when it starts (agencies/apps.py)."""

from django.utils.translation import gettext_lazy as _

from agencies.people.permissions import Permission
from agencies.registry import AppParts, NavGroup, NavItem, registry

registry.register(
    AppParts(
        app="campaigns",
        nav_items=(
            NavItem(
                label=_("Reports"),
                url_name="campaigns:report-list",
                prefix="/bao-cao/",
                icon="report",
                permission=Permission.SEE_REPORTS,
                group=NavGroup.STEERING,
            ),
        ),
    )
)
