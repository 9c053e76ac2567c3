"""What this app gives to the portal; found by Django when it starts (agencies/apps.py)."""

from agencies.registry import AppParts, ReportSheet, registry, visible_keys
from conferences.booths.queries import visible_booths
from conferences.fair_booking.queries import visible_blocks, visible_seekers
from conferences.fair_booking.registration import SEEKER_NAMES
from conferences.fair_figures.report_figures import FAIR_FIGURES
from conferences.fair_figures.report_sheets import fairs_sheet
from conferences.fair_letters.letters import FAIR_LETTERS
from conferences.fairs.queries import visible_fairs, visible_points
from conferences.partnerships.queries import (
    visible_asks,
    visible_documents,
    visible_partnerships,
)
from conferences.portal_parts.audit import AUDIT
from conferences.portal_parts.fairs import BOOTHS_ASKED, CALLS, fair_sections
from conferences.portal_parts.must_do import ENTRIES, ask_sections
from conferences.portal_parts.navigation import NAV_ITEMS
from conferences.portal_parts.search import SEARCH

registry.register(
    AppParts(
        app="conferences",
        nav_items=NAV_ITEMS,
        must_do_entries=(*ENTRIES, BOOTHS_ASKED, CALLS),
        must_do_providers=(ask_sections, fair_sections),
        search_providers=SEARCH,
        letters=FAIR_LETTERS,
        figure_sources=(FAIR_FIGURES,),
        sheets=(ReportSheet("fairs", 5, fairs_sheet),),
        retention_rules=(SEEKER_NAMES,),
        audit=AUDIT,
        visible_rows={
            "conferences:partnership": visible_keys(visible_partnerships),
            "conferences:ask": visible_keys(visible_asks),
            "conferences:partner-document": visible_keys(visible_documents),
            "conferences:fair": visible_keys(visible_fairs),
            "conferences:fair-point": visible_keys(visible_points),
            "conferences:booth": visible_keys(visible_booths),
            "conferences:seeker": visible_keys(visible_seekers),
            "conferences:interview-block": visible_keys(visible_blocks),
        },
        demo="conferences.demo.load_conferences_demo",
    )
)
