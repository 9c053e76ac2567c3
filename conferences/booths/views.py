"""An employer's booth: asked for, decided on, changed, with its times of interviews."""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.forms import Form
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from agencies.forms.once import makes_once
from agencies.forms.submit import call_service, form_status, render_form, submit_form
from agencies.people.permissions import ActingRequest, requires
from conferences.booths import services
from conferences.booths.choices import BoothState
from conferences.booths.forms import AcceptForm, BoothForm, DeclineForm
from conferences.booths.links import recruiter_token
from conferences.booths.models import Booth
from conferences.booths.queries import keeps_booth, sees_booth_people, visible_booths
from conferences.fair_booking.queries import block_lines
from conferences.fairs.choices import LIVE, RESULTS
from conferences.fairs.forms import ReasonForm
from conferences.fairs.queries import is_host, visible_fair_points, visible_fairs
from conferences.interview_blocks.changes import withdraw_booth
from conferences.interview_blocks.forms import BlockForm
from conferences.interview_blocks.services import add_block
from conferences.permissions import ConferencePermission
from recruitment.employers.queries import own_employer


@require_http_methods(["GET", "HEAD", "POST"])
@requires(ConferencePermission.JOIN_FAIRS)
@makes_once
def booth_ask(request: ActingRequest, pk: int) -> HttpResponse:
    fair = get_object_or_404(visible_fairs(request.actor).filter(state__in=LIVE), pk=pk)
    employer = own_employer(request.actor)
    if employer is None:
        raise Http404
    form = BoothForm(request.POST or None, employer=employer)
    made = submit_form(
        form,
        lambda: services.ask_for_booth(fair=fair, by=request.actor, **form.cleaned_data),
    )
    if made is None:
        return render_form(request, "conferences/booths/booth_form.html", form, {"fair": fair})
    messages.success(request, _("Your wish was sent to the job centre, which decides on it."))
    return redirect(made)


@require_http_methods(["GET", "HEAD", "POST"])
@requires(ConferencePermission.JOIN_FAIRS)
def booth_change(request: ActingRequest, pk: int) -> HttpResponse:
    booth = _booth(request, pk)
    employer = own_employer(request.actor)
    if employer is None or not keeps_booth(request.actor, booth):
        raise Http404
    form = BoothForm(request.POST or None, employer=employer, booth=booth)
    if submit_form(
        form,
        lambda: services.change_booth(
            booth=booth,
            by=request.actor,
            **form.cleaned_data | {"version": form.cleaned_data["version"] or 0},
        ),
    ):
        messages.success(request, _("The booth is saved."))
        return redirect(booth)
    context = {"fair": booth.fair, "booth": booth}
    return render_form(request, "conferences/booths/booth_form.html", form, context)


@require_safe
@requires(ConferencePermission.SEE_FAIRS)
def booth_detail(request: ActingRequest, pk: int) -> HttpResponse:
    return _page(request, _booth(request, pk))


@require_POST
@requires(ConferencePermission.RUN_FAIRS)
def booth_accept(request: ActingRequest, pk: int) -> HttpResponse:
    booth = _booth(request, pk)
    form = AcceptForm(request.POST, prefix="accept")
    return _save(
        request,
        booth,
        form,
        lambda: services.accept_booth(booth=booth, by=request.actor, **form.cleaned_data),
    )


@require_POST
@requires(ConferencePermission.RUN_FAIRS)
def booth_decline(request: ActingRequest, pk: int) -> HttpResponse:
    booth = _booth(request, pk)
    form = DeclineForm(request.POST, prefix="decline")
    return _save(
        request,
        booth,
        form,
        lambda: services.decline_booth(booth=booth, by=request.actor, **form.cleaned_data),
    )


@require_POST
@requires(ConferencePermission.SEE_FAIRS)
def booth_withdraw(request: ActingRequest, pk: int) -> HttpResponse:
    booth = _booth(request, pk)
    form = ReasonForm(request.POST, prefix="withdraw")
    return _save(
        request,
        booth,
        form,
        lambda: withdraw_booth(booth=booth, by=request.actor, **form.cleaned_data),
    )


@require_POST
@requires(ConferencePermission.SEE_FAIRS)
def booth_link_renew(request: ActingRequest, pk: int) -> HttpResponse:
    booth = _booth(request, pk)
    if call_service(request, lambda: services.renew_recruiter_link(booth=booth, by=request.actor)):
        messages.success(request, _("The former link opens nothing any more."))
    return redirect(booth)


@require_POST
@requires(ConferencePermission.SEE_FAIRS)
@makes_once
def booth_block_add(request: ActingRequest, pk: int) -> HttpResponse:
    booth = _booth(request, pk)
    form = BlockForm(request.POST, fair=booth.fair, booth=booth, prefix="block")
    return _save(
        request,
        booth,
        form,
        lambda: add_block(
            booth=booth, point=form.cleaned_data["point"], by=request.actor, **form.span()
        ),
    )


def _booth(request: ActingRequest, pk: int) -> Booth:
    return get_object_or_404(visible_booths(request.actor), pk=pk)


def _save(
    request: ActingRequest, booth: Booth, form: Form, act: Callable[[], object]
) -> HttpResponse:
    if submit_form(form, act):
        messages.success(request, _("It is saved."))
        return redirect(booth)
    return _page(request, booth, form)


def _page(request: ActingRequest, booth: Booth, sent: Form | None = None) -> HttpResponse:
    by = request.actor
    keeps = keeps_booth(by, booth)
    runs = is_host(by, booth.fair)
    blocks = block_lines(booth.blocks.all(), timezone.now())
    if not sees_booth_people(by, booth):
        own = set(visible_fair_points(by).filter(fair=booth.fair).values_list("pk", flat=True))
        blocks = [line for line in blocks if line.block.point_id in own]
    context: dict[str, Any] = {
        "booth": booth,
        "offers": list(booth.offers.select_related("vacancy")),
        "blocks": blocks,
        "keeps": keeps,
        "runs": runs,
        "sees_results": (keeps or runs) and booth.is_accepted and booth.fair.state in RESULTS,
        "forms": _forms(booth, sent, keeps=keeps, runs=runs),
    }
    if (keeps or runs) and booth.is_accepted and booth.fair.state in LIVE:
        path = reverse("conferences:recruiter", args=[recruiter_token(booth)])
        context["recruiter_address"] = settings.SITE_URL + path
    status = form_status(sent) if sent else 200
    return render(request, "conferences/booths/booth.html", context, status=status)


def _forms(booth: Booth, sent: Form | None, *, keeps: bool, runs: bool) -> dict[str, Form]:
    forms: dict[str, Form] = {}
    version = {"version": booth.version}
    if booth.fair.state not in LIVE:
        return forms
    if runs and booth.state == BoothState.ASKED:
        forms["accept"] = AcceptForm(prefix="accept", initial=version)
        forms["decline"] = DeclineForm(prefix="decline", initial=version)
    if (keeps or runs) and booth.is_accepted:
        forms["block"] = BlockForm(fair=booth.fair, booth=booth, prefix="block")
    if (keeps or runs) and booth.state in (BoothState.ASKED, BoothState.ACCEPTED):
        forms["withdraw"] = ReasonForm(prefix="withdraw", initial=version)
    if sent is not None and sent.prefix is not None:
        forms[sent.prefix] = sent
    return forms
