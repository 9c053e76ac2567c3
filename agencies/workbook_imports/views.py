"""Pages that all kinds of uploaded workbooks have: the upload, one row, a workbook to take away."""

from collections.abc import Callable
from typing import Any

from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from agencies.errors import RuleError
from agencies.files.forms import WorkbookUploadForm
from agencies.files.responses import XLSX
from agencies.files.turns import BusyError
from agencies.files.views import delete_uploaded_file, store_uploaded_file, uploaded_file
from agencies.files.workbooks import MOST_BYTES
from agencies.forms.submit import render_form, submit_form
from agencies.workbook_imports.models import UploadedWorkbook, WorkbookRow


def upload_page(
    request: HttpRequest,
    template: str,
    upload: Callable[[bytes, str], UploadedWorkbook],
    context: dict[str, Any],
) -> HttpResponse:
    # `upload` gets the file and its name; `context`: what else the page shows.

    def upload_given() -> UploadedWorkbook:
        given = uploaded_file(request, form)
        if given is None:
            raise RuleError(_("Choose the workbook."), field="file")
        return upload(*given)

    form = WorkbookUploadForm(request.POST or None, request.FILES or None)
    source = submit_form(form, upload_given)
    if source:
        delete_uploaded_file(request)
        return redirect(source)
    kept = None
    if form.has_error("file", BusyError.code):
        kept = store_uploaded_file(request, form, most=MOST_BYTES)
    return render_form(request, template, form, {**context, "kept": kept})


def render_row(
    request: HttpRequest, template: str, form: BaseForm, row: WorkbookRow
) -> HttpResponse:
    # One row to be corrected; sent and still wrong, with status 422.
    context = {"form": form, "row": row, "source": row.source}
    return render(request, template, context, status=422 if request.method == "POST" else 200)


def workbook_response(name: str) -> HttpResponse:
    # An empty file of this name, to be written into.
    response = HttpResponse(content_type=XLSX)
    response["Content-Disposition"] = f'attachment; filename="{name}.xlsx"'
    return response
