"""Gives each request its number, by which the log, the response and the error page refer to it."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.module_loading import import_string

from config.logs.facts import GIVEN_ID, KEY, Facts, new_id, use_facts
from config.logs.lines import masked_path

HEADER = "X-Request-ID"


class RequestFactsMiddleware:
    """Outermost: whatever answers, and whatever is logged about it, has the number."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response
        self.origin_of = import_string("agencies.audit.origin.request_origin")

    def __call__(self, request: HttpRequest) -> HttpResponse:
        facts = Facts(
            request_id=request_id(request),
            method=request.method or "",
            path=masked_path(request.path),
            client=self.origin_of(request).address or "",
            request=request,
        )
        request.META[KEY] = facts
        with use_facts(facts):
            response = self.get_response(request)
        response[HEADER] = facts.request_id
        return response


def request_id(request: HttpRequest) -> str:
    """The proxy's number where one is trusted and the number looks like one; else a new one."""
    given = request.headers.get(HEADER, "") if settings.BEHIND_PROXY else ""
    return given if GIVEN_ID.fullmatch(given) else new_id()
