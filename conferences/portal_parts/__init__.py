"""What this app gives to the portal; found by Django when it starts (agencies/apps.py)."""

from agencies.registry import AppParts, ReportSheet, registry, visible_keys
from conferences.dialogues.queries import visible_dialogues
from conferences.partnerships.queries import (
    visible_asks,
    visible_documents,
    visible_partnerships,
)
from conferences.petition_figures.report_figures import PETITION_FIGURES
from conferences.petition_figures.report_sheets import petitions_sheet
from conferences.petition_imports.services import OLD_LISTS
from conferences.petitions.queries import visible_petitions
from conferences.portal_parts.audit import AUDIT
from conferences.portal_parts.dialogues import DIALOGUE_ENTRIES, dialogue_sections
from conferences.portal_parts.must_do import ENTRIES, ask_sections
from conferences.portal_parts.navigation import NAV_ITEMS
from conferences.portal_parts.search import SEARCH

registry.register(
    AppParts(
        app="conferences",
        nav_items=NAV_ITEMS,
        must_do_entries=(*ENTRIES, *DIALOGUE_ENTRIES),
        must_do_providers=(ask_sections, dialogue_sections),
        search_providers=SEARCH,
        audit=AUDIT,
        visible_rows={
            "conferences:partnership": visible_keys(visible_partnerships),
            "conferences:ask": visible_keys(visible_asks),
            "conferences:partner-document": visible_keys(visible_documents),
            "conferences:dialogue": visible_keys(visible_dialogues),
            "conferences:petition": visible_keys(visible_petitions),
        },
        retention_rules=(OLD_LISTS,),
        sheets=(ReportSheet("petitions", 7, petitions_sheet),),
        figure_sources=(PETITION_FIGURES,),
        demo="conferences.demo.load_conferences_demo",
    )
)
