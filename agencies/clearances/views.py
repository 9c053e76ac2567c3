"""A clearing agency's answer to a submitted result, or what a coordinator enters for it."""

from functools import partial
from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from agencies.clearances.forms import ClearanceForm, clearance_form_name
from agencies.clearances.services import clear_result, refuse_clearance
from agencies.forms.once import makes_once
from agencies.people.permissions import ActingRequest, Permission, requires
from agencies.requests.models import Clearance
from agencies.task_pages.views import submit_occurrence_form, visible
from agencies.tasks.occurrence_models import Occurrence


@require_POST
@requires(Permission.REPORT_PROGRESS)
@makes_once
def clearance_give(request: ActingRequest, pk: int) -> HttpResponse:
    return _answer(request, pk, clear_result, _("The content is cleared."))


@require_POST
@requires(Permission.REPORT_PROGRESS)
@makes_once
def clearance_refuse(request: ActingRequest, pk: int) -> HttpResponse:
    done = _("The content is not cleared. The result goes back to the lead agency.")
    return _answer(request, pk, refuse_clearance, done)


def _answer(request: ActingRequest, pk: int, service: Any, done: str) -> HttpResponse:
    rows = Clearance.objects.filter(occurrence__in=visible(request)).select_related("occurrence")
    clearance = get_object_or_404(rows, pk=pk)
    own = clearance.agency_id == request.actor.seat.agency_id
    give = partial(_on_clearance, service, clearance, not own)
    form = partial(ClearanceForm, is_own=own)
    return submit_occurrence_form(
        request, clearance.occurrence_id, clearance_form_name(pk), form, give, done
    )


def _on_clearance(
    service: Any, clearance: Clearance, on_behalf: bool, *, occurrence: Occurrence, **given: Any
) -> None:
    service(clearance=clearance, on_behalf=on_behalf, **given)
