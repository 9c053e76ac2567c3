"""A person's calendar feeds: made, replaced, stopped."""

import secrets

from django.db import transaction
from django.utils import timezone

from agencies.audit.choices import AuditAction
from agencies.audit.services import record_action
from agencies.database.tokens import token_digest
from agencies.feeds.models import CalendarFeed
from agencies.people.models import Person
from agencies.people.permissions import Actor

TOKEN_BYTES = 32


@transaction.atomic
def create_feed(*, scope: str, by: Actor, secret: str = "") -> tuple[CalendarFeed, str]:
    """A feed of the acting seat, with the token of its address, which is known here and never
    again.

    `secret`: to be that token; a new one by default. An earlier feed of the same person, seat and
    scope stops.
    """
    # One after the other: a button pressed twice.
    Person.objects.select_for_update(no_key=True).get(pk=by.person.pk)
    facts = {"seat": by.seat, "person": by.person, "scope": scope}
    for earlier in CalendarFeed.objects.filter(revoked_at=None, **facts):
        revoke_feed(feed=earlier, by=by)
    token = secret or secrets.token_urlsafe(TOKEN_BYTES)
    feed = CalendarFeed.objects.create(
        token_digest=token_digest(token), created_at=timezone.now(), **facts
    )
    record_action(AuditAction.CALENDAR_FEED_CREATED, feed, by=by, after={"scope": scope})
    return feed, token


@transaction.atomic
def revoke_feed(*, feed: CalendarFeed, by: Actor) -> None:
    # From now on the address answers nobody. Stopping twice changes nothing.
    still_live = CalendarFeed.objects.filter(pk=feed.pk, revoked_at=None)
    if still_live.update(revoked_at=timezone.now()):
        record_action(AuditAction.CALENDAR_FEED_REVOKED, feed, by=by)
