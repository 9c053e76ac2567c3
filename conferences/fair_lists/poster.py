"""A fair as an A4 poster for notice boards."""

import json

from django.conf import settings
from django.utils.translation import get_language, gettext as _

from agencies.calendar.date_words import moment_words
from agencies.lists.numbers import localized_number
from conferences.fair_lists.exports import point_lines
from conferences.fair_public.queries import public_booths
from conferences.fairs.models import Fair
from papers.qr import draw_qr
from recruitment.posters.poster import clean_lines, draw_once

TEMPLATE = "typst/fair_poster.typ"
MOST_EMPLOYERS = 12
"""Named on the poster; how many more there are is said."""


def draw_fair_poster(fair: Fair) -> bytes:
    """Raises SlotTaken when others are being drawn all the while."""
    address = settings.SITE_URL + fair.public_url
    said = {
        "data": json.dumps(clean_lines(_words(fair, address))),
        "qr": draw_qr(address, "svg").decode(),
    }
    return draw_once(TEMPLATE, said, "pdf")


def _words(fair: Fair, address: str) -> dict[str, object]:
    booths = [line for line in public_booths(fair) if line.vacancies]
    places = sum(row.headcount for line in booths for row in line.vacancies)
    # Those that look for most people first.
    largest = sorted(booths, key=lambda line: -sum(row.headcount for row in line.vacancies))
    named = [line.booth.employer.agency.name for line in largest[:MOST_EMPLOYERS]]
    more = len(booths) - len(named)
    return {
        "language": get_language(),
        "qr": _("QR code of the page of this fair: %(address)s") % {"address": address},
        "headline": _("Job fair"),
        "title": fair.title,
        "when": moment_words(fair.starts_at),
        "offer": _("%(employers)s enterprises, %(people)s people wanted")
        % {"employers": localized_number(len(booths)), "people": localized_number(places)}
        if booths
        else "",
        "points": point_lines(fair),
        "employers": named,
        "more": _("and %(n)s more enterprises") % {"n": localized_number(more)} if more else "",
        "note": fair.note,
        "scan": _("Scan to see all vacancies and to register"),
        "free": _("Taking part is free. Nobody may ask you for a fee or a deposit."),
        "host": fair.host.name,
    }
