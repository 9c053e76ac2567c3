"""What this app gives to the portal; found by Django when it starts (agencies/apps.py)."""

from agencies.board.exports import progress_sheet
from agencies.board.report_figures import TASK_FIGURES
from agencies.board.report_sheets import late_tasks_sheet, next_month_sheet
from agencies.bodies.choices import ProvinceScope
from agencies.bodies.models import Agency, Province
from agencies.letters.kinds import OWN_LETTERS
from agencies.members.services import agencies_with_open_members
from agencies.must_do.entries import OWN_ENTRIES
from agencies.must_do.sections import all_agencies_section, newly_given_section
from agencies.portal_parts.audit import AUDIT
from agencies.portal_parts.export_lists import EXPORT_LISTS
from agencies.portal_parts.jobs import JOBS, OUTCOMES
from agencies.portal_parts.navigation import NAV_ITEMS
from agencies.portal_parts.search import SEARCH
from agencies.privacy.retention import OWN_RULES
from agencies.registry import (
    NEXT_MONTH,
    AppParts,
    MustDoProvider,
    ReportSheet,
    registry,
    visible_keys,
)
from agencies.task_papers.queries import whole_directives_seen_by

registry.register(
    AppParts(
        app="agencies",
        nav_items=NAV_ITEMS,
        must_do_entries=OWN_ENTRIES,
        must_do_providers=(
            MustDoProvider(all_agencies_section),
            MustDoProvider(newly_given_section),
        ),
        search_providers=SEARCH,
        jobs=JOBS,
        outcomes=OUTCOMES,
        letters=OWN_LETTERS,
        retention_rules=OWN_RULES,
        audit=AUDIT,
        visible_rows={
            "agencies:member-list": agencies_with_open_members,
            # Papers tell of the tasks of all agencies.
            "agencies:directive-detail": visible_keys(whole_directives_seen_by),
        },
        public_models=frozenset({Agency, Province}),
        api_scopes=ProvinceScope,
        sheets=(
            ReportSheet("task-progress", 4, progress_sheet),
            ReportSheet("late-tasks", 4, late_tasks_sheet),
            ReportSheet("next-month", NEXT_MONTH, next_month_sheet),
        ),
        export_lists=EXPORT_LISTS,
        figure_sources=(TASK_FIGURES,),
        demo="agencies.demo.story.load_agencies_demo",
    )
)
