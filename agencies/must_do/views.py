from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from agencies.must_do.counts import count_waiting_once
from agencies.must_do.leading import leaders_view, leads
from agencies.must_do.queries import MustDoRights, must_do_for_seat
from agencies.must_do.rows import draw_must_do_rows
from agencies.must_do.sections import count_listed, sections_for
from agencies.people.permissions import ActingRequest, Permission, requires
from agencies.scoreboard.trend import load_query
from agencies.task_pages.views import judgement_of
from agencies.tasks.due_days import DueDays


@require_safe
@requires(Permission.SEE_OWN_TASKS)
def must_do_page(request: ActingRequest) -> HttpResponse:
    judgement = judgement_of(request)
    rights = MustDoRights.of_person(request.actor.seat.role, request.actor.person.pk)
    lists = must_do_for_seat(request.actor.seat, rights, judgement=judgement)
    counts = count_waiting_once(request, request.actor, judgement.on)
    sections = sections_for(request.actor, judgement.on, counts)
    days = DueDays(judgement.on, judgement.calendar)
    context = {
        "leading": leaders_view(request.actor, judgement) if leads(request.actor) else None,
        "lists": lists,
        "late_rows": draw_must_do_rows(lists.late, days),
        "soon_rows": draw_must_do_rows(lists.soon, days),
        "waiting_rows": draw_must_do_rows(lists.waiting, days),
        "sections": sections,
        "count": lists.count + count_listed(sections),
        "today": judgement.on,
        "decides": rights.decides,
        "load_rows": load_query(judgement.on),
    }
    return render(request, "agencies/must_do/must_do.html", context)
