"""The targets of a period, one target with its history, and the rows behind a figure."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from agencies.calendar.periods import name_of_period
from agencies.files.responses import send_workbook
from agencies.forms.once import makes_once
from agencies.forms.submit import render_form, submit_form
from agencies.people.permissions import ActingRequest, requires
from campaigns.indicators.choices import PERIOD_KIND_LABELS
from campaigns.indicators.computed import COUNTED
from campaigns.permissions import CampaignPermission
from campaigns.reporting.queries import is_published, may_take_figures
from campaigns.targets import services
from campaigns.targets.charts import draw_history
from campaigns.targets.exports import make_targets_sheet, sheet_notes
from campaigns.targets.forms import TargetFilter, TargetForm, target_values
from campaigns.targets.models import Target
from campaigns.targets.queries import target_history, target_rows
from campaigns.targets.source_rows import counted_links, measurements_behind, silent_reporters
from recruitment.fields.frames import make_letterhead
from vietnam.periods import Period

MOST_ROWS = 200


@require_safe
@requires(CampaignPermission.SEE_TARGETS)
def target_list(request: ActingRequest) -> HttpResponse:
    form = TargetFilter(request.GET)
    today = timezone.localdate()
    context = {
        "form": form,
        "rows": form.filter(target_rows(form.chosen, on=today)),
        "period": form.chosen,
        "is_published": is_published(form.chosen),
        "may_take": may_take_figures(form.chosen, request.actor),
        "may_keep": request.actor.may(CampaignPermission.KEEP_TARGETS),
    }
    return render(request, "campaigns/targets/target_list.html", context)


@require_safe
@requires(CampaignPermission.SEE_TARGETS)
def target_export(request: ActingRequest) -> HttpResponse:
    form = TargetFilter(request.GET)
    if not may_take_figures(form.chosen, request.actor):
        messages.error(
            request,
            _("The figures of %(period)s are not published yet, so they cannot be taken away.")
            % {"period": name_of_period(form.chosen)},
        )
        return redirect(f"{request.path.removesuffix('xuat/')}?{request.GET.urlencode()}")
    today = timezone.localdate()
    rows = form.filter(target_rows(form.chosen, on=today))
    notes = sheet_notes(rows, form.chosen)
    if not is_published(form.chosen):
        notes.insert(0, _("Not published: for work inside the administration only."))
    head = make_letterhead(
        request.actor.seat.agency,
        day=today,
        title=_("Targets, %(period)s") % {"period": name_of_period(form.chosen)},
        notes=notes,
    )
    return send_workbook(request, [make_targets_sheet(rows, head)], name="chi-tieu")


@require_http_methods(["GET", "HEAD", "POST"])
@requires(CampaignPermission.KEEP_TARGETS)
@makes_once
def target_add(request: ActingRequest) -> HttpResponse:
    year = timezone.localdate().year
    bounds = Period.of_year(year)
    form = TargetForm(
        request.POST or None, initial={"starts_on": bounds.first, "ends_on": bounds.last}
    )
    made = submit_form(
        form, lambda: services.save_target(target=None, facts=form.facts, by=request.actor)
    )
    if made:
        messages.success(request, _("The target is saved."))
        return redirect(made)
    return render_form(request, "campaigns/targets/target_form.html", form)


@require_http_methods(["GET", "HEAD", "POST"])
@requires(CampaignPermission.KEEP_TARGETS)
def target_change(request: ActingRequest, pk: int) -> HttpResponse:
    target = _target(pk)
    form = TargetForm(request.POST or None, target=target, initial=target_values(target))

    def save() -> Target:
        version = form.cleaned_data["version"]
        given = {"target": target, "facts": form.facts, "version": version}
        return services.save_target(by=request.actor, **given)

    if submit_form(form, save):
        messages.success(request, _("The target is saved."))
        return redirect(target)
    return render_form(request, "campaigns/targets/target_form.html", form, {"target": target})


@require_safe
@requires(CampaignPermission.SEE_TARGETS)
def target_detail(request: ActingRequest, pk: int) -> HttpResponse:
    target = _target(pk)
    today = timezone.localdate()
    horizon = target.horizon
    # Comparisons come from the rows of all targets, so that a whole knows its parts.
    rows = target_rows(horizon, on=today)
    at = next((index for index, row in enumerate(rows) if row.target == target.pk), None)
    if at is None:
        raise Http404
    points = target_history(target, today)
    context = {
        "target": target,
        "row": rows[at],
        "parts": _below(rows, at),
        "points": points,
        "chart": draw_history(points, target.goal, is_cumulative=target.indicator.is_cumulative),
        "rhythm": PERIOD_KIND_LABELS[target.indicator.kind],
        "definitions": list(target.indicator.definitions.all()),
        "may_keep": request.actor.may(CampaignPermission.KEEP_TARGETS),
    }
    return render(request, "campaigns/targets/target_detail.html", context)


def _below(rows: list[Any], at: int) -> list[Any]:
    # Direct parts only, until a row that is not below it any more.
    parts = []
    for row in rows[at + 1 :]:
        if row.depth <= rows[at].depth:
            break
        if row.depth == rows[at].depth + 1:
            parts.append(row)
    return parts


@require_safe
@requires(CampaignPermission.SEE_TARGETS)
def target_figures(request: ActingRequest, pk: int, period: str) -> HttpResponse:
    """What a figure is made of: the versions of each agency, or the portal's own rows."""
    target = _target(pk)
    asked = Period.read(period)
    if asked is None:
        raise Http404
    indicator = target.indicator
    counted = COUNTED[indicator.source].within(asked).order_by("pk") if indicator.source else None
    context = {
        "target": target,
        "period": asked,
        "measurements": measurements_behind(indicator, asked),
        "silent": silent_reporters(indicator, asked),
        "counted": counted_links(counted[:MOST_ROWS], request.actor) if counted is not None else [],
        "count": counted.count() if counted is not None else 0,
        "most": MOST_ROWS,
        "may_keep": request.actor.may(CampaignPermission.KEEP_TARGETS),
    }
    return render(request, "campaigns/targets/target_figures.html", context)


def _target(pk: int) -> Target:
    rows = Target.objects.select_related("indicator", "directive", "clause", "lead", "parent")
    return get_object_or_404(rows.select_related("parent__indicator"), pk=pk)
