"""What an officer does with one proposal of a review; each action is a form that works without
scripts too.
"""

import datetime
from collections.abc import Callable

from django.contrib import messages
from django.core.exceptions import NON_FIELD_ERRORS
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from agencies.assignment.plans import why_deadline
from agencies.bodies.resolution import suggest_addressees
from agencies.deadlines.occurrences import DueDates
from agencies.directives.choices import Scope
from agencies.directives.document_text import split_places
from agencies.directives.models import Directive, Proposal
from agencies.errors import RuleError
from agencies.forms.fields import parse_whole_number
from agencies.forms.once import makes_once, mark_nothing_made, mark_row_made
from agencies.forms.sent_forms import begin_new_forms
from agencies.forms.submit import call_service, renew_hidden_fields, submit_form
from agencies.people.permissions import ActingRequest, Permission, requires
from agencies.proposals.forms import ProposalForm
from agencies.proposals.review_views import respond_with_review, review_context
from agencies.proposals.services import (
    StaleProposalError,
    add_proposal,
    confirm_proposal,
    drop_proposal,
    edit_proposal,
    find_in_text,
    make_unread_task,
    merge_proposals,
    register_for,
    restore_proposal,
    split_proposal,
    wave_unread_away,
)
from vietnam.deadlines import StatedDeadline, find_deadlines
from vietnam.text import clean_paragraphs


def _proposals() -> QuerySet[Proposal]:
    return Proposal.objects.select_related("directive", "clause")


def _version(request: HttpRequest) -> int | None:
    return parse_whole_number(request.POST.get("version", ""))


def _act(request: ActingRequest, pk: int, service: Callable[..., Proposal]) -> HttpResponse:
    # Run a service on one proposal; a refusal is shown together with the present state.
    proposal = get_object_or_404(_proposals(), pk=pk)
    made = call_service(
        request, lambda: service(proposal=proposal, version=_version(request), by=request.actor)
    )
    whole = made is None or proposal.scope == Scope.DATED or service is merge_proposals
    return respond_with_review(request, proposal.directive, made.pk if made else pk, whole=whole)


@require_POST
@requires(Permission.READ_DIRECTIVES)
def proposal_confirm(request: ActingRequest, pk: int) -> HttpResponse:
    return _act(request, pk, confirm_proposal)


@require_POST
@requires(Permission.READ_DIRECTIVES)
def proposal_drop(request: ActingRequest, pk: int) -> HttpResponse:
    return _act(request, pk, drop_proposal)


@require_POST
@requires(Permission.READ_DIRECTIVES)
def proposal_restore(request: ActingRequest, pk: int) -> HttpResponse:
    return _act(request, pk, restore_proposal)


@require_POST
@requires(Permission.READ_DIRECTIVES)
def proposal_merge(request: ActingRequest, pk: int) -> HttpResponse:
    return _act(request, pk, merge_proposals)


@requires(Permission.READ_DIRECTIVES)
def proposal_split(request: ActingRequest, pk: int) -> HttpResponse:
    """GET: the item cut into its sentences, to choose where. POST `at`: the split."""
    proposal = get_object_or_404(_proposals(), pk=pk)
    if request.method != "POST":
        return _one_item(request, proposal, "agencies/proposals/review_split.html", splitting=pk)
    try:
        at = int(request.POST.get("at") or 0)
        pk = split_proposal(proposal=proposal, at=at, version=_version(request), by=request.actor)[
            1
        ].pk
    except (RuleError, ValueError) as error:
        messages.error(
            request,
            getattr(error, "message", _("Choose a place inside the item at which to split it.")),
        )
    return respond_with_review(request, proposal.directive, pk, whole=True)


@requires(Permission.READ_DIRECTIVES)
def proposal_edit(request: ActingRequest, pk: int) -> HttpResponse:
    proposal = get_object_or_404(_proposals(), pk=pk)
    form = ProposalForm(
        request.POST or None, proposal=proposal, register=register_for(proposal.directive)
    )
    if submit_form(form, lambda: _save(request, proposal, form)):
        return respond_with_review(request, proposal.directive, pk, whole=True)
    if form.has_error(NON_FIELD_ERRORS, StaleProposalError.code):
        form.stale = Proposal.objects.get(pk=pk)
        renew_hidden_fields(
            form, version=form.stale.version
        )  # what is sent next is meant to replace that
    return _one_item(
        request, proposal, "agencies/proposals/review_edit.html", editing=pk, form=form
    )


def _save(request: ActingRequest, proposal: Proposal, form: ProposalForm) -> Proposal:
    return edit_proposal(
        proposal=proposal,
        **form.cleaned_data,
        addressees=form.addressees,
        deadlines=form.deadlines.deadlines(),
        confirm="confirm" in request.POST,
        by=request.actor,
    )


def _one_item(request: HttpRequest, proposal: Proposal, fragment: str, **more) -> HttpResponse:
    # One item opened: alone for htmx, in its place on the page for others.
    page = review_context(proposal.directive, **more)
    page["item"] = next(item for item in page["items"] if item.proposal.pk == proposal.pk)
    if more.get("form"):
        page["whys"] = _whys(proposal.deadlines, page["today"])
    if "splitting" in more:
        page["pieces"] = split_places(proposal)
    return render(request, fragment if request.htmx else "agencies/proposals/review.html", page)


def _whys(deadlines: list[StatedDeadline], today: datetime.date) -> list[dict]:
    dates = DueDates()
    return [
        {"deadline": d, "reasons": why_deadline(d, today=today, dates=dates)} for d in deadlines
    ]


@requires(Permission.READ_DIRECTIVES)
def proposal_item(request: ActingRequest, pk: int) -> HttpResponse:
    # One item as the list shows it, for htmx; the page at the item for others.
    proposal = get_object_or_404(_proposals(), pk=pk)
    if not request.htmx:
        return redirect(reverse("agencies:review", args=[proposal.directive_id]) + f"#p-{pk}")
    page = review_context(proposal.directive)
    page["item"] = next(item for item in page["items"] if item.proposal.pk == pk)
    return render(request, "agencies/proposals/review_item.html", page)


def _added(request: HttpRequest, made: int, pk: int) -> HttpResponse:
    return respond_with_review(request, get_object_or_404(Directive, pk=pk), made, whole=True)


@require_POST
@requires(Permission.READ_DIRECTIVES)
@makes_once(again=_added)
def proposal_add(request: ActingRequest, pk: int) -> HttpResponse:
    """`start` and `end` of selected text, or `text` copied from the document."""
    directive = get_object_or_404(Directive, pk=pk)
    typed = clean_paragraphs(request.POST.get("text", ""))
    try:
        start, end = (int(request.POST.get(name) or 0) for name in ("start", "end"))
        span = find_in_text(directive, typed) if typed else (start, end)
        if span is None:
            raise RuleError(
                _("These words are not in the document. Copy them from its text."),
                field="text",
            )
        added = add_proposal(directive=directive, start=span[0], end=span[1], by=request.actor).pk
    except (RuleError, ValueError) as error:
        messages.error(
            request,
            getattr(error, "message", _("Select the words of the task in the document first.")),
        )
        return mark_nothing_made(respond_with_review(request, directive, None, whole=True))
    begin_new_forms(request)
    return mark_row_made(respond_with_review(request, directive, added, whole=True), added)


@require_POST
@requires(Permission.READ_DIRECTIVES)
@makes_once(again=_added)
def unread_task(request: ActingRequest, pk: int) -> HttpResponse:
    """The place `number` of what was not read becomes a task."""
    directive = get_object_or_404(Directive, pk=pk)
    number = _place_number(request)
    made = call_service(
        request, lambda: make_unread_task(directive=directive, number=number, by=request.actor)
    )
    if made is None:
        return mark_nothing_made(respond_with_review(request, directive, None, whole=True))
    begin_new_forms(request)
    return mark_row_made(respond_with_review(request, directive, made.pk, whole=True), made.pk)


@require_POST
@requires(Permission.READ_DIRECTIVES)
def unread_away(request: ActingRequest, pk: int) -> HttpResponse:
    directive = get_object_or_404(Directive, pk=pk)
    number = _place_number(request)
    call_service(
        request, lambda: wave_unread_away(directive=directive, number=number, by=request.actor)
    )
    return respond_with_review(request, directive, None, whole=True)


def _place_number(request: HttpRequest) -> int:
    number = parse_whole_number(request.POST.get("number", ""))
    return -1 if number is None else number


@requires(Permission.READ_DIRECTIVES)
def addressee_search(request: ActingRequest) -> HttpResponse:
    labels = suggest_addressees(request.GET.get("q", "")[:200], timezone.localdate())
    return render(request, "agencies/proposals/review_suggestions.html", {"labels": labels})


@requires(Permission.READ_DIRECTIVES)
def deadline_reading(request: ActingRequest, pk: int) -> HttpResponse:
    # What the grammar makes of a phrase while it is typed.
    directive = get_object_or_404(Directive.objects.defer("text"), pk=pk)
    phrase = next((request.GET.get(name, "") for name in request.GET if name.endswith("-text")), "")
    found = find_deadlines(phrase, issued_on=directive.issued_on, field=True)
    whys = _whys(found, timezone.localdate())
    return render(
        request, "agencies/proposals/review_reading.html", {"whys": whys, "phrase": phrase.strip()}
    )
