"""What search engines read of the public pages: a sentence about a vacancy, and what is closed."""

from collections.abc import Iterable

from django.conf import settings
from django.utils.translation import gettext as _

from agencies.lists.numbers import localized_number
from recruitment.vacancies.models import Vacancy
from vietnam.dates import format_date

# Characters; search engines cut what is longer.
LONGEST_DESCRIPTION = 160


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
