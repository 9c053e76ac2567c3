"""Workers who want to work somewhere: registered with consent, seen by the employer, deleted after
their time.
"""

import datetime
import secrets

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _, gettext_lazy

from agencies.audit.services import record_action
from agencies.database.locking import lock_row
from agencies.database.tokens import token_digest
from agencies.errors import RuleError
from agencies.people.permissions import Actor
from agencies.privacy.services import store_consent_text, wording_digest
from agencies.registry import RetentionRule
from recruitment.audit.choices import RecruitmentAction
from recruitment.interests.employer_letters import tell_at_once
from recruitment.interests.models import Interest
from recruitment.vacancies.models import Vacancy
from vietnam.folding import fold

PURPOSE = "interest-in-vacancy"
AFTER_THE_END = datetime.timedelta(days=90)
AT_MOST = datetime.timedelta(days=180)
# Vacancies for which one phone number can be registered in a day; a commune officer's is counted by
# worker.
MOST_BY_PHONE = 10
MOST_BY_HELPER = 200
TOKEN_BYTES = 32
# Links of people who asked again; the oldest of them ends.
MOST_LATER_LINKS = 5


def consent_words(vacancy: Vacancy) -> str:
    # What the worker agrees to; the same for all vacancies of one employer.
    words = _(
        "I agree that %(employer)s sees my name, phone number and commune, only to call me about "
        "this job. They are "
        "deleted 90 days after the job is no longer offered, after 180 days at the latest, or at "
        "once when I withdraw."
    )
    return words % {"employer": vacancy.employer.agency.name}


def consent_digest(vacancy: Vacancy) -> str:
    return wording_digest(consent_words(vacancy))


@transaction.atomic
def register_interest(
    *,
    vacancy: Vacancy,
    full_name: str,
    phone: str,
    commune: str,
    consent: str,
    helper_name: str = "",
    secret: str = "",
) -> tuple[Interest, str]:
    """The row, and the token by which the person withdraws, known here and never again.

    `consent`: the digest of the words that were shown; `secret`: to be the token, a new one by
    default. Whoever registers twice keeps the first row, and has one more token that opens it:
    people lose the first link. The answer is the same either way, so nobody learns from it whether
    somebody is registered. The employer is told once.
    """
    row = lock_row(Vacancy.objects.select_related("employer__agency"), vacancy.pk)
    if not row.is_open:
        raise RuleError(_("This job is not offered any more."))
    words = _agreed_words(row, consent)
    now = timezone.now()
    token = secret or secrets.token_urlsafe(TOKEN_BYTES)
    digest = token_digest(token)
    _require_few(phone, helper_name, now)
    interest, is_new = Interest.objects.get_or_create(
        vacancy=row,
        phone=phone,
        name_fold=fold(full_name)[:120],
        defaults={
            "full_name": full_name,
            "commune": commune,
            "helper_name": helper_name,
            "registered_at": now,
            "consent": store_consent_text(PURPOSE, words),
            "token_digest": digest,
        },
    )
    if is_new:
        tell_at_once(interest)
    elif digest != interest.token_digest:
        _open_by_one_more(interest, digest)
    return interest, token


def _agreed_words(vacancy: Vacancy, consent: str) -> str:
    words = consent_words(vacancy)
    if consent != wording_digest(words):
        raise RuleError(
            _("The words of the consent have changed. Please read them again."), field="consent"
        )
    return words


def _open_by_one_more(interest: Interest, digest: str) -> None:
    later = [each for each in interest.later_digests if each != digest]
    interest.later_digests = [*later, digest][-MOST_LATER_LINKS:]
    interest.save(update_fields=["later_digests"])


def _opened_by(token: str) -> Q:
    digest = token_digest(token)
    return Q(token_digest=digest) | Q(later_digests__contains=[digest])


def _require_few(phone: str, helper_name: str, now: datetime.datetime) -> None:
    # By the number, not by the network address: a whole commune registers from one office.
    most = MOST_BY_HELPER if helper_name else MOST_BY_PHONE
    if (
        Interest.objects.filter(
            phone=phone, registered_at__gt=now - datetime.timedelta(days=1)
        ).count()
        >= most
    ):
        raise RuleError(
            _("This phone number is registered for many jobs today. Try again tomorrow."),
            field="phone",
        )


@transaction.atomic
def withdraw_interest(*, token: str) -> bool:
    interest = Interest.objects.select_for_update(no_key=True).filter(_opened_by(token)).first()
    if interest is None:
        return False
    record_action(RecruitmentAction.INTEREST_WITHDRAWN, interest.vacancy, by=None)
    interest.delete()
    return True


def link_digests(pk: int) -> list[str]:
    """Of all links that open the registration; none where it is gone."""
    found = Interest.objects.filter(pk=pk).values_list("token_digest", "later_digests").first()
    return [found[0], *found[1]] if found else []


def find_interest(token: str) -> Interest | None:
    return Interest.objects.filter(_opened_by(token)).select_related("vacancy").first()


@transaction.atomic
def set_interest_status(*, interest: Interest, status: str, by: Actor) -> None:
    # By a representative of the employer.
    row = Interest.objects.select_for_update(no_key=True).get(pk=interest.pk)
    if row.vacancy.employer.agency_id != by.seat.agency_id:
        raise RuleError(_("Only the employer sees who asks for its jobs."))
    if row.status == status:
        return
    before = row.status
    row.status = status
    row.save(update_fields=["status"])
    record_action(
        RecruitmentAction.INTEREST_STATUS,
        row.vacancy,
        by=by,
        before={"interest": before},
        after={"interest": status},
    )


def _expired_interests(now: datetime.datetime) -> QuerySet[Interest]:
    return Interest.objects.filter(
        Q(vacancy__closed_at__lte=now - AFTER_THE_END) | Q(registered_at__lte=now - AT_MOST)
    )


INTERESTS = RetentionRule(
    "interests",
    gettext_lazy("Workers who asked for a job, 90 days after it ended or 180 after asking"),
    _expired_interests,
)
