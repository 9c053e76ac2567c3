"""The page of one task, and what its forms do."""

from collections.abc import Callable, Collection
from functools import partial
from typing import Any

from django.contrib import messages
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from agencies.agency_pages.queries import contacts_of_agencies
from agencies.bulk.forms import offered_steering
from agencies.calendar.queries import current_policy, working_calendar
from agencies.clearances.forms import OfferedClearance, offered_clearances
from agencies.clearances.queries import clearance_lines
from agencies.conversation.forms import conversation_forms
from agencies.deadlines.explanations import why_this_date
from agencies.deciding.queries import Case, deciders_of
from agencies.deeds.forms import deed_forms
from agencies.directives.choices import AgencyRole
from agencies.forms.once import makes_once
from agencies.forms.submit import form_status, renew_hidden_fields, submit_form
from agencies.handover.queries import continuing_task
from agencies.members.queries import openable_paths
from agencies.notices.reach import Reach, watch_reach
from agencies.people.permissions import ActingRequest, Actor, Permission, requires
from agencies.progress import services as progress
from agencies.progress.forms import PaperForm, ProgressForm, ResultDecisionForm
from agencies.progress.services import enter_result, may_enter_result
from agencies.progress.taking_back import may_take_back
from agencies.requests.choices import ClearanceStatus
from agencies.requests.queries import OccurrenceRequests, requests_of_occurrence
from agencies.task_pages.history import history_of
from agencies.task_pages.queries import chosen_occurrence, task_page
from agencies.tasks import queries
from agencies.tasks.choices import OccurrenceStatus
from agencies.tasks.clauses import awaited_event, clause_in_place, clause_sum, pointed_clause
from agencies.tasks.deadline_words import missed_periods
from agencies.tasks.figures import StatusConditions
from agencies.tasks.forms import RemarkForm
from agencies.tasks.models import Task
from agencies.tasks.occurrence_models import Occurrence, OccurrenceQuerySet


def judgement_of(request: HttpRequest) -> StatusConditions:
    """Today's, with the calendar that the page's own distances use too."""
    request.working_calendar = working_calendar()
    return StatusConditions(timezone.localdate(), request.working_calendar)


def visible(request: ActingRequest) -> OccurrenceQuerySet:
    return queries.visible_occurrences(request.actor.seat, all_agencies=_sees_all(request))


def _sees_all(request: ActingRequest) -> bool:
    return request.actor.may(Permission.SEE_ALL_TASKS)


@require_safe
@requires(Permission.SEE_OWN_TASKS)
def task_detail(request: ActingRequest, pk: int) -> HttpResponse:
    return _task_page(request, pk, request.GET.get("ky", ""))


def _task_page(
    request: ActingRequest, pk: int, wanted: str, forms: dict[str, Form] | None = None
) -> HttpResponse:
    """`forms`: those that were refused."""
    visible = queries.visible_tasks(request.actor.seat, all_agencies=_sees_all(request))
    task = get_object_or_404(task_page(visible), pk=pk)
    occurrence = chosen_occurrence(task, wanted)
    if occurrence is None:
        raise Http404
    judgement = judgement_of(request)
    row = queries.task_row(occurrence, judgement)
    conversation = requests_of_occurrence(occurrence)
    talk = conversation_forms(occurrence, conversation, request.actor, judgement)
    steering = offered_steering(occurrence, request.actor, on=judgement.on)
    kinds = deed_forms(occurrence, request.actor)
    offered = _forms(request, occurrence) | kinds | talk | steering | (forms or {})
    lines = clearance_lines(conversation.clearances, on=judgement.on)
    clearances = offered_clearances(
        lines, request.actor, version=occurrence.version, bound=forms or {}
    )
    own = ["clearance"] if any(one.is_own for one in clearances) else []
    may_submit = progress.may_submit_result(occurrence, request.actor) and not row.lacks_deeds
    context = {
        **_facts_of_task(request, task, occurrence, judgement),
        "row": row,
        "history": history_of(occurrence, conversation, by=request.actor),
        "conversation": conversation,
        "snoozed": conversation.snooze_of(request.actor.seat, judgement.on),
        **_of_clearances(clearances),
        "forms": offered,
        "may_submit": may_submit,
        "who_decides": _who_decides(occurrence, conversation, offered),
        "first": _first([*offered, *own], row, may_submit=may_submit),
        **_of_clause(task, occurrence, request, judgement),
    }
    if "trigger" in offered:
        offered["trigger"].show_sharing(context["waiting"].sharing if context["waiting"] else 0)
    status = form_status(*(forms or {}).values())
    return render(request, "agencies/task_pages/task_detail.html", context, status=status)


def _facts_of_task(
    request: ActingRequest, task: Task, occurrence: Occurrence, judgement: StatusConditions
) -> dict[str, Any]:
    # What the page shows to whoever sees the task.
    contacts = contacts_of_agencies([task.lead], on=judgement.on, directive=task.directive)
    partners = sorted(
        task.partners.all(), key=lambda p: (p.role != AgencyRole.CLEARING, p.agency.sort_key)
    )
    return {
        "task": task,
        "partners": partners,
        "source_url": next(iter(openable_paths([task.source_url], request.actor)), ""),
        "occurrence": occurrence,
        "others": queries.task_rows(task.occurrences.all(), judgement),
        "why": why_this_date(
            occurrence, current_policy().rules, judgement.calendar, today=judgement.on
        ),
        "clause": clause_in_place(task),
        "contact": contacts.get(task.lead_id),
        "continuation": continuing_task(task),
        "today": judgement.on,
    }


def _of_clearances(offered: list[OfferedClearance]) -> dict[str, object]:
    """Who has cleared, whether this seat is asked to, and who else still has to."""
    awaited = [one for one in offered if one.line.is_open and not one.is_own]
    return {
        "clearances": offered,
        "clears": any(one.is_own for one in offered),
        "awaited": [one.line.clearance.agency.display_name for one in awaited],
    }


def _of_clause(
    task: Task, occurrence: Occurrence, request: ActingRequest, judgement: StatusConditions
) -> dict[str, object]:
    """What the page says beyond this one occurrence: its event, its clause, the clause it refers
    to, its periods.
    """
    visible = queries.visible_tasks(request.actor.seat, all_agencies=_sees_all(request))
    return {
        "waiting": awaited_event(
            occurrence, count_sharing=request.actor.may(Permission.READ_DIRECTIVES)
        ),
        "sum": clause_sum(task, visible, judgement),
        "pointed": pointed_clause(task),
        "missed": missed_periods(task.occurrences.all(), today=judgement.on),
    }


def _first(offered: Collection[str], row: queries.TaskRow, *, may_submit: bool) -> str:
    """The one thing to do now: its form is open at the top, the others are folded below it."""
    order = ["explanation", "clearance", "decision", *(["deed"] if row.lacks_deeds else [])]
    order += [
        *(["work"] if may_submit else []),
        "grant",
        *(["trigger"] if row.waits else []),
        "work",
    ]
    return next((name for name in order if name in offered), "")


def _forms(request: ActingRequest, occurrence: Occurrence) -> dict[str, Form]:
    """What this seat can do with the occurrence now."""
    actor = request.actor
    seen = {"version": occurrence.version}
    offered: dict[str, Form] = {}
    if progress.may_report_progress(occurrence, actor):
        offered["work"] = ProgressForm(initial=seen, auto_id="work_%s")
    if may_take_back(occurrence, actor):
        offered["take_back"] = RemarkForm(initial=seen, auto_id="take_back_%s")
    if may_enter_result(occurrence, actor):
        offered["paper"] = PaperForm(initial=seen, auto_id="paper_%s")
    if progress.may_decide_result(occurrence, actor):
        clearing = _own_clearance(occurrence, actor)
        offered["decision"] = ResultDecisionForm(
            initial=seen, auto_id="decision_%s", clearing=clearing
        )
    if progress.may_withdraw_task(occurrence, actor):
        offered["withdrawal"] = RemarkForm(initial=seen, auto_id="withdrawal_%s")
    return offered


@require_POST
@requires(Permission.REPORT_PROGRESS)
@makes_once
def task_report(request: ActingRequest, pk: int) -> HttpResponse:
    return submit_occurrence_form(
        request, pk, "work", ProgressForm, progress.report_progress, _("The report is saved.")
    )


@require_POST
@requires(Permission.REPORT_PROGRESS)
@makes_once
def task_submit(request: ActingRequest, pk: int) -> HttpResponse:
    done = _("The result is submitted. It counts as done once it is accepted.")
    return submit_occurrence_form(request, pk, "work", ProgressForm, progress.submit_result, done)


@require_POST
@requires(Permission.STEER_TASKS)
@makes_once
def task_enter(request: ActingRequest, pk: int) -> HttpResponse:
    done = _("The result is entered for the agency. It waits for the decision.")
    return submit_occurrence_form(request, pk, "paper", PaperForm, enter_result, done)


@require_POST
@requires(Permission.DECIDE_RESULTS)
@makes_once
def task_accept(request: ActingRequest, pk: int) -> HttpResponse:
    return submit_occurrence_form(
        request,
        pk,
        "decision",
        _decision_form(request, pk),
        progress.accept_result,
        _("The result is accepted."),
    )


@require_POST
@requires(Permission.DECIDE_RESULTS)
@makes_once
def task_return(request: ActingRequest, pk: int) -> HttpResponse:
    done = _("The result is returned. The agency owes it again.")

    def give(*, clears: bool = False, **given: Any) -> object:
        return progress.return_result(**given)

    return submit_occurrence_form(request, pk, "decision", _decision_form(request, pk), give, done)


def _decision_form(request: ActingRequest, pk: int) -> Callable[..., Form]:
    occurrence = get_object_or_404(visible(request), pk=pk)
    return partial(ResultDecisionForm, clearing=_own_clearance(occurrence, request.actor))


def _own_clearance(occurrence: Occurrence, by: Actor) -> str:
    # The name of the own agency while it has to clear the content.
    asked = occurrence.clearances.filter(status=ClearanceStatus.ASKED, agency=by.seat.agency_id)
    return by.seat.agency.display_name if asked.exists() else ""


def _who_decides(
    occurrence: Occurrence, conversation: OccurrenceRequests, offered: Collection[str]
) -> str:
    """Who accepts the result, or answers the request for a later date, where this seat does not;
    empty while nothing waits.
    """
    today = timezone.localdate()
    if occurrence.status == OccurrenceStatus.SUBMITTED and "decision" not in offered:
        return deciders_of(Case.of_result(occurrence), on=today).sentence
    asked = conversation.open_extension
    if asked and "grant" not in offered:
        return deciders_of(Case.of_extension(asked), on=today).sentence
    return ""


@require_POST
@requires(Permission.READ_DIRECTIVES)
@makes_once
def task_withdraw(request: ActingRequest, pk: int) -> HttpResponse:
    return submit_occurrence_form(
        request, pk, "withdrawal", RemarkForm, progress.withdraw_task, _("The task is withdrawn.")
    )


def say_outcome(request: HttpRequest, reach: Reach, done: str, kept: str = "") -> None:
    """What was done, and who could not be told of it."""
    messages.success(request, kept if kept and reach.is_nobody else done)
    if reach.unreached:
        messages.warning(request, reach.sentence)


def submit_occurrence_form(
    request: ActingRequest,
    pk: int,
    name: str,
    form_class: Callable[..., Form],
    service: Callable,
    done: str,
    kept: str = "",
) -> HttpResponse:
    """Pass the form to the service; if refused, the page comes back with everything that was
    typed. `kept`: what is said instead of `done` where nobody could be told.
    """
    occurrence = get_object_or_404(visible(request).select_related("task"), pk=pk)
    form = form_class(request.POST, request.FILES, auto_id=f"{name}_%s")
    with watch_reach() as reach:
        made = submit_form(
            form, lambda: service(occurrence=occurrence, by=request.actor, **form.cleaned_data)
        )
    if made is not None:
        say_outcome(request, reach, done, kept)
        return redirect(occurrence)
    renew_hidden_fields(
        form, version=Occurrence.objects.values_list("version", flat=True).get(pk=pk)
    )
    return _task_page(request, occurrence.task_id, str(pk), {name: form})
