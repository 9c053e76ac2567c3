"""The end of a conference: closed, its minutes, its conclusion, what is published."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from agencies.errors import RuleError
from agencies.files.views import delete_uploaded_file, store_uploaded_file, uploaded_file
from agencies.forms.once import makes_once
from agencies.forms.submit import call_service, form_status, submit_form
from agencies.papers.queries import papers_about
from agencies.people.permissions import ActingRequest, requires
from conferences.closing import services
from conferences.closing.forms import ClosingForm, ConclusionForm, PublishForm
from conferences.closing.models import Closing
from conferences.closing.queries import conclusion_progress
from conferences.closing.records import conference_record
from conferences.meetings.models import Conference
from conferences.meetings.views import shown_conference
from conferences.permissions import ConferencePermission
from reader import ReadError
from reader.errors import MAX_BYTES
from reader.messages import read_error_message


@require_http_methods(["GET", "HEAD", "POST"])
@requires(ConferencePermission.RUN_CONFERENCES)
def closing(request: ActingRequest, pk: int) -> HttpResponse:
    conference = shown_conference(request, pk)
    form = ClosingForm(request.POST or None, closing=_closing(conference))
    if submit_form(
        form,
        lambda: services.write_closing(
            conference=conference, by=request.actor, **form.cleaned_data
        ),
    ):
        messages.success(request, _("The words of the minutes are saved."))
        return redirect("conferences:closing", pk)
    return _page(request, conference, words_form=form)


@require_POST
@requires(ConferencePermission.RUN_CONFERENCES)
def conference_end(request: ActingRequest, pk: int) -> HttpResponse:
    conference = shown_conference(request, pk)
    if call_service(
        request, lambda: services.end_conference(conference=conference, by=request.actor)
    ):
        messages.success(request, _("The conference is closed. Its minutes can be made now."))
    return redirect("conferences:closing", pk)


@require_POST
@requires(ConferencePermission.RUN_CONFERENCES)
@makes_once
def minutes_make(request: ActingRequest, pk: int) -> HttpResponse:
    conference = shown_conference(request, pk)
    if call_service(
        request, lambda: services.keep_minutes(conference=conference, by=request.actor)
    ):
        messages.success(request, _("The minutes are made, for Word and as PDF."))
    return redirect("conferences:closing", pk)


@require_POST
@requires(ConferencePermission.RUN_CONFERENCES)
@makes_once
def conclusion_attach(request: ActingRequest, pk: int) -> HttpResponse:
    conference = shown_conference(request, pk)
    form = ConclusionForm(request.POST, request.FILES)
    made: Closing | None = submit_form(form, lambda: _attach(request, conference, form))
    if made is not None and made.conclusion_id:
        delete_uploaded_file(request)
        return redirect("agencies:review", made.conclusion_id)
    is_bad = "file" in form.errors or form.data.get("text", "").strip()
    kept = None if is_bad else store_uploaded_file(request, form, most=MAX_BYTES)
    return _page(request, conference, conclusion_form=form, kept=kept)


def _attach(request: ActingRequest, conference: Conference, form: ConclusionForm) -> Closing:
    text = form.cleaned_data["text"]
    data, name = b"", ""
    if form.cleaned_data["file"] or not text.strip():
        data, name = uploaded_file(request, form) or (data, name)
    else:
        data = text.replace("\r\n", "\n").encode()
    try:
        return services.attach_conclusion(
            conference=conference,
            data=data,
            file_name=name,
            issued_on=form.cleaned_data["issued_on"],
            by=request.actor,
        )
    except ReadError as error:
        raise RuleError(read_error_message(error), field="file" if name else "text") from error


@require_POST
@requires(ConferencePermission.RUN_CONFERENCES)
def publish(request: ActingRequest, pk: int) -> HttpResponse:
    conference = shown_conference(request, pk)
    form = PublishForm(request.POST, prefix="publish", closing=_closing(conference))
    if submit_form(
        form,
        lambda: services.publish_conference(
            conference=conference, by=request.actor, **form.cleaned_data
        ),
    ):
        messages.success(request, _("Everybody can read it now."))
        return redirect("conferences:closing", pk)
    return _page(request, conference, publish_form=form)


@require_POST
@requires(ConferencePermission.RUN_CONFERENCES)
def unpublish(request: ActingRequest, pk: int) -> HttpResponse:
    conference = shown_conference(request, pk)
    if call_service(
        request, lambda: services.unpublish_conference(conference=conference, by=request.actor)
    ):
        messages.success(request, _("It is taken back; copies may be seen for half a minute."))
    return redirect("conferences:closing", pk)


# ------------------------------------------------------------------------------------------------
def _closing(conference: Conference) -> Closing:
    return Closing.objects.filter(conference=conference).first() or Closing(conference=conference)


def _page(
    request: ActingRequest,
    conference: Conference,
    *,
    words_form: ClosingForm | None = None,
    conclusion_form: ConclusionForm | None = None,
    publish_form: PublishForm | None = None,
    kept: dict[str, str] | None = None,
) -> HttpResponse:
    record = conference_record(conference)
    context: dict[str, Any] = {
        "conference": conference,
        "tab": "closing",
        "may_run": True,
        "record": record,
        "closing": record.closing,
        "conclusion": conclusion_progress(record.closing),
        "papers": papers_about(conference),
        "words_form": words_form or ClosingForm(closing=record.closing),
        "conclusion_form": conclusion_form or ConclusionForm(),
        "publish_form": publish_form or PublishForm(prefix="publish", closing=record.closing),
        "kept": kept,
    }
    sent = [form for form in (words_form, conclusion_form, publish_form) if form]
    template = "conferences/closing/closing.html"
    return render(request, template, context, status=form_status(*sent))
