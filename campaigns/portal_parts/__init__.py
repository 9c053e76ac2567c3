"""What this app gives to the portal; found by Django when it starts (agencies/apps.py)."""

from agencies.registry import (
    OFFICIAL_FORMS,
    AppParts,
    MustDoProvider,
    ReportSheet,
    registry,
    visible_keys,
)
from campaigns.budget.exports import budget_sheet
from campaigns.budget.report_figures import BUDGET_FIGURES
from campaigns.contents.entries import OWN_ENTRIES
from campaigns.contents.queries import visible_contents
from campaigns.contents.sections import PROVIDERS as CONTENT_PROVIDERS
from campaigns.frozen_reports.queries import visible_versions
from campaigns.letters import OWN_LETTERS
from campaigns.official_forms.exports import forms_sheet
from campaigns.portal_parts.audit import AUDIT
from campaigns.portal_parts.jobs import JOBS, OUTCOMES
from campaigns.portal_parts.navigation import NAV_ITEMS
from campaigns.publications.exports import communication_sheet
from campaigns.publications.queries import visible_publications
from campaigns.publications.report_figures import COMMUNICATION_FIGURES
from campaigns.publications.sections import reading_sections
from campaigns.report_figures.plans import planned_figures
from campaigns.report_figures.targets import TARGET_FIGURES
from campaigns.report_schedule.letters import OWN_LETTERS as REPORT_LETTERS
from campaigns.reporting.queries import visible_figure_reports, visible_plan_reports
from campaigns.targets.exports import targets_sheet
from campaigns.trip_costs.queries import delegation_notes

registry.register(
    AppParts(
        app="campaigns",
        nav_items=NAV_ITEMS,
        must_do_entries=OWN_ENTRIES,
        must_do_providers=(*CONTENT_PROVIDERS, MustDoProvider(reading_sections)),
        jobs=JOBS,
        outcomes=OUTCOMES,
        letters=(*OWN_LETTERS, *REPORT_LETTERS),
        audit=AUDIT,
        visible_rows={
            "campaigns:content": visible_keys(visible_contents),
            "campaigns:publication": visible_keys(visible_publications),
            "campaigns:figure-report-detail": visible_keys(visible_figure_reports),
            "campaigns:plan-report-detail": visible_keys(visible_plan_reports),
            "campaigns:report-version": visible_keys(visible_versions),
        },
        row_notes={"conferences:delegation": delegation_notes},
        sheets=(
            ReportSheet("communication", 6, communication_sheet),
            ReportSheet("targets", 8, targets_sheet),
            ReportSheet("budget", 9, budget_sheet),
            ReportSheet("official-forms", OFFICIAL_FORMS, forms_sheet),
        ),
        figure_sources=(COMMUNICATION_FIGURES, TARGET_FIGURES, BUDGET_FIGURES),
        plans=(planned_figures,),
        demo="campaigns.demo.load_campaigns_demo",
    )
)
