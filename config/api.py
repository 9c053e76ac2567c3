"""The API for programs of other organisations, described at /api/v1/openapi.json (OpenAPI 3.1) and
explained on a page drawn from that.

Its operations belong to the apps (`agencies/api/`, `recruitment/api/`). Whoever asks shows a token;
a token that asks too much has to wait.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.module_loading import import_string
from django.utils.translation import gettext, gettext_noop as _
from django.views.decorators.http import require_safe
from ninja import NinjaAPI
from ninja.errors import AuthenticationError, ValidationError

PREFIX = "/api/v1/"
ROUTERS = (
    "recruitment.api.views.router",
    "recruitment.api.employer_views.router",
    "recruitment.api.month_views.router",
    "recruitment.api.code_views.router",
    "agencies.api.views.router",
)
DESCRIPTION = _(
    "What the portal publishes, for programs; and an employer's own vacancies, kept by its own "
    "program. Send `Authorization: Bearer <token>`; an administrator of your organisation makes "
    "tokens. At most 600 requests a minute for each token. Contacts of people are never given. "
    "Lists and vacancies may come from a copy of the data that is some seconds old: then the "
    "header `Data-As-Of` says until which moment it knows everything. Whatever is not known, a "
    "parameter, a field or a code, is refused with its name."
)
LICENCE = {"info": {"license": {"name": "MIT", "identifier": "MIT"}}}
NO_TOKEN = "Send “Authorization: Bearer …” with a live token that opens this."  # noqa: S105 a sentence


class PortalAPI(NinjaAPI):
    """Its description says what each answer means (agencies/api/description.py)."""

    def get_openapi_schema(self, **options: Any) -> Any:
        description = super().get_openapi_schema(**options)
        import_string("agencies.api.description.complete_description")(description)
        return description


def make_api() -> NinjaAPI:
    api = PortalAPI(
        title="Cầu Lao Động",
        version="1",
        description=DESCRIPTION,
        docs_url=None,
        urls_namespace="api",
        openapi_url="/openapi.json",
        servers=[{"url": settings.SITE_URL}],
        openapi_extra=LICENCE,
    )
    api.add_decorator(
        import_string("agencies.api.answers.refuse_unknown_parameters"), mode="operation"
    )
    for dotted in ROUTERS:
        api.add_router("", dotted)
    _answer_refusals(api)
    return api


def _answer_refusals(api: NinjaAPI) -> None:
    too_many = import_string("agencies.api.views.TooManyRequests")
    refused_values = import_string("agencies.api.answers.refused_values")

    @api.exception_handler(too_many)
    def wait(request: HttpRequest, refused: Exception) -> HttpResponse:
        answer = api.create_response(request, {"detail": str(refused)}, status=429)
        answer["Retry-After"] = "60"
        return answer

    @api.exception_handler(AuthenticationError)
    def ask_for_token(request: HttpRequest, refused: AuthenticationError) -> HttpResponse:
        answer = api.create_response(request, {"detail": NO_TOKEN}, status=401)
        answer["WWW-Authenticate"] = "Bearer"
        return answer

    @api.exception_handler(ValidationError)
    def name_fields(request: HttpRequest, refused: ValidationError) -> HttpResponse:
        return api.create_response(request, refused_values(refused.errors), status=422)


@login_not_required
@require_safe
def api_documentation(request: HttpRequest) -> HttpResponse:
    """For people who write such programs."""
    description = make_api().get_openapi_schema(path_prefix=PREFIX)
    api_operations = import_string("agencies.api.documentation.api_operations")
    code_lists = import_string("recruitment.api.codes.code_lists")()
    context = {
        "meaning": gettext(DESCRIPTION),
        "operations": api_operations(description, [name for name, _codes in code_lists]),
        "code_lists": code_lists,
    }
    return render(request, "agencies/api/documentation.html", context)


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
