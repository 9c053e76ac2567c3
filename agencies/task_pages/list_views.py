"""The list of tasks: filtered, page by page, and as a workbook."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe
from django.views.decorators.vary import vary_on_headers

from agencies.bulk.forms import offered_acts
from agencies.files.responses import send_workbook
from agencies.forms.query_strings import build_query
from agencies.lists.views import wants_rows
from agencies.people.permissions import ActingRequest, Permission, requires
from agencies.task_pages.exports import task_sheet
from agencies.task_pages.rows import draw_task_rows
from agencies.task_pages.views import judgement_of, visible
from agencies.tasks import queries
from agencies.tasks.forms import TABS, TaskFilter
from agencies.tasks.paging import COUNTED, TaskCursor, count_tasks, task_page_of

PLACES = ("after", "before")


@require_safe
@vary_on_headers("HX-Request")
@requires(Permission.SEE_OWN_TASKS)
def task_list(request: ActingRequest) -> HttpResponse:
    judgement = judgement_of(request)
    form = TaskFilter(request.GET, judgement=judgement)
    found = form.filter(visible(request))
    after, before = (TaskCursor.read(request.GET.get(name, "")) for name in PLACES)
    page = task_page_of(queries.in_list_order(found), after=after, before=before)
    acts = offered_acts(request.actor)
    context = {
        "base": "base_fragment.html" if wants_rows(request) else "base.html",
        "form": form,
        "chosen": [agency] if (agency := form.chosen_agency()) else [],
        "rows": draw_task_rows(page.occurrences, judgement, with_choice=bool(acts)),
        "count": (count := count_tasks(found)),
        "is_countable": count <= COUNTED,
        "page": page,
        "today": judgement.on,
        "acts": acts,
        "tabs": [
            (label, state == form.data["state"], _query(request, state=state))
            for state, label in TABS
        ],
        "query": _query(request),
        "here": (here := _query(request, **_place(request))),
        "previous": page.previous and _query(request, before=str(page.previous)),
        "next": page.next and _query(request, after=str(page.next)),
    }
    response = render(request, "agencies/task_pages/task_list.html", context)
    if request.htmx:
        response["HX-Push-Url"] = f"{request.path}?{here}"
    return response


def _place(request: HttpRequest) -> dict[str, str]:
    return {name: request.GET[name] for name in PLACES if request.GET.get(name)}


def _query(request: HttpRequest, **place: str) -> str:
    """The filter as a query string, without empty values, and the place where the page begins."""
    return build_query(request.GET, **dict.fromkeys(PLACES) | place)


@require_safe
@requires(Permission.SEE_OWN_TASKS)
def task_export(request: ActingRequest) -> HttpResponse:
    judgement = judgement_of(request)
    found = TaskFilter(request.GET, judgement=judgement).filter(visible(request))
    if count_tasks(found) > COUNTED:
        messages.error(request, _("More than 10.000 rows: narrow the filter, then export again."))
        return redirect(f"{request.path.removesuffix('xuat/')}?{build_query(request.GET)}")
    rows = queries.in_list_order(found).iterator(chunk_size=2000)
    sheet = task_sheet(rows, judgement, issuer=request.actor.seat.agency)
    return send_workbook(request, [sheet], name="nhiem-vu")
