"""What this app gives to the portal; found by Django when it starts (agencies/apps.py)."""

from agencies.registry import AppParts, registry
from campaigns.portal_parts.navigation import NAV_ITEMS

registry.register(
    AppParts(
        app="campaigns",
        nav_items=NAV_ITEMS,
    )
)
