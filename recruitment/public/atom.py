"""The public search as an Atom feed (RFC 4287), without contacts."""

import datetime
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import get_language, gettext as _

from agencies.feeds.identity import stable_uuid
from agencies.lists.numbers import localized_number, localized_wage
from recruitment.vacancies.models import Vacancy
from vietnam.text import without_controls

AUTHOR = "Cầu Lao Động"


def write_job_feed(rows: list[dict[str, Any]], query: str) -> str:
    """`query`: the search of the address, which the feed repeats."""
    question = f"?{without_controls(query)}" if query else ""
    feed = Atom1Feed(
        _("Jobs on Cầu Lao Động"),
        settings.SITE_URL + reverse("recruitment:vacancy-list") + question,
        "",
        language=get_language(),
        feed_url=settings.SITE_URL + reverse("recruitment:vacancy-feed") + question,
        feed_guid=_name("vacancy-feed", question, settings.FEED_ORIGIN),
        author_name=AUTHOR,
    )
    moments = _moments(rows)
    for row in map(_writable, rows):
        if row["id"] not in moments:  # deleted since the search
            continue
        made_at, changed_at = moments[row["id"]]
        feed.add_item(
            (
                _("%(title)s, %(people)s people")
                % {
                    "title": row["title"],
                    "people": localized_number(row["headcount"]),
                }
            ),
            settings.SITE_URL + reverse("recruitment:vacancy-detail", args=[row["id"]]),
            _summary(row),
            unique_id=_name("vacancy", row["id"], made_at.astimezone(datetime.UTC)),
            pubdate=row["published_at"],
            updateddate=changed_at,
        )
    return feed.writeString("utf-8")


def _moments(rows: list[dict[str, Any]]) -> dict[int, list[datetime.datetime]]:
    # When each was made and changed, which the pages of the search do without.
    found = Vacancy.objects.filter(pk__in=[row["id"] for row in rows])
    return {key: moments for key, *moments in found.values_list("pk", "made_at", "changed_at")}


def _name(kind: str, key: object, origin: object) -> str:
    # The identifier by which readers recognise an entry, also after the portal has moved to another
    # host.
    return stable_uuid(kind, key, origin).urn


def _writable(row: dict[str, Any]) -> dict[str, Any]:
    # One row's control character, stored before text was cleaned, would break the feed for
    # everybody.
    return {
        name: without_controls(said) if isinstance(said, str) else said
        for name, said in row.items()
    }


def _summary(row: dict[str, Any]) -> str:
    place = ", ".join(filter(None, [row["park"], row["ward"], row["province"]]))
    wage = _("%(wage)s a month") % {"wage": localized_wage(row["income_from"], row["income_to"])}
    return f"{row['employer']} · {place} · {wage}"
