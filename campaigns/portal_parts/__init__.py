"""What this app gives to the portal; found by Django when it starts (agencies/apps.py)."""

from agencies.registry import AppParts, registry, visible_keys
from campaigns.letters import OWN_LETTERS
from campaigns.portal_parts.audit import AUDIT
from campaigns.portal_parts.jobs import JOBS, OUTCOMES
from campaigns.portal_parts.navigation import NAV_ITEMS
from campaigns.reporting.queries import visible_figure_reports, visible_plan_reports
from campaigns.targets.exports import targets_sheet

registry.register(
    AppParts(
        app="campaigns",
        nav_items=NAV_ITEMS,
        jobs=JOBS,
        outcomes=OUTCOMES,
        letters=OWN_LETTERS,
        audit=AUDIT,
        visible_rows={
            "campaigns:figure-report-detail": visible_keys(visible_figure_reports),
            "campaigns:plan-report-detail": visible_keys(visible_plan_reports),
        },
        sheets=(targets_sheet,),
        demo="campaigns.demo.load_campaigns_demo",
    )
)
