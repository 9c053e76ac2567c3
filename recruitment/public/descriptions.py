"""What search engines read of the public pages: a sentence about a vacancy, the list of all
addresses.
"""

from collections.abc import Iterable
from xml.sax.saxutils import escape

from django.conf import settings
from django.utils.translation import gettext as _

from agencies.lists.numbers import localized_number
from recruitment.vacancies.models import Vacancy
from vietnam.dates import format_date

# Characters; search engines cut what is longer.
LONGEST_DESCRIPTION = 160
NAMESPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"


def describe_vacancy(vacancy: Vacancy) -> str:
    # One sentence of facts that an office has checked; a long title or name is shortened, never a
    # figure or a day.
    facts = {
        "employer": vacancy.employer.agency.name,
        "people": localized_number(vacancy.headcount),
        "title": vacancy.title,
        "place": f"{vacancy.ward}, {vacancy.province.name}",
        "income": vacancy.income,
        "day": format_date(vacancy.apply_by),
    }
    for name in ("place", "title", "employer"):
        over = len(_sentence(facts)) - LONGEST_DESCRIPTION
        if over <= 0:
            break
        shortest = vacancy.province.name if name == "place" else ""
        facts[name] = shortest or _shortened(facts[name], over)
    return _sentence(facts)


def _sentence(facts: dict[str, str]) -> str:
    said = _(
        "%(employer)s, %(place)s: %(people)s people wanted as “%(title)s”, %(income)s a month, "
        "apply by %(day)s."
    )
    return said % facts


def _shortened(words: str, over: int) -> str:
    # At a space where there is one, with a mark that something is missing; never to nothing.
    kept = words[: max(20, len(words) - over - 1)]
    return f"{kept.rpartition(' ')[0] or kept}…" if len(kept) < len(words) else words


def write_sitemap(pages: Iterable[tuple[str, str]]) -> str:
    """Sitemaps 0.9 of `pages`: path, and the day of its last change (ISO) or nothing."""
    lines = [
        f"<url><loc>{escape(settings.SITE_URL + path)}</loc>"
        f"{f'<lastmod>{day}</lastmod>' if day else ''}</url>"
        for path, day in pages
    ]
    return "\n".join(
        [
            '<?xml version="1.0" encoding="UTF-8"?>',
            f'<urlset xmlns="{NAMESPACE}">',
            *lines,
            "</urlset>",
        ]
    )


def robots_text(*, public: Iterable[str], closed: Iterable[str], sitemap: str) -> str:
    """Everything is closed except the public pages; within them, what belongs to one person is
    closed too (RFC 9309).

    The closed paths come first, for readers that apply the first rule that fits.
    """
    rules = (
        [f"Disallow: {path}" for path in closed]
        + [f"Allow: {path}" for path in public]
        + ["Disallow: /"]
    )
    return "\n".join(["User-agent: *", *rules, "", f"Sitemap: {settings.SITE_URL}{sitemap}", ""])
