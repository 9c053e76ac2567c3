"""What officials, newsrooms and partners take from current vacancies: the demand sheet, the
loudspeaker script.
"""

from functools import partial
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from agencies.bodies.choices import SeatRole
from agencies.files.responses import send_document, send_text_document, send_workbook
from agencies.forms.once import makes_once, mark_nothing_made
from agencies.forms.query_strings import build_query
from agencies.forms.submit import call_service
from agencies.people.permissions import ActingRequest, requires
from recruitment.bulletins import alerts, queries
from recruitment.bulletins.exports import build_demand_sheets, script_letterhead
from recruitment.bulletins.figures import (
    figure_values,
    part_figures,
    rest_words,
    sum_figures,
    sum_rows,
)
from recruitment.bulletins.loudspeaker import Script, write_script
from recruitment.bulletins.queries import DemandPart, DemandSheet
from recruitment.permissions import RecruitmentPermission
from recruitment.public.forms import BulletinForm, SearchForm, SheetForm
from recruitment.public.public_list import open_vacancies_by_employer
from workbooks import Sheet

FILE_NAME = "nhu-cau-lao-dong"


@require_safe
@requires(RecruitmentPermission.TAKE_BULLETINS)
def demand_sheet(request: ActingRequest) -> HttpResponse:
    # Its address is the search, so a link to it always shows what is current.
    form = _sheet_form(request)
    sheet = _sheet(form, queries.MOST_ON_PAGE)
    context = {
        "form": form,
        "sheet": sheet,
        "parts": [_shown_part(part, sheet) for part in sheet.parts],
        "sum_headings": [figure.heading for figure in sum_figures(sheet.home)],
        "sums": sum_rows(sheet),
        "query": build_query(request.GET),
        "today": timezone.localdate(),
    }
    return render(request, "recruitment/bulletins/demand_sheet.html", context)


@require_safe
@requires(RecruitmentPermission.TAKE_BULLETINS)
def demand_sheet_export(request: ActingRequest) -> HttpResponse:
    sheets = _sheets(request, queries.MOST_IN_WORKBOOK)
    return send_workbook(request, sheets, name=FILE_NAME)


@require_safe
@requires(RecruitmentPermission.TAKE_BULLETINS)
def demand_sheet_document(request: ActingRequest) -> HttpResponse:
    return send_document(request, _sheets(request, queries.MOST_ON_PAGE), name=FILE_NAME)


def _sheet_form(request: ActingRequest) -> SheetForm:
    # A partner province's officer is shown what is for its own people, unless another one, or
    # none, is chosen.
    seat = request.actor.seat
    is_partner = seat.role == SeatRole.PARTNER_OFFICER
    return SheetForm(request.GET, own_home=seat.agency.province if is_partner else None)


def _sheet(form: SheetForm, most: int) -> DemandSheet:
    return queries.demand_sheet(form.terms(), form.conditions(), form.chosen_home, most=most)


def _shown_part(part: DemandPart, sheet: DemandSheet) -> dict[str, Any]:
    figures = part_figures(part.kind, sheet.home)
    return {
        "title": part.kind.label if sheet.home else "",
        "headings": [figure.heading for figure in figures],
        "lines": [(line, figure_values(line.count, figures)) for line in part.lines()],
        "rest_words": rest_words(part),
        "rest": figure_values(part.rest, figures),
        "positions": part.total.vacancies,
        "total": figure_values(part.total, figures),
    }


def _sheets(request: ActingRequest, most: int) -> list[Sheet]:
    form = _sheet_form(request)
    sheet = _sheet(form, most)
    return build_demand_sheets(
        sheet,
        issuer=request.actor.seat.agency,
        search=form.in_words(),
        day=timezone.localdate(),
    )


# Alerts -------------------------------------------------------------------------------------------
@require_http_methods(["GET", "HEAD", "POST"])
@requires(RecruitmentPermission.TAKE_BULLETINS)
@makes_once
def alert_list(request: ActingRequest) -> HttpResponse:
    # The searches that the person has saved; POST saves the one that it sends.
    if request.method == "POST":
        form = SearchForm(request.POST)
        save = partial(
            alerts.save_alert,
            terms=form.terms(),
            words=form.in_words()[:500],
            query=form.address(),
            by=request.actor,
        )
        if not call_service(request, save):
            return mark_nothing_made(redirect("recruitment:alert-list"))
        messages.success(request, _("You get a letter each working morning when something is new."))
        return redirect("recruitment:alert-list")
    return render(
        request,
        "recruitment/bulletins/alert_list.html",
        {"alerts": alerts.own_alerts(request.actor)},
    )


@require_POST
@requires(RecruitmentPermission.TAKE_BULLETINS)
def alert_end(request: ActingRequest, pk: int) -> HttpResponse:
    get_object_or_404(alerts.own_alerts(request.actor), pk=pk).delete()
    messages.success(request, _("There will be no more letters about this search."))
    return redirect("recruitment:alert-list")


# Loudspeakers -------------------------------------------------------------------------------------
@require_safe
@requires(RecruitmentPermission.TAKE_BULLETINS)
def loudspeaker(request: ActingRequest) -> HttpResponse:
    form = BulletinForm(request.GET)
    context = {"form": form, "script": _script(form), "query": build_query(request.GET)}
    return render(request, "recruitment/bulletins/loudspeaker.html", context)


@require_safe
@requires(RecruitmentPermission.TAKE_BULLETINS)
def loudspeaker_document(request: ActingRequest) -> HttpResponse:
    script = _script(BulletinForm(request.GET))
    head = script_letterhead(script, issuer=request.actor.seat.agency, day=timezone.localdate())
    return send_text_document(request, head, script.paragraphs, name="ban-tin-loa")


def _script(form: BulletinForm) -> Script:
    return write_script(
        open_vacancies_by_employer(form.terms()),
        minutes=form.minutes_chosen,
        day=timezone.localdate(),
    )
