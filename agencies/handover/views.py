"""Agencies that were merged or abolished with open tasks, and handing these over."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _, ngettext
from django.views.decorators.http import require_POST, require_safe

from agencies.bodies.models import Agency
from agencies.forms.once import makes_once, mark_nothing_made
from agencies.forms.submit import call_service
from agencies.handover.queries import ended_agencies_with_work, present_successor
from agencies.handover.services import hand_over_tasks
from agencies.lists.numbers import localized_number
from agencies.notices.reach import watch_reach
from agencies.people.permissions import ActingRequest, Permission, requires
from agencies.task_pages.views import say_outcome


@require_safe
@requires(Permission.HAND_OVER_TASKS)
def handover(request: ActingRequest) -> HttpResponse:
    context = {"legacies": ended_agencies_with_work(timezone.localdate())}
    return render(request, "agencies/handover/handover.html", context)


@require_POST
@requires(Permission.HAND_OVER_TASKS)
@makes_once
def agency_hand_over(request: ActingRequest, pk: int) -> HttpResponse:
    agency = get_object_or_404(Agency, pk=pk)
    with watch_reach() as reach:
        count = call_service(request, lambda: hand_over_tasks(agency=agency, by=request.actor))
    if count is None:
        return mark_nothing_made(redirect("agencies:handover"))
    sentence = _(
        "%(agency)s leads no additional tasks; its predecessor's other roles have been handed over."
    )
    if count:
        sentence = ngettext(
            "%(n)s task is handed over to %(agency)s.",
            "%(n)s tasks are handed over to %(agency)s.",
            count,
        )
    heir = present_successor(agency, timezone.localdate())
    words = {"n": localized_number(count), "agency": heir.display_name if heir else ""}
    say_outcome(request, reach, sentence % words)
    return redirect("agencies:handover")
