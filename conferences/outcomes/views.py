"""What came of a booth's interviews, on one grid; and of a whole fair, in figures."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from agencies.bodies.choices import SeatRole
from agencies.forms.submit import render_form, submit_form
from agencies.people.permissions import ActingRequest, requires
from conferences.booths.queries import sees_booth_people, visible_booths
from conferences.fair_booking.choices import AttendanceMode
from conferences.fairs.queries import visible_fairs
from conferences.outcomes.forms import OutcomesForm
from conferences.outcomes.queries import fair_outcomes, home_lines, ladder_of, outcomes_of
from conferences.outcomes.services import save_outcomes
from conferences.permissions import ConferencePermission


@require_http_methods(["GET", "HEAD", "POST"])
@requires(ConferencePermission.SEE_FAIRS)
def booth_outcomes(request: ActingRequest, pk: int) -> HttpResponse:
    booth = get_object_or_404(visible_booths(request.actor), pk=pk)
    if not sees_booth_people(request.actor, booth):
        raise Http404
    form = OutcomesForm(request.POST or None, rows=list(outcomes_of(booth)))
    changed = submit_form(
        form, lambda: (save_outcomes(booth=booth, rungs=form.rungs(), by=request.actor),)
    )
    if changed is None:
        return render_form(
            request, "conferences/outcomes/booth_outcomes.html", form, {"booth": booth}
        )
    words = ngettext("%(n)s result was changed.", "%(n)s results were changed.", changed[0])
    messages.success(request, words % {"n": changed[0]})
    return redirect("conferences:booth-outcomes", booth.pk)


@require_safe
@requires(ConferencePermission.SEE_FAIRS)
def fair_results(request: ActingRequest, pk: int) -> HttpResponse:
    """For those who hold it or oversee it."""
    fair = get_object_or_404(visible_fairs(request.actor), pk=pk)
    if request.actor.seat.role in (SeatRole.EMPLOYER, SeatRole.PARTNER_OFFICER):
        raise Http404
    context = {
        "fair": fair,
        "ladder": ladder_of(fair_outcomes(fair)),
        "modes": [mode.label for mode in AttendanceMode],
        "homes": home_lines(fair),
    }
    return render(request, "conferences/outcomes/fair_results.html", context)
