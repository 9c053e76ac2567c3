"""Files for the national exchange, for the centre that holds the fair."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.http.response import FileResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from agencies.files.responses import XLSX
from agencies.forms.once import makes_once, mark_nothing_made
from agencies.forms.submit import call_service, render_form, submit_form
from agencies.people.permissions import ActingRequest, requires
from conferences.exchange_files import services
from conferences.exchange_files.forms import ReceiptForm
from conferences.exchange_files.models import ExchangeFile
from conferences.exchange_files.queries import visible_exchange_files
from conferences.fairs.choices import FairState
from conferences.fairs.models import Fair
from conferences.fairs.queries import is_host, visible_fairs
from conferences.permissions import ConferencePermission


@require_safe
@requires(ConferencePermission.RUN_FAIRS)
def exchange_files(request: ActingRequest, pk: int) -> HttpResponse:
    fair = _own_fair(request, pk)
    files = list(visible_exchange_files(request.actor).filter(fair=fair))
    context = {
        "fair": fair,
        "files": files,
        "may_make": fair.state == FairState.CLOSED and all(each.receipt for each in files),
    }
    return render(request, "conferences/exchange_files/exchange_files.html", context)


@require_POST
@requires(ConferencePermission.RUN_FAIRS)
@makes_once
def exchange_file_make(request: ActingRequest, pk: int) -> HttpResponse:
    fair = _own_fair(request, pk)
    page = redirect("conferences:exchange-files", pk)
    if not call_service(request, lambda: services.make_exchange_file(fair=fair, by=request.actor)):
        return mark_nothing_made(page)
    messages.success(request, _("The file is made. Upload it there, then enter its receipt."))
    return page


@require_safe
@requires(ConferencePermission.RUN_FAIRS)
def exchange_file(request: ActingRequest, pk: int) -> HttpResponseBase:
    row = _file(request, pk)
    return FileResponse(
        row.file.open("rb"), as_attachment=True, filename=row.name, content_type=XLSX
    )


@require_http_methods(["GET", "HEAD", "POST"])
@requires(ConferencePermission.RUN_FAIRS)
def exchange_receipt(request: ActingRequest, pk: int) -> HttpResponse:
    row = _file(request, pk)
    form = ReceiptForm(request.POST or None)
    if submit_form(
        form,
        lambda: services.enter_receipt(file=row, by=request.actor, **form.cleaned_data),
    ):
        messages.success(request, _("The receipt is entered."))
        return redirect("conferences:exchange-files", row.fair_id)
    context = {"fair": row.fair, "file": row}
    return render_form(request, "conferences/exchange_files/receipt_form.html", form, context)


def _own_fair(request: ActingRequest, pk: int) -> Fair:
    fair = get_object_or_404(visible_fairs(request.actor), pk=pk)
    if not is_host(request.actor, fair):
        raise Http404
    return fair


def _file(request: ActingRequest, pk: int) -> ExchangeFile:
    return get_object_or_404(visible_exchange_files(request.actor), pk=pk)
