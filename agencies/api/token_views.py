"""An agency's tokens for the API."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from agencies.api.forms import ApiTokenForm
from agencies.api.models import ApiToken
from agencies.api.services import PREFIX, create_api_token, revoke_api_token
from agencies.bodies.models import Agency
from agencies.forms.once import add_shown_once_message, makes_once, mark_row_made
from agencies.forms.sent_forms import begin_new_forms, form_secret, repeated_form_secret
from agencies.forms.submit import render_form, submit_form
from agencies.members.services import may_manage
from agencies.people.permissions import Permission, requires
from agencies.registry import registry

PURPOSE = "api-token"


def _show_text(request: HttpRequest, made: int, pk: int) -> HttpResponse:
    # Of the token that was made, while it opens something.
    live = ApiToken.objects.filter(pk=made, revoked_at=None).values_list("token_digest", flat=True)
    text = repeated_form_secret(request, PURPOSE, live.first(), prefix=PREFIX)
    if not text:
        add_shown_once_message(request)
    begin_new_forms(request)
    return _page(request, _agency(request, pk), ApiTokenForm(), text)


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.SIGNED_IN)
@makes_once(again=_show_text)
def api_token_list(request: HttpRequest, pk: int) -> HttpResponse:
    # The response to making a token shows its text, once.
    agency = _agency(request, pk)
    form = ApiTokenForm(request.POST or None)
    made = submit_form(form, lambda: _make(request, agency, form))
    if made is None:
        return _page(request, agency, form)
    token, text = made
    begin_new_forms(request)
    return mark_row_made(_page(request, agency, ApiTokenForm(), text), token.pk)


def _make(request: HttpRequest, agency: Agency, form: ApiTokenForm) -> tuple[ApiToken, str]:
    return create_api_token(
        agency=agency, secret=form_secret(request, PURPOSE), by=request.actor, **form.cleaned_data
    )


def _agency(request: HttpRequest, pk: int) -> Agency:
    agency = get_object_or_404(Agency, pk=pk)
    if not may_manage(agency, request.actor):
        raise Http404
    return agency


def _page(request: HttpRequest, agency: Agency, form: ApiTokenForm, text: str = "") -> HttpResponse:
    return render_form(
        request,
        "agencies/api/api_tokens.html",
        form,
        {
            "agency": agency,
            "text": text,
            "tokens": agency.api_tokens.with_state().select_related("created_person"),
            "scopes": dict(registry.api_scopes),
        },
    )


@require_POST
@requires(Permission.SIGNED_IN)
def api_token_revoke(request: HttpRequest, pk: int) -> HttpResponse:
    token = get_object_or_404(ApiToken.objects.select_related("agency"), pk=pk)
    if not may_manage(token.agency, request.actor):
        raise Http404
    revoke_api_token(token=token, by=request.actor)
    messages.success(request, _("The token no longer gives access."))
    return redirect("agencies:api-token-list", token.agency_id)
