from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from agencies.calendar.periods import name_of_period
from agencies.files.responses import send_workbook
from agencies.people.permissions import ActingRequest, Permission, requires
from agencies.scoreboard.exports import scoreboard_sheet
from agencies.scoreboard.forms import ScoreboardForm
from agencies.scoreboard.queries import (
    COLUMNS,
    NAME,
    Score,
    agency_scores,
    sort_scores,
    total_score,
)
from agencies.scoreboard.trend import agency_loads, draw_shares, load_query, quarter_shares
from agencies.task_pages.views import judgement_of
from agencies.tasks.figures import StatusConditions
from agencies.tasks.forms import quarter_number


@require_safe
@requires(Permission.SEE_BOARD)
def scoreboard(request: ActingRequest) -> HttpResponse:
    # How each agency did in a quarter; each number opens its rows.
    judgement = judgement_of(request)
    form, rows = _read_asked(request, judgement)
    directive = form.cleaned_data.get("directive")
    shares = quarter_shares(judgement, directive)
    context = {
        "form": form,
        "rows": rows,
        "total": total_score(rows),
        "today": judgement.on,
        "quarter": name_of_period(form.period()),
        "directive": directive,
        "shares": shares,
        "bars": draw_shares(shares),
        "loads": agency_loads(judgement.on),
        "load_rows": load_query(judgement.on),
        "orders": [(NAME, ""), *((name, label) for name, (label, _state) in COLUMNS.items())],
        "order": form.order(),
    }
    return render(request, "agencies/scoreboard/scoreboard.html", context)


@require_safe
@requires(Permission.SEE_BOARD)
def scoreboard_export(request: ActingRequest) -> HttpResponse:
    judgement = judgement_of(request)
    form, rows = _read_asked(request, judgement)
    period = form.period()
    sheet = scoreboard_sheet(
        rows,
        quarter=name_of_period(period),
        made_on=judgement.on,
        directive=form.cleaned_data.get("directive"),
    )
    name = f"ket-qua-quy-{quarter_number(period)}-{period.year}"
    return send_workbook(request, [sheet], name=name)


def _read_asked(
    request: HttpRequest, judgement: StatusConditions
) -> tuple[ScoreboardForm, list[Score]]:
    form = ScoreboardForm(request.GET, on=judgement.on)
    form.is_valid()
    found = agency_scores(
        period=form.period(), judgement=judgement, directive=form.cleaned_data.get("directive")
    )
    return form, sort_scores(found, form.order())
