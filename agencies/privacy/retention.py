"""What is deleted by itself once its time is over; a new rule is one line here."""

import datetime
from typing import Any

from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from agencies.api.models import ApiToken
from agencies.feeds.models import CalendarFeed
from agencies.forms.models import SentForm
from agencies.mail.choices import MessageStatus
from agencies.mail.models import ACCOUNT_LETTER, OutboxMessage
from agencies.members.models import EmailChange, Invitation
from agencies.papers.models import IssuedPaper
from agencies.papers.services import delete_papers
from agencies.people_import.models import PeopleImport
from agencies.privacy.models import DataRequest
from agencies.registry import RetentionRule, registry

DAY = datetime.timedelta(days=1)


def _ended_sessions(now: datetime.datetime) -> QuerySet[Any]:
    # Of a session that has ended, a day later: the place where somebody was signed in.
    alive = Session.objects.filter(expire_date__gt=now).values("session_key")
    return UserSession.objects.filter(created_at__lte=now - DAY).exclude(session_key__in=alive)


def _account_letters(now: datetime.datetime) -> QuerySet[OutboxMessage]:
    # Some are to addresses of strangers, typed where a new password is asked for.
    old = OutboxMessage.objects.filter(
        template__startswith=ACCOUNT_LETTER, created_at__lte=now - 30 * DAY
    )
    return old.exclude(status=MessageStatus.QUEUED)


# Of this app; all rules are in the registry.
OWN_RULES = (
    RetentionRule(
        "sessions",
        _("Sessions that have ended"),
        lambda now: Session.objects.filter(expire_date__lte=now),
    ),
    RetentionRule(
        "places", _("Places where one was signed in, a day after the end"), _ended_sessions
    ),
    RetentionRule(
        "email-changes",
        _("Changes of address, 30 days after they ended"),
        lambda now: EmailChange.objects.filter(ended_at__lte=now - 30 * DAY),
    ),
    RetentionRule(
        "invitations",
        _("Invitations, 30 days after they were accepted, withdrawn or replaced"),
        lambda now: Invitation.objects.filter(ended_at__lte=now - 30 * DAY),
    ),
    RetentionRule(
        "open-invitations",
        _("Invitations that nobody answered, after 90 days"),
        lambda now: Invitation.objects.filter(ended_at=None, sent_at__lte=now - 90 * DAY),
    ),
    RetentionRule(
        "people-imports",
        _("Rows of uploaded workbooks of agencies and people, 30 days after"),
        lambda now: PeopleImport.objects.filter(uploaded_at__lte=now - 30 * DAY),
    ),
    RetentionRule(
        "feeds",
        _("Calendar addresses, a year after they were stopped"),
        lambda now: CalendarFeed.objects.filter(revoked_at__lte=now - 365 * DAY),
    ),
    RetentionRule(
        "api-tokens",
        _("API tokens, a year after they were stopped"),
        lambda now: ApiToken.objects.filter(revoked_at__lte=now - 365 * DAY),
    ),
    RetentionRule(
        "data-requests",
        _("Requests about personal data, two years after they were settled"),
        lambda now: DataRequest.objects.filter(settled_at__lte=now - 730 * DAY),
    ),
    RetentionRule(
        "sent-forms",
        _("Forms that were sent, two days after"),
        lambda now: SentForm.objects.filter(sent_at__lte=now - 2 * DAY),
    ),
    RetentionRule(
        "account-letters",
        _("Letters about accounts that do not wait to be sent, 30 days after they were queued"),
        _account_letters,
    ),
    RetentionRule(
        "papers",
        _("Papers that the portal made, ten years after"),
        lambda now: IssuedPaper.objects.filter(made_at__lte=now - 3652 * DAY),
        delete_papers,
    ),
)


def count_expired_rows(now: datetime.datetime | None = None) -> dict[str, int]:
    now = now or timezone.now()
    return {rule.name: rule.expired_rows(now).count() for rule in registry.retention_rules}


@transaction.atomic
def delete_expired_rows(now: datetime.datetime | None = None) -> dict[str, int]:
    """By rule, how many rows went; running it again deletes nothing more."""
    now = now or timezone.now()
    return {
        rule.name: rule.delete_rows(rule.expired_rows(now)) for rule in registry.retention_rules
    }
