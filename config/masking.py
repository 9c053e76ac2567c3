"""What no log of the portal keeps: the secrets that stand in addresses, and what is asked for behind a question mark.

Which addresses hold a secret is read from the URLs themselves, by the names of their parameters.
"""

import logging
import re
from collections.abc import Iterator
from functools import cache
from urllib.parse import quote, unquote

from django.apps import apps
from django.urls import URLPattern, URLResolver, get_resolver

SECRET_PARAMETERS = frozenset({"token", "uidb36"})
"""A path with one of these is secret from its first parameter on; `uidb36`: allauth's link to a new password."""
MASK = "***"
_ENCODED = re.compile(r'[^\s"]*%[0-9A-Fa-f]{2}[^\s"]*')
_QUERY = re.compile(r'(?<=\S)\?(?:\\.|[^\s"\\])+')
_REST = r'(?:\\.|[^\s"?#\\])+'
_PARAMETER = re.compile(r"<(?:\w+:)?(\w+)>|\(\?P<(\w+)>")
_TIMES_ENCODED = 3


def mask_secrets(text: str) -> str:
    """The line as a log may keep it."""
    if apps.ready:
        text = _ENCODED.sub(lambda word: _mask_encoded(word[0]), text)
        text = re.sub(f"({_beginnings()}){_REST}", rf"\1{MASK}", text, flags=re.IGNORECASE)
    return _QUERY.sub(f"?{MASK}", text)


def _mask_encoded(word: str) -> str:
    """A word that hides a secret path by percent signs is cut where the secret begins."""
    plain = word
    for _time in range(_TIMES_ENCODED):
        plain = unquote(plain)
    found = re.search(_beginnings(), plain, re.IGNORECASE)
    return quote(plain[: found.end()], safe="/:?=&") + MASK if found else word


@cache
def _beginnings() -> str:
    """A pattern of what stands before a secret, such as `loi-moi/`; slashes may be doubled."""
    parts = sorted({re.escape(start).replace("/", "/+") for start in secret_beginnings(get_resolver())})
    return rf"(?<![\w-])(?:{'|'.join(parts)})"


def secret_beginnings(resolver: URLResolver, prefix: str = "") -> Iterator[str]:
    """The fixed beginnings of the paths that hold a secret."""
    for entry in resolver.url_patterns:
        route = prefix + str(entry.pattern).removeprefix("^")
        if isinstance(entry, URLResolver):
            yield from secret_beginnings(entry, route)
        elif not SECRET_PARAMETERS.isdisjoint(parameters_of(entry)):
            yield re.split(r"[<(]", route, maxsplit=1)[0]


def parameters_of(entry: URLPattern) -> set[str]:
    return {typed or named for typed, named in _PARAMETER.findall(str(entry.pattern))}


class MaskingFormatter(logging.Formatter):
    """Masks the whole line, a traceback with it. Django names the path as it reads, with spaces and quotes."""

    def format(self, record: logging.LogRecord) -> str:
        text = super().format(record)
        path = getattr(getattr(record, "request", None), "path", "")
        return mask_secrets(text.replace(path, quote(path)) if path else text)
