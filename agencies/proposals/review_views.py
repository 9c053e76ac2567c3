"""The review of a directive: its text and its proposals side by side; and assigning its tasks."""

import json

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from agencies.assignment.plans import plan_assignment
from agencies.directives.choices import ReviewVerdict
from agencies.directives.document_text import TextMark, lay_out_text
from agencies.directives.models import Directive
from agencies.people.permissions import ActingRequest, Permission, requires
from agencies.proposals.queries import review_counts, review_items
from agencies.proposals.services import confirm_all_certain
from agencies.proposals.unread import unread_lines


def review_context(directive: Directive, **more) -> dict:
    items = review_items(directive)
    today = timezone.localdate()
    marks = [TextMark(item.proposal.start, item.proposal.end, item.proposal.pk) for item in items]
    plan = plan_assignment(directive, on=today, items=items)
    unread = unread_lines(directive)
    return {
        "directive": directive,
        "items": items,
        "counts": review_counts(items),
        "blocks": lay_out_text(
            directive.text, marks, [(line.place, line.number) for line in unread]
        ),
        "unread": unread,
        "verdicts": {item.proposal.pk: item.verdict for item in items},
        "numbers": {item.proposal.pk: item.number for item in items},
        "task_count": len(plan.given),
        "to_confirm": sum(item.verdict == ReviewVerdict.CERTAIN for item in items),
        "today": today,
        **more,
    }


@requires(Permission.READ_DIRECTIVES)
def review(request: ActingRequest, pk: int) -> HttpResponse:
    return render(
        request,
        "agencies/proposals/review.html",
        review_context(get_object_or_404(Directive, pk=pk)),
    )


def respond_with_review(
    request: HttpRequest, directive: Directive, select: int | None, *, whole: bool
) -> HttpResponse:
    # To htmx the changed item with its place in the text, or both sides; to others the page at
    # the item.
    if not request.htmx:
        return redirect(
            reverse("agencies:review", args=[directive.pk]) + (f"#p-{select}" if select else "")
        )
    page = review_context(directive)
    item = next((item for item in page["items"] if item.proposal.pk == select), None)
    if whole or item is None:
        response = render(request, "agencies/proposals/review_panes.html", page | {"swapped": True})
        response["HX-Retarget"] = "#review-panes"
        response["HX-Reswap"] = "innerHTML"
    else:
        touched = [
            block for block in page["blocks"] if select in block.keys or select in block.begins
        ]
        response = render(
            request,
            "agencies/proposals/review_changed.html",
            page | {"item": item, "touched": touched},
        )
    response["HX-Trigger-After-Swap"] = json.dumps({"review:select": {"id": select}})
    return response


@require_POST
@requires(Permission.READ_DIRECTIVES)
def review_confirm_certain(request: ActingRequest, pk: int) -> HttpResponse:
    directive = get_object_or_404(Directive, pk=pk)
    count = confirm_all_certain(directive=directive, by=request.actor)
    messages.success(
        request, ngettext("%(n)s item confirmed.", "%(n)s items confirmed.", count) % {"n": count}
    )
    return respond_with_review(request, directive, None, whole=True)
