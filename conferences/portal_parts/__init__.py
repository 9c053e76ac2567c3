"""What this app gives to the portal; found by Django when it starts (agencies/apps.py)."""

from agencies.registry import AppParts, registry, visible_keys
from conferences.invitations.queries import visible_invitations
from conferences.letters import OWN_LETTERS
from conferences.meetings.queries import visible_conferences, visible_points
from conferences.meetings.retention import TECHNICIANS
from conferences.partnerships.queries import (
    visible_asks,
    visible_documents,
    visible_partnerships,
)
from conferences.portal_parts.audit import AUDIT
from conferences.portal_parts.calendar import conference_events
from conferences.portal_parts.must_do import ENTRIES, ask_sections
from conferences.portal_parts.must_do_conferences import (
    CONFERENCE_ENTRIES,
    conference_sections,
)
from conferences.portal_parts.navigation import NAV_ITEMS
from conferences.portal_parts.search import SEARCH
from conferences.programmes.letters import OWN_LETTERS as PROGRAMME_LETTERS

registry.register(
    AppParts(
        app="conferences",
        nav_items=NAV_ITEMS,
        must_do_entries=(*ENTRIES, *CONFERENCE_ENTRIES),
        must_do_providers=(ask_sections, conference_sections),
        calendar_events=(conference_events,),
        letters=(*OWN_LETTERS, *PROGRAMME_LETTERS),
        retention_rules=(TECHNICIANS,),
        search_providers=SEARCH,
        audit=AUDIT,
        visible_rows={
            "conferences:partnership": visible_keys(visible_partnerships),
            "conferences:ask": visible_keys(visible_asks),
            "conferences:partner-document": visible_keys(visible_documents),
            "conferences:conference": visible_keys(visible_conferences),
            "conferences:point": visible_keys(visible_points),
            "conferences:invitation": visible_keys(visible_invitations),
        },
        demo="conferences.demo.load_conferences_demo",
    )
)
