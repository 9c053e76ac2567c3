"""The page that assigns the tasks of a directive, and first says what will happen."""

from functools import partial

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import ngettext

from agencies.assignment.choices import FirstPeriod
from agencies.assignment.directives import assign_directive
from agencies.assignment.plans import agency_shares, plan_assignment
from agencies.directives.models import Directive
from agencies.forms.once import makes_once
from agencies.forms.submit import call_service
from agencies.notices.reach import watch_reach
from agencies.people.permissions import ActingRequest, Permission, requires
from agencies.proposals.unread import unread_lines
from agencies.task_pages.views import say_outcome


@requires(Permission.READ_DIRECTIVES)
@makes_once
def directive_assign(request: ActingRequest, pk: int) -> HttpResponse:
    # GET shows what would happen; POST does it, provided that the plan is still the one that was
    # shown.
    directive = get_object_or_404(Directive, pk=pk)
    if request.method == "POST":
        seen = request.POST.get("seen", "")
        assign = partial(assign_directive, directive=directive, seen=seen, by=request.actor)
        with watch_reach() as reach:
            tasks = call_service(request, lambda: assign(first_period=_chosen_period(request)))
        if tasks is not None:
            words = ngettext(
                "%(n)s task has been assigned.", "%(n)s tasks have been assigned.", len(tasks)
            )
            say_outcome(request, reach, words % {"n": len(tasks)})
            return redirect(directive)
    today = timezone.localdate()
    plan = plan_assignment(directive, on=today)
    context = {
        "directive": directive,
        "plan": plan,
        "shares": agency_shares(plan, on=today),
        "unread": unread_lines(directive),
        "today": today,
        "repeats": any(each.frequency for given in plan.given for each in given.deadlines),
        "first_periods": FirstPeriod.choices,
        "first_period": _chosen_period(request),
    }
    return render(request, "agencies/assignment/review_assign.html", context)


def _chosen_period(request: ActingRequest) -> str:
    chosen = request.POST.get("first_period", "")
    return chosen if chosen in FirstPeriod.values else FirstPeriod.WHOLE
