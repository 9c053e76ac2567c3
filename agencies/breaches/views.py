"""The log of breaches of personal data, each with its 72 hours."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from agencies.breaches.services import enter_breach, report_breach
from agencies.forms.once import makes_once
from agencies.forms.submit import render_form, submit_form
from agencies.lists.views import numbered_page
from agencies.people.permissions import ActingRequest, Permission, requires
from agencies.privacy.forms import BreachForm, BreachReportForm
from agencies.privacy.models import Breach
from agencies.privacy.queries import breaches_for_list


@require_safe
@requires(Permission.KEEP_PERSONAL_DATA)
def breach_list(request: ActingRequest) -> HttpResponse:
    pages = numbered_page(request, breaches_for_list())
    return render(request, "agencies/breaches/breach_list.html", pages | {"now": timezone.now()})


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.KEEP_PERSONAL_DATA)
@makes_once
def breach_enter(request: ActingRequest) -> HttpResponse:
    form = BreachForm(request.POST or None)
    made = submit_form(form, lambda: enter_breach(by=request.actor, **form.cleaned_data))
    if made is None:
        return render_form(request, "agencies/breaches/breach_enter.html", form)
    messages.success(request, _("The breach is entered. A task reminds of its 72 hours."))
    return redirect(made)


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.KEEP_PERSONAL_DATA)
@makes_once
def breach(request: ActingRequest, pk: int) -> HttpResponse:
    # With the form for its report, until it has been reported.
    rows = Breach.objects.select_related("entered_person", "entered_by__agency")
    row = get_object_or_404(rows, pk=pk)
    form = BreachReportForm(request.POST or None)
    if submit_form(form, lambda: report_breach(breach=row, by=request.actor, **form.cleaned_data)):
        messages.success(request, _("The report is entered."))
        return redirect(row)
    context = {"row": row, "now": timezone.now()}
    return render_form(request, "agencies/breaches/breach.html", form, context)
