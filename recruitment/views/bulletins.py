"""What officials and newsrooms take from live vacancies: the script for loudspeakers."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from agencies.permissions import requires
from recruitment.exports.loudspeaker import script_of
from recruitment.forms.public import BulletinForm
from recruitment.permissions import Permission
from recruitment.queries.listed import live_by_employer


@require_safe
@requires(Permission.TAKE_BULLETINS)
def loudspeaker(request: HttpRequest) -> HttpResponse:
    form = BulletinForm(request.GET)
    vacancies = live_by_employer(form.terms())
    script = script_of(vacancies, minutes=form.minutes_chosen, day=timezone.localdate())
    return render(request, "recruitment/loudspeaker.html", {"form": form, "script": script})
