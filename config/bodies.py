"""How much anybody may send: refused by its declared length, before a byte is read or a file
written.
"""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

MEGABYTE = 1024 * 1024
# Public forms only take text.
OF_STRANGERS = MEGABYTE
# Ten files of 20 MB, the most that a form takes, and the text beside them.
OF_THE_SIGNED_IN = 210 * MEGABYTE


class BodyLimitMiddleware:
    """Answers 413 with a page. A body without a declared length is not read at all (Django treats
    it as empty).
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        length = stated_length(request)
        if length > OF_STRANGERS and (
            length > OF_THE_SIGNED_IN or not request.user.is_authenticated
        ):
            return render(request, "413.html", status=413)
        return self.get_response(request)


def stated_length(request: HttpRequest) -> int:
    """In bytes; 0 if it is not a number, and more than anybody may send for a body without an
    end.
    """
    stated = request.META.get("CONTENT_LENGTH") or "0"
    if not (stated.isascii() and stated.isdigit()):
        return 0
    return int(stated) if len(stated) < 19 else 10**18
