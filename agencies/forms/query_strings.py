"""Query strings of the links that keep what a page was asked for: made here alone."""

from collections.abc import Mapping
from urllib.parse import urlencode

from django.http import QueryDict


def build_query(asked: Mapping[str, object] | str, **changes: object) -> str:
    """What was asked, with some of it changed; None or an empty text takes a part out.

    Each name stands once (of several values the last, which is the one that Django reads), so that
    no link grows by being followed.
    """
    kept = QueryDict(asked) if isinstance(asked, str) else asked
    merged = dict(kept.items()) | changes
    return urlencode(
        {name: str(value) for name, value in merged.items() if value not in (None, "")}
    )
