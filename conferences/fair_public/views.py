"""Job fairs for everybody, without an account; a person's own page and a recruiter's room behind
their signed links.
"""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.cache import patch_cache_control
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from agencies.errors import RuleError
from agencies.forms.fields import parse_whole_number
from agencies.forms.once import makes_once
from agencies.forms.submit import call_service, render_form, submit_form
from agencies.sign_in.allauth_internals import count_request
from conferences.booths.links import find_booth
from conferences.booths.models import Booth
from conferences.booths.services import set_presence
from conferences.fair_booking.codes import door_code, find_seeker, seeker_token
from conferences.fair_booking.forms import SeekerForm
from conferences.fair_booking.models import InterviewSeat, Seeker
from conferences.fair_booking.queries import person_page, seats_of_booth
from conferences.fair_booking.registration import register_seeker
from conferences.fair_day.services import arrive, set_turn
from conferences.fair_public.acts import act_on_person
from conferences.fair_public.door_codes import draw_door_code
from conferences.fair_public.queries import (
    points_with_old_names,
    public_booths,
    published_numbers,
)
from conferences.fairs.choices import LIVE, FairState
from conferences.fairs.models import Fair
from conferences.fairs.queries import coming_fairs, public_fairs

# A commune office registers many people from one address.
RATES = {"fair": "300/h/ip"}


@login_not_required
@require_safe
def public_fair_list(request: HttpRequest) -> HttpResponse:
    fairs = list(coming_fairs(timezone.now()).prefetch_related("points__agency"))
    return render(request, "conferences/fair_public/fair_list.html", {"fairs": fairs})


@login_not_required
@require_safe
def public_fair(request: HttpRequest, pk: int) -> HttpResponse:
    fair = get_object_or_404(public_fairs(), pk=pk)
    context = {
        "fair": fair,
        "points": points_with_old_names(fair),
        "booths": public_booths(fair),
        "may_register": _is_open(fair),
        "numbers": published_numbers(fair) if fair.state == FairState.CLOSED else [],
    }
    return render(request, "conferences/fair_public/fair.html", context)


@login_not_required
@require_safe
def fair_calendar(request: HttpRequest, pk: int) -> HttpResponse:
    from conferences.fair_public.calendar_file import write_fair_calendar  # slow import: icalendar

    fair = get_object_or_404(public_fairs().prefetch_related("points__agency"), pk=pk)
    response = HttpResponse(write_fair_calendar(fair), content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="phien-{fair.pk}.ics"'
    return response


@login_not_required
@never_cache
@sensitive_post_parameters("full_name", "phone", "email", "commune", "about", "helper_name")
@require_http_methods(["GET", "HEAD", "POST"])
@makes_once
def seeker_sign_up(request: HttpRequest, pk: int) -> HttpResponse:
    fair = get_object_or_404(public_fairs(), pk=pk)
    if not _is_open(fair):
        return redirect(fair.public_url)
    form = SeekerForm(request.POST or None, fair=fair)
    made = submit_form(form, lambda: _register(request, fair, form))
    if made is None:
        return render_form(request, "conferences/fair_public/sign_up.html", form, {"fair": fair})
    messages.success(request, _("You are registered. Keep this page: it opens by its address."))
    return redirect("conferences:own-registration", seeker_token(made))


def _register(request: HttpRequest, fair: Fair, form: SeekerForm) -> Seeker:
    if not count_request(request, "fair", RATES):
        raise RuleError(_("Too many requests from this place. Wait an hour."))
    return register_seeker(fair=fair, **form.said())


def _is_open(fair: Fair) -> bool:
    return fair.state in LIVE and fair.ends_at > timezone.now()


# The person's own page ----------------------------------------------------------------------------
@login_not_required
@require_safe
def own_registration(request: HttpRequest, token: str) -> HttpResponse:
    seeker = find_seeker(token)
    if seeker is None:
        return _shut(request)
    context = {
        "seeker": seeker,
        "fair": seeker.fair,
        "token": token,
        "page": person_page(seeker, timezone.now()),
        "code": door_code(seeker),
        "picture": draw_door_code(seeker),
        "is_live": _is_open(seeker.fair),
    }
    return _private(render(request, "conferences/fair_public/own_registration.html", context))


@login_not_required
@require_POST
def own_act(request: HttpRequest, token: str) -> HttpResponse:
    seeker = find_seeker(token)
    if seeker is None:
        return _shut(request)
    act = _say_there if request.POST.get("act") == "there" else act_on_person
    done = call_service(request, lambda: act(request, seeker, None))
    if done:
        messages.success(request, done)
    if find_seeker(token) is None:
        return redirect(seeker.fair.public_url)
    return redirect("conferences:own-registration", token)


def _say_there(_request: HttpRequest, seeker: Seeker, by: None) -> str:
    return _("You are in line with number %(n)s.") % {"n": arrive(seeker=seeker, by=by)}


# The recruiter's page -----------------------------------------------------------------------------
@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def recruiter(request: HttpRequest, token: str) -> HttpResponse:
    """Who comes next, the room, and the light which says that somebody is there."""
    booth = find_booth(token)
    if booth is None:
        return _shut(request)
    if request.method == "POST":
        _act_at_booth(request, booth)
        return redirect("conferences:recruiter", token)
    context: dict[str, Any] = {
        "booth": booth,
        "token": token,
        "seats": list(seats_of_booth(booth)),
        "is_running": booth.fair.state == FairState.RUNNING,
    }
    return _private(render(request, "conferences/fair_public/recruiter.html", context))


def _act_at_booth(request: HttpRequest, booth: Booth) -> None:
    if "there" in request.POST:
        set_presence(booth=booth, is_there=request.POST["there"] == "yes")
        return
    seats = InterviewSeat.objects.filter(block__booth=booth).select_related("block__point")
    key = parse_whole_number(request.POST.get("seat", ""))
    seat = get_object_or_404(seats, pk=key or 0)
    state = request.POST.get("state", "")
    call_service(request, lambda: set_turn(seat=seat, state=state, by=None, booth=booth))


def _shut(request: HttpRequest) -> HttpResponse:
    return _private(render(request, "conferences/fair_public/shut.html", status=404))


def _private(response: HttpResponse) -> HttpResponse:
    # The address is the key: it goes into no shared copy.
    patch_cache_control(response, private=True, no_store=True)
    response["X-Robots-Tag"] = "noindex"
    return response
