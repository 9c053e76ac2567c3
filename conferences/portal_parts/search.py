"""What the search of the top line finds in this app: partner provinces."""

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from agencies.people.permissions import Actor
from agencies.registry import SearchHit, SearchProvider
from conferences.partnerships.models import Partnership
from conferences.partnerships.queries import visible_partnerships
from conferences.permissions import ConferencePermission
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


SEARCH = (
    SearchProvider(
        "partnerships",
        _("Partner provinces"),
        ConferencePermission.SEE_PARTNERSHIPS,
        _partnerships,
        _hit,
        _list_url,
    ),
)
