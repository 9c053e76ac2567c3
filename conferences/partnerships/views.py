"""Partner provinces: the list, one file, its contacts and documents."""

from typing import Any

from django.contrib import messages
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from agencies.forms.once import makes_once
from agencies.forms.submit import call_service, form_status, render_form, submit_form
from agencies.people.permissions import ActingRequest, requires
from agencies.proposals.upload import original_file_name
from agencies.task_pages.rows import draw_task_rows
from agencies.task_pages.views import judgement_of
from agencies.tasks.queries import in_list_order
from conferences.delegations.choices import DelegationState
from conferences.delegations.queries import visible_delegations
from conferences.partnerships import services as files
from conferences.partnerships.choices import AskSide
from conferences.partnerships.events import partner_events
from conferences.partnerships.forms import (
    ContactForm,
    DocumentForm,
    NewPartnershipForm,
    PartnershipForm,
)
from conferences.partnerships.models import Ask, PartnerContact, PartnerDocument, Partnership
from conferences.partnerships.queries import (
    asks_with_tasks,
    current_state,
    former_names,
    is_partner,
    months_of_partner,
    partner_occurrences,
    partnership_lines,
    visible_asks,
    visible_documents,
    visible_partnerships,
)
from conferences.permissions import ConferencePermission

MOST_TASKS = 10


@require_safe
@requires(ConferencePermission.SEE_PARTNERSHIPS)
def partnership_list(request: ActingRequest) -> HttpResponse:
    lines = partnership_lines(request.actor, timezone.localdate())
    if is_partner(request.actor) and len(lines) == 1:
        return redirect(lines[0].partnership)
    context = {
        "lines": lines,
        "may_keep": request.actor.may(ConferencePermission.KEEP_PARTNERSHIPS),
        "is_partner": is_partner(request.actor),
    }
    return render(request, "conferences/partnerships/partnership_list.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@requires(ConferencePermission.KEEP_PARTNERSHIPS)
@makes_once
def partnership_open(request: ActingRequest) -> HttpResponse:
    form = NewPartnershipForm(request.POST or None)
    made = submit_form(form, lambda: files.open_partnership(by=request.actor, **form.cleaned_data))
    if made is None:
        return render_form(request, "conferences/partnerships/partnership_form.html", form)
    messages.success(request, _("The file has been opened."))
    return redirect(made)


@require_http_methods(["GET", "HEAD", "POST"])
@requires(ConferencePermission.KEEP_PARTNERSHIPS)
def partnership_change(request: ActingRequest, pk: int) -> HttpResponse:
    partnership = _partnership(request, pk)
    form = PartnershipForm(request.POST or None, partnership=partnership)
    if submit_form(
        form,
        lambda: files.change_partnership(
            partnership=partnership, by=request.actor, **form.cleaned_data
        ),
    ):
        messages.success(request, _("The file is saved."))
        return redirect(partnership)
    return render_form(
        request,
        "conferences/partnerships/partnership_form.html",
        form,
        {"partnership": partnership},
    )


# One file -----------------------------------------------------------------------------------------
@require_safe
@requires(ConferencePermission.SEE_PARTNERSHIPS)
def partnership_detail(request: ActingRequest, pk: int) -> HttpResponse:
    return _page(request, _partnership(request, pk))


@require_POST
@requires(ConferencePermission.KEEP_PARTNERSHIPS)
@makes_once
def contact_add(request: ActingRequest, pk: int) -> HttpResponse:
    partnership = _partnership(request, pk)
    form = ContactForm(request.POST, prefix="contact")
    if submit_form(
        form,
        lambda: files.add_contact(partnership=partnership, by=request.actor, **form.cleaned_data),
    ):
        messages.success(request, _("The contact is saved."))
        return redirect(partnership)
    return _page(request, partnership, contact_form=form)


@require_POST
@requires(ConferencePermission.KEEP_PARTNERSHIPS)
def contact_remove(request: ActingRequest, pk: int) -> HttpResponse:
    contact = get_object_or_404(PartnerContact.objects.select_related("partnership"), pk=pk)
    partnership = contact.partnership
    if call_service(request, lambda: files.remove_contact(contact=contact, by=request.actor)):
        messages.success(request, _("The contact is removed."))
    return redirect(partnership)


@require_POST
@requires(ConferencePermission.KEEP_PARTNERSHIPS)
@makes_once
def document_add(request: ActingRequest, pk: int) -> HttpResponse:
    partnership = _partnership(request, pk)
    form = DocumentForm(request.POST, prefix="document", partnership=partnership)
    if submit_form(
        form,
        lambda: files.add_document(partnership=partnership, by=request.actor, **form.cleaned_data),
    ):
        messages.success(request, _("The document stands in the file now; it is not shared yet."))
        return redirect(partnership)
    return _page(request, partnership, document_form=form)


def _partnership(request: ActingRequest, pk: int) -> Partnership:
    return get_object_or_404(visible_partnerships(request.actor), pk=pk)


def _page(
    request: ActingRequest,
    partnership: Partnership,
    contact_form: ContactForm | None = None,
    document_form: DocumentForm | None = None,
) -> HttpResponse:
    context = _file_context(request, partnership)
    context["contact_form"] = contact_form or ContactForm(prefix="contact")
    if context["may_keep"]:
        context["document_form"] = document_form or DocumentForm(
            prefix="document", partnership=partnership
        )
    sent = [form for form in (contact_form, document_form) if form]
    return render(
        request,
        "conferences/partnerships/partnership.html",
        context,
        status=form_status(*sent),
    )


def _file_context(request: ActingRequest, partnership: Partnership) -> dict[str, Any]:
    by = request.actor
    for_partner = is_partner(by)
    asks = list(asks_with_tasks(visible_asks(by).filter(partnership=partnership)))
    documents = list(
        visible_documents(by)
        .filter(partnership=partnership)
        .select_related("directive")
        .defer("directive__text")
    )
    trips = list(visible_delegations(by).filter(partnership=partnership))
    occurrences = in_list_order(partner_occurrences(partnership, by))
    return {
        "partnership": partnership,
        "former_names": former_names(partnership),
        "contacts": list(partnership.contacts.all()),
        "sides": [
            (side, [(ask, current_state(ask)) for ask in asks if ask.side == side])
            for side in AskSide
        ],
        "documents": [
            (document, AskSide(document.side).owner_words(for_partner=for_partner))
            for document in documents
        ],
        "tasks": draw_task_rows(
            list(occurrences[:MOST_TASKS]), judgement_of(request), with_choice=False
        ),
        "task_count": occurrences.count(),
        "trips": [(trip, DelegationState(trip.state)) for trip in trips],
        "months": months_of_partner(partnership, timezone.localdate()),
        "events": partner_events(asks, documents, trips, for_partner=for_partner),
        "may_keep": by.may(ConferencePermission.KEEP_PARTNERSHIPS),
        "is_partner": for_partner,
    }


# Documents ----------------------------------------------------------------------------------------
@require_safe
@requires(ConferencePermission.SEE_PARTNERSHIPS)
def document_detail(request: ActingRequest, pk: int) -> HttpResponse:
    context = {
        "document": _document(request, pk),
        "may_keep": request.actor.may(ConferencePermission.KEEP_PARTNERSHIPS),
    }
    return render(request, "conferences/partnerships/partner_document.html", context)


@require_safe
@requires(ConferencePermission.SEE_PARTNERSHIPS)
def document_file(request: ActingRequest, pk: int) -> FileResponse:
    directive = _document(request, pk).directive
    if not directive.file:
        raise Http404
    name = original_file_name(directive)
    return FileResponse(directive.file.open("rb"), as_attachment=True, filename=name)


@require_POST
@requires(ConferencePermission.KEEP_PARTNERSHIPS)
def document_share(request: ActingRequest, pk: int) -> HttpResponse:
    document = _document(request, pk)
    change_sharing(request, document)
    return redirect(document.partnership)


def change_sharing(request: ActingRequest, item: Ask | PartnerDocument) -> None:
    """What the button beside it asks for: shared with the partner, or no longer."""
    wanted = request.POST.get("share") == "yes"
    act = files.share_with_partner if wanted else files.unshare
    if call_service(request, lambda: act(item=item, by=request.actor)):
        words = (
            _("The partner sees it from now on.") if wanted else _("The partner no longer sees it.")
        )
        messages.success(request, words)


def _document(request: ActingRequest, pk: int) -> PartnerDocument:
    rows = visible_documents(request.actor).select_related(
        "directive", "partnership__province__successor"
    )
    return get_object_or_404(rows, pk=pk)
