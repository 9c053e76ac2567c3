"""Answers followers before anything else is asked: 304 to whoever has the newest page, and one copy
for each version to all others (decision 0071).
"""

import re
import time
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, HttpResponseNotModified
from django.utils.translation import get_language_from_request

from agencies.shared_pages.copies import PageCopies
from conferences.live_pages.versions import live_tag, versions

_PATH = re.compile(r"^/hoi-nghi/theo-doi/([^/]+)/luc-nay/$")
KEPT_FOR = 90.0
"""Seconds; a copy is of one minute, and nobody asks for it after that."""

KEPT_HEADERS = ("Content-Type", "Content-Encoding")

copies = PageCopies()


class LivePagesMiddleware:
    """Outside of sessions and of whatever asks the database. The version is read once: a page can
    carry an older number than what it shows, never a newer one.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        path = _PATH.match(request.path_info)
        if path is None or request.method != "GET":
            return self.get_response(request)
        version = versions.find(path[1])
        if version is None:
            return self.get_response(request)
        tag = live_tag(version, get_language_from_request(request), time.time())
        if request.headers.get("If-None-Match") == tag:
            return _with_tag(HttpResponseNotModified(), tag)
        key = (path[1], tag, "gzip" in request.headers.get("Accept-Encoding", ""))
        copy = copies.find(key)
        if copy is not None:
            return _with_tag(HttpResponse(copy.body, headers=copy.headers), tag)
        response = self.get_response(request)
        if response.status_code != 200 or response.streaming:
            return response
        # As it was compressed, if it was.
        headers = {name: response[name] for name in KEPT_HEADERS if name in response}
        headers["X-Robots-Tag"] = "noindex"
        copies.add(key, response.content, headers, seconds=KEPT_FOR)
        return _with_tag(HttpResponse(response.content, headers=headers), tag)


def _with_tag(response: HttpResponse, tag: str) -> HttpResponse:
    # The browser keeps it and asks each time whether it is still the newest.
    response["ETag"] = tag
    response["Cache-Control"] = "private, no-cache"
    response["Vary"] = "Accept-Encoding, Accept-Language, Cookie"
    return response
