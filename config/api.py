"""The API for programs of other organisations, described at /api/v1/openapi.json (OpenAPI 3.1).

Its operations belong to the apps (`agencies/api/`, `recruitment/api/`). Whoever asks shows a token;
a token that asks too much has to wait.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.utils.module_loading import import_string
from ninja import NinjaAPI

ROUTERS = (
    "agencies.api.views.router",
    "recruitment.api.views.router",
    "recruitment.api.employer_views.router",
)
DESCRIPTION = (
    "What the portal publishes, for programs; and an employer's own vacancies, kept by its own "
    "program. Send "
    "`Authorization: Bearer <token>`; an administrator of your organisation makes tokens. At most "
    "600 requests a "
    "minute for each token. Contacts of people are never given. Lists and vacancies may come from "
    "a copy of the data "
    "that is some seconds old: then the header `Data-As-Of` says until which moment it knows "
    "everything."
)

LICENCE = {"info": {"license": {"name": "MIT", "identifier": "MIT"}}}


def make_api() -> NinjaAPI:
    api = NinjaAPI(
        title="Cầu Lao Động",
        version="1",
        description=DESCRIPTION,
        docs_url=None,
        urls_namespace="api",
        openapi_url="/openapi.json",
        servers=[{"url": settings.SITE_URL}],
        openapi_extra=LICENCE,
    )
    for dotted in ROUTERS:
        api.add_router("", dotted)
    too_many = import_string("agencies.api.views.TooManyRequests")

    @api.exception_handler(too_many)
    def wait(request: HttpRequest, refused: Exception) -> HttpResponse:
        answer = api.create_response(request, {"detail": str(refused)}, status=429)
        answer["Retry-After"] = "60"
        return answer

    return api


def api_urls() -> tuple:
    """A token replaces signing in. If a replica has answered, the response says how old its data
    are.
    """
    set_data_time = import_string("agencies.replica.reading.set_data_time")
    patterns, app, namespace = make_api().urls
    for pattern in patterns:
        pattern.callback = login_not_required(_with_data_time(pattern.callback, set_data_time))
    return patterns, app, namespace


def _with_data_time(
    view: Callable[..., HttpResponse], set_data_time: Callable[..., HttpResponse]
) -> Callable:
    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return set_data_time(request, view(request, *args, **kwargs))

    return answer
