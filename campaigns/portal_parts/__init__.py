"""What this app gives to the portal; found by Django when it starts (agencies/apps.py)."""

from agencies.registry import AppParts, registry, visible_keys
from campaigns.contents.entries import OWN_ENTRIES
from campaigns.contents.queries import visible_contents
from campaigns.contents.sections import content_sections
from campaigns.portal_parts.audit import AUDIT
from campaigns.portal_parts.navigation import NAV_ITEMS
from campaigns.publications.queries import visible_publications
from campaigns.publications.sections import reading_sections

registry.register(
    AppParts(
        app="campaigns",
        nav_items=NAV_ITEMS,
        must_do_entries=OWN_ENTRIES,
        must_do_providers=(content_sections, reading_sections),
        audit=AUDIT,
        visible_rows={
            "campaigns:content": visible_keys(visible_contents),
            "campaigns:publication": visible_keys(visible_publications),
        },
        demo="campaigns.demo.load_campaigns_demo",
    )
)
