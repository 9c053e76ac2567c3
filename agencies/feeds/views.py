"""Calendar feeds: the address that calendars read, and creating and stopping one."""

import hashlib

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import get_conditional_response, patch_cache_control
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from agencies.deadline_calendar.forms import FeedForm
from agencies.feeds.models import CalendarFeed
from agencies.feeds.queries import feed_events, feed_occurrences, feeds_of, readable_feed
from agencies.feeds.services import create_feed, revoke_feed
from agencies.forms.once import add_shown_once_message, makes_once, mark_nothing_made, mark_row_made
from agencies.forms.sent_forms import form_secret, repeated_form_secret
from agencies.forms.submit import show_form_errors, submit_form
from agencies.people.permissions import ActingRequest, Permission, requires


@require_safe
@login_not_required
def calendar_feed(request: HttpRequest, token: str) -> HttpResponse:
    # Public: knowing the token is the permission, since calendars cannot sign in. Reading writes
    # nothing. An ETag of the content allows "not modified". A Last-Modified could not: a deadline
    # that is withdrawn, or passes out of the range, leaves no later time behind.
    feed = readable_feed(token)  # of who holds the seat today, with an open account
    if feed is None or not Permission.SEE_OWN_TASKS.is_given_to(feed.seat.role):
        raise Http404
    from agencies.feeds.exports import write_feed  # slow import: icalendar

    today = timezone.localdate()
    content = write_feed(feed, feed_occurrences(feed, today), today, feed_events(feed, today))
    etag = f'"{hashlib.sha256(content).hexdigest()[:32]}"'
    response = HttpResponse(content, content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = 'inline; filename="lich-han-cong-viec.ics"'
    response["Content-Language"] = feed.person.language
    response["ETag"] = etag
    patch_cache_control(response, private=True, no_cache=True)
    return get_conditional_response(request, etag=etag, response=response)


PURPOSE = "calendar-feed"


def _show_again(request: ActingRequest, made: int) -> HttpResponse:
    feed = feeds_of(request.user).filter(pk=made).first()
    token = repeated_form_secret(request, PURPOSE, feed.token_digest if feed else None)
    if feed and token:
        return _show(request, feed, token)
    add_shown_once_message(request)
    return redirect("agencies:month")


def _show(request: HttpRequest, feed: CalendarFeed, token: str) -> HttpResponse:
    path = reverse("agencies:calendar-feed", args=[token])
    host = settings.SITE_URL.partition("://")[2]
    context = {
        "feed": feed,
        "address": settings.SITE_URL + path,
        "subscription": f"webcal://{host}{path}",
    }
    return render(request, "agencies/feeds/feed_created.html", context)


@require_POST
@requires(Permission.SEE_OWN_TASKS)
@makes_once(again=_show_again)
def calendar_feed_create(request: ActingRequest) -> HttpResponse:
    # The response itself shows the address, once; for a later page it would have to stand in the
    # session in clear.
    form = FeedForm(request.POST)
    secret = form_secret(request, PURPOSE)
    made = submit_form(
        form, lambda: create_feed(secret=secret, by=request.actor, **form.cleaned_data)
    )
    if made is None:
        show_form_errors(request, form)
        return mark_nothing_made(redirect("agencies:month"))
    feed, token = made
    return mark_row_made(_show(request, feed, token), feed.pk)


@require_POST
@requires(Permission.SEE_OWN_TASKS)
def calendar_feed_revoke(request: ActingRequest, pk: int) -> HttpResponse:
    revoke_feed(feed=get_object_or_404(feeds_of(request.user), pk=pk), by=request.actor)
    messages.success(
        request, _("Stopped. Calendars that still read this address get nothing any more.")
    )
    return redirect("agencies:month")
