"""Which pages of the portal somebody can open: a link that would be refused is not shown."""

from collections import defaultdict
from collections.abc import Callable, Iterable

from django.urls import Resolver404, resolve

from agencies.bodies.models import Agency
from agencies.members.services import may_look_after
from agencies.people.permissions import Actor

SHOWN: dict[str, Callable[[Actor, set[int]], set[int]]] = {
    "agencies:member-list": lambda by, keys: {
        agency.pk for agency in Agency.objects.filter(pk__in=keys) if may_look_after(agency, by)
    },
}
"""By the name of a page: those of the things with these keys that it shows to somebody; pages
without an entry go by their permission alone. The apps to the right of this one enter theirs when
they start (`AppConfig.ready`).
"""


def openable(paths: Iterable[str], by: Actor) -> set[str]:
    """Those of the portal's own paths that do not refuse this person; what is not the portal's is
    left in.
    """
    by_page: dict[str, dict[int, str]] = defaultdict(dict)
    opened = set()
    for path in set(filter(None, paths)):
        try:
            match = resolve(path)
        except Resolver404:
            opened |= {path} if "://" in path else set()
            continue
        permission = getattr(match.func, "permission", None)
        if permission is not None and not by.may(permission):
            continue
        if match.view_name in SHOWN:
            by_page[match.view_name][match.kwargs["pk"]] = path
        else:
            opened.add(path)
    for page, keys in by_page.items():
        opened |= {keys[key] for key in SHOWN[page](by, set(keys))}
    return opened
