"""What the buttons on a person's page do, for the person and for an officer of the point alike."""

import datetime

from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _

from agencies.forms.fields import parse_whole_number
from agencies.people.permissions import Actor
from conferences.fair_booking.booking import book_seat, cancel_seat, join_line, leave_line
from conferences.fair_booking.models import InterviewBlock, InterviewSeat, Seeker
from conferences.fair_booking.registration import withdraw_seeker


def act_on_person(request: HttpRequest, seeker: Seeker, by: Actor | None) -> str:
    """Does what the pressed button asks for, and says what was done. Raises RuleError."""
    match request.POST.get("act", ""):
        case "book":
            block = _block(request, seeker)
            book_seat(seeker=seeker, block=block, starts_at=_moment(request), by=by)
            return _("The interview is booked.")
        case "cancel":
            rows = InterviewSeat.objects.filter(block__point__fair=seeker.fair_id)
            seat = get_object_or_404(rows, pk=_key(request, "seat"))
            if cancel_seat(seat=seat, seeker=seeker, by=by):
                return _("The interview is cancelled; the place is free for others at once.")
            return _("This place was given back already.")
        case "join":
            got = join_line(seeker=seeker, block=_block(request, seeker), by=by)
            if isinstance(got, InterviewSeat):
                return _("A place had just become free: the interview is booked.")
            return _("You stand in line. Once a place is free you get it, and are told.")
        case "leave":
            leave_line(seeker=seeker, block=_block(request, seeker), by=by)
            return _("You have left the line.")
        case "withdraw":
            withdraw_seeker(seeker=seeker, by=by)
            return _("The registration is withdrawn; name and phone are deleted.")
    raise Http404


def _block(request: HttpRequest, seeker: Seeker) -> InterviewBlock:
    rows = InterviewBlock.objects.filter(point=seeker.point_id).select_related("booth", "point")
    return get_object_or_404(rows, pk=_key(request, "block"))


def _key(request: HttpRequest, name: str) -> int:
    key = parse_whole_number(request.POST.get(name, ""))
    if key is None:
        raise Http404
    return key


def _moment(request: HttpRequest) -> datetime.datetime:
    try:
        moment = parse_datetime(request.POST.get("at", ""))
    except ValueError:
        moment = None
    if moment is None or moment.tzinfo is None:
        raise Http404
    return moment
