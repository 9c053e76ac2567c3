"""Opinion slips of a conference: made and counted by those who run it, answered by agencies."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from agencies.forms.once import makes_once
from agencies.forms.submit import call_service, form_status, submit_form
from agencies.people.permissions import ActingRequest, requires
from conferences.meetings.models import Conference
from conferences.meetings.queries import visible_conferences
from conferences.meetings.views import shown_conference
from conferences.opinion_slips import services
from conferences.opinion_slips.forms import AnswerForm, SlipForm
from conferences.opinion_slips.models import OpinionSlip
from conferences.opinion_slips.queries import (
    SlipLine,
    agencies_without_answer,
    is_asked,
    slip_line,
    slip_lines,
)
from conferences.permissions import ConferencePermission


@require_safe
@requires(ConferencePermission.SEE_CONFERENCES)
def slip_list(request: ActingRequest, pk: int) -> HttpResponse:
    return _list_page(request, shown_conference(request, pk))


@require_POST
@requires(ConferencePermission.RUN_CONFERENCES)
@makes_once
def slip_make(request: ActingRequest, pk: int) -> HttpResponse:
    conference = shown_conference(request, pk)
    form = SlipForm(request.POST)
    if submit_form(
        form,
        lambda: services.make_slip(conference=conference, by=request.actor, **form.facts()),
    ):
        messages.success(request, _("The slip is open to all that are invited."))
        return redirect("conferences:slip-list", pk)
    return _list_page(request, conference, form)


@require_http_methods(["GET", "HEAD", "POST"])
@requires(ConferencePermission.SEE_CONFERENCES)
def slip(request: ActingRequest, pk: int) -> HttpResponse:
    found = _slip(request, pk)
    agency = request.actor.seat.agency
    line = slip_line(found, agency)
    may_answer = line.is_open and is_asked(found.conference, agency)
    form = answer_form(request.POST or None, line) if may_answer else None
    if form and submit_form(
        form,
        lambda: services.answer_slip(
            slip=found, agency=agency, by=request.actor, **form.cleaned_data
        ),
    ):
        messages.success(request, _("The answer of your agency is taken."))
        return redirect("conferences:slip", pk)
    return _slip_page(request, line, form)


@require_POST
@requires(ConferencePermission.RUN_CONFERENCES)
def slip_count(request: ActingRequest, pk: int) -> HttpResponse:
    found = _slip(request, pk)
    if call_service(request, lambda: services.count_slip(slip=found, by=request.actor)):
        messages.success(request, _("The result is counted and stays as it is."))
    return redirect("conferences:slip", pk)


# ------------------------------------------------------------------------------------------------
def answer_form(data: Any, line: SlipLine) -> AnswerForm:
    own = line.own
    initial = {"choice": own.choice_id, "comment": own.comment} if own else {}
    return AnswerForm(data, slip=line.slip, initial=initial)


def _slip(request: ActingRequest, pk: int) -> OpinionSlip:
    visible = visible_conferences(request.actor).values("pk")
    rows = OpinionSlip.objects.select_related("conference").filter(conference__in=visible)
    return get_object_or_404(rows, pk=pk)


def _list_page(
    request: ActingRequest, conference: Conference, form: SlipForm | None = None
) -> HttpResponse:
    may_run = request.actor.may(ConferencePermission.RUN_CONFERENCES)
    context: dict[str, Any] = {
        "conference": conference,
        "tab": "slips",
        "may_run": may_run,
        "lines": slip_lines(conference, request.actor.seat.agency),
    }
    if may_run:
        context["form"] = form or SlipForm(initial={"ends_on": timezone.localdate()})
    status = form_status(form) if form else 200
    template = "conferences/opinion_slips/slip_list.html"
    return render(request, template, context, status=status)


def _slip_page(request: ActingRequest, line: SlipLine, form: AnswerForm | None) -> HttpResponse:
    may_run = request.actor.may(ConferencePermission.RUN_CONFERENCES)
    context = {
        "conference": line.slip.conference,
        "line": line,
        "form": form,
        "may_run": may_run,
        "may_count": may_run and not line.is_counted and not line.is_open,
        "silent": agencies_without_answer(line.slip) if may_run else [],
        "comments": line.comments if may_run or line.is_counted else [],
    }
    status = form_status(form) if form else 200
    return render(request, "conferences/opinion_slips/slip.html", context, status=status)
