"""Assigning to a seat, reminding and accepting: many rows at once, after a page that says what will
happen.
"""

from functools import partial

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _, ngettext
from django.views.decorators.http import require_POST

from agencies.bulk.choices import BulkAct
from agencies.bulk.forms import BulkForm, RemindForm, SeatForm, TaskSeatForm
from agencies.bulk.services import (
    BulkOutcome,
    BulkPlan,
    assign_task_to_seat,
    carry_out_plan,
    plan_bulk,
)
from agencies.forms.once import makes_once, mark_nothing_made
from agencies.forms.submit import form_status, show_form_errors, submit_form
from agencies.notices.reach import watch_reach
from agencies.people.permissions import ActingRequest, Permission, requires
from agencies.reminders.remind_now import remind_now
from agencies.task_pages.views import judgement_of, submit_occurrence_form, visible
from agencies.tasks.queries import task_rows

# Titles of left-out rows in one message; the rest are counted.
NAMED = 5


@require_POST
@requires(Permission.REPORT_PROGRESS)
@makes_once
def bulk_assign(request: ActingRequest) -> HttpResponse:
    return _bulk(request, BulkAct.ASSIGN)


@require_POST
@requires(Permission.STEER_TASKS)
@makes_once
def bulk_remind(request: ActingRequest) -> HttpResponse:
    return _bulk(request, BulkAct.REMIND)


@require_POST
@requires(Permission.DECIDE_RESULTS)
@makes_once
def bulk_accept(request: ActingRequest) -> HttpResponse:
    return _bulk(request, BulkAct.ACCEPT)


def _bulk(request: ActingRequest, asked: BulkAct) -> HttpResponse:
    # The page that says what will happen; with `go`, which its button sends, it happens.
    form = BulkForm(request.POST)
    today = timezone.localdate()
    plan = submit_form(
        form,
        lambda: plan_bulk(
            act=asked,
            chosen=form.cleaned_data["row"],
            visible=visible(request),
            by=request.actor,
            on=today,
        ),
    )
    back = f"{reverse('agencies:task-list')}?{form.cleaned_data.get('back', '')}"
    if plan is None:
        show_form_errors(request, form)
        return mark_nothing_made(redirect(back))
    data = request.POST if "go" in request.POST else None
    seats = (
        SeatForm(data, agency=plan.lead, on=today)
        if asked == BulkAct.ASSIGN and plan.lead
        else None
    )
    if data is None or (seats and not seats.is_valid()):
        return _preview(request, plan, seats, form)
    with watch_reach() as reach:
        outcome = carry_out_plan(
            plan=plan, by=request.actor, seat=seats.cleaned_data["seat"] if seats else None
        )
    _show_outcome(request, asked, outcome)
    if reach.unreached:
        messages.warning(request, reach.sentence)
    return redirect(back) if outcome.done else mark_nothing_made(redirect(back))


def _preview(
    request: ActingRequest, plan: BulkPlan, seats: SeatForm | None, form: BulkForm
) -> HttpResponse:
    judgement = judgement_of(request)
    rows = task_rows((row.occurrence for row in plan.go), judgement)
    return render(
        request,
        "agencies/bulk/task_bulk.html",
        {
            "plan": plan,
            "rows": list(zip(rows, (row.reach for row in plan.go), strict=True)),
            "form": seats,
            "back": form.cleaned_data["back"],
            "today": judgement.on,
        },
        status=form_status(seats) if seats else 200,
    )


def _show_outcome(request: ActingRequest, asked: BulkAct, outcome: BulkOutcome) -> None:
    count = len(outcome.done)
    done = {
        BulkAct.ASSIGN: ngettext(
            "%(n)s task is given to the seat.", "%(n)s tasks are given to the seat.", count
        ),
        BulkAct.REMIND: ngettext(
            "%(n)s task is reminded of.", "%(n)s tasks are reminded of.", count
        ),
        BulkAct.ACCEPT: ngettext("%(n)s result is accepted.", "%(n)s results are accepted.", count),
    }
    if count:
        messages.success(request, done[asked] % {"n": count})
    for reason, titles in outcome.reasons().items():
        messages.warning(request, _left_out(reason, titles))


def _left_out(reason: str, titles: list[str]) -> str:
    # “Bỏ qua 2 nhiệm vụ: “…”; “…”. Lý do: …”
    names = "; ".join(f"“{title}”" for title in titles[:NAMED])
    more = len(titles) - NAMED
    if more > 0:
        names += " " + ngettext("and %(n)s more", "and %(n)s more", more) % {"n": more}
    count = ngettext("%(n)s task was left out", "%(n)s tasks were left out", len(titles)) % {
        "n": len(titles)
    }
    return _("%(count)s: %(names)s. Reason: %(reason)s.") % {
        "count": count,
        "names": names,
        "reason": reason.rstrip("."),
    }


# On the page of one task ------------------------------------------------------------------------
@require_POST
@requires(Permission.REPORT_PROGRESS)
@makes_once
def task_seat(request: ActingRequest, pk: int) -> HttpResponse:
    occurrence = get_object_or_404(visible(request).select_related("task__lead"), pk=pk)
    form = partial(TaskSeatForm, agency=occurrence.task.lead, on=timezone.localdate())
    return submit_occurrence_form(
        request, pk, "seat", form, assign_task_to_seat, _("Saved who looks after the task.")
    )


@require_POST
@requires(Permission.STEER_TASKS)
@makes_once
def task_remind(request: ActingRequest, pk: int) -> HttpResponse:
    return submit_occurrence_form(
        request,
        pk,
        "remind",
        RemindForm,
        remind_now,
        _("The reminder is on its way to those who look after the task."),
    )
