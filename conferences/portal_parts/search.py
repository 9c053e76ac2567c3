"""What the search of the top line finds in this app: partner provinces and delegations."""

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from agencies.people.permissions import Actor
from agencies.registry import SearchHit, SearchProvider
from conferences.delegations.models import Delegation
from conferences.delegations.queries import visible_delegations
from conferences.partnerships.models import Partnership
from conferences.partnerships.queries import visible_partnerships
from conferences.permissions import ConferencePermission
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


SEARCH = (
    SearchProvider(
        "partnerships",
        _("Partner provinces"),
        ConferencePermission.SEE_PARTNERSHIPS,
        _partnerships,
        _hit,
        _list_url,
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
