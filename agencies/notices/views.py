"""What the portal has told the signed-in person, and how they want to be told."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from agencies.forms.submit import show_form_errors, submit_form
from agencies.notices.forms import MailModeForm
from agencies.notices.queries import LISTED, notices_for_person
from agencies.notices.services import choose_mail_mode, mark_all_notices_read, mark_notice_read
from agencies.people.permissions import ActingRequest, Permission, requires


@require_safe
@requires(Permission.SIGNED_IN)
def notice_list(request: ActingRequest) -> HttpResponse:
    notices = list(notices_for_person(request.actor.person)[:LISTED])
    return render(
        request,
        "agencies/notices/notice_list.html",
        {
            "notices": notices,
            "has_unread": any(notice.read_at is None for notice in notices),
            "mode_form": MailModeForm(initial={"mode": request.actor.person.mail_mode}),
        },
    )


@require_POST
@requires(Permission.SIGNED_IN)
def notice_open(request: ActingRequest, pk: int) -> HttpResponse:
    # Mark it read and go to the task, or to the page that the portal has named; whether that may be
    # seen is checked there.
    notice = get_object_or_404(notices_for_person(request.actor.person), pk=pk)
    mark_notice_read(notice=notice)
    about = notice.occurrence or (notice.reminder and notice.reminder.occurrence)
    return redirect(about or notice.context.get("page") or "agencies:notice-list")


@require_POST
@requires(Permission.SIGNED_IN)
def notice_read_all(request: ActingRequest) -> HttpResponse:
    mark_all_notices_read(by=request.actor)
    return redirect("agencies:notice-list")


@require_POST
@requires(Permission.SIGNED_IN)
def mail_mode(request: ActingRequest) -> HttpResponse:
    form = MailModeForm(request.POST)
    if submit_form(
        form, lambda: choose_mail_mode(mode=form.cleaned_data["mode"], by=request.actor)
    ):
        messages.success(request, _("Saved. This applies from tomorrow morning on."))
    else:
        show_form_errors(request, form)
    return redirect("agencies:notice-list")
