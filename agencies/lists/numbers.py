"""Numbers and wages as the reader's language writes them: “17.000” and “5,8” in Vietnamese,
“17,000” and “5.8” in English.
"""

import re
from decimal import Decimal

from django.utils.functional import lazy
from django.utils.translation import get_language

from vietnam.numbers import format_number
from vietnam.wages import format_wage

_SWAPPED = str.maketrans(",.", ".,")
# A figure by the rules of English, alone: neither a part of a longer one nor of a day. “1.200” is
# none: nobody means a thousandth, so it is twelve hundred as Vietnamese write it.
_ENGLISH_FIGURE = re.compile(
    r"(?<![\d.,/])(?:\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+\.(?!\d{3}(?!\d))\d+)(?![\d/]|[.,]\d)"
)


def reads_english() -> bool:
    return (get_language() or "").startswith("en")


def localized_number(number: int | Decimal, places: int | None = None) -> str:
    """As `vietnam.numbers.format_number`, by the rules of the language."""
    shown = format_number(number, places)
    return shown.translate(_SWAPPED) if reads_english() else shown


def localized_wage(low: Decimal, high: Decimal | None) -> str:
    """9–12 triệu; from 8 million VND; of a month, in millions."""
    shown = format_wage(low, high)
    if not reads_english():
        return shown
    figures = shown.removeprefix("từ ").removesuffix(" triệu").translate(_SWAPPED)
    before = "from " if high is None else ""
    return f"{before}{figures} million VND"


def localized_figures(text: str) -> str:
    """A text that holds figures as Vietnamese print them, such as “501–1.000”."""
    return text.translate(_SWAPPED) if reads_english() else text


localized_figures_lazy = lazy(localized_figures, str)


def delocalized_figures(typed: str) -> str:
    """What somebody typed, with its figures as Vietnamese write them: in English “5.8” is 5,8 and
    “1,500” is 1.500. What the other language would write stays, and is understood or refused.
    """
    if not reads_english():
        return typed
    return _ENGLISH_FIGURE.sub(lambda found: found.group().translate(_SWAPPED), typed)
