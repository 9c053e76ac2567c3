"""What belongs only to some kinds of deadlines: deeds of recurring duties, the day of an event."""

from functools import partial

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from agencies.deeds.forms import DeedForm, StrikeForm, TriggerForm
from agencies.deeds.services import report_deed, strike_deed
from agencies.deeds.triggers import set_trigger
from agencies.forms.once import makes_once
from agencies.people.permissions import ActingRequest, Permission, requires
from agencies.task_pages.views import submit_occurrence_form, visible


@require_POST
@requires(Permission.REPORT_PROGRESS)
@makes_once
def task_deed(request: ActingRequest, pk: int) -> HttpResponse:
    handed_in = _("The deed is reported and the result is submitted.")
    done = handed_in if request.POST.get("hand_in") else _("The deed is reported.")
    return submit_occurrence_form(request, pk, "deed", DeedForm, report_deed, done)


@require_POST
@requires(Permission.REPORT_PROGRESS)
@makes_once
def task_deed_strike(request: ActingRequest, pk: int) -> HttpResponse:
    form_class = partial(StrikeForm, occurrence=get_object_or_404(visible(request), pk=pk))
    return submit_occurrence_form(
        request,
        pk,
        "strike",
        form_class,
        strike_deed,
        _("The deed is struck out and no longer counts."),
    )


@require_POST
@requires(Permission.REPORT_PROGRESS)
@makes_once
def task_trigger(request: ActingRequest, pk: int) -> HttpResponse:
    return submit_occurrence_form(
        request,
        pk,
        "trigger",
        TriggerForm,
        set_trigger,
        _("The day is entered and the deadline is counted."),
    )
