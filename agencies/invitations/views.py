"""Who is invited and has not come yet, and the bodies of the register with their people."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _, ngettext
from django.views.decorators.http import require_POST, require_safe

from agencies.forms.fields import parse_whole_number
from agencies.forms.once import makes_once, mark_nothing_made
from agencies.invitations import services as invitations
from agencies.invitations.forms import AgencyFilter, InvitationFilter
from agencies.invitations.queries import coordinators_invitations, count_by_state, listed_agencies
from agencies.lists.numbers import localized_number
from agencies.lists.views import keyed_page, numbered_page
from agencies.members.choices import OPEN_INVITATIONS
from agencies.people.permissions import ActingRequest, Permission, requires

MOST_CHOSEN = 2_000


@require_safe
@requires(Permission.HAND_OVER_TASKS)
def invitation_list(request: ActingRequest) -> HttpResponse:
    form = InvitationFilter(request.GET)
    found = form.filter(coordinators_invitations())
    shown = form.filter_state(found)
    context = {
        "form": form,
        "counts": count_by_state(found),
        "still_open": shown.filter(state__in=OPEN_INVITATIONS).count(),
    }
    return render(
        request,
        "agencies/invitations/invitation_list.html",
        context | keyed_page(request, shown),
    )


def _chosen_invitations(request: ActingRequest) -> list[int]:
    # Those that are ticked, or all open ones that the filter shows.
    if request.POST.get("everybody"):
        form = InvitationFilter(request.POST)
        found = form.filter_state(form.filter(coordinators_invitations()))
        still_open = found.filter(state__in=OPEN_INVITATIONS)
        return list(still_open.values_list("pk", flat=True)[:MOST_CHOSEN])
    keys = (parse_whole_number(text) for text in request.POST.getlist("row")[:MOST_CHOSEN])
    return [key for key in keys if key is not None]


@require_POST
@requires(Permission.HAND_OVER_TASKS)
@makes_once
def invitation_again(request: ActingRequest) -> HttpResponse:
    chosen = _chosen_invitations(request)
    again = invitations.resend_invitations(chosen, by=request.actor)
    for words in _again_words(again):
        messages.warning(request, words)
    if not again.sent:
        sentence = _("Nothing is sent again. Choose people whose letter has left already.")
        messages.error(request, sentence)
        return mark_nothing_made(redirect("agencies:invitation-list"))
    sentence = ngettext(
        "%(n)s invitation waits to be sent again.",
        "%(n)s invitations wait to be sent again.",
        again.sent,
    )
    messages.success(request, sentence % {"n": localized_number(again.sent)})
    return redirect("agencies:invitation-list")


def _again_words(again: invitations.ResentInvitations) -> list[str]:
    words = []
    if again.waiting:
        sentence = ngettext(
            "%(n)s letter still waits to be sent.",
            "%(n)s letters still wait to be sent.",
            again.waiting,
        )
        words.append(sentence % {"n": localized_number(again.waiting)})
    if again.flooded:
        sentence = ngettext(
            "%(n)s person had three letters within an hour: wait an hour.",
            "%(n)s people had three letters within an hour: wait an hour.",
            again.flooded,
        )
        words.append(sentence % {"n": localized_number(again.flooded)})
    return words


@require_POST
@requires(Permission.HAND_OVER_TASKS)
@makes_once
def invitation_end(request: ActingRequest) -> HttpResponse:
    ended = invitations.withdraw_invitations(_chosen_invitations(request), by=request.actor)
    if not ended:
        messages.error(request, _("Nothing is withdrawn. Choose people who have not accepted yet."))
        return mark_nothing_made(redirect("agencies:invitation-list"))
    sentence = ngettext("%(n)s invitation is withdrawn.", "%(n)s invitations are withdrawn.", ended)
    messages.success(request, sentence % {"n": localized_number(ended)})
    return redirect("agencies:invitation-list")


@require_safe
@requires(Permission.HAND_OVER_TASKS)
def agency_list(request: ActingRequest) -> HttpResponse:
    form = AgencyFilter(request.GET)
    found = form.filter(listed_agencies(timezone.localdate()))
    context = {
        "form": form,
        "counts": count_by_state(coordinators_invitations()),
        **numbered_page(request, found),
    }
    return render(request, "agencies/invitations/agency_list.html", context)
