"""The lock of an idle session, and the seat from which somebody acts."""

import time
from typing import Any

from allauth.account.adapter import get_adapter
from django.conf import settings
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import Resolver404, resolve, reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST
from django.views.defaults import permission_denied

from agencies.accounts.forms import PasswordForm
from agencies.audit.choices import AuditAction
from agencies.errors import RuleError
from agencies.forms.fields import parse_whole_number
from agencies.forms.submit import render_form, submit_form
from agencies.members.queries import way_to_seat
from agencies.people.models import Seat
from agencies.people.permissions import (
    SEAT_SESSION_KEY,
    ActingRequest,
    NoSeatError,
    Permission,
    SignedInRequest,
    requires,
)
from agencies.registry.first_pages import first_page
from agencies.sign_in import idle_lock as idle
from agencies.sign_in.services import record_own_act

KEPT = "kept-"


@require_POST
def session_alive(request: HttpRequest) -> HttpResponse:
    # The page reports now and then that somebody types or reads.
    idle.record_activity(request, time.time())
    return HttpResponse(status=204)


@require_POST
def session_lock(request: HttpRequest) -> HttpResponse:
    idle.lock_session(request)
    return HttpResponse(status=204)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@sensitive_post_parameters("password")
def session_unlock(request: SignedInRequest) -> HttpResponse:
    # By the password; a script gets JSON, a page the way back, a kept form its fields to send
    # again.
    form = PasswordForm(request.POST or None)
    if submit_form(form, lambda: _unlock(request, form.cleaned_data["password"])):
        return _continue_unlocked(request)
    if request.headers.get("X-Requested-With"):
        return JsonResponse(
            {"error": " ".join(map(str, form.errors.get("password", [])))}, status=422
        )
    return render_form(request, "account/unlock.html", form, _page_context(request))


def _unlock(request: SignedInRequest, password: str) -> None:
    adapter = get_adapter()
    try:
        is_right = adapter.reauthenticate(request.user, password)
    except ValidationError as refused:  # too many attempts
        raise RuleError(refused.messages[0], field="password") from refused
    if not is_right:
        raise RuleError(adapter.error_messages["incorrect_password"], field="password")
    idle.unlock_session(request)
    record_own_act(AuditAction.SESSION_UNLOCKED, request.user)


def _continue_unlocked(request: HttpRequest) -> HttpResponse:
    if request.headers.get("X-Requested-With"):
        return JsonResponse({})
    context = _page_context(request)
    if context["to"]:
        return render(request, "account/send_again.html", context)
    return redirect(context["next"] or first_page(request))


def _page_context(request: HttpRequest) -> dict[str, Any]:
    posted = request.POST
    return {
        "next": _own_path(request, posted.get("next") or request.GET.get("next", "")),
        "to": _own_path(request, posted.get("to", "")),
        "kept": list(idle.kept_fields(posted, KEPT)) if posted else [],
        "lost_files": bool(posted.get("lost_files")),
    }


def _own_path(request: HttpRequest, path: str) -> str:
    # The path if it is one of this portal, else nothing.
    if not path.startswith("/") or not url_has_allowed_host_and_scheme(path, {request.get_host()}):
        return ""
    try:
        resolve(path.partition("?")[0])
    except Resolver404:
        return ""
    return path


@require_POST
@requires(Permission.SIGNED_IN)
def seat_switch(request: ActingRequest) -> HttpResponse:
    # Act from another seat that the person holds; always leads to what that seat owes.
    chosen = parse_whole_number(request.POST.get("seat", ""))
    seat = get_object_or_404(Seat.objects.held_by(request.user), pk=chosen or 0)
    request.session[SEAT_SESSION_KEY] = seat.pk
    return redirect("agencies:must-do")


def show_denied(request: HttpRequest, exception: Exception) -> HttpResponse:
    # Every 403: for a seat without the right, or for a person without a seat, who learns how to get
    # one.
    if not isinstance(exception, NoSeatError) or not request.user.is_authenticated:
        return permission_denied(request, exception)
    now = timezone.now()
    way = way_to_seat(request.user, now, timezone.localdate(now))
    public = reverse(settings.PUBLIC_HOME)
    return render(request, "account/no_seat.html", {"way": way, "public_url": public}, status=403)
