"""What this app gives to the portal; found by Django when it starts (agencies/apps.py)."""

from agencies.registry import AppParts, ReportSheet, registry, visible_keys
from conferences.booths.queries import visible_booths
from conferences.colleges.queries import visible_colleges, visible_visits, visit_events
from conferences.colleges.services import GRADUATES
from conferences.delegation_members.services import MEMBER_NUMBERS
from conferences.delegations.queries import delegation_events, inside_delegations
from conferences.dialogues.queries import visible_dialogues
from conferences.fair_booking.queries import visible_blocks, visible_seekers
from conferences.fair_booking.registration import SEEKER_NAMES
from conferences.fair_figures.report_figures import FAIR_FIGURES
from conferences.fair_figures.report_sheets import fairs_sheet
from conferences.fair_letters.letters import FAIR_LETTERS
from conferences.fairs.queries import visible_fair_points, visible_fairs
from conferences.invitations.queries import visible_invitations
from conferences.letters import OWN_LETTERS
from conferences.living.models import LivingFact
from conferences.living.queries import place_sections
from conferences.meetings.queries import visible_conferences, visible_points
from conferences.meetings.retention import TECHNICIANS
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
from conferences.portal_parts.calendar import conference_events
from conferences.portal_parts.dialogues import DIALOGUE_ENTRIES, DIALOGUE_PROVIDERS
from conferences.portal_parts.fairs import BOOTHS_ASKED, CALLS, FAIR_PROVIDERS
from conferences.portal_parts.jobs import JOBS, OUTCOMES
from conferences.portal_parts.must_do import ENTRIES, PROVIDERS
from conferences.portal_parts.must_do_conferences import (
    CONFERENCE_ENTRIES,
    CONFERENCE_PROVIDERS,
)
from conferences.portal_parts.navigation import NAV_ITEMS
from conferences.portal_parts.search import SEARCH
from conferences.programmes.letters import OWN_LETTERS as PROGRAMME_LETTERS
from conferences.vacancy_reports.queries import visible_reports
from conferences.vacancy_reports.services import REPORTED_WORDS

registry.register(
    AppParts(
        app="conferences",
        nav_items=NAV_ITEMS,
        must_do_entries=(*ENTRIES, *CONFERENCE_ENTRIES, *DIALOGUE_ENTRIES, BOOTHS_ASKED, CALLS),
        must_do_providers=(
            *PROVIDERS,
            *CONFERENCE_PROVIDERS,
            *DIALOGUE_PROVIDERS,
            *FAIR_PROVIDERS,
        ),
        calendar_events=(conference_events, delegation_events, visit_events),
        search_providers=SEARCH,
        jobs=JOBS,
        outcomes=OUTCOMES,
        letters=(*OWN_LETTERS, *PROGRAMME_LETTERS, *FAIR_LETTERS),
        retention_rules=(
            TECHNICIANS,
            MEMBER_NUMBERS,
            GRADUATES,
            OLD_LISTS,
            SEEKER_NAMES,
            REPORTED_WORDS,
        ),
        audit=AUDIT,
        visible_rows={
            "conferences:partnership": visible_keys(visible_partnerships),
            "conferences:ask": visible_keys(visible_asks),
            "conferences:partner-document": visible_keys(visible_documents),
            "conferences:conference": visible_keys(visible_conferences),
            "conferences:point": visible_keys(visible_points),
            "conferences:invitation": visible_keys(visible_invitations),
            "conferences:delegation": visible_keys(inside_delegations),
            "conferences:college": visible_keys(visible_colleges),
            "conferences:college-visit": visible_keys(visible_visits),
            "conferences:dialogue": visible_keys(visible_dialogues),
            "conferences:petition": visible_keys(visible_petitions),
            "conferences:fair": visible_keys(visible_fairs),
            "conferences:fair-point": visible_keys(visible_fair_points),
            "conferences:booth": visible_keys(visible_booths),
            "conferences:seeker": visible_keys(visible_seekers),
            "conferences:interview-block": visible_keys(visible_blocks),
            "conferences:vacancy-report": visible_keys(visible_reports),
        },
        public_models=frozenset({LivingFact}),
        place_providers=(place_sections,),
        sheets=(
            ReportSheet("fairs", 5, fairs_sheet),
            ReportSheet("petitions", 7, petitions_sheet),
        ),
        figure_sources=(FAIR_FIGURES, PETITION_FIGURES),
        demo="conferences.demo.load_conferences_demo",
    )
)
