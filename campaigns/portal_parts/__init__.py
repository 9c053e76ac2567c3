"""What this app gives to the portal; found by Django when it starts (agencies/apps.py)."""

from agencies.registry import AppParts, registry, visible_keys
from campaigns.frozen_reports.queries import visible_versions
from campaigns.portal_parts.audit import AUDIT
from campaigns.portal_parts.jobs import JOBS, OUTCOMES
from campaigns.portal_parts.navigation import NAV_ITEMS
from campaigns.report_schedule.letters import OWN_LETTERS

registry.register(
    AppParts(
        app="campaigns",
        nav_items=NAV_ITEMS,
        jobs=JOBS,
        outcomes=OUTCOMES,
        letters=OWN_LETTERS,
        audit=AUDIT,
        demo="campaigns.demo.load_campaigns_demo",
        visible_rows={"campaigns:report-version": visible_keys(visible_versions)},
    )
)
