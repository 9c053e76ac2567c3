from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from agencies.calendar.periods import name_of_period
from agencies.people.permissions import Permission, requires
from agencies.tasks.figures import agency_figures, total_of
from agencies.tasks.forms import PeriodForm


@require_safe
@requires(Permission.SEE_BOARD)
def board(request: HttpRequest) -> HttpResponse:
    # Who is on time: agencies down, states across, each number a link to its rows.
    today = timezone.localdate()
    form = PeriodForm(request.GET, on=today)
    form.is_valid()
    period = form.period()
    directive = form.cleaned_data.get("directive")
    figures = agency_figures(period=period, directive=directive, on=today)
    context = {
        "form": form,
        "figures": figures,
        "total": total_of(figures),
        "today": today,
        "scope": form.scope(),
        "period": name_of_period(period) if period else "",
        "directive": directive,
    }
    return render(request, "agencies/board/board.html", context)
