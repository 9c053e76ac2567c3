"""Agencies that were merged or abolished with open tasks, and handing these over."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from agencies.bodies.models import Agency
from agencies.forms.once import makes_once, mark_nothing_made
from agencies.forms.submit import call_service
from agencies.handover.queries import heir_of, legacies
from agencies.handover.services import hand_over_tasks
from agencies.people.permissions import Permission, requires
from vietnam.numbers import format_number


@require_safe
@requires(Permission.HAND_OVER_TASKS)
def handover(request: HttpRequest) -> HttpResponse:
    return render(
        request, "agencies/handover/handover.html", {"legacies": legacies(timezone.localdate())}
    )


@require_POST
@requires(Permission.HAND_OVER_TASKS)
@makes_once
def agency_hand_over(request: HttpRequest, pk: int) -> HttpResponse:
    agency = get_object_or_404(Agency, pk=pk)
    count = call_service(request, lambda: hand_over_tasks(agency=agency, by=request.actor))
    if count is None:
        return mark_nothing_made(redirect("agencies:handover"))
    messages.success(
        request, _words(count) % {"n": format_number(count), "agency": _heir_name(agency)}
    )
    return redirect("agencies:handover")


def _words(count: int) -> str:
    if count:
        return ngettext(
            "%(n)s task is handed over to %(agency)s.",
            "%(n)s tasks are handed over to %(agency)s.",
            count,
        )
    return _(
        "%(agency)s leads no additional tasks; its predecessor's other roles have been handed over."
    )


def _heir_name(agency: Agency) -> str:
    heir = heir_of(agency, timezone.localdate())
    return heir.display_name if heir else ""
