"""The desk for personal data: requests from the public page or on paper, and how they are
handled.
"""

from collections.abc import Callable
from functools import partial

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from agencies.calendar.queries import working_calendar
from agencies.errors import RuleError
from agencies.forms.once import makes_once, mark_row_made
from agencies.forms.submit import form_status, render_form, submit_form
from agencies.lists.views import numbered_page
from agencies.people.permissions import ActingRequest, Permission, requires
from agencies.privacy.forms import AnswerForm, DataRequestForm, PaperRequestForm
from agencies.privacy.models import DataRequest
from agencies.privacy.queries import requests_for_list
from agencies.privacy.services import answer_request, decide_data_request, receive_data_request
from agencies.sign_in.allauth_internals import count_request

# A commune's office helps many people behind one address; a flood makes more.
RATES = {"data-request": "20/h/ip"}


def _show_received(request: HttpRequest, made: int) -> HttpResponse:
    row = get_object_or_404(DataRequest, pk=made)
    return render(request, "agencies/privacy/data_request_made.html", {"made": row})


@login_not_required
@never_cache
@sensitive_post_parameters("full_name", "contact", "text")
@require_http_methods(["GET", "HEAD", "POST"])
@makes_once(again=_show_received)
def data_request_make(request: HttpRequest) -> HttpResponse:
    # For anybody who wants to see, correct or erase what is stored about them; no account needed.
    form = DataRequestForm(request.POST or None)
    made = submit_form(form, lambda: _receive(request, form))
    if made is None:
        return render_form(request, "agencies/privacy/data_request_make.html", form)
    return mark_row_made(_show_received(request, made.pk), made.pk)


def _receive(request: HttpRequest, form: DataRequestForm) -> DataRequest:
    if not count_request(request, "data-request", RATES):
        raise RuleError(_("Too many requests from this place. Wait an hour, or send a letter."))
    return receive_data_request(received_on=timezone.localdate(), **form.cleaned_data)


@require_safe
@requires(Permission.KEEP_PERSONAL_DATA)
def data_request_list(request: ActingRequest) -> HttpResponse:
    context = numbered_page(request, requests_for_list()) | {
        "today": timezone.localdate(),
        "calendar": working_calendar(),
    }
    return render(request, "agencies/privacy/data_request_list.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.KEEP_PERSONAL_DATA)
@makes_once
def data_request_enter(request: ActingRequest) -> HttpResponse:
    # What came on paper or by telephone.
    form = PaperRequestForm(request.POST or None, initial={"received_on": timezone.localdate()})
    made = submit_form(form, lambda: receive_data_request(by=request.actor, **form.cleaned_data))
    if made is None:
        return render_form(request, "agencies/privacy/data_request_enter.html", form)
    messages.success(request, _("The request has been entered. Its two deadlines are tasks now."))
    return redirect(made)


@require_safe
@requires(Permission.KEEP_PERSONAL_DATA)
def data_request(request: ActingRequest, pk: int) -> HttpResponse:
    return _page(request, pk)


@require_POST
@requires(Permission.KEEP_PERSONAL_DATA)
@makes_once
def data_request_answer(request: ActingRequest, pk: int) -> HttpResponse:
    return _submit_answer(request, pk, "answer", answer_request, _("The answer is entered."))


@require_POST
@requires(Permission.KEEP_PERSONAL_DATA)
@makes_once
def data_request_settle(request: ActingRequest, pk: int) -> HttpResponse:
    granted = request.POST.get("granted") == "1"
    done = _("The request is settled: refused.")
    if granted:
        done = _("The request is settled: carried out.")
    service = partial(decide_data_request, granted=granted)
    return _submit_answer(request, pk, "settle", service, done)


def _submit_answer(
    request: ActingRequest, pk: int, name: str, service: Callable[..., None], done: str
) -> HttpResponse:
    row = get_object_or_404(DataRequest, pk=pk)
    form = AnswerForm(request.POST, auto_id=f"{name}_%s")
    if submit_form(form, lambda: service(request=row, by=request.actor, **form.cleaned_data)):
        messages.success(request, done)
        return redirect(row)
    return _page(request, pk, **{name: form})


def _page(request: HttpRequest, pk: int, **bound: Form) -> HttpResponse:
    related = ("settled_person", "entered_by__agency", "answer_task", "settle_task")
    row = get_object_or_404(DataRequest.objects.select_related(*related), pk=pk)
    forms = {name: AnswerForm(auto_id=f"{name}_%s") for name in ("answer", "settle")} | bound
    forms["settle"].fields["text"].label = _("What was done, or why it is refused")
    context = {"row": row, "forms": forms}
    status = form_status(*forms.values())
    return render(request, "agencies/privacy/data_request.html", context, status=status)
