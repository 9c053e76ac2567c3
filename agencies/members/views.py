"""The members of an agency, and the page on which an invitation is accepted."""

from collections.abc import Callable

from allauth.core.internal import ratelimit
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import login
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from agencies.bodies.models import Agency
from agencies.errors import RuleError
from agencies.forms.once import makes_once, mark_refused
from agencies.mail.account_letter_links import open_invitations
from agencies.member_reviews.queries import last_review, open_review
from agencies.member_reviews.services import confirm_members
from agencies.members import services as members
from agencies.members.forms import AcceptForm, EndForm, InvitationForm
from agencies.members.models import Invitation
from agencies.members.queries import members_of
from agencies.people.models import SeatHolding
from agencies.people.permissions import Permission, requires
from agencies.sign_in.services import note_session

RATES = {"invite": "30/h/user", "accept": "20/15m/ip"}


@require_safe
@requires(Permission.SIGNED_IN)
def member_list(request: HttpRequest, pk: int) -> HttpResponse:
    return _page(request, _agency(request, pk))


@require_POST
@requires(Permission.SIGNED_IN)
@makes_once
def member_invite(request: HttpRequest, pk: int) -> HttpResponse:
    agency = _agency(request, pk)
    form = InvitationForm(request.POST, agency=agency)
    if form.is_valid():
        if not ratelimit.consume(request, app="agencies", action="invite", config=RATES):
            form.add_error(None, _("Too many requests at once. Wait a minute."))
        else:
            try:
                members.invite(agency=agency, by=request.actor, **form.cleaned_data)
            except RuleError as error:
                form.add_error(error.field, error.message)
            else:
                messages.success(
                    request,
                    _(
                        "The invitation waits to be sent, usually within a minute. It is valid "
                        "for 7 days."
                    ),
                )
                return redirect("agencies:member-list", agency.pk)
    return _page(request, agency, form, status=422)


@require_POST
@requires(Permission.SIGNED_IN)
@makes_once
def member_review(request: HttpRequest, pk: int) -> HttpResponse:
    agency = _agency(request, pk)
    try:
        confirm_members(agency=agency, by=request.actor)
    except RuleError as error:
        messages.error(request, error.message)
        return mark_refused(redirect("agencies:member-list", agency.pk))
    messages.success(request, _("The review of this year is done. Thank you."))
    return redirect("agencies:member-list", agency.pk)


def _agency(request: HttpRequest, pk: int) -> Agency:
    """An agency whose members this person may manage; any other does not exist here."""
    agency = get_object_or_404(Agency, pk=pk)
    if members.may_look_after(agency, request.actor):
        return agency
    raise Http404


def _page(
    request: HttpRequest, agency: Agency, form: InvitationForm | None = None, status: int = 200
) -> HttpResponse:
    today = timezone.localdate()
    manages = members.may_manage(agency, request.actor)
    context = {
        "agency": agency,
        "manages": manages,
        "seats": list(members_of(agency, today)) if manages else [],
        "form": form or InvitationForm(agency=agency, initial={"starts_on": today}),
        "review": open_review(agency) if manages else None,
        "last_review": last_review(agency) if manages else None,
        "today": today,
        "idle_days": settings.IDLE_ACCOUNT_DAYS,
    }
    return render(request, "agencies/member_list.html", context, status=status)


# One holding --------------------------------------------------------------------------------------
@require_POST
@requires(Permission.SIGNED_IN)
def holding_end(request: HttpRequest, pk: int) -> HttpResponse:
    form = EndForm(request.POST)
    if not form.is_valid():
        messages.error(request, " ".join(form.errors["on"]))
        return redirect("agencies:member-list", _holding(request, pk).seat.agency_id)
    done = _("The end is entered. The tasks stay with the seat.")
    return _change(
        request, pk, lambda **given: members.end_holding(on=form.cleaned_data["on"], **given), done
    )


@require_POST
@requires(Permission.SIGNED_IN)
def holding_administrator(request: HttpRequest, pk: int) -> HttpResponse:
    wanted = request.POST.get("is_administrator") == "1"
    done = (
        _("Now an administrator of the agency.")
        if wanted
        else _("No longer an administrator of the agency.")
    )
    return _change(
        request, pk, lambda **g: members.make_administrator(is_administrator=wanted, **g), done
    )


@require_POST
@requires(Permission.SIGNED_IN)
def holding_reopen(request: HttpRequest, pk: int) -> HttpResponse:
    return _change(request, pk, members.reopen_account, _("The account is open again."))


@require_POST
@requires(Permission.SIGNED_IN)
def invitation_withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    invitation = get_object_or_404(
        Invitation.objects.select_related("seat__agency"),
        pk=pk,
        seat__agency=request.actor.seat.agency_id,
    )
    agency = _agency(request, invitation.seat.agency_id)
    members.withdraw_invitation(invitation=invitation, by=request.actor)
    messages.success(request, _("The invitation is withdrawn."))
    return redirect("agencies:member-list", agency.pk)


def _holding(request: HttpRequest, pk: int) -> SeatHolding:
    holding = get_object_or_404(SeatHolding.objects.select_related("seat__agency"), pk=pk)
    if not members.may_manage(holding.seat.agency, request.actor):
        raise Http404
    return holding


def _change(request: HttpRequest, pk: int, act: Callable, done: str) -> HttpResponse:
    holding = _holding(request, pk)
    try:
        act(holding=holding, by=request.actor)
    except RuleError as error:
        messages.error(request, error.message)
    else:
        messages.success(request, done)
    still = members.may_manage(holding.seat.agency, request.actor)
    return (
        redirect("agencies:member-list", holding.seat.agency_id)
        if still
        else redirect("agencies:must-do")
    )


# The way in ---------------------------------------------------------------------------------------
@login_not_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@sensitive_variables("token")
@sensitive_post_parameters("password", "again")
def invitation(request: HttpRequest, token: str) -> HttpResponse:
    """A new person chooses a password; whoever has an account signs in with it first."""
    together = open_invitations(token)
    if not together:
        return render(request, "account/invitation.html", {"invitation": None}, status=404)
    found = together[0]
    if members.account_of(found):
        return _accept_signed_in(request, together, token)
    form = AcceptForm(request.POST or None, initial={"full_name": found.full_name})
    if request.method == "POST" and form.is_valid():
        if not ratelimit.consume(request, app="agencies", action="accept", config=RATES):
            form.add_error(None, _("Too many requests at once. Wait a minute."))
        else:
            given = {name: form.cleaned_data[name] for name in ("full_name", "password")}
            try:
                holding = members.accept(token=token, **given)
            except RuleError as error:
                form.add_error(error.field, error.message)
            else:
                login(request, holding.person)
                note_session(request)
                return redirect("agencies:must-do")
    status = 422 if form.errors else 200
    context = {"invitation": found, "together": together, "form": form}
    return render(request, "account/invitation.html", context, status=status)


def _accept_signed_in(request: HttpRequest, together: list[Invitation], token: str) -> HttpResponse:
    context, status = {"invitation": together[0], "together": together, "error": ""}, 200
    if request.method == "POST" and request.user.is_authenticated:
        try:
            members.accept(token=token, person=request.user)
        except RuleError as error:
            context["error"], status = error.message, 422
        else:
            for each in together:
                messages.success(
                    request, _("You now hold the seat “%(seat)s”.") % {"seat": each.seat.title}
                )
            return redirect("agencies:must-do")
    return render(request, "account/invitation_known.html", context, status=status)
