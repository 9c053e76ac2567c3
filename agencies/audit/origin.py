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


_NOWHERE = Origin()
_origin: ContextVar[Origin] = ContextVar("origin", default=_NOWHERE)


def current_origin() -> Origin:
    return _origin.get()


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
        token = _origin.set(request_origin(request))
        try:
            return self.get_response(request)
        finally:
            _origin.reset(token)
