"""Official forms: their list, one filled in for a period, and its lines."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from agencies.calendar.periods import name_of_period
from agencies.files.responses import send_workbook
from agencies.forms.once import makes_once
from agencies.forms.submit import render_form, submit_form
from agencies.people.permissions import ActingRequest, requires
from campaigns.official_forms import services
from campaigns.official_forms.exports import form_sheet
from campaigns.official_forms.forms import (
    FormLineForm,
    FormPeriodFilter,
    OfficialFormForm,
    line_values,
    official_form_values,
)
from campaigns.official_forms.models import FormLine, OfficialForm
from campaigns.official_forms.queries import fill_form, moved_periods
from campaigns.permissions import CampaignPermission
from campaigns.reporting.queries import is_published, may_take_figures
from recruitment.fields.frames import make_letterhead


@require_safe
@requires(CampaignPermission.SEE_TARGETS)
def form_list(request: ActingRequest) -> HttpResponse:
    context = {
        "forms": OfficialForm.objects.all(),
        "today": timezone.localdate(),
        "may_keep": request.actor.may(CampaignPermission.KEEP_TARGETS),
    }
    return render(request, "campaigns/official_forms/form_list.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@requires(CampaignPermission.KEEP_TARGETS)
@makes_once
def form_add(request: ActingRequest) -> HttpResponse:
    form = OfficialFormForm(request.POST or None)
    made = submit_form(
        form, lambda: services.save_form(form=None, facts=form.facts, by=request.actor)
    )
    if made:
        messages.success(request, _("The form is saved. Now enter its lines."))
        return redirect(made)
    return render_form(request, "campaigns/official_forms/form_form.html", form)


@require_http_methods(["GET", "HEAD", "POST"])
@requires(CampaignPermission.KEEP_TARGETS)
def form_change(request: ActingRequest, pk: int) -> HttpResponse:
    official = get_object_or_404(OfficialForm, pk=pk)
    form = OfficialFormForm(request.POST or None, initial=official_form_values(official))

    def save() -> OfficialForm:
        version = form.cleaned_data["version"]
        given: dict[str, Any] = {"form": official, "facts": form.facts, "version": version}
        return services.save_form(by=request.actor, **given)

    if submit_form(form, save):
        messages.success(request, _("The form is saved."))
        return redirect(official)
    context = {"official": official}
    return render_form(request, "campaigns/official_forms/form_form.html", form, context)


@require_safe
@requires(CampaignPermission.SEE_TARGETS)
def form_detail(request: ActingRequest, pk: int) -> HttpResponse:
    official = get_object_or_404(OfficialForm, pk=pk)
    asked = FormPeriodFilter(request.GET)
    lines = fill_form(official, asked.chosen)
    context = {
        "official": official,
        "form": asked,
        "period": asked.chosen,
        "lines": lines,
        "has_turns": any(each.turns for each in lines),
        "moved": moved_periods(lines, asked.chosen),
        "all_lines": list(official.lines.select_related("people", "turns")),
        "may_take": may_take_figures(asked.chosen, request.actor),
        "is_published": is_published(asked.chosen),
        "may_keep": request.actor.may(CampaignPermission.KEEP_TARGETS),
    }
    return render(request, "campaigns/official_forms/form_detail.html", context)


@require_safe
@requires(CampaignPermission.SEE_TARGETS)
def form_export(request: ActingRequest, pk: int) -> HttpResponse:
    official = get_object_or_404(OfficialForm, pk=pk)
    asked = FormPeriodFilter(request.GET)
    names = {"period": name_of_period(asked.chosen)}
    if not may_take_figures(asked.chosen, request.actor):
        messages.error(
            request,
            _("The figures of %(period)s are not published yet, so they cannot be taken away.")
            % names,
        )
        return redirect(official)
    head = make_letterhead(
        request.actor.seat.agency,
        day=timezone.localdate(),
        title=f"{official.title}, {names['period']}",
        notes=[f"{official.number}. {official.basis}"],
    )
    lines = fill_form(official, asked.chosen)
    return send_workbook(request, [form_sheet(lines, head)], name="bieu-mau")


@require_http_methods(["GET", "HEAD", "POST"])
@requires(CampaignPermission.KEEP_TARGETS)
@makes_once
def line_add(request: ActingRequest, pk: int) -> HttpResponse:
    official = get_object_or_404(OfficialForm, pk=pk)
    last = official.lines.order_by("-position").first()
    form = FormLineForm(
        request.POST or None,
        initial={
            "position": last.position + 1 if last else 1,
            "valid_from": official.valid_from,
        },
    )
    given: dict[str, Any] = {"form": official, "line": None, "by": request.actor}
    if submit_form(form, lambda: services.save_line(facts=form.facts, **given)):
        messages.success(request, _("The line is saved."))
        return redirect(official)
    context = {"official": official}
    return render_form(request, "campaigns/official_forms/line_form.html", form, context)


@require_http_methods(["GET", "HEAD", "POST"])
@requires(CampaignPermission.KEEP_TARGETS)
def line_change(request: ActingRequest, pk: int) -> HttpResponse:
    line = get_object_or_404(FormLine.objects.select_related("form"), pk=pk)
    form = FormLineForm(request.POST or None, initial=line_values(line))
    given: dict[str, Any] = {"form": line.form, "line": line, "by": request.actor}
    if submit_form(form, lambda: services.save_line(facts=form.facts, **given)):
        messages.success(request, _("The line is saved."))
        return redirect(line.form)
    context = {"official": line.form, "line": line}
    return render_form(request, "campaigns/official_forms/line_form.html", form, context)
