"""One line of time: what happened with a partner, on which day."""

import datetime
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from conferences.delegations.choices import DelegationState
from conferences.delegations.models import Delegation
from conferences.partnerships.choices import AskSide, AskState
from conferences.partnerships.models import Ask, PartnerDocument


@dataclass(frozen=True)
class PartnerEvent:
    """Something that happened with a partner on a day."""

    day: datetime.date
    words: str | Promise
    title: str
    url: str = ""


def partner_events(
    asks: Iterable[Ask],
    documents: Iterable[PartnerDocument],
    delegations: Iterable[Delegation],
    *,
    for_partner: bool,
) -> list[PartnerEvent]:
    """What was asked, answered and written, and who travelled, newest first, in the words of one
    side.
    """
    events = [
        *_ask_events(asks, for_partner=for_partner),
        *_document_events(documents),
        *_delegation_events(delegations),
    ]
    return sorted(events, key=lambda event: event.day, reverse=True)


def _ask_events(asks: Iterable[Ask], *, for_partner: bool) -> Iterator[PartnerEvent]:
    for ask in asks:
        url = ask.get_absolute_url()
        raised = AskSide(ask.side).raised_words(for_partner=for_partner)
        yield PartnerEvent(ask.raised_on, raised, ask.text, url)
        if ask.answered_on:
            yield PartnerEvent(ask.answered_on, AskState(ask.state).label, ask.text, url)


def _document_events(documents: Iterable[PartnerDocument]) -> Iterator[PartnerEvent]:
    for document in documents:
        directive = document.directive
        day = directive.issued_on or timezone.localdate(document.added_at)
        yield PartnerEvent(day, directive.citation, directive.title, document.get_absolute_url())


def _delegation_events(delegations: Iterable[Delegation]) -> Iterator[PartnerEvent]:
    today = timezone.localdate()
    for trip in delegations:
        if trip.starts_on <= today and trip.state != DelegationState.CANCELLED:
            yield PartnerEvent(trip.starts_on, _("Delegation"), trip.title, trip.get_absolute_url())
