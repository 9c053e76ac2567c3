"""What is deleted by itself once its time is over; a new rule is one line here."""

import datetime
from collections.abc import Callable
from dataclasses import dataclass

from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from agencies.api.models import ApiToken
from agencies.feeds.models import CalendarFeed
from agencies.forms.models import SentForm
from agencies.mail.choices import MessageStatus
from agencies.mail.models import ACCOUNT_LETTER, OutboxMessage
from agencies.members.models import EmailChange, Invitation
from agencies.people_import.models import PeopleImport
from agencies.privacy.models import DataRequest

DAY = datetime.timedelta(days=1)


def _delete(rows: QuerySet) -> int:
    return rows.delete()[0]


@dataclass(frozen=True)
class Rule:
    """`over`: the rows whose time is over at a moment; `delete`: how they go, where other rows hang
    on them.
    """

    name: str
    title: Promise
    over: Callable[[datetime.datetime], QuerySet]
    delete: Callable[[QuerySet], int] = _delete


def _places_left(now: datetime.datetime) -> QuerySet:
    """Of a session that has ended, a day later: the place where somebody was signed in."""
    alive = Session.objects.filter(expire_date__gt=now).values("session_key")
    return UserSession.objects.filter(created_at__lte=now - DAY).exclude(session_key__in=alive)


def _account_letters(now: datetime.datetime) -> QuerySet[OutboxMessage]:
    """Some are to addresses of strangers, typed where a new password is asked for."""
    old = OutboxMessage.objects.filter(
        template__startswith=ACCOUNT_LETTER, created_at__lte=now - 30 * DAY
    )
    return old.exclude(status=MessageStatus.QUEUED)


RULES = [
    Rule(
        "sessions",
        _("Sessions that have ended"),
        lambda now: Session.objects.filter(expire_date__lte=now),
    ),
    Rule("places", _("Places where one was signed in, a day after the end"), _places_left),
    Rule(
        "email-changes",
        _("Changes of address, 30 days after they ended"),
        lambda now: EmailChange.objects.filter(ended_at__lte=now - 30 * DAY),
    ),
    Rule(
        "invitations",
        _("Invitations, 30 days after they were accepted, withdrawn or replaced"),
        lambda now: Invitation.objects.filter(ended_at__lte=now - 30 * DAY),
    ),
    Rule(
        "open-invitations",
        _("Invitations that nobody answered, after 90 days"),
        lambda now: Invitation.objects.filter(ended_at=None, sent_at__lte=now - 90 * DAY),
    ),
    Rule(
        "people-imports",
        _("Rows of uploaded workbooks of agencies and people, 30 days after"),
        lambda now: PeopleImport.objects.filter(uploaded_at__lte=now - 30 * DAY),
    ),
    Rule(
        "feeds",
        _("Calendar addresses, a year after they stopped"),
        lambda now: CalendarFeed.objects.filter(revoked_at__lte=now - 365 * DAY),
    ),
    Rule(
        "api-tokens",
        _("API tokens, a year after they stopped"),
        lambda now: ApiToken.objects.filter(revoked_at__lte=now - 365 * DAY),
    ),
    Rule(
        "data-requests",
        _("Requests about personal data, two years after they were settled"),
        lambda now: DataRequest.objects.filter(settled_at__lte=now - 730 * DAY),
    ),
    Rule(
        "sent-forms",
        _("Forms that were sent, two days after"),
        lambda now: SentForm.objects.filter(sent_at__lte=now - 2 * DAY),
    ),
    Rule(
        "account-letters",
        _("Letters about accounts that do not wait to be sent, 30 days after they were queued"),
        _account_letters,
    ),
]
"""The apps to the right of this one enter theirs when they start (`AppConfig.ready`)."""


def would_delete(now: datetime.datetime | None = None) -> dict[str, int]:
    """By rule; nothing is changed."""
    now = now or timezone.now()
    return {rule.name: rule.over(now).count() for rule in RULES}


@transaction.atomic
def delete_what_is_over(now: datetime.datetime | None = None) -> dict[str, int]:
    """By rule, how many rows went; running it again deletes nothing more."""
    now = now or timezone.now()
    return {rule.name: rule.delete(rule.over(now)) for rule in RULES}
