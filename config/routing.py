"""Addresses under their first segment: a request is compared with those that begin as it does, not
with all of the portal's, of which there are hundreds (a tenth of the public list's time).
"""

from collections.abc import Iterable, Iterator
from importlib import import_module
from typing import Any

from django.urls import URLPattern, URLResolver, include, path
from django.urls.resolvers import RoutePattern

Entry = URLPattern | URLResolver


def include_by_segment(urls: str) -> Any:
    """As `include`, of a module that names its app; the addresses keep their order within their
    first segment.
    """
    module = import_module(urls)
    return include((_group(_flatten(module.urlpatterns)), module.app_name))


def _flatten(entries: Iterable[Entry]) -> Iterator[Entry]:
    # Without the levels that add nothing: `path("", include(…))`.
    for entry in entries:
        if isinstance(entry, URLResolver) and not str(entry.pattern) and not entry.namespace:
            yield from _flatten(entry.url_patterns)
        else:
            yield entry


def _group(entries: Iterable[Entry]) -> list[Entry]:
    # An address that is one segment, or begins with something to be read, stands for itself.
    single: list[Entry] = []
    groups: dict[str, list[Entry]] = {}
    for entry in entries:
        segment, slash, rest = str(entry.pattern).partition("/")
        if slash and "<" not in segment and isinstance(entry.pattern, RoutePattern):
            groups.setdefault(segment, []).append(_shorten(entry, rest))
        else:
            single.append(entry)
    return [*(path(f"{segment}/", include(group)) for segment, group in groups.items()), *single]


def _shorten(entry: Entry, route: str) -> Entry:
    if isinstance(entry, URLPattern):
        pattern = RoutePattern(route, name=entry.name, is_endpoint=True)
        return URLPattern(pattern, entry.callback, entry.default_args, entry.name)
    given = (entry.urlconf_name, entry.default_kwargs, entry.app_name, entry.namespace)
    return URLResolver(RoutePattern(route), *given)
