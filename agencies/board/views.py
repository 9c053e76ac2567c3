from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from agencies.board.forms import BoardForm, sort_figures
from agencies.calendar.periods import name_of_period
from agencies.people.permissions import Permission, requires
from agencies.tasks.choices import TaskState
from agencies.tasks.figures import COLUMNS, agency_figures, total_of

# The parts of a bar, in its order.
LEGEND = (
    ("done", TaskState.ON_TIME.label),
    ("risk", TaskState.DONE_LATE.label),
    ("late", TaskState.LATE.label),
    ("open", _("not finished yet")),
)


@require_safe
@requires(Permission.SEE_BOARD)
def board(request: HttpRequest) -> HttpResponse:
    # Who is on time: agencies down, states across, each number a link to its rows.
    today = timezone.localdate()
    form = BoardForm(request.GET, on=today)
    form.is_valid()
    period = form.period()
    directive = form.cleaned_data.get("directive")
    figures = agency_figures(period=period, directive=directive, on=today)
    rows = sort_figures(figures, form.order())
    folds = not form.order()
    context = {
        "form": form,
        "figures": rows,
        "shown": [row for row in rows if row.late] if folds else rows,
        "folded": [row for row in rows if not row.late] if folds else [],
        "order": form.order(),
        "heads": list(zip(COLUMNS, total_of(figures).cells, strict=True)),
        "legend": LEGEND,
        "total": total_of(figures),
        "today": today,
        "scope": form.scope(),
        "period": name_of_period(period) if period else "",
        "directive": directive,
    }
    return render(request, "agencies/board/board.html", context)
