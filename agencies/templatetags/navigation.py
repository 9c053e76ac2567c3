"""The places of the rail. They stand on every page, so they are drawn in Python."""

from collections.abc import Iterable
from itertools import groupby

from django import template
from django.utils.safestring import SafeString

from agencies.lists.patterns import fill_pattern, join_drawn
from agencies.site.context_processors import RailEntry

register = template.Library()

_GROUP = '{heading}<ul class="places">{places}</ul>'
_HEADING = '<p class="places-title">{words}</p>'
_PLACE = '<li><a href="{url}"{current}>{label}{count}</a></li>'
_CURRENT = fill_pattern(' aria-current="page"')
_COUNT = ' <span class="count{late}">{count}</span>'


@register.filter
def draw_places(places: Iterable[RailEntry]) -> SafeString:
    """A list for each group; its heading, if it has one, starts where the group changes."""
    groups = groupby(places, key=lambda place: place.group)
    return join_drawn(_draw_group(heading, members) for heading, members in groups)


def _draw_group(heading: str, places: Iterable[RailEntry]) -> SafeString:
    return fill_pattern(
        _GROUP,
        heading=fill_pattern(_HEADING, words=heading) if heading else "",
        places=join_drawn(map(_draw_place, places)),
    )


def _draw_place(place: RailEntry) -> SafeString:
    late = " is-late" if place.is_late else ""
    return fill_pattern(
        _PLACE,
        url=place.url,
        current=_CURRENT if place.is_current else "",
        label=place.label,
        count=fill_pattern(_COUNT, late=late, count=place.count) if place.count else "",
    )
