"""From where somebody acts: address and program, available to every service without being passed
on.
"""

from collections.abc import Callable
from contextvars import ContextVar
from dataclasses import dataclass

from allauth.account.adapter import get_adapter
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse

LONGEST_CLIENT = 200


@dataclass(frozen=True)
class Origin:
    """`address` is as reliable as the proxies in front of the portal (BEHIND_PROXY); empty in
    jobs.
    """

    address: str | None = None
    client: str = ""


_request: ContextVar[HttpRequest | None] = ContextVar("request", default=None)


def current_origin() -> Origin:
    """Worked out only where something is recorded: most pages record nothing."""
    request = _request.get()
    return Origin() if request is None else request_origin(request)


def request_origin(request: HttpRequest) -> Origin:
    try:
        address = get_adapter().get_client_ip(request)
    except PermissionDenied:  # no address can be told: a socket, or a header that is none
        address = None
    return Origin(address or None, request.headers.get("User-Agent", "")[:LONGEST_CLIENT])


class OriginMiddleware:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        token = _request.set(request)
        try:
            return self.get_response(request)
        finally:
            _request.reset(token)
