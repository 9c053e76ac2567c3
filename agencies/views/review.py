"""The review of a directive: its text and its proposals side by side; and the giving of its tasks."""

import json

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from agencies.choices import Verdict
from agencies.errors import RuleError
from agencies.models import Directive
from agencies.permissions import Permission, requires
from agencies.queries.document_text import Mark, lay_out
from agencies.queries.proposals import counts_of, items_of
from agencies.queries.unread import unread_lines
from agencies.services.directives import assign_directive
from agencies.services.plans import plan_assignment, shares_of
from agencies.services.proposals import confirm_all_certain
from agencies.views.once import makes_once


def review_page(directive: Directive, **more) -> dict:
    """What the review shows: items, counts, the laid-out text, the size of the plan."""
    items, today = items_of(directive), timezone.localdate()
    marks = [Mark(item.proposal.start, item.proposal.end, item.proposal.pk) for item in items]
    plan, unread = plan_assignment(directive, on=today, items=items), unread_lines(directive)
    return {
        "directive": directive,
        "items": items,
        "counts": counts_of(items),
        "blocks": lay_out(directive.text, marks, [(line.place, line.number) for line in unread]),
        "unread": unread,
        "verdicts": {item.proposal.pk: item.verdict for item in items},
        "numbers": {item.proposal.pk: item.number for item in items},
        "task_count": len(plan.given),
        "to_confirm": sum(item.verdict == Verdict.CERTAIN for item in items),
        "today": today,
        **more,
    }


@requires(Permission.READ_DIRECTIVES)
def review(request: HttpRequest, pk: int) -> HttpResponse:
    return render(request, "agencies/review.html", review_page(get_object_or_404(Directive, pk=pk)))


def answer(request: HttpRequest, directive: Directive, select: int | None, *, whole: bool) -> HttpResponse:
    """To htmx the changed item with its place in the text, or both sides; to others the page at the item."""
    if not request.htmx:
        return redirect(reverse("agencies:review", args=[directive.pk]) + (f"#p-{select}" if select else ""))
    page = review_page(directive)
    item = next((item for item in page["items"] if item.proposal.pk == select), None)
    if whole or item is None:
        response = render(request, "agencies/review_panes.html", page | {"swapped": True})
        response["HX-Retarget"], response["HX-Reswap"] = "#review-panes", "innerHTML"
    else:
        touched = [block for block in page["blocks"] if select in block.keys or select in block.begins]
        response = render(request, "agencies/review_changed.html", page | {"item": item, "touched": touched})
    response["HX-Trigger-After-Swap"] = json.dumps({"review:select": {"id": select}})
    return response


@require_POST
@requires(Permission.READ_DIRECTIVES)
def review_confirm_certain(request: HttpRequest, pk: int) -> HttpResponse:
    directive = get_object_or_404(Directive, pk=pk)
    count = confirm_all_certain(directive=directive, by=request.actor)
    messages.success(request, ngettext("%(n)s item confirmed.", "%(n)s items confirmed.", count) % {"n": count})
    return answer(request, directive, None, whole=True)


@requires(Permission.READ_DIRECTIVES)
@makes_once
def directive_assign(request: HttpRequest, pk: int) -> HttpResponse:
    """GET: what would happen. POST: it happens, provided that it is still what was shown."""
    directive = get_object_or_404(Directive, pk=pk)
    if request.method == "POST":
        try:
            tasks = assign_directive(directive=directive, seen=request.POST.get("seen", ""), by=request.actor)
        except RuleError as error:
            messages.warning(request, error.message)
        else:
            words = ngettext("%(n)s task has been assigned.", "%(n)s tasks have been assigned.", len(tasks))
            messages.success(request, words % {"n": len(tasks)})
            return redirect(directive)
    today = timezone.localdate()
    plan = plan_assignment(directive, on=today)
    context = {
        "directive": directive,
        "plan": plan,
        "shares": shares_of(plan, on=today),
        "unread": unread_lines(directive),
        "today": today,
    }
    return render(request, "agencies/review_assign.html", context)
