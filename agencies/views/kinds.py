"""What belongs to some kinds of deadlines only: deeds of recurring duties, the day of an event."""

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from agencies.forms.kinds import DeedForm, TriggerForm
from agencies.permissions import Permission, requires
from agencies.services.deeds import report_deed
from agencies.services.triggers import set_trigger
from agencies.views.tasks import act


@require_POST
@requires(Permission.REPORT_PROGRESS)
def task_deed(request: HttpRequest, pk: int) -> HttpResponse:
    handed_in = _("The deed is reported and the result is submitted.")
    done = handed_in if request.POST.get("hand_in") else _("The deed is reported.")
    return act(request, pk, "deed", DeedForm, report_deed, done)


@require_POST
@requires(Permission.REPORT_PROGRESS)
def task_trigger(request: HttpRequest, pk: int) -> HttpResponse:
    return act(request, pk, "trigger", TriggerForm, set_trigger, _("The day is entered and the deadline is counted."))
