"""The person's own account; allauth's pages for passwords and factors are reached from here."""

from allauth.account.decorators import reauthentication_required
from allauth.usersessions.models import UserSession
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _, ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_variables
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from agencies.accounts.forms import EmailChangeForm
from agencies.accounts.queries import last_sign_in, signed_in_devices
from agencies.accounts.services import (
    confirm_email_change,
    request_email_change,
    stop_email_change,
)
from agencies.audit.choices import AuditAction
from agencies.errors import RuleError
from agencies.factors.middleware import has_factor, must_have_factor
from agencies.factors.queries import factors_by_kind, is_factor_readable, recovery_state
from agencies.forms.once import makes_once
from agencies.forms.submit import render_form, submit_form
from agencies.mail.account_letter_links import open_email_change
from agencies.people.permissions import SignedInRequest
from agencies.sign_in.allauth_internals import count_request
from agencies.sign_in.services import end_sessions, record_own_act

MAILS = {"email_change": "3/h/user"}


@require_safe
@never_cache
def account(request: SignedInRequest) -> HttpResponse:
    app, keys, codes = factors_by_kind(request.user)
    context = {
        "last": last_sign_in(request.user),
        "app": app,
        "keys": keys,
        "is_app_readable": app is None or is_factor_readable(app),
        "codes": recovery_state(codes),
        "has_factor": has_factor(request.user),
        "must_have_factor": must_have_factor(request.user),
        "devices": signed_in_devices(request.user, request.session.session_key),
    }
    return render(request, "account/account.html", context)


# Sessions -----------------------------------------------------------------------------------------
@require_POST
def session_close(request: SignedInRequest, pk: int) -> HttpResponse:
    session = get_object_or_404(UserSession, pk=pk, user=request.user)
    session.end()
    record_own_act(AuditAction.SESSION_CLOSED, request.user)
    messages.success(request, _("Signed out there."))
    return redirect("agencies:account")


@require_POST
def sessions_close(request: SignedInRequest) -> HttpResponse:
    closed = end_sessions(request.user, but=request.session.session_key)
    record_own_act(AuditAction.SESSIONS_CLOSED, request.user, count=str(closed))
    words = ngettext(
        "Signed out in %(n)s other place.", "Signed out in %(n)s other places.", closed
    )
    messages.success(request, words % {"n": closed})
    return redirect("agencies:account")


# The address --------------------------------------------------------------------------------------
@reauthentication_required
@makes_once
def email_change(request: SignedInRequest) -> HttpResponse:
    form = EmailChangeForm(request.POST or None)
    if submit_form(form, lambda: _ask_email_change(request, form)):
        words = _(
            "A letter to either address goes out, usually within a minute. Confirm in both within "
            "24 hours."
        )
        messages.success(request, words)
        return redirect("agencies:account")
    return render_form(request, "account/email_change.html", form)


def _ask_email_change(request: SignedInRequest, form: EmailChangeForm) -> None:
    if not count_request(request, "email_change", MAILS):
        raise RuleError(_("Too many requests at once. Wait a minute."), field="email")
    request_email_change(person=request.user, new_email=form.cleaned_data["email"])


@login_not_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@sensitive_variables("token")
def email_confirm(request: HttpRequest, token: str) -> HttpResponse:
    # The link opens a page that asks first: programs that scan mail open links too.
    change = open_email_change(token)
    sentence = ""
    if request.method == "POST":
        try:
            sentence = _change_or_stop(token, stop="stop" in request.POST)
        except RuleError as error:
            change = None
            sentence = error.message
    context = {"change": change, "sentence": sentence}
    return render(request, "account/email_confirm.html", context, status=200 if change else 404)


def _change_or_stop(token: str, *, stop: bool) -> str:
    if stop:
        stop_email_change(token=token)
        return _(
            "The change was stopped. The address stays as it is. Change your password if you did "
            "not ask for it."
        )
    if confirm_email_change(token=token):
        return _("The address has changed. Sign in with the new one.")
    return _("Confirmed. The address changes once the other letter is confirmed too.")
