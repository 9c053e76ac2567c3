"""What the letters of this app say; the registry knows them (portal_parts)."""

from campaigns.letters.reports import REPORT_LETTERS

OWN_LETTERS = (*REPORT_LETTERS,)
