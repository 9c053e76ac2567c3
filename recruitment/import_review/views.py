"""What a clerk puts right on the page of a workbook; each comes back to that page."""

import re
from collections.abc import Callable
from functools import partial
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.http import urlencode
from django.utils.translation import gettext as _, ngettext
from django.views.decorators.http import require_POST

from agencies.forms.submit import call_service
from agencies.lists.numbers import localized_number
from agencies.people.permissions import ActingRequest, requires
from recruitment.import_review import services as review
from recruitment.imports.services import continue_for_a_moment
from recruitment.permissions import RecruitmentPermission
from recruitment.vacancies.queries import visible_imports
from vietnam.folding import fold

# The name of a cell's field: its row and its fact.
CELL = re.compile(r"r(\d{1,18})-([a-z_]{1,40})")


def _put_right(request: ActingRequest, pk: int, act: Callable[..., Any]) -> HttpResponse:
    # Does it, looks through for a moment, and shows the same rows again.
    source = get_object_or_404(visible_imports(request.actor).select_related("employer"), pk=pk)
    done = call_service(request, partial(act, source=source, by=request.actor))
    if done is not None:
        source.refresh_from_db()
        continue_for_a_moment(source)
        _tell(request, done)
    shown = {name: request.POST[name] for name in ("dong", "trang") if request.POST.get(name)}
    query = f"?{urlencode(shown)}" if shown else ""
    return redirect(f"{source.get_absolute_url()}{query}#rows")


def _tell(request: HttpRequest, done: Any) -> None:
    if type(done) is int:
        words = ngettext("%(shown)s cell changed.", "%(shown)s cells changed.", done)
        messages.success(request, words % {"shown": localized_number(done)})


@require_POST
@requires(RecruitmentPermission.WRITE_VACANCIES)
def import_choose(request: ActingRequest, pk: int) -> HttpResponse:
    # Which sheets, columns and rows are read.
    return _put_right(request, pk, partial(review.choose_reading, **_chosen(request)))


def _chosen(request: HttpRequest) -> dict[str, Any]:
    columns = {
        fold(name.removeprefix("column:")): value
        for name, value in request.POST.items()
        if name.startswith("column:") and value != request.POST.get(f"was:{name[7:]}")
    }
    sheets = request.POST.getlist("sheet") if "sheets" in request.POST else None
    include = [
        (sheet, int(number))
        for each in request.POST.getlist("include")
        for number, _bar, sheet in [each.partition("|")]
        if number.isascii() and number.isdigit() and len(number) < 8
    ]
    return {"sheets": sheets, "columns": columns, "include": include}


@require_POST
@requires(RecruitmentPermission.WRITE_VACANCIES)
def import_set(request: ActingRequest, pk: int) -> HttpResponse:
    # A value for all rows that lack it, or what a word means.
    field = request.POST.get("field", "")
    text = request.POST.get("text", "")
    if said := request.POST.get("said", ""):
        act = partial(review.explain_word, field=field, said=said, meaning=text)
    else:
        act = partial(review.set_missing, field=field, text=text)
    return _put_right(request, pk, act)


@require_POST
@requires(RecruitmentPermission.WRITE_VACANCIES)
def import_confirm(request: ActingRequest, pk: int) -> HttpResponse:
    def confirm(**context: Any) -> None:
        rows = review.confirm_guesses(key=request.POST.get("key", ""), **context)
        messages.success(request, _("Confirmed in %(n)s rows.") % {"n": localized_number(rows)})

    return _put_right(request, pk, confirm)


@require_POST
@requires(RecruitmentPermission.WRITE_VACANCIES)
def import_mend(request: ActingRequest, pk: int) -> HttpResponse:
    # Cells as they were typed into the table.
    cells: dict[int, dict[str, str]] = {}
    for name, value in request.POST.items():
        if found := CELL.fullmatch(name):
            cells.setdefault(int(found[1]), {})[found[2]] = str(value)
    return _put_right(request, pk, partial(review.mend_cells, cells=cells))
