"""Query strings of links that preserve what a page was asked for: built only here."""

from collections.abc import Mapping
from urllib.parse import urlencode

from django.http import QueryDict


def build_query(asked: Mapping[str, object] | str, **changes: object) -> str:
    """The present query with parts of it changed; None or an empty text removes a part.

    Each name occurs once (of several values the last, which is the one that Django reads), so that
    no link grows by being followed.
    """
    kept = QueryDict(asked) if isinstance(asked, str) else asked
    merged = dict(kept.items()) | changes
    return urlencode(
        {name: str(value) for name, value in merged.items() if value not in (None, "")}
    )
