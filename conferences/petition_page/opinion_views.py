"""The worker's own opinion: behind a signed link without an account, or entered by the union."""

from typing import TypeVar

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.cache import patch_cache_control
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from agencies.forms.once import makes_once
from agencies.forms.submit import form_status, submit_form
from agencies.people.permissions import ActingRequest, requires
from conferences.answers.queries import parts_of
from conferences.opinions.forms import OpinionForm
from conferences.opinions.models import Opinion
from conferences.opinions.services import (
    enter_opinion,
    give_opinion,
    live_opinion_link,
    make_opinion_link,
    settle_opinion,
)
from conferences.permissions import ConferencePermission
from conferences.petition_page.views import asked_petition, save_petition
from conferences.petitions.queries import visible_petitions

Answered = TypeVar("Answered", bound=HttpResponseBase)


@require_POST
@requires(ConferencePermission.KEEP_DIALOGUES)
@makes_once
def opinion_link_make(request: ActingRequest, pk: int) -> HttpResponse:
    petition = asked_petition(request, pk)
    make_opinion_link(petition=petition, by=request.actor)
    messages.success(request, _("The link is made. Give it to the worker, as text or QR code."))
    return redirect(f"{petition.get_absolute_url()}#opinions")


@require_POST
@requires(ConferencePermission.KEEP_DIALOGUES)
@makes_once
def opinion_enter(request: ActingRequest, pk: int) -> HttpResponse:
    petition = asked_petition(request, pk)
    form = OpinionForm(request.POST, prefix="opinion")
    return save_petition(
        request,
        pk,
        form,
        lambda: enter_opinion(petition=petition, by=request.actor, **form.cleaned_data),
        _("The worker's opinion is taken down."),
    )


@require_POST
@requires(ConferencePermission.KEEP_DIALOGUES)
def opinion_settle(request: ActingRequest, pk: int) -> HttpResponse:
    rows = Opinion.objects.filter(petition__in=visible_petitions(request.actor))
    opinion = get_object_or_404(rows.select_related("petition"), pk=pk)
    settle_opinion(opinion=opinion, by=request.actor)
    messages.success(request, _("Marked as seen to."))
    return redirect(f"{opinion.petition.get_absolute_url()}#opinions")


@require_http_methods(["GET", "HEAD", "POST"])
@login_not_required
@makes_once
def opinion_give(request: HttpRequest, token: str) -> HttpResponse:
    link = live_opinion_link(token, timezone.localdate())
    if link is None:
        return _private(render(request, "conferences/petition_page/opinion_shut.html", status=404))
    form = OpinionForm(request.POST or None)
    if submit_form(form, lambda: give_opinion(link=link, **form.cleaned_data)):
        messages.success(request, _("Thank you. Your opinion is taken down."))
        return _private(redirect("conferences:opinion-give", token))
    context = {
        "petition": link.petition,
        "parts": [part for part in parts_of(link.petition) if part.state != "redirected"],
        "opinion": link.petition.opinions.order_by("-pk").first(),
        "form": form,
        "link": link,
    }
    status = form_status(form)
    return _private(
        render(request, "conferences/petition_page/opinion_form.html", context, status=status)
    )


def _private(response: Answered) -> Answered:
    # The address is the key: no shared copy, no search engine.
    patch_cache_control(response, private=True, no_store=True)
    response["X-Robots-Tag"] = "noindex"
    return response
