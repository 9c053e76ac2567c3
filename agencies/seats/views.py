from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST
from django.views.defaults import permission_denied

from agencies.forms.fields import parse_whole_number
from agencies.members.seatless import way_to_seat
from agencies.people.models import Seat
from agencies.people.permissions import SEAT_SESSION_KEY, NoSeatError, Permission, requires


@require_POST
@requires(Permission.SIGNED_IN)
def seat_switch(request: HttpRequest) -> HttpResponse:
    """Act from another seat that the person holds; always leads to what that seat owes."""
    chosen = parse_whole_number(request.POST.get("seat", ""))
    seat = get_object_or_404(Seat.objects.held_by(request.user), pk=chosen or 0)
    request.session[SEAT_SESSION_KEY] = seat.pk
    return redirect("agencies:must-do")


def denied(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Every 403: for a seat without the right, or for a person without a seat, who learns how to
    get one.
    """
    if not isinstance(exception, NoSeatError) or not request.user.is_authenticated:
        return permission_denied(request, exception)
    now = timezone.now()
    way = way_to_seat(request.user, now, timezone.localdate(now))
    public = reverse(settings.PUBLIC_HOME)
    return render(request, "account/no_seat.html", {"way": way, "public_url": public}, status=403)
