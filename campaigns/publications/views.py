"""Publications: the list with its counts, entering and striking out, a commune's loudspeakers."""

from functools import partial

from django.contrib import messages
from django.forms import Form
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from agencies.bodies.choices import AgencyLevel
from agencies.evidence.views import send_stored_file
from agencies.files.responses import send_workbook
from agencies.forms.fields import parse_whole_number
from agencies.forms.once import makes_once
from agencies.forms.submit import form_status, render_form, submit_form
from agencies.lists.views import numbered_page
from agencies.people.permissions import ActingRequest, requires
from campaigns.contents.models import Content
from campaigns.outlets.models import Outlet
from campaigns.outlets.queries import loudspeaker_of
from campaigns.permissions import CampaignPermission
from campaigns.publications.exports import publication_sheets
from campaigns.publications.forms import (
    PublicationFilter,
    PublicationForm,
    ReadingForm,
    StrikeOutForm,
)
from campaigns.publications.models import ProofFile, Publication
from campaigns.publications.queries import (
    count_publications,
    scripts_to_read,
    visible_publications,
)
from campaigns.publications.services import (
    enter_publication,
    enter_reading,
    may_withdraw,
    withdraw_publication,
)

MOST_SCRIPTS = 5
MOST_READINGS = 10


@require_safe
@requires(CampaignPermission.SEE_CONTENTS)
def publication_list(request: ActingRequest) -> HttpResponse:
    form = PublicationFilter(request.GET, rows=visible_publications(request.actor))
    rows = form.filter()
    pages = numbered_page(request, rows)
    context = {
        "form": form,
        "rows": list(pages["page"]),
        "counts": count_publications(rows, form.counted_by),
        "counted_by": form.counted_by,
        "may_enter": request.actor.may(CampaignPermission.ENTER_PUBLICATIONS),
        "sees_waves": request.actor.may(CampaignPermission.SEE_WAVES),
    }
    return render(request, "campaigns/publications/publication_list.html", pages | context)


@require_safe
@requires(CampaignPermission.SEE_CONTENTS)
def publication_export(request: ActingRequest) -> HttpResponse:
    form = PublicationFilter(request.GET, rows=visible_publications(request.actor))
    rows = form.filter()
    counts = count_publications(rows, form.counted_by)
    sheets = publication_sheets(
        counts,
        str(form.counted_by.label),
        rows,
        issuer=request.actor.seat.agency,
        day=timezone.localdate(),
    )
    return send_workbook(request, sheets, name="san-pham-truyen-thong")


@require_http_methods(["GET", "HEAD", "POST"])
@requires(CampaignPermission.ENTER_PUBLICATIONS)
@makes_once
def publication_enter(request: ActingRequest) -> HttpResponse:
    asked = parse_whole_number(request.GET.get("noi-dung", ""))
    form = PublicationForm(
        request.POST or None,
        request.FILES or None,
        by=request.actor,
        initial={"content": asked},
    )
    made = submit_form(form, lambda: enter_publication(by=request.actor, **form.cleaned_data))
    if made is None:
        return render_form(request, "campaigns/publications/publication_form.html", form)
    messages.success(request, _("The publication is entered."))
    return redirect(made)


@require_safe
@requires(CampaignPermission.SEE_CONTENTS)
def publication_detail(request: ActingRequest, pk: int) -> HttpResponse:
    return _page(request, _publication(request, pk))


@require_POST
@requires(CampaignPermission.ENTER_PUBLICATIONS)
def publication_withdraw(request: ActingRequest, pk: int) -> HttpResponse:
    publication = _publication(request, pk)
    form = StrikeOutForm(request.POST)
    withdraw = partial(withdraw_publication, publication=publication, by=request.actor)
    if submit_form(form, lambda: withdraw(**form.cleaned_data)):
        messages.success(request, _("It is struck out and counts no more."))
        return redirect(publication)
    return _page(request, publication, form)


@require_safe
@requires(CampaignPermission.SEE_CONTENTS)
def proof_file(request: ActingRequest, pk: int) -> HttpResponseBase:
    visible = visible_publications(request.actor).values("pk")
    return send_stored_file(get_object_or_404(ProofFile, pk=pk, publication__in=visible))


def _publication(request: ActingRequest, pk: int) -> Publication:
    rows = visible_publications(request.actor).select_related(
        "content__wave", "outlet__province", "entered_agency", "entered_person"
    )
    return get_object_or_404(rows, pk=pk)


def _page(
    request: ActingRequest, publication: Publication, sent: Form | None = None
) -> HttpResponse:
    context = {
        "publication": publication,
        "proofs": publication.proofs.all(),
        "form": sent or StrikeOutForm(),
        "may_withdraw": may_withdraw(publication, request.actor),
    }
    status = form_status(sent) if sent else 200
    return render(request, "campaigns/publications/publication.html", context, status=status)


# A commune's loudspeakers -------------------------------------------------------------------------
@require_safe
@requires(CampaignPermission.ENTER_PUBLICATIONS)
def loudspeaker_page(request: ActingRequest) -> HttpResponse:
    # On a phone: open it, press “read today”.
    return _loudspeaker_page(request)


@require_POST
@requires(CampaignPermission.ENTER_PUBLICATIONS)
@makes_once
def reading_enter(request: ActingRequest, pk: int) -> HttpResponse:
    content = get_object_or_404(scripts_to_read(timezone.localdate()), pk=pk)
    form = ReadingForm(request.POST, prefix=f"reading-{pk}")
    enter = partial(enter_reading, content=content, by=request.actor)
    if submit_form(form, lambda: enter(**form.cleaned_data)):
        messages.success(request, _("Recorded. Thank you."))
        return redirect("campaigns:loudspeaker-page")
    return _loudspeaker_page(request, form)


def _loudspeaker_page(request: ActingRequest, sent: Form | None = None) -> HttpResponse:
    today = timezone.localdate()
    readings = _readings(loudspeaker_of(request.actor))
    context = {
        "is_commune": request.actor.seat.agency.level == AgencyLevel.COMMUNE,
        "scripts": [
            (content, _reading_form(content, sent))
            for content in scripts_to_read(today)[:MOST_SCRIPTS]
        ],
        "read_today": {row.content_id for row in readings if row.published_on == today},
        "readings": readings[:MOST_READINGS],
        "today": today,
    }
    status = form_status(sent) if sent else 200
    return render(request, "campaigns/publications/loudspeaker.html", context, status=status)


def _reading_form(content: Content, sent: Form | None) -> Form:
    prefix = f"reading-{content.pk}"
    if sent and sent.prefix == prefix:
        return sent
    return ReadingForm(prefix=prefix, initial={"published_on": timezone.localdate(), "times": 1})


def _readings(outlet: Outlet | None) -> list[Publication]:
    if outlet is None:
        return []
    rows = Publication.objects.standing().filter(outlet=outlet).select_related("content__wave")
    return list(rows[: MOST_SCRIPTS + MOST_READINGS])
