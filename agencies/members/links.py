"""Which pages of the portal somebody can open: a link that would be refused is not shown."""

from collections import defaultdict
from collections.abc import Iterable

from django.urls import Resolver404, resolve

from agencies.people.permissions import Actor
from agencies.registry import registry


def openable_paths(paths: Iterable[str], by: Actor) -> set[str]:
    """Those of the portal's own paths that do not refuse this person; what is not the portal's is
    left in.
    """
    by_page: dict[str, dict[int, str]] = defaultdict(dict)
    opened = set()
    for path in set(filter(None, paths)):
        try:
            match = resolve(path)
        except Resolver404:
            if "://" in path:
                opened.add(path)
            continue
        permission = getattr(match.func, "permission", None)
        if permission is not None and not by.may(permission):
            continue
        if match.view_name in registry.visible_rows:
            by_page[match.view_name][match.kwargs["pk"]] = path
        else:
            opened.add(path)
    for page, keys in by_page.items():
        opened |= {keys[key] for key in registry.visible_rows[page](by, set(keys))}
    return opened
