"""The demand board by month, and the vacancies behind each of its numbers."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from agencies.files.responses import send_workbook
from agencies.lists.views import numbered_page
from agencies.people.permissions import requires
from recruitment.demand.exports import board_sheet, months_sheet
from recruitment.demand.forms import DemandBoardForm
from recruitment.demand.queries import (
    Line,
    board_lines,
    compared_months,
    months_in_line,
    rows_behind,
    rows_with_faces,
    sum_of,
    total_line,
)
from recruitment.permissions import Permission


@require_safe
@requires(Permission.TAKE_BULLETINS)
def demand_board(request: HttpRequest) -> HttpResponse:
    form = DemandBoardForm(request.GET)
    lines = _lines(form)
    total = total_line(lines)
    before, year_before = compared_months(form.chosen)
    line = months_in_line(form.source(), form.chosen)
    context = {
        "form": form,
        "months": [form.chosen, before, year_before],
        "lines": [(form.label_of(line.key), form.link_of(line.key), line) for line in lines],
        "total": total,
        "most": max((line.now.asked for line in lines), default=0),
        "line": line,
        "highest": max((each.figures.asked for each in line), default=0),
        "today": timezone.localdate(),
    }
    return render(request, "recruitment/demand/demand_board.html", context)


def _lines(form: DemandBoardForm) -> list[Line]:
    return board_lines(form.source(), form.field, form.chosen)


@require_safe
@requires(Permission.TAKE_BULLETINS)
def demand_board_rows(request: HttpRequest) -> HttpResponse:
    form = DemandBoardForm(request.GET)
    source = form.source_in_month()
    pages = numbered_page(request, rows_behind(source, form.chosen_figure))
    context = {
        "form": form,
        "sum": sum_of(source, form.chosen_figure),
        "rows": rows_with_faces(pages["page"]),
    }
    return render(request, "recruitment/demand/demand_board_rows.html", pages | context)


@require_safe
@requires(Permission.TAKE_BULLETINS)
def demand_board_export(request: HttpRequest) -> HttpResponse:
    form = DemandBoardForm(request.GET)
    lines = [(form.label_of(line.key), line) for line in _lines(form)]
    line = months_in_line(form.source(), form.chosen)
    frame = {
        "issuer": request.actor.seat.agency,
        "day": timezone.localdate(),
        "narrowed": form.in_words(),
        "note": form.note,
    }
    sheets = [
        board_sheet(lines, form.chosen, heading=str(form.fields[form.lines_by].label), **frame),
        months_sheet(line, **frame),
    ]
    return send_workbook(request, sheets, name="nhu-cau-theo-thang")
