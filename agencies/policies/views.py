"""When who is reminded: the general policy, and those of a document or a kind of documents."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from agencies.calendar.queries import working_calendar
from agencies.forms.once import makes_once
from agencies.forms.submit import call_service, render_form, submit_form
from agencies.people.permissions import ActingRequest, Permission, requires
from agencies.policies.forms import ReminderPolicyForm
from agencies.policies.models import ReminderPolicy
from agencies.policies.queries import listed_policies, policy_example, usual_policy
from agencies.policies.services import FIELDS, remove_policy, save_policy


@require_safe
@requires(Permission.CHANGE_REMINDERS)
def policy_list(request: ActingRequest) -> HttpResponse:
    calendar = working_calendar()
    today = timezone.localdate()
    rows = [(policy, policy_example(policy, calendar, today)) for policy in listed_policies()]
    return render(request, "agencies/policies/policy_list.html", {"rows": rows})


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.CHANGE_REMINDERS)
@makes_once
def policy_add(request: ActingRequest) -> HttpResponse:
    return _edit(request, usual_policy())


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.CHANGE_REMINDERS)
@makes_once
def policy_edit(request: ActingRequest, pk: int) -> HttpResponse:
    return _edit(
        request, get_object_or_404(ReminderPolicy.objects.select_related("directive"), pk=pk)
    )


def _edit(request: ActingRequest, policy: ReminderPolicy) -> HttpResponse:
    initial = {name: getattr(policy, name) for name in FIELDS}
    form = ReminderPolicyForm(request.POST or None, policy=policy, initial=initial)
    if submit_form(form, lambda: save_policy(policy=policy, by=request.actor, **form.cleaned_data)):
        messages.success(
            request, _("The policy is saved. Reminders follow it from the next decision on.")
        )
        return redirect("agencies:policy-list")
    example = policy_example(policy, working_calendar(), timezone.localdate())
    return render_form(
        request, "agencies/policies/policy_edit.html", form, {"policy": policy, "example": example}
    )


@require_POST
@requires(Permission.CHANGE_REMINDERS)
def policy_remove(request: ActingRequest, pk: int) -> HttpResponse:
    policy = get_object_or_404(ReminderPolicy, pk=pk)
    if call_service(request, lambda: remove_policy(policy=policy, by=request.actor)):
        messages.success(
            request, _("The policy is removed. Its documents follow the general one again.")
        )
    return redirect("agencies:policy-list")
