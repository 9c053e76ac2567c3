"""What the search of the top line finds in this app."""

from urllib.parse import urlencode

from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from agencies.people.permissions import Actor
from agencies.registry import SearchHit, SearchProvider
from conferences.delegations.models import Delegation
from conferences.delegations.queries import visible_delegations
from conferences.meetings.models import Conference
from conferences.meetings.queries import visible_conferences
from conferences.partnerships.models import Partnership
from conferences.partnerships.queries import visible_partnerships
from conferences.permissions import ConferencePermission
from conferences.petitions.models import Petition
from conferences.petitions.queries import visible_petitions, words_in
from vietnam.dates import format_date
from vietnam.folding import fold, search_words


def _partnerships(by: Actor, text: str) -> QuerySet[Partnership]:
    # A few dozen at most: their names are folded here.
    words = search_words(text)
    found = [
        row.pk
        for row in visible_partnerships(by)
        if all(word in fold(row.province.name) for word in words)
    ]
    return visible_partnerships(by).filter(pk__in=found)


def _hit(by: Actor, partnership: Partnership) -> SearchHit:
    wave = _("Wave %(n)s") % {"n": partnership.wave}
    return SearchHit(partnership.province.name, partnership.get_absolute_url(), wave)


def _list_url(by: Actor, text: str) -> str:
    return reverse("conferences:partnership-list")


def _conferences(by: Actor, text: str) -> QuerySet[Conference]:
    # A few a month: their titles are folded here.
    words = search_words(text)
    titles = visible_conferences(by).values_list("pk", "title")
    found = [key for key, title in titles if all(word in fold(title) for word in words)]
    return visible_conferences(by).filter(pk__in=found)


def _conference_hit(by: Actor, conference: Conference) -> SearchHit:
    day = format_date(timezone.localdate(conference.starts_at))
    return SearchHit(conference.title, conference.get_absolute_url(), day)


def _conference_list_url(by: Actor, text: str) -> str:
    return reverse("conferences:conference-list")


def _delegations(by: Actor, text: str) -> QuerySet[Delegation]:
    rows = visible_delegations(by)
    for word in text.split():
        rows = rows.filter(title__icontains=word)
    return rows


def _delegation_hit(by: Actor, delegation: Delegation) -> SearchHit:
    days = f"{format_date(delegation.starts_on)} – {format_date(delegation.ends_on)}"
    return SearchHit(delegation.title, delegation.get_absolute_url(), days)


def _delegation_list(by: Actor, text: str) -> str:
    return reverse("conferences:delegation-list")


def _petitions(by: Actor, text: str) -> QuerySet[Petition]:
    found = visible_petitions(by).filter(words_in(text))
    return found.select_related("dialogue").order_by("-dialogue__held_on", "number", "pk")


def _petition_hit(by: Actor, petition: Petition) -> SearchHit:
    return SearchHit(petition.text, petition.get_absolute_url(), petition.dialogue.title)


def _petition_list_url(by: Actor, text: str) -> str:
    return f"{reverse('conferences:petition-list')}?{urlencode({'q': text})}"


SEARCH = (
    SearchProvider(
        "petitions",
        _("Petitions of workers"),
        ConferencePermission.SEE_PETITIONS,
        _petitions,
        _petition_hit,
        _petition_list_url,
    ),
    SearchProvider(
        "partnerships",
        _("Partner provinces"),
        ConferencePermission.SEE_PARTNERSHIPS,
        _partnerships,
        _hit,
        _list_url,
    ),
    SearchProvider(
        "conferences",
        _("Conferences"),
        ConferencePermission.SEE_CONFERENCES,
        _conferences,
        _conference_hit,
        _conference_list_url,
    ),
    SearchProvider(
        "delegations",
        _("Delegations"),
        ConferencePermission.SEE_DELEGATIONS,
        _delegations,
        _delegation_hit,
        _delegation_list,
    ),
)
