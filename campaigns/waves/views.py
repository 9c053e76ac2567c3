"""Waves: what waits and how the months stand, one wave, planning and cancelling it."""

from functools import partial
from typing import Any

from django.contrib import messages
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from agencies.forms.fields import parse_whole_number
from agencies.forms.once import makes_once, mark_nothing_made
from agencies.forms.submit import call_service, form_status, render_form, submit_form
from agencies.must_do.counts import add_up_by_place, count_waiting_once
from agencies.must_do.entries import MUST_DO
from agencies.people.permissions import ActingRequest, requires
from campaigns.contents.choices import ContentStatus
from campaigns.contents.queries import contents_of_wave, visible_contents
from campaigns.kits.forms import KitForm
from campaigns.kits.queries import kit_links
from campaigns.permissions import CampaignPermission
from campaigns.publications.queries import latest_publications, publication_sums
from campaigns.waves import services as waves
from campaigns.waves.forms import ReasonForm, WaveForm, wave_values
from campaigns.waves.models import Wave
from campaigns.waves.queries import (
    data_files,
    duty_lines,
    wave_months,
    wave_state,
    waves_with_counts,
    waves_worked_on,
)

FORM = "campaigns/waves/wave_form.html"


@require_safe
@requires(CampaignPermission.SEE_WAVES)
def wave_list(request: ActingRequest) -> HttpResponse:
    # The first page of a newsroom: what waits for it, then the year's months and waves.
    today = timezone.localdate()
    rows = list(waves_with_counts())
    years = sorted({wave.year for wave in rows} | {today.year}, reverse=True)
    asked = parse_whole_number(request.GET.get("nam", ""))
    year = asked if asked in years else today.year
    waiting = add_up_by_place(count_waiting_once(request, request.actor, today))
    context = {
        "year": year,
        "years": years,
        "months": wave_months(year, today),
        "waves": [(wave, wave_state(wave, today)) for wave in rows if wave.year == year],
        "tasks_waiting": waiting[MUST_DO],
        "own": _own_work(request),
        "today": today,
        **_rights(request),
    }
    return render(request, "campaigns/waves/wave_list.html", context)


def _own_work(request: ActingRequest) -> list[Any]:
    # What the newsroom has in hand: to write, at the clearing agencies, to release.
    if not request.actor.may(CampaignPermission.WRITE_CONTENTS):
        return []
    rows = visible_contents(request.actor).filter(
        status__in=ContentStatus.OPEN, wave__cancelled_at=None
    )
    if not request.actor.may(CampaignPermission.KEEP_WAVES):
        rows = rows.filter(newsroom=request.actor.seat.agency_id)
    return list(rows.order_by("due_on", "pk"))


def _rights(request: ActingRequest) -> dict[str, bool]:
    by = request.actor
    return {
        "may_keep": by.may(CampaignPermission.KEEP_WAVES),
        "may_write": by.may(CampaignPermission.WRITE_CONTENTS),
        "may_enter": by.may(CampaignPermission.ENTER_PUBLICATIONS),
    }


@require_http_methods(["GET", "HEAD", "POST"])
@requires(CampaignPermission.KEEP_WAVES)
@makes_once
def wave_plan(request: ActingRequest) -> HttpResponse:
    form = WaveForm(request.POST or None)
    made = submit_form(form, lambda: waves.plan_wave(by=request.actor, **form.cleaned_data))
    if made is None:
        return render_form(request, FORM, form)
    messages.success(request, _("The wave is planned. Now order its contents."))
    return redirect(made)


@require_http_methods(["GET", "HEAD", "POST"])
@requires(CampaignPermission.KEEP_WAVES)
def wave_change(request: ActingRequest, pk: int) -> HttpResponse:
    wave = get_object_or_404(Wave, pk=pk)
    form = WaveForm(request.POST or None, wave=wave, initial=wave_values(wave))
    change = partial(waves.change_wave, wave=wave, by=request.actor)
    if submit_form(form, lambda: change(**form.cleaned_data)):
        messages.success(request, _("The wave is saved."))
        return redirect(wave)
    return render_form(request, FORM, form, {"wave": wave})


@require_safe
@requires(CampaignPermission.SEE_WAVES)
def wave_detail(request: ActingRequest, pk: int) -> HttpResponse:
    return wave_page(request, shown_wave(pk))


@require_POST
@requires(CampaignPermission.KEEP_WAVES)
def wave_cancel(request: ActingRequest, pk: int) -> HttpResponse:
    wave = shown_wave(pk)
    form = ReasonForm(request.POST, auto_id="cancel_%s")
    cancel = partial(waves.cancel_wave, wave=wave, by=request.actor)
    if submit_form(form, lambda: cancel(**form.cleaned_data)):
        messages.success(request, _("The wave is cancelled."))
        return redirect(wave)
    return wave_page(request, wave, cancel_form=form)


@require_POST
@requires(CampaignPermission.WRITE_CONTENTS)
@makes_once
def demand_attach(request: ActingRequest, pk: int) -> HttpResponse:
    wave = get_object_or_404(waves_worked_on(request.actor), pk=pk)
    if not call_service(request, lambda: waves.attach_demand(wave=wave, by=request.actor)):
        return mark_nothing_made(redirect(wave))
    messages.success(request, _("Today's demand is attached; later changes do not alter it."))
    return redirect(wave)


def shown_wave(pk: int) -> Wave:
    return get_object_or_404(waves_with_counts(), pk=pk)


def wave_page(request: ActingRequest, wave: Wave, **forms: Form) -> HttpResponse:
    """`forms`: those that have something wrong."""
    today = timezone.localdate()
    rights = _rights(request)
    contents = list(contents_of_wave(wave, request.actor))
    context = {
        "wave": wave,
        "state": wave_state(wave, today),
        "contents": contents,
        "has_released": any(each.status == ContentStatus.RELEASED for each in contents),
        "data_files": data_files(wave),
        "may_attach": waves_worked_on(request.actor).filter(pk=wave.pk).exists(),
        "duties": duty_lines(wave),
        "links": kit_links(wave) if rights["may_keep"] else (),
        "publications": latest_publications(wave),
        "sums": publication_sums(wave),
        "kit_form": KitForm(),
        "cancel_form": ReasonForm(initial={"version": wave.version}, auto_id="cancel_%s"),
        "today": today,
        **rights,
        **forms,
    }
    status = form_status(*forms.values())
    return render(request, "campaigns/waves/wave.html", context, status=status)
