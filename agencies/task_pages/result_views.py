"""What an agency does with a result that it has handed in."""

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from agencies.forms.once import makes_once
from agencies.people.permissions import ActingRequest, Permission, requires
from agencies.progress.taking_back import take_back_result
from agencies.task_pages.views import submit_occurrence_form
from agencies.tasks.forms import RemarkForm


@require_POST
@requires(Permission.REPORT_PROGRESS)
@makes_once
def task_take_back(request: ActingRequest, pk: int) -> HttpResponse:
    done = _("The result is taken back. Your agency owes it again, by the same date.")
    return submit_occurrence_form(request, pk, "take_back", RemarkForm, take_back_result, done)
