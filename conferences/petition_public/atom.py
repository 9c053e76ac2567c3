"""Published petitions as an Atom feed (RFC 4287), without names."""

import datetime
from collections.abc import Iterable

from django.conf import settings
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import get_language, gettext as _

from agencies.feeds.identity import stable_uuid
from conferences.petitions.models import Petition
from vietnam.text import without_controls

AUTHOR = "Cầu Lao Động"


def write_petition_feed(petitions: Iterable[Petition]) -> str:
    feed = Atom1Feed(
        _("Petitions of workers and their answers"),
        settings.SITE_URL + reverse("conferences:public-petition-list"),
        "",
        language=get_language(),
        feed_url=settings.SITE_URL + reverse("conferences:public-petition-feed"),
        feed_guid=stable_uuid("petition-feed", "", settings.FEED_ORIGIN).urn,
        author_name=AUTHOR,
    )
    for petition in petitions:
        made_at = petition.entered_at.astimezone(datetime.UTC)
        feed.add_item(
            without_controls(_title(petition)),
            settings.SITE_URL + reverse("conferences:public-petition", args=[petition.pk]),
            without_controls(_summary(petition)),
            unique_id=stable_uuid("petition", petition.pk, made_at).urn,
            pubdate=petition.published_at,
            updateddate=_changed_at(petition),
        )
    return feed.writeString("utf-8")


def _title(petition: Petition) -> str:
    words = petition.public_text
    return words if len(words) <= 100 else f"{words[:100].rsplit(' ', 1)[0]}…"


def _summary(petition: Petition) -> str:
    newest = [
        f"{part.body.name}: {answer.get_outcome_display()}. {answer.public_text}"
        for part in petition.live_parts
        for answer in part.editions[:1]
    ]
    return "\n\n".join([str(petition.progress_state.label), *newest])


def _changed_at(petition: Petition) -> datetime.datetime | None:
    answers = [answer for part in petition.live_parts for answer in part.editions]
    moments = [petition.published_at, *(answer.published_at for answer in answers)]
    return max((moment for moment in moments if moment), default=None)
