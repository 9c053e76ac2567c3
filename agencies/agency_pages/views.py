"""Finding an agency, its page, and who answers questions for it."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from agencies.agency_pages.forms import ContactForm, PhoneForm
from agencies.agency_pages.queries import agency_page, contact_history, seats_with_holders
from agencies.agency_pages.services import (
    may_set_contact,
    set_agency_phone,
    set_contact_point,
)
from agencies.bodies.models import Agency
from agencies.bodies.queries import suggest_agencies
from agencies.forms.once import makes_once
from agencies.forms.submit import form_status, submit_form
from agencies.members.services import may_open_members
from agencies.people.permissions import ActingRequest, Actor, Permission, requires
from agencies.task_pages.views import judgement_of, visible


@require_safe
@requires(Permission.SIGNED_IN)
def agency_search(request: ActingRequest) -> HttpResponse:
    # Suggestions for the picker: only the items of the list.
    today = timezone.localdate()
    return render(
        request,
        "agencies/agency_pages/agency_search.html",
        {"agencies": suggest_agencies(request.GET.get("q", "")[:200], on=today), "today": today},
    )


@require_safe
@requires(Permission.SIGNED_IN)
def agency_detail(request: ActingRequest, pk: int) -> HttpResponse:
    return _agency_page(request, _agency(pk, request.actor))


def _agency(pk: int, by: Actor) -> Agency:
    # Everybody may see state bodies; an employer only itself and the host's officials.
    agency = get_object_or_404(
        Agency.objects.select_related("province", "parent", "successor"), pk=pk
    )
    if agency.is_firm and not _sees_names(agency, by):
        raise Http404
    return agency


def _agency_page(
    request: ActingRequest,
    agency: Agency,
    form: ContactForm | None = None,
    phone_form: PhoneForm | None = None,
) -> HttpResponse:
    judgement = judgement_of(request)
    today = judgement.on
    names = _sees_names(agency, request.actor)
    page = agency_page(agency, visible=visible(request), judgement=judgement)
    seats = list(seats_with_holders(agency, today)) if names else []
    context = {
        "agency": agency,
        "page": page,
        "seats": seats,
        "contacts": contact_history(agency, today) if names else [],
        "today": today,
        "sees_names": names,
        "may_manage": may_open_members(agency, request.actor),
    }
    if seats and not page.has_ended and may_set_contact(agency, request.actor):
        context["form"] = form or ContactForm(agency=agency, initial={"on": today})
    if not page.has_ended and may_set_contact(agency, request.actor):
        context["phone_form"] = phone_form or PhoneForm(initial={"phone": agency.phone})
    refused = [one for one in (form, phone_form) if one]
    return render(
        request,
        "agencies/agency_pages/agency_detail.html",
        context,
        status=form_status(*refused) if refused else 200,
    )


def _sees_names(agency: Agency, by: Actor) -> bool:
    # Only the host's officials and the agency itself see people's names.
    return agency.pk == by.seat.agency_id or by.may(Permission.SEE_DIRECTIVES)


@require_POST
@requires(Permission.REPORT_PROGRESS)
def phone_set(request: ActingRequest, pk: int) -> HttpResponse:
    agency = _agency(pk, request.actor)
    if not may_set_contact(agency, request.actor):
        raise Http404
    form = PhoneForm(request.POST)
    if submit_form(
        form, lambda: set_agency_phone(agency=agency, by=request.actor, **form.cleaned_data)
    ):
        messages.success(request, _("The telephone is saved."))
        return redirect(agency)
    return _agency_page(request, agency, phone_form=form)


@require_POST
@requires(Permission.REPORT_PROGRESS)
@makes_once
def contact_set(request: ActingRequest, pk: int) -> HttpResponse:
    agency = _agency(pk, request.actor)
    if not may_set_contact(agency, request.actor):
        raise Http404
    form = ContactForm(request.POST, agency=agency)
    if submit_form(
        form, lambda: set_contact_point(agency=agency, by=request.actor, **form.cleaned_data)
    ):
        messages.success(request, _("The contact point is named."))
        return redirect(agency)
    return _agency_page(request, agency, form)
