"""The media kit behind its signed link: for whoever has it, without an account.

Looking at the first page writes nothing; who presses the button is counted, and nobody is named.
"""

from functools import partial
from typing import Any, TypeVar

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.cache import patch_cache_control
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from agencies.evidence.views import send_stored_file
from agencies.forms.once import makes_once
from agencies.forms.submit import submit_form
from agencies.people.permissions import ActingRequest, requires
from campaigns.contents.choices import ContentStatus
from campaigns.kits.forms import KitForm
from campaigns.kits.models import KitLink
from campaigns.kits.queries import kit_contents
from campaigns.kits.services import count_opening, live_link, share_kit, withdraw_kit
from campaigns.permissions import CampaignPermission
from campaigns.waves.models import WaveFile
from campaigns.waves.views import shown_wave, wave_page
from recruitment.vacancies.models import Vacancy

Answer = TypeVar("Answer", bound=HttpResponseBase)
MOST_POSTERS = 10


@require_http_methods(["GET", "HEAD", "POST"])
@login_not_required
def media_kit(request: HttpRequest, token: str) -> HttpResponse:
    link = live_link(token, timezone.localdate())
    if link is None:
        return _shut(request)
    if request.method == "POST":
        count_opening(link)
        return redirect("campaigns:media-kit-contents", token)
    return _private(render(request, "campaigns/kits/media_kit.html", _words(link, token)))


@require_safe
@login_not_required
def media_kit_contents(request: HttpRequest, token: str) -> HttpResponse:
    link = live_link(token, timezone.localdate())
    if link is None:
        return _shut(request)
    posters = Vacancy.objects.shown().open(timezone.localdate()).select_related("employer__agency")
    context = _words(link, token) | {"posters": posters.order_by("-published_at")[:MOST_POSTERS]}
    return _private(render(request, "campaigns/kits/media_kit_contents.html", context))


@require_safe
@login_not_required
def media_kit_file(request: HttpRequest, token: str, pk: int) -> HttpResponseBase:
    link = live_link(token, timezone.localdate())
    if link is None:
        raise Http404
    rows = WaveFile.objects.filter(wave=link.wave, content__status=ContentStatus.RELEASED)
    return _private(send_stored_file(get_object_or_404(rows, pk=pk)))


@require_POST
@requires(CampaignPermission.KEEP_WAVES)
@makes_once
def kit_share(request: ActingRequest, pk: int) -> HttpResponse:
    wave = shown_wave(pk)
    form = KitForm(request.POST)
    share = partial(share_kit, wave=wave, by=request.actor)
    if submit_form(form, lambda: share(**form.cleaned_data)):
        messages.success(request, _("The link is made. Copy it and send it to the outlet."))
        return redirect(f"{wave.get_absolute_url()}#kit")
    return wave_page(request, wave, kit_form=form)


@require_POST
@requires(CampaignPermission.KEEP_WAVES)
def kit_withdraw(request: ActingRequest, pk: int) -> HttpResponse:
    link = get_object_or_404(KitLink.objects.select_related("wave"), pk=pk)
    withdraw_kit(link=link, by=request.actor)
    messages.success(request, _("The link opens nothing any more."))
    return redirect(f"{link.wave.get_absolute_url()}#kit")


def _words(link: KitLink, token: str) -> dict[str, Any]:
    return {"link": link, "token": token, "contents": kit_contents(link.wave)}


def _shut(request: HttpRequest) -> HttpResponse:
    return _private(render(request, "campaigns/kits/media_kit_shut.html", status=404))


def _private(response: Answer) -> Answer:
    # The address is the key: it goes neither into a shared copy nor, since the portal's own policy
    # is "same-origin", on to other sites. A stricter one would make browsers send the form of the
    # first page without its origin, and such a form is refused.
    patch_cache_control(response, private=True, no_store=True)
    response["X-Robots-Tag"] = "noindex"
    return response
