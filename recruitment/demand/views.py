"""The demand board by month, and the vacancies behind each of its numbers."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from agencies.files.responses import send_workbook
from agencies.lists.views import numbered_page
from agencies.people.permissions import ActingRequest, requires
from recruitment.demand.exports import board_sheet, months_sheet
from recruitment.demand.figures import BoardLine
from recruitment.demand.forms import DemandBoardForm
from recruitment.demand.queries import (
    board_lines,
    compared_months,
    demand_rows,
    figure_total,
    in_order_of_need,
    recorded_months,
    rows_with_public_versions,
    total_line,
)
from recruitment.permissions import RecruitmentPermission


@require_safe
@requires(RecruitmentPermission.TAKE_BULLETINS)
def demand_board(request: ActingRequest) -> HttpResponse:
    form = DemandBoardForm(request.GET)
    lines = _lines(form)
    total = total_line([line for _label, line in lines])
    before, year_before = compared_months(form.chosen)
    line = recorded_months(form.source(), form.chosen)
    context = {
        "form": form,
        "months": [form.chosen, before, year_before],
        "lines": [(label, form.line_query(line.key), line) for label, line in lines],
        "total": total,
        "most": max((line.now.asked for _label, line in lines), default=0),
        "line": line,
        "highest": max((each.figures.asked for each in line), default=0),
        "today": timezone.localdate(),
    }
    return render(request, "recruitment/demand/demand_board.html", context)


def _lines(form: DemandBoardForm) -> list[tuple[str, BoardLine]]:
    lines = board_lines(form.source(), form.field, form.chosen)
    return in_order_of_need((form.line_label(line.key), line) for line in lines)


@require_safe
@requires(RecruitmentPermission.TAKE_BULLETINS)
def demand_board_rows(request: ActingRequest) -> HttpResponse:
    form = DemandBoardForm(request.GET)
    source = form.source().filter(month=form.chosen.first)
    pages = numbered_page(request, demand_rows(source, form.chosen_figure))
    context = {
        "form": form,
        "sum": figure_total(source, form.chosen_figure),
        "rows": rows_with_public_versions(pages["page"]),
    }
    return render(request, "recruitment/demand/demand_board_rows.html", pages | context)


@require_safe
@requires(RecruitmentPermission.TAKE_BULLETINS)
def demand_board_export(request: ActingRequest) -> HttpResponse:
    form = DemandBoardForm(request.GET)
    lines = _lines(form)
    line = recorded_months(form.source(), form.chosen)
    frame: dict[str, Any] = {
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
