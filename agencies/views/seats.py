from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST

from agencies.forms.fields import whole_number
from agencies.models import Seat
from agencies.permissions import SEAT_SESSION_KEY, Permission, requires


@require_POST
@requires(Permission.SIGNED_IN)
def seat_switch(request: HttpRequest) -> HttpResponse:
    """Act from another seat that the person holds; always lands on what that seat owes."""
    chosen = whole_number(request.POST.get("seat", ""))
    seat = get_object_or_404(Seat.objects.held_by(request.user), pk=chosen or 0)
    request.session[SEAT_SESSION_KEY] = seat.pk
    return redirect("agencies:must-do")
