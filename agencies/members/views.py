"""The members of an agency, and the page on which an invitation is accepted."""

import datetime
from collections.abc import Callable
from functools import partial

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import login
from django.contrib.auth.decorators import login_not_required
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from agencies.bodies.models import Agency
from agencies.errors import RuleError
from agencies.forms.once import makes_once, mark_nothing_made
from agencies.forms.submit import call_service, render_form, show_form_errors, submit_form
from agencies.mail.account_letter_links import open_invitations
from agencies.member_reviews.queries import last_review, open_review
from agencies.member_reviews.services import confirm_members
from agencies.members import holdings, services as members
from agencies.members.forms import AcceptForm, EndForm, InvitationForm
from agencies.members.models import Invitation
from agencies.members.queries import seats_with_members
from agencies.people.models import Seat, SeatHolding
from agencies.people.permissions import ActingRequest, Permission, requires
from agencies.sign_in.allauth_internals import count_request
from agencies.sign_in.services import record_session

RATES = {"invite": "30/h/user", "accept": "20/15m/ip"}


@require_safe
@requires(Permission.SIGNED_IN)
def member_list(request: ActingRequest, pk: int) -> HttpResponse:
    return _page(request, _agency(request, pk))


@require_POST
@requires(Permission.SIGNED_IN)
@makes_once
def member_invite(request: ActingRequest, pk: int) -> HttpResponse:
    agency = _agency(request, pk)
    form = InvitationForm(request.POST, agency=agency)
    if submit_form(form, lambda: _invite(request, agency, form)):
        words = _(
            "The invitation waits to be sent, usually within a minute. It is valid for 7 days."
        )
        messages.success(request, words)
        return redirect("agencies:member-list", agency.pk)
    return _page(request, agency, form)


def _invite(request: ActingRequest, agency: Agency, form: InvitationForm) -> Invitation:
    _count_attempt(request, "invite")
    return members.invite_member(agency=agency, by=request.actor, **form.cleaned_data)


def _count_attempt(request: HttpRequest, action: str) -> None:
    if not count_request(request, action, RATES):
        raise RuleError(_("Too many requests at once. Wait a minute."))


@require_POST
@requires(Permission.SIGNED_IN)
@makes_once
def member_review(request: ActingRequest, pk: int) -> HttpResponse:
    agency = _agency(request, pk)
    if not call_service(request, lambda: confirm_members(agency=agency, by=request.actor)):
        return mark_nothing_made(redirect("agencies:member-list", agency.pk))
    messages.success(request, _("The review of this year is done. Thank you."))
    return redirect("agencies:member-list", agency.pk)


def _agency(request: ActingRequest, pk: int) -> Agency:
    # An agency whose members this person may manage; any other does not exist here.
    agency = get_object_or_404(Agency, pk=pk)
    if members.may_open_members(agency, request.actor):
        return agency
    raise Http404


def _page(
    request: ActingRequest, agency: Agency, form: InvitationForm | None = None
) -> HttpResponse:
    today = timezone.localdate()
    manages = members.may_manage_members(agency, request.actor)
    form = form or InvitationForm(agency=agency, initial={"starts_on": today})
    if not manages:
        del form.fields["as_administrator"]
    context = {
        "agency": agency,
        "manages": manages,
        "seats": _seats_with_forms(agency, today) if manages else [],
        "review": open_review(agency) if manages else None,
        "last_review": last_review(agency) if manages else None,
        "today": today,
        "idle_days": settings.IDLE_ACCOUNT_DAYS,
    }
    return render_form(request, "agencies/members/member_list.html", form, context)


def _seats_with_forms(agency: Agency, today: datetime.date) -> list[Seat]:
    # Each holding with the form that ends it.
    seats = list(seats_with_members(agency, today))
    for holding in (holding for seat in seats for holding in seat.current_holdings):
        holding.end_form = EndForm(initial={"on": today}, auto_id=f"end_{holding.pk}_%s")
    return seats


# One holding --------------------------------------------------------------------------------------
@require_POST
@requires(Permission.SIGNED_IN)
def holding_end(request: ActingRequest, pk: int) -> HttpResponse:
    holding = _holding(request, pk)
    form = EndForm(request.POST)
    if submit_form(
        form,
        lambda: holdings.end_holding(holding=holding, by=request.actor, **form.cleaned_data),
    ):
        messages.success(request, _("The end is entered. The tasks stay with the seat."))
    show_form_errors(request, form)
    return _redirect_after_ending(request, holding)


@require_POST
@requires(Permission.SIGNED_IN)
def holding_administrator(request: ActingRequest, pk: int) -> HttpResponse:
    wanted = request.POST.get("is_administrator") == "1"
    done = _("No longer an administrator of the agency.")
    if wanted:
        done = _("Now an administrator of the agency.")
    service = partial(holdings.make_administrator, is_administrator=wanted)
    return _change_holding(request, pk, service, done)


@require_POST
@requires(Permission.SIGNED_IN)
def holding_reopen(request: ActingRequest, pk: int) -> HttpResponse:
    return _change_holding(request, pk, holdings.reopen_account, _("The account is open again."))


@require_POST
@requires(Permission.SIGNED_IN)
def invitation_withdraw(request: ActingRequest, pk: int) -> HttpResponse:
    of_agency = Invitation.objects.filter(seat__agency=request.actor.seat.agency_id)
    invitation = get_object_or_404(of_agency.select_related("seat__agency"), pk=pk)
    agency = _agency(request, invitation.seat.agency_id)
    members.withdraw_invitation(invitation=invitation, by=request.actor)
    messages.success(request, _("The invitation is withdrawn."))
    return redirect("agencies:member-list", agency.pk)


def _holding(request: ActingRequest, pk: int) -> SeatHolding:
    holding = get_object_or_404(SeatHolding.objects.select_related("seat__agency"), pk=pk)
    if not members.may_manage_members(holding.seat.agency, request.actor):
        raise Http404
    return holding


def _change_holding(
    request: ActingRequest, pk: int, service: Callable[..., None], done: str
) -> HttpResponse:
    holding = _holding(request, pk)
    if call_service(request, lambda: service(holding=holding, by=request.actor)):
        messages.success(request, done)
    return _redirect_after_ending(request, holding)


def _redirect_after_ending(request: ActingRequest, holding: SeatHolding) -> HttpResponse:
    # Who has ended the own right to look after members sees what the own seat owes.
    if members.may_manage_members(holding.seat.agency, request.actor):
        return redirect("agencies:member-list", holding.seat.agency_id)
    return redirect("agencies:must-do")


# The way in ---------------------------------------------------------------------------------------
@login_not_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@sensitive_variables("token")
@sensitive_post_parameters("password", "again")
def invitation(request: HttpRequest, token: str) -> HttpResponse:
    # A new person chooses a password; whoever has an account signs in with it first.
    together = open_invitations(token)
    if not together:
        return render(request, "account/invitation.html", {"invitation": None}, status=404)
    found = together[0]
    if members.invited_account(found):
        return _accept_signed_in(request, together, token)
    form = AcceptForm(request.POST or None, initial={"full_name": found.full_name})
    holding = submit_form(form, lambda: _accept(request, token, form))
    if holding is None:
        context = {"invitation": found, "together": together}
        return render_form(request, "account/invitation.html", form, context)
    login(request, holding.person)
    record_session(request)
    return redirect("agencies:must-do")


def _accept(request: HttpRequest, token: str, form: AcceptForm) -> SeatHolding:
    _count_attempt(request, "accept")
    given = form.cleaned_data
    return members.accept_invitation(
        token=token, full_name=given["full_name"], password=given["password"]
    )


def _accept_signed_in(request: HttpRequest, together: list[Invitation], token: str) -> HttpResponse:
    is_sent = request.method == "POST" and request.user.is_authenticated
    form = Form(request.POST if is_sent else None)
    if submit_form(form, lambda: members.accept_invitation(token=token, person=request.user)):
        for each in together:
            sentence = _("You now hold the seat “%(seat)s”.")
            messages.success(request, sentence % {"seat": each.seat.title})
        return redirect("agencies:must-do")
    context = {"invitation": together[0], "together": together}
    return render_form(request, "account/invitation_known.html", form, context)
