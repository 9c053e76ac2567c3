"""Opinion slips behind the signed link of an invitation: for an agency without an account."""

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from agencies.forms.submit import form_status, submit_form
from conferences.invitations.addresses import find_invitation
from conferences.invitations.models import ConferenceInvitation
from conferences.invitations.views import keep_private
from conferences.meetings.choices import ConferenceState
from conferences.opinion_slips import services
from conferences.opinion_slips.queries import slip_line, slip_lines, slips_of
from conferences.opinion_slips.views import answer_form


@require_safe
@login_not_required
def guest_slips(request: HttpRequest, token: str) -> HttpResponse:
    invitation = _invitation(token)
    conference = invitation.point.conference
    context = {
        "conference": conference,
        "agency": invitation.agency,
        "token": token,
        "lines": slip_lines(conference, invitation.agency),
    }
    return keep_private(render(request, "conferences/opinion_slips/guest_slips.html", context))


@require_http_methods(["GET", "HEAD", "POST"])
@login_not_required
def guest_slip(request: HttpRequest, token: str, pk: int) -> HttpResponse:
    invitation = _invitation(token)
    found = get_object_or_404(slips_of(invitation.point.conference), pk=pk)
    line = slip_line(found, invitation.agency)
    form = answer_form(request.POST or None, line) if line.is_open else None
    if form and submit_form(
        form,
        lambda: services.answer_slip(
            slip=found, agency=invitation.agency, by=None, **form.cleaned_data
        ),
    ):
        return redirect("conferences:guest-slips", token)
    context = {"agency": invitation.agency, "token": token, "line": line, "form": form}
    status = form_status(form) if form else 200
    page = render(request, "conferences/opinion_slips/guest_slip.html", context, status=status)
    return keep_private(page)


def _invitation(token: str) -> ConferenceInvitation:
    invitation = find_invitation(token)
    if invitation is None or invitation.point.conference.state == ConferenceState.CANCELLED:
        raise Http404
    return invitation
