"""An agency's tokens for the API."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from agencies.api.forms import ApiTokenForm
from agencies.api.models import ApiToken
from agencies.api.services import PREFIX, create_api_token, revoke_api_token
from agencies.bodies.models import Agency
from agencies.errors import RuleError
from agencies.forms.once import makes_once, mark_made
from agencies.forms.sent_forms import begin_new_forms, secret_for
from agencies.members.services import may_manage
from agencies.people.permissions import Permission, requires

PURPOSE = "api-token"


def _show_text(request: HttpRequest, made: int, pk: int) -> HttpResponse:
    """The text of the new token, while it is valid."""
    is_live = ApiToken.objects.filter(pk=made, revoked_at=None).exists()
    text = PREFIX + secret_for(request, PURPOSE) if is_live else ""
    begin_new_forms(request)
    return _page(request, _agency(request, pk), ApiTokenForm(), text)


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.SIGNED_IN)
@makes_once(again=_show_text)
def api_token_list(request: HttpRequest, pk: int) -> HttpResponse:
    """The response to making a token shows its text, once."""
    agency, form = _agency(request, pk), ApiTokenForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        secret = secret_for(request, PURPOSE)
        try:
            token, text = create_api_token(
                agency=agency, secret=secret, by=request.actor, **form.cleaned_data
            )
        except RuleError as error:
            form.add_error(error.field, error.message)
        else:
            begin_new_forms(request)
            return mark_made(_page(request, agency, ApiTokenForm(), text), token.pk)
    return _page(request, agency, form)


def _agency(request: HttpRequest, pk: int) -> Agency:
    agency = get_object_or_404(Agency, pk=pk)
    if not may_manage(agency, request.actor):
        raise Http404
    return agency


def _page(request: HttpRequest, agency: Agency, form: ApiTokenForm, text: str = "") -> HttpResponse:
    tokens = agency.api_tokens.with_state().select_related("created_person")
    context = {"agency": agency, "form": form, "text": text, "tokens": tokens}
    return render(request, "agencies/api_tokens.html", context, status=422 if form.errors else 200)


@require_POST
@requires(Permission.SIGNED_IN)
def api_token_revoke(request: HttpRequest, pk: int) -> HttpResponse:
    token = get_object_or_404(ApiToken.objects.select_related("agency"), pk=pk)
    if not may_manage(token.agency, request.actor):
        raise Http404
    revoke_api_token(token=token, by=request.actor)
    messages.success(request, _("The token opens nothing any more."))
    return redirect("agencies:api-token-list", token.agency_id)
