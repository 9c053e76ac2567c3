"""Setting up second factors and seeing recovery codes: allauth's pages, with our rules."""

from collections.abc import Callable
from functools import wraps
from typing import cast

from allauth.account.decorators import reauthentication_required
from allauth.mfa.recovery_codes import views as codes
from allauth.mfa.webauthn.views import remove_webauthn
from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from agencies.database.encryption import LostKeyError
from agencies.factors.middleware import MFAAdapter
from agencies.factors.queries import factors_by_kind, recovery_codes_of, recovery_state
from agencies.factors.services import confirm_recovery_codes
from agencies.forms.submit import call_service
from agencies.people.models import Person

View = Callable[..., HttpResponse]


def _person(request: HttpRequest) -> Person:
    # For a page that only opens to somebody signed in.
    return cast("Person", request.user)


def continues_with_codes(view: View) -> View:
    # For a page that sets up a factor: recovery codes come next, until the person has confirmed
    # having them.

    @wraps(view)
    def set_up(request: HttpRequest) -> HttpResponse:
        response = view(request)
        is_done = isinstance(response, HttpResponseRedirect) and response.url == reverse(
            "mfa_index"
        )
        if is_done and not recovery_state(recovery_codes_of(_person(request))).is_kept:
            return redirect("mfa_view_recovery_codes")
        return response

    return set_up


def passkey_removal(request: HttpRequest, pk: int) -> HttpResponse:
    # As allauth's, but the last factor of whoever must have one stays.
    key = next((key for key in factors_by_kind(_person(request))[1] if key.pk == pk), None)
    if request.method == "POST" and key and not MFAAdapter().can_delete_authenticator(key):
        messages.error(request, MFAAdapter.error_messages["cannot_delete_authenticator"])
        return redirect("agencies:account")
    response: HttpResponse = remove_webauthn(request, pk=pk)
    return response


# Recovery codes -----------------------------------------------------------------------------------
def explains_lost_codes(view: View) -> View:
    # Codes whose key is lost: the account's page says so and offers new ones; they do not count as
    # seen.

    @wraps(view)
    def shown(request: HttpRequest) -> HttpResponse:
        try:
            with transaction.atomic():
                return view(request)
        except LostKeyError:
            messages.error(request, _("Your recovery codes can no longer be read. Make new ones."))
            return redirect("agencies:account")

    return shown


@explains_lost_codes
def codes_page(request: HttpRequest) -> HttpResponse:
    page = codes.view_recovery_codes(request)
    page.context_data["are_kept"] = recovery_state(recovery_codes_of(_person(request))).is_kept
    answer: HttpResponse = page
    return answer


codes_download = explains_lost_codes(codes.download_recovery_codes)


def _codes_renewal(request: HttpRequest) -> HttpResponse:
    # allauth's own page counts the old codes, which may be unreadable.
    if request.method == "POST":
        response: HttpResponse = codes.generate_recovery_codes(request)
        return response
    return render(request, "mfa/recovery_codes/generate.html")


codes_renewal = reauthentication_required(_codes_renewal)


@require_POST
def codes_kept(request: HttpRequest) -> HttpResponse:
    # “I have kept them”: the account's page stops to remind.
    if call_service(request, lambda: confirm_recovery_codes(person=_person(request))):
        messages.success(request, _("Noted: you have your recovery codes."))
    return redirect("agencies:account")
