"""Members of a delegation: added, invited, and what they answer, with an account or by their link.

Looking at the page of a link writes nothing.
"""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.cache import patch_cache_control
from django.utils.translation import gettext as _, ngettext
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from agencies.forms.once import makes_once
from agencies.forms.submit import call_service, form_status, submit_form
from agencies.people.permissions import ActingRequest, requires
from conferences.delegation_members import services as service
from conferences.delegations.choices import MemberAnswer
from conferences.delegations.forms import MemberAnswerForm, NamedMemberForm, SeatMemberForm
from conferences.delegations.links import member_of_token
from conferences.delegations.models import DelegationMember
from conferences.delegations.pages import delegation_page, save_form, shown_delegation
from conferences.delegations.queries import answerable_members, visible_delegations
from conferences.permissions import ConferencePermission


@require_POST
@requires(ConferencePermission.KEEP_PARTNERSHIPS)
@makes_once
def seat_add(request: ActingRequest, pk: int) -> HttpResponse:
    delegation = shown_delegation(request, pk)
    form = SeatMemberForm(request.POST, prefix="seat")
    return save_form(
        request,
        delegation,
        form,
        lambda: service.add_seat_member(
            delegation=delegation, by=request.actor, **form.cleaned_data
        ),
        _("The member is added, and not invited yet."),
    )


@require_POST
@requires(ConferencePermission.KEEP_PARTNERSHIPS)
@makes_once
def person_add(request: ActingRequest, pk: int) -> HttpResponse:
    delegation = shown_delegation(request, pk)
    form = NamedMemberForm(request.POST, prefix="person")
    return save_form(
        request,
        delegation,
        form,
        lambda: service.add_named_member(
            delegation=delegation, by=request.actor, **form.cleaned_data
        ),
        _("The member is added, and not invited yet."),
    )


@require_POST
@requires(ConferencePermission.KEEP_PARTNERSHIPS)
def member_remove(request: ActingRequest, pk: int) -> HttpResponse:
    rows = DelegationMember.objects.filter(delegation__in=visible_delegations(request.actor))
    member = get_object_or_404(rows.select_related("delegation"), pk=pk)
    if call_service(request, lambda: service.remove_member(member=member, by=request.actor)):
        messages.success(request, _("The member is removed."))
    return redirect(member.delegation)


@require_POST
@requires(ConferencePermission.KEEP_PARTNERSHIPS)
def members_invite(request: ActingRequest, pk: int) -> HttpResponse:
    delegation = shown_delegation(request, pk)
    made = call_service(
        request, lambda: service.invite_members(delegation=delegation, by=request.actor)
    )
    if made:
        messages.success(request, _invited_words(made))
    return redirect(f"{delegation.get_absolute_url()}#members")


def _invited_words(made: service.Invited) -> str:
    words = ngettext("%(n)s member is invited", "%(n)s members are invited", made.members)
    mail = ngettext(
        "%(n)s letter waits in the outbox.", "%(n)s letters wait in the outbox.", made.letters
    )
    said = f"{words % {'n': made.members}}; {mail % {'n': made.letters}}"
    if made.unreached:
        rest = _("%(n)s have no e-mail address: pass their links on to them.")
        said += " " + rest % {"n": made.unreached}
    return said


# Their answers ------------------------------------------------------------------------------------
@require_POST
@requires(ConferencePermission.SEE_DELEGATIONS)
def member_answer(request: ActingRequest, pk: int) -> HttpResponse:
    member = get_object_or_404(answerable_members(request.actor), pk=pk)
    form = MemberAnswerForm(request.POST, prefix="answer")
    if submit_form(
        form,
        lambda: service.answer_invitation(member=member, by=request.actor, **form.cleaned_data),
    ):
        messages.success(request, _("Thank you, the answer is written down."))
        return redirect(member.delegation)
    delegation = shown_delegation(request, member.delegation_id)
    return delegation_page(request, delegation, form)


@require_http_methods(["GET", "HEAD", "POST"])
@sensitive_post_parameters("substitute_name", "substitute_phone")
@login_not_required
def member_link(request: HttpRequest, token: str) -> HttpResponse:
    member = member_of_token(token)
    if member is None:
        shut = render(request, "conferences/delegations/member_link_shut.html", status=404)
        return _private(shut)
    form = MemberAnswerForm(request.POST or None, initial=_given(member))
    if submit_form(
        form, lambda: service.answer_invitation(member=member, by=None, **form.cleaned_data)
    ):
        return redirect("conferences:member-link", token)  # which says what was answered
    return _private(_link_page(request, member, form))


def _link_page(
    request: HttpRequest, member: DelegationMember, form: MemberAnswerForm
) -> HttpResponse:
    delegation = member.delegation
    context: dict[str, Any] = {
        "member": member,
        "delegation": delegation,
        "answer": MemberAnswer(member.answer),
        "stops": list(delegation.stops.all()),
        "form": form,
        "may_answer": delegation.is_ahead and delegation.starts_on > timezone.localdate(),
    }
    status = form_status(form)
    return render(request, "conferences/delegations/member_link.html", context, status=status)


def _given(member: DelegationMember) -> dict[str, str]:
    if member.answer == MemberAnswer.OPEN:
        return {}
    names = ("answer", "reason", "substitute_name", "substitute_position", "substitute_phone")
    return {name: getattr(member, name) for name in names}


def _private(response: HttpResponse) -> HttpResponse:
    # The address is the key: it goes into no shared copy and no search engine.
    patch_cache_control(response, private=True, no_store=True)
    response["X-Robots-Tag"] = "noindex"
    return response
