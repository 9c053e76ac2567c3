"""What officials, newsrooms and partners take from current vacancies: the demand sheet, the
loudspeaker script.
"""

from functools import partial

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from agencies.files.responses import send_document, send_workbook
from agencies.forms.once import makes_once, mark_nothing_made
from agencies.forms.query_strings import build_query
from agencies.forms.submit import call_service
from agencies.people.permissions import ActingRequest, requires
from recruitment.bulletins import alerts
from recruitment.bulletins.exports import build_demand_sheet
from recruitment.bulletins.loudspeaker import write_script
from recruitment.bulletins.queries import DemandLine, demand_lines, sums_by_skill
from recruitment.permissions import RecruitmentPermission
from recruitment.public.forms import BulletinForm, SearchForm, SheetForm
from recruitment.public.public_list import MOST_LIVE, open_vacancies_by_employer
from recruitment.vacancies.choices import Skill
from workbooks import Sheet

FILE_NAME = "nhu-cau-lao-dong"


@require_safe
@requires(RecruitmentPermission.TAKE_BULLETINS)
def demand_sheet(request: ActingRequest) -> HttpResponse:
    # Its address is the search, so a link to it always shows what is current.
    form = SheetForm(request.GET)
    lines = _lines(form)
    context = {
        "form": form,
        "lines": lines,
        "sums": [
            (Skill(each.skill).label if each.skill else "", each) for each in sums_by_skill(lines)
        ],
        "query": build_query(request.GET),
        "most": MOST_LIVE,
    }
    return render(
        request,
        "recruitment/bulletins/demand_sheet.html",
        context | {"today": timezone.localdate()},
    )


@require_safe
@requires(RecruitmentPermission.TAKE_BULLETINS)
def demand_sheet_export(request: ActingRequest) -> HttpResponse:
    return send_workbook(request, [_sheet(request)], name=FILE_NAME)


@require_safe
@requires(RecruitmentPermission.TAKE_BULLETINS)
def demand_sheet_document(request: ActingRequest) -> HttpResponse:
    return send_document(request, _sheet(request), name=FILE_NAME)


def _lines(form: SheetForm) -> list[DemandLine]:
    return demand_lines(form.terms(), form.conditions(), form.chosen_home)


def _sheet(request: ActingRequest) -> Sheet:
    form = SheetForm(request.GET)
    return build_demand_sheet(
        _lines(form),
        home=form.chosen_home,
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
    script = write_script(
        open_vacancies_by_employer(form.terms()),
        minutes=form.minutes_chosen,
        day=timezone.localdate(),
    )
    return render(
        request, "recruitment/bulletins/loudspeaker.html", {"form": form, "script": script}
    )
