"""Setting up second factors and seeing recovery codes: allauth's pages, with our rules."""

from allauth.mfa.adapter import get_adapter
from allauth.mfa.recovery_codes.views import (
    DownloadRecoveryCodesView,
    GenerateRecoveryCodesView,
    ViewRecoveryCodesView,
)
from allauth.mfa.totp.views import ActivateTOTPView
from allauth.mfa.webauthn.views import AddWebAuthnView, RemoveWebAuthnView
from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST
from django.views.generic.edit import FormView

from agencies.errors import RuleError
from agencies.kept_secrets import LostKeyError
from agencies.models import Person
from agencies.queries.factors import codes_of, recovery_state
from agencies.services.recovery_codes import keep_recovery_codes


# Setting up ----------------------------------------------------------------------------------------------------------
def _after_set_up(person: Person) -> str:
    """The recovery codes, until the person has said to have them."""
    is_kept = recovery_state(codes_of(person)).is_kept
    return reverse("agencies:account" if is_kept else "mfa_view_recovery_codes")


class AppSetUp(ActivateTOTPView):
    def get_success_url(self) -> str:
        return _after_set_up(self.request.user)


class PasskeySetUp(AddWebAuthnView):
    def get_success_url(self) -> str:
        return _after_set_up(self.request.user)


class PasskeyRemoval(RemoveWebAuthnView):
    """As allauth's, but the last factor of who must have one stays."""

    def form_valid(self, form) -> HttpResponse:
        if not get_adapter().can_delete_authenticator(self.object):
            messages.error(self.request, get_adapter().error_messages["cannot_delete_authenticator"])
            return redirect("agencies:account")
        return super().form_valid(form)


# Recovery codes ------------------------------------------------------------------------------------------------------
class UnreadableCodes:
    """Codes whose key is gone: the account's page says so and offers new ones; they do not count as seen."""

    def dispatch(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        try:
            with transaction.atomic():
                return super().dispatch(request, *args, **kwargs)
        except LostKeyError:
            messages.error(request, _("Your recovery codes can no longer be read. Make new ones."))
            return redirect("agencies:account")


class CodesPage(UnreadableCodes, ViewRecoveryCodesView):
    def get_context_data(self, **kwargs) -> dict:
        given = super().get_context_data(**kwargs)
        return given | {"are_kept": recovery_state(codes_of(self.request.user)).is_kept}


class CodesDownload(UnreadableCodes, DownloadRecoveryCodesView):
    pass


class CodesRenewal(GenerateRecoveryCodesView):
    def get_context_data(self, **kwargs) -> dict:
        """Without the count of the old codes, which may no longer be readable."""
        return FormView.get_context_data(self, **kwargs)


@require_POST
def codes_kept(request: HttpRequest) -> HttpResponse:
    """“I have kept them”: the account's page stops to remind."""
    try:
        keep_recovery_codes(person=request.user)
    except RuleError as error:
        messages.error(request, error.message)
    else:
        messages.success(request, _("Noted: you have your recovery codes."))
    return redirect("agencies:account")
