"""What the portal has sent, has to send, and could not send."""

from csp.constants import NONE, UNSAFE_INLINE
from csp.decorators import csp
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe
from django.views.decorators.vary import vary_on_headers

from agencies.calendar.queries import working_calendar
from agencies.forms.submit import call_service
from agencies.lists.views import keyed_page, wants_rows
from agencies.mail.account_letter_links import is_account_letter
from agencies.mail.choices import MessageStatus
from agencies.mail.forms import OutboxFilter
from agencies.mail.models import OutboxMessage
from agencies.mail.queries import messages_for_list, messages_with_sources, outbox_backlog
from agencies.mail.services import Letter, compose_letter, current_address, requeue_message
from agencies.people.permissions import Permission, requires
from agencies.policies.stages import stage_words, unreachable_agencies

MOST_PROBLEMS = 20
# The letter's own styles are written into it, as mail programs want them; nothing in it may run or
# load.
LETTER_POLICY = {
    "default-src": [NONE],
    "style-src": [UNSAFE_INLINE],
    "frame-ancestors": [NONE],
    "sandbox": True,
}


@require_safe
@vary_on_headers("HX-Request")
@requires(Permission.SEE_OUTBOX)
def outbox(request: HttpRequest) -> HttpResponse:
    form = OutboxFilter(request.GET)
    context = {"base": "base_fragment.html", "form": form}
    context |= keyed_page(request, form.filter(messages_for_list()))
    if not wants_rows(request):
        context |= {
            "base": "base.html",
            "backlog": outbox_backlog(timezone.now()),
            "parked": messages_for_list().filter(status=MessageStatus.PARKED)[:MOST_PROBLEMS],
            "unreached": unreachable_agencies(timezone.localdate())[:MOST_PROBLEMS],
        }
    return render(request, "agencies/mail/outbox.html", context)


@require_safe
@requires(Permission.SEE_OUTBOX)
def outbox_message(request: HttpRequest, pk: int) -> HttpResponse:
    message = get_object_or_404(messages_with_sources(), pk=pk)
    return render(
        request,
        "agencies/mail/outbox_message.html",
        {
            "message": message,
            "letter": _letter(message),
            "is_kept": bool(message.subject),
            "current_address": current_address(message),
            "is_account_letter": is_account_letter(message),
            "is_parked": message.status == MessageStatus.PARKED,
            "stage": stage_words(message.reminder.stage) if message.reminder else "",
        },
    )


@require_safe
@requires(Permission.SEE_OUTBOX)
@csp(LETTER_POLICY)
def outbox_letter(request: HttpRequest, pk: int) -> HttpResponse:
    # The HTML part as the recipient sees it, on a page of its own where nothing can run.
    return HttpResponse(_letter(get_object_or_404(messages_with_sources(), pk=pk)).html)


def _letter(message: OutboxMessage) -> OutboxMessage | Letter:
    # What was sent; for a message without any attempt, what would be sent now. Nothing is stored.
    return message if message.subject else compose_letter(message, working_calendar())


@requires(Permission.SEE_OUTBOX)
@require_POST
def outbox_try_again(request: HttpRequest, pk: int) -> HttpResponse:
    message = get_object_or_404(OutboxMessage, pk=pk)
    queued = call_service(request, lambda: requeue_message(message=message, by=request.actor))
    if queued:
        messages.success(
            request,
            _("The message to %(address)s waits to be sent again.") % {"address": queued.recipient},
        )
    return redirect("agencies:outbox-message", pk=pk)
