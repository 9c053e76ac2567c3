"""Whether an answer helped: said by the worker through a link, or entered by the union; and the
petition reopened where it did not.
"""

import datetime

from django.conf import settings
from django.core.signing import BadSignature, Signer
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _, override

from agencies.audit.services import record_action
from agencies.database.locking import lock_row
from agencies.errors import RuleError
from agencies.people.permissions import Actor
from conferences.answers.checking import ask_again
from conferences.audit.choices import ConferenceAction
from conferences.dialogues.services import require_keeper
from conferences.opinions.choices import Judgement
from conferences.opinions.models import Opinion, OpinionLink
from conferences.petitions.choices import GIVEN, PartState
from conferences.petitions.models import Petition, PetitionPart
from conferences.petitions.routing import lock_part
from conferences.petitions.services import lock_petition, lock_petition_of_part
from vietnam.dates import format_date

LASTS = datetime.timedelta(days=180)
MOST_BY_LINK = 20
_SIGNER = Signer(salt="conferences.opinion", sep=".")


# The link -----------------------------------------------------------------------------------------
def opinion_token(link: OpinionLink) -> str:
    """The end of the link's address. Nobody can make one without the secret key of the portal."""
    return _SIGNER.sign(str(link.pk))


def live_opinion_link(token: str, on: datetime.date) -> OpinionLink | None:
    """Neither withdrawn nor over."""
    try:
        key = _SIGNER.unsign(token)
    except BadSignature:
        return None
    rows = OpinionLink.objects.filter(withdrawn_at=None, expires_on__gte=on)
    return rows.select_related("petition__dialogue").filter(pk=key).first()


@transaction.atomic
def make_opinion_link(*, petition: Petition, by: Actor) -> OpinionLink:
    """For the worker who raised it, open for half a year; an earlier one of the petition ends."""
    require_keeper(by)
    row = lock_petition(petition)
    row.opinion_links.filter(withdrawn_at=None).update(withdrawn_at=timezone.now())
    until = timezone.localdate() + LASTS
    link = OpinionLink.objects.create(
        petition=row, expires_on=until, made_at=timezone.now(), made_by=by.seat
    )
    after = {"number": row.number, "until": format_date(until)}
    record_action(ConferenceAction.OPINION_LINK_MADE, row, by=by, after=after)
    return link


# The opinion --------------------------------------------------------------------------------------
@transaction.atomic
def give_opinion(*, link: OpinionLink, judgement: str, why: str) -> Opinion:
    """By whoever has the link; the latest counts, all are kept."""
    petition = lock_petition(link.petition)
    if petition.opinions.filter(entered_by=None).count() >= MOST_BY_LINK:
        raise RuleError(_("Your opinion has been taken down already. Please talk to your union."))
    return _add_opinion(petition, judgement, why, by=None)


@transaction.atomic
def enter_opinion(*, petition: Petition, judgement: str, why: str, by: Actor) -> Opinion:
    """By the union, for a worker without a telephone."""
    require_keeper(by)
    return _add_opinion(lock_petition(petition), judgement, why, by=by)


def _add_opinion(petition: Petition, judgement: str, why: str, *, by: Actor | None) -> Opinion:
    if not answered_parts(petition):
        raise RuleError(_("Nobody has answered yet: there is nothing to judge."))
    if judgement == Judgement.NOT_YET and not why.strip():
        raise RuleError(_("Say what is still missing."), field="why")
    now = timezone.now()
    petition.opinions.filter(settled_at=None).update(settled_at=now)
    opinion = Opinion.objects.create(
        petition=petition,
        judgement=Judgement(judgement),
        why=why,
        given_at=now,
        entered_by=by.seat if by else None,
    )
    after = {"number": petition.number, "judgement": str(opinion.judgement)}
    record_action(ConferenceAction.OPINION_GIVEN, petition, by=by, after=after)
    return opinion


def answered_parts(petition: Petition) -> list[PetitionPart]:
    """Of the petition, or of that into which it was merged."""
    rows = PetitionPart.objects.filter(
        petition=petition.merged_into_id or petition.pk, state__in=GIVEN
    )
    return list(rows.select_related("agency"))


@transaction.atomic
def settle_opinion(*, opinion: Opinion, by: Actor) -> Opinion:
    """The union has seen to it without reopening: it has talked to the worker, for instance."""
    require_keeper(by)
    petition = lock_petition(opinion.petition)
    row = lock_row(Opinion.objects.all(), opinion.pk)
    if row.settled_at is None:
        row.settled_at = timezone.now()
        row.save(update_fields=["settled_at"])
        record_action(
            ConferenceAction.OPINION_SETTLED, petition, by=by, after={"number": petition.number}
        )
    return row


# Reopening ----------------------------------------------------------------------------------------
@transaction.atomic
def reopen_part(
    *,
    part: PetitionPart,
    why: str,
    due_on: datetime.date,
    version: int,
    by: Actor,
    at: datetime.datetime | None = None,
) -> PetitionPart:
    """The agency owes a new answer by a new day; what it answered stays, as an earlier version."""
    require_keeper(by)
    petition = lock_petition_of_part(part.petition_id)
    row = lock_part(part, version)
    if row.state not in GIVEN:
        raise RuleError(_("It is not answered: there is nothing to reopen."))
    if not why.strip():
        raise RuleError(_("Say why it is reopened."), field="why")
    if due_on < timezone.localdate(at):
        raise RuleError(_("The deadline has to be today or later."), field="due_on")
    with override(settings.LANGUAGE_CODE):
        title = _("Answer the reopened petition no. %(number)s") % {"number": petition.number}
    ask_again(petition, row, due_on, state=PartState.OPEN, title=title, by=by, at=at)
    petition.reopened_on = timezone.localdate(at)
    petition.reopened_why = why
    petition.version += 1
    petition.save(update_fields=["reopened_on", "reopened_why", "version"])
    _settle_all(petition)
    after = {
        "agencies": row.agency.name,
        "reason": why,
        "due_on": format_date(due_on),
    }
    record_action(ConferenceAction.PETITION_REOPENED, petition, by=by, after=after, at=at)
    return row


def _settle_all(petition: Petition) -> None:
    # Also those of petitions merged into it.
    open_ones = Opinion.objects.filter(settled_at=None)
    for each in (petition, *petition.merged.all()):
        open_ones.filter(petition=each).update(settled_at=timezone.now())
