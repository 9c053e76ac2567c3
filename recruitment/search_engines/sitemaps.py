"""The sitemap of all jobs on offer, in pages of a fixed range of keys: no page needs another one to
be known, and a job stays on its page whatever else ends (sitemaps.org, 0.9).

Each read asks an index for the next open row or for the rows of one range, so a million vacancies
cost no more than their pages.
"""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from xml.sax.saxutils import escape

from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from agencies.database.columns import clamp_moment
from agencies.replica.reading import reading_connection
from recruitment.vacancies.choices import VacancyStatus
from recruitment.vacancies.queries import public_vacancies

PAGE_KEYS = 5000
"""Keys of one page, so at most as many addresses; a sitemap may hold ten times as many."""
MOST_PAGES = 50_000
"""As many sitemaps may stand in an index."""
LATEST_CHANGES = 20_000
"""How many of the latest changes are looked through for the day of a page; older pages have
none.
"""
NAMESPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"

# Hops from page to page by the index of status and key.
PAGES = """
WITH RECURSIVE page AS (
    (SELECT id / %(keys)s AS number FROM recruitment_vacancy
     WHERE status = %(published)s AND apply_by >= %(today)s ORDER BY id LIMIT 1)
    UNION ALL
    SELECT (SELECT id / %(keys)s FROM recruitment_vacancy
            WHERE status = %(published)s AND apply_by >= %(today)s
              AND id >= (page.number + 1) * %(keys)s ORDER BY id LIMIT 1)
    FROM page WHERE page.number IS NOT NULL
), latest AS (
    SELECT id / %(keys)s AS number, max(changed_at) AS changed_at FROM (
        SELECT id, changed_at FROM recruitment_vacancy
        WHERE published_at IS NOT NULL ORDER BY changed_at DESC, id DESC LIMIT %(changes)s
    ) change GROUP BY 1
)
SELECT page.number, latest.changed_at FROM page LEFT JOIN latest USING (number)
WHERE page.number IS NOT NULL ORDER BY page.number LIMIT %(pages)s
"""


@dataclass(frozen=True)
class SitemapEntry:
    """An address, and when what stands there was last changed, if that is known."""

    path: str
    changed_at: datetime.datetime | None = None


def job_pages() -> list[SitemapEntry]:
    """The pages of the sitemap that list jobs which are offered today."""
    given: dict[str, Any] = {
        "keys": PAGE_KEYS,
        "published": VacancyStatus.PUBLISHED,
        "today": timezone.localdate(),
        "changes": LATEST_CHANGES,
        "pages": MOST_PAGES,
    }
    with reading_connection().cursor() as cursor:
        cursor.execute(PAGES, given)
        return [
            SitemapEntry(
                reverse("recruitment:sitemap-jobs", args=[number]),
                changed_at and clamp_moment(changed_at),
            )
            for number, changed_at in cursor.fetchall()
        ]


def jobs_of_page(number: int) -> list[SitemapEntry]:
    """The jobs of one page that are offered today, by their keys; none of a page that is none."""
    first = number * PAGE_KEYS
    if first + PAGE_KEYS > 2**63:
        return []
    rows = (
        public_vacancies()
        .open(timezone.localdate())
        .filter(pk__gte=first, pk__lt=first + PAGE_KEYS)
        .select_related(None)
        .order_by("pk")
    )
    return [
        SitemapEntry(reverse("recruitment:vacancy-detail", args=[key]), changed_at)
        for key, changed_at in rows.values_list("pk", "changed_at")
    ]


def write_sitemap(entries: Iterable[SitemapEntry]) -> str:
    return _write_entries("urlset", "url", entries)


def write_sitemap_index(entries: Iterable[SitemapEntry]) -> str:
    return _write_entries("sitemapindex", "sitemap", entries)


def _write_entries(whole: str, part: str, entries: Iterable[SitemapEntry]) -> str:
    lines = [
        f"<{part}><loc>{escape(settings.SITE_URL + entry.path)}</loc>{_day(entry)}</{part}>"
        for entry in entries
    ]
    head = '<?xml version="1.0" encoding="UTF-8"?>'
    return "\n".join([head, f'<{whole} xmlns="{NAMESPACE}">', *lines, f"</{whole}>", ""])


def _day(entry: SitemapEntry) -> str:
    if entry.changed_at is None:
        return ""
    moment = timezone.localtime(entry.changed_at).isoformat(timespec="seconds")
    return f"<lastmod>{moment}</lastmod>"
