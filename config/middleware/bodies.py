"""How much anybody may send: refused by its declared length, before a byte is read or a file
written.
"""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.deprecation import MiddlewareMixin

MEGABYTE = 1024 * 1024
# Public forms only take text.
OF_STRANGERS = MEGABYTE
# Ten files of 20 MB, the most that a form takes, and the text beside them.
OF_THE_SIGNED_IN = 210 * MEGABYTE


class BodyLimitMiddleware(MiddlewareMixin):
    """Answers 413 with a page. A body without a declared length is not read at all (Django treats
    it as empty).
    """

    def process_request(self, request: HttpRequest) -> HttpResponse | None:
        length = stated_length(request)
        if length <= OF_STRANGERS:
            return None
        if length <= OF_THE_SIGNED_IN and request.user.is_authenticated:
            return None
        return render(request, "413.html", status=413)


def stated_length(request: HttpRequest) -> int:
    """In bytes; 0 if it is not a number, and more than anybody may send for a body without an
    end.
    """
    stated = request.META.get("CONTENT_LENGTH") or "0"
    if not (stated.isascii() and stated.isdigit()):
        return 0
    return int(stated) if len(stated) < 19 else 10**18
