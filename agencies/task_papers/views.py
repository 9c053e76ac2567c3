"""Papers of a document's tasks, made by a button of its page."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from agencies.forms.once import makes_once, mark_nothing_made
from agencies.forms.submit import call_service
from agencies.people.permissions import ActingRequest, Permission, requires
from agencies.task_papers.queries import whole_directives_seen_by
from agencies.task_papers.services import keep_task_paper


@require_POST
@requires(Permission.READ_DIRECTIVES)
@makes_once
def task_paper_make(request: ActingRequest, pk: int) -> HttpResponse:
    directive = get_object_or_404(whole_directives_seen_by(request.actor), pk=pk)
    kind = request.POST.get("kind", "")
    back = redirect(f"{directive.get_absolute_url()}#papers")
    made = call_service(
        request, lambda: keep_task_paper(directive=directive, kind=kind, by=request.actor)
    )
    if made is None:
        return mark_nothing_made(back)
    messages.success(request, _("The paper is made; it stands below, for Word and as PDF."))
    return back
