"""First page, language, and the gallery of components for those who build pages."""

import datetime
import json
from pathlib import Path

from csp.constants import SELF
from csp.decorators import csp_replace
from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST, require_safe
from django.views.i18n import set_language

from agencies.directives.choices import ProposalStatus
from agencies.forms.gallery import SampleForm, SampleLines
from agencies.mail.choices import MessageStatus
from agencies.people.permissions import ActingRequest, Permission, first_page, requires
from agencies.tasks.choices import OccurrenceStatus
from agencies.tasks.forms import PeriodForm


@login_not_required
@never_cache
@require_safe
def home(request: HttpRequest) -> HttpResponse:
    # The bare address: the first page of a signed-in person, else what the portal shows to
    # everybody.
    return redirect(first_page(request) if request.user.is_authenticated else settings.PUBLIC_HOME)


@require_POST
@login_not_required
def language_switch(request: HttpRequest) -> HttpResponse:
    # Show the pages in another language; a signed-in person's mails follow.
    code = request.POST.get("language", "")
    if request.user.is_authenticated and code in dict(settings.LANGUAGES):
        request.user.language = code
        request.user.save(update_fields=["language"])
    return set_language(request)


@csrf_exempt
@require_POST
@login_not_required
def public_language_switch(request: HttpRequest) -> HttpResponse:
    # For public pages, which many people share and which therefore hold no form token: all that it
    # changes is the language cookie of the browser that sends it.
    return set_language(request)


SAMPLES = Path(__file__).with_name("gallery.json")
DAYS_FROM_TODAY = (-5, -3, 0, 2, 11, 22)


@requires(Permission.SIGNED_IN)
@xframe_options_sameorigin
@csp_replace({"frame-ancestors": [SELF]})  # the page shows itself at phone width
def gallery(request: ActingRequest) -> HttpResponse:
    samples = json.loads(SAMPLES.read_text(), object_hook=_with_dates)
    groups = [OccurrenceStatus, ProposalStatus, MessageStatus]
    dates = [samples["today"] + datetime.timedelta(days=step) for step in DAYS_FROM_TODAY]
    shown = {"status_groups": groups, "dates": dates, "filter": PeriodForm({}, on=samples["today"])}
    shown |= {
        "wrong_form": SampleForm({"mail": "sotaichinh"}, auto_id="sample_%s"),
        "lines": SampleLines(),
    }
    return render(request, "agencies/site/gallery.html", samples | shown)


def _with_dates(sample: dict[str, object]) -> dict[str, object]:
    for key in sample.keys() & {"today", "due_on"}:
        sample[key] = datetime.date.fromisoformat(str(sample[key]))
    for key in sample.keys() & {"at", "made_at"}:
        sample[key] = datetime.datetime.fromisoformat(str(sample[key]))
    if "status" in sample:
        sample["status"] = OccurrenceStatus(str(sample["status"]))
    return sample
