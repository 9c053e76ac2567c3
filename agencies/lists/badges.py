"""States as lists show them: a label in its tone, beside a shape, since a state is never told by
its colour alone.
"""

from functools import lru_cache

from django.utils.functional import Promise
from django.utils.html import format_html
from django.utils.safestring import SafeString

SHAPES = {
    "open": "dot",
    "wait": "diamond",
    "risk": "diamond",
    "late": "triangle",
    "done": "tick",
    "off": "ring",
}
"""The shape that goes with each tone."""
ICONS = {
    tone: format_html('<svg class="shape" aria-hidden="true"><use href="#shape-{}"/></svg>', shape)
    for tone, shape in SHAPES.items()
}
COLOURED_SHAPES = {
    tone: format_html(
        '<svg class="shape tone-{}" aria-hidden="true"><use href="#shape-{}"/></svg>', tone, shape
    )
    for tone, shape in SHAPES.items()
}


def draw_badge(label: str | Promise, tone: str) -> SafeString:
    return _draw_words(str(label), tone)


@lru_cache(maxsize=1000)  # the labels of all choices, in each language
def _draw_words(label: str, tone: str) -> SafeString:
    icon = ICONS.get(tone, ICONS["open"])
    return format_html('<span class="badge-status tone-{}">{}{}</span>', tone, icon, label)


def draw_shape(tone: str) -> SafeString:
    """The shape of a tone alone, in its colour."""
    return COLOURED_SHAPES.get(tone, COLOURED_SHAPES["open"])
