"""The page of a delegation, which every form about it comes back to."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from agencies.forms.submit import form_status, submit_form
from agencies.papers.queries import papers_about
from agencies.people.permissions import ActingRequest
from agencies.registry import registry
from conferences.delegations.choices import DelegationState, TripPaper
from conferences.delegations.forms import (
    CancelForm,
    ChangePointForm,
    DecisionForm,
    JourneyForm,
    MemberAnswerForm,
    NamedMemberForm,
    PointForm,
    ReportForm,
    SeatMemberForm,
    StopForm,
)
from conferences.delegations.links import member_token
from conferences.delegations.models import Delegation, DelegationMember, TalkingPoint
from conferences.delegations.queries import (
    answerable_members,
    report_occurrence,
    visible_delegations,
)
from conferences.delegations.reports import may_report
from conferences.partnerships.queries import is_partner
from conferences.permissions import ConferencePermission


def shown_delegation(request: ActingRequest, pk: int) -> Delegation:
    return get_object_or_404(visible_delegations(request.actor), pk=pk)


def delegation_page(
    request: ActingRequest, delegation: Delegation, sent: Form | None = None
) -> HttpResponse:
    """`sent`: the form that was refused, by its prefix."""
    context = _plan_context(request, delegation)
    if not context["is_partner"]:
        context |= _inside_context(request, delegation)
    forms = _open_forms(request, delegation)
    if sent is not None and sent.prefix is not None:
        forms[sent.prefix] = sent
    context["forms"] = forms
    context["points"] = _points(delegation, sent)
    status = form_status(sent) if sent else 200
    return render(request, "conferences/delegations/delegation.html", context, status=status)


def save_form(
    request: ActingRequest,
    delegation: Delegation,
    form: Form,
    act: Callable[[], object],
    words: str,
) -> HttpResponse:
    """Saved, or the page with what is wrong at its field."""
    if submit_form(form, act):
        messages.success(request, words)
        return redirect(delegation)
    return delegation_page(request, delegation, form)


def _plan_context(request: ActingRequest, delegation: Delegation) -> dict[str, Any]:
    may_keep = request.actor.may(ConferencePermission.KEEP_PARTNERSHIPS)
    return {
        "delegation": delegation,
        "state": DelegationState(delegation.state),
        "stops": list(delegation.stops.all()),
        "visits": list(delegation.college_visits.select_related("college")),
        "may_keep": may_keep,
        "may_plan": may_keep and delegation.is_ahead,
        "is_partner": is_partner(request.actor),
        "sees_file": request.actor.may(ConferencePermission.SEE_PARTNERSHIPS),
        "has_begun": delegation.starts_on <= timezone.localdate(),
        "today": timezone.localdate(),
    }


def _inside_context(request: ActingRequest, delegation: Delegation) -> dict[str, Any]:
    members = list(delegation.members.select_related("seat__agency"))
    return {
        "members": [(member, _link(request, member)) for member in members],
        "uninvited": sum(member.invited_at is None for member in members),
        "own": list(answerable_members(request.actor).filter(delegation=delegation)),
        "answer_form": MemberAnswerForm(prefix="answer"),
        "notes": registry.notes_on("conferences:delegation", delegation, request.actor),
        "papers": papers_about(delegation),
        "paper_kinds": TripPaper.choices,
        "occurrence": report_occurrence(delegation),
    }


def _points(delegation: Delegation, sent: Form | None) -> list[tuple[TalkingPoint, Form]]:
    # Each with the form that changes it.
    found: list[tuple[TalkingPoint, Form]] = []
    for point in delegation.points.select_related("ask"):
        form: Form = ChangePointForm(point=point)
        found.append((point, sent if sent is not None and sent.prefix == form.prefix else form))
    return found


def _link(request: ActingRequest, member: DelegationMember) -> str:
    # Only who keeps the files sends links on.
    may_keep = request.actor.may(ConferencePermission.KEEP_PARTNERSHIPS)
    return member_token(member) if may_keep and member.invited_at and not member.seat_id else ""


def _open_forms(request: ActingRequest, delegation: Delegation) -> dict[str, Form]:
    """What the reader can do with it now, by the prefix of the form."""
    may_keep = request.actor.may(ConferencePermission.KEEP_PARTNERSHIPS)
    forms: dict[str, Form] = {}
    if may_report(delegation, request.actor):
        forms["report"] = ReportForm(delegation=delegation, may_keep=may_keep, prefix="report")
    if not may_keep or not delegation.is_ahead:
        return forms
    forms["stop"] = StopForm(delegation=delegation, prefix="stop")
    forms["point"] = PointForm(prefix="point")
    forms["seat"] = SeatMemberForm(prefix="seat")
    forms["person"] = NamedMemberForm(prefix="person")
    forms["cancel"] = CancelForm(delegation=delegation, prefix="cancel")
    if delegation.state == DelegationState.DRAFT:
        forms["decide"] = DecisionForm(delegation=delegation, prefix="decide")
    elif delegation.ends_on <= timezone.localdate():
        forms["journey"] = JourneyForm(delegation=delegation, prefix="journey")
    return forms
