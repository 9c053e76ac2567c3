"""The page that assigns the tasks of a directive, and first says what will happen."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import ngettext

from agencies.assignment.directives import assign_directive
from agencies.assignment.plans import agency_shares, plan_assignment
from agencies.directives.models import Directive
from agencies.forms.once import makes_once
from agencies.forms.submit import call_service
from agencies.people.permissions import ActingRequest, Permission, requires
from agencies.proposals.unread import unread_lines


@requires(Permission.READ_DIRECTIVES)
@makes_once
def directive_assign(request: ActingRequest, pk: int) -> HttpResponse:
    # GET shows what would happen; POST does it, provided that the plan is still the one that was
    # shown.
    directive = get_object_or_404(Directive, pk=pk)
    if request.method == "POST":
        seen = request.POST.get("seen", "")
        tasks = call_service(
            request,
            lambda: assign_directive(directive=directive, seen=seen, by=request.actor),
        )
        if tasks is not None:
            words = ngettext(
                "%(n)s task has been assigned.", "%(n)s tasks have been assigned.", len(tasks)
            )
            messages.success(request, words % {"n": len(tasks)})
            return redirect(directive)
    today = timezone.localdate()
    plan = plan_assignment(directive, on=today)
    context = {
        "directive": directive,
        "plan": plan,
        "shares": agency_shares(plan, on=today),
        "unread": unread_lines(directive),
        "today": today,
    }
    return render(request, "agencies/assignment/review_assign.html", context)
