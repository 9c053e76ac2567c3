"""Which page a request asks for."""

from django.http import HttpRequest


def page_name(request: HttpRequest) -> str:
    """As `reverse` takes it, such as "agencies:seat-switch"; empty until the address is
    resolved.
    """
    return request.resolver_match.view_name if request.resolver_match else ""
