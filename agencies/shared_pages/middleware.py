"""Which pages are shared, and how a copy is found again."""

import functools
from collections.abc import Callable, Hashable
from hashlib import sha256
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response, patch_cache_control, patch_vary_headers
from django.utils.translation import get_language_from_request

from agencies.shared_pages.copies import PageCopies

COPIED_FOR = 15
"""Seconds for which a web process sends the copy that it has."""
KEPT_FOR = 10
"""Seconds for which browsers and proxies keep it. Whatever is published, changed or ended is seen
everywhere within the sum of both.
"""
_OF_SIGNED_IN = 30  # seconds, in their own browser
_PERSONAL_COOKIES = (settings.SESSION_COOKIE_NAME, "messages")
_MARK = "is_shared_page"

copies = PageCopies()


def shares_page(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """A public view whose page is the same for every stranger who reads it in one language.

    The page must hold nothing of the person: no name, no message, no form token. Whoever has a
    session gets a page of their own.
    """

    @functools.wraps(view)
    def shared(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        response = view(request, *args, **kwargs)
        if not is_stranger(request):
            patch_cache_control(response, private=True, max_age=_OF_SIGNED_IN)
            return response
        patch_cache_control(response, public=True, max_age=KEPT_FOR)
        patch_vary_headers(response, ("Accept-Language", "Cookie"))
        if response.status_code == 200:
            response["ETag"] = f'"{sha256(response.content).hexdigest()[:32]}"'
            setattr(response, _MARK, True)
        return response

    return shared


def is_stranger(request: HttpRequest) -> bool:
    """Whether nothing is known of who asks: no session, no message that waits to be shown."""
    return not any(name in request.COOKIES for name in _PERSONAL_COOKIES)


class SharedPagesMiddleware:
    """Outside of compression and of whatever asks the database: a copy costs neither."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.method != "GET" or not is_stranger(request):
            return self.get_response(request)
        key = _copy_key(request)
        copy = copies.find(key)
        if copy is not None:
            response = HttpResponse(copy.body, headers=copy.headers)
        else:
            response = self.get_response(request)
            if not _may_be_copied(response):
                return response
            headers = dict(response.items())
            copies.add(key, response.content, headers, seconds=COPIED_FOR)
        return get_conditional_response(request, response["ETag"], None, response)


def _copy_key(request: HttpRequest) -> Hashable:
    # All on which a shared page depends.
    return (
        request.META.get("HTTP_HOST", ""),
        request.get_full_path(),
        get_language_from_request(request),
        "gzip" in request.headers.get("Accept-Encoding", ""),
        request.headers.get("HX-Request", ""),
    )


def _may_be_copied(response: HttpResponse) -> bool:
    return getattr(response, _MARK, False) and not response.streaming and not response.cookies
