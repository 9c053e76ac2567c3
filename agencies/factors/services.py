"""Second factors: secrets renewed after a change of SECRET_KEY, recovery codes confirmed."""

from dataclasses import dataclass, field

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from agencies.audit.choices import AuditAction
from agencies.database.encryption import FACTORS, LETTER_LINKS, LostKeyError, renew_secret
from agencies.database.locking import lock_row
from agencies.errors import RuleError
from agencies.factors.queries import KEPT, SEEN, factors_with_secrets, recovery_codes_of, secrets_of
from agencies.mail.models import OutboxMessage
from agencies.people.models import Person
from agencies.sign_in.services import record_own_act


@dataclass
class Renewal:
    """How many secrets the present key could already read, how many were (or in a rehearsal would
    be) renewed, and those that no key reads: second factors by their person's address, letters by
    Message-ID.
    """

    current: int = 0
    renewed: int = 0
    lost: list[str] = field(default_factory=list)

    def count(self, *, is_renewed: bool) -> None:
        self.renewed += is_renewed
        self.current += not is_renewed


def renew_secrets(*, is_rehearsal: bool = False) -> Renewal:
    """Row by row, while the portal runs; may be stopped and run again. A rehearsal changes
    nothing.
    """
    result = Renewal()
    for factor in factors_with_secrets().iterator():
        try:
            result.count(is_renewed=renew_factor(factor.pk, is_rehearsal=is_rehearsal))
        except LostKeyError:
            result.lost.append(factor.user.email)
    for letter in OutboxMessage.objects.exclude(encrypted_link="").order_by("pk").iterator():
        try:
            result.count(is_renewed=_renew_letter(letter.pk, is_rehearsal=is_rehearsal))
        except LostKeyError:
            result.lost.append(letter.message_id)
    return result


@transaction.atomic
def renew_factor(pk: int, *, is_rehearsal: bool = False) -> bool:
    """Whether a former key was still needed for it. Raises LostKeyError."""
    factor = lock_row(factors_with_secrets(), pk)
    kept = secrets_of(factor)
    renewed = {name: renew_secret(secret, purpose=FACTORS) for name, secret in kept.items()}
    if renewed == kept:
        return False
    if not is_rehearsal:
        factor.data |= renewed
        factor.save(update_fields=["data"])
    return True


@transaction.atomic
def _renew_letter(pk: int, *, is_rehearsal: bool) -> bool:
    letter = lock_row(OutboxMessage.objects.all(), pk)
    if not letter.encrypted_link:  # sent meanwhile
        return False
    renewed = renew_secret(letter.encrypted_link, purpose=LETTER_LINKS)
    if renewed == letter.encrypted_link:
        return False
    if not is_rehearsal:
        letter.encrypted_link = renewed
        letter.save(update_fields=["encrypted_link"])
    return True


@transaction.atomic
def confirm_recovery_codes(*, person: Person) -> None:
    """Record that the person has written the codes down or printed them.

    Raises RuleError for codes that were never shown.
    """
    found = recovery_codes_of(person)
    codes = found and lock_row(factors_with_secrets(), found.pk)
    if not codes or not codes.data.get(SEEN):
        raise RuleError(_("Look at your recovery codes first."))
    if codes.data.get(KEPT):
        return
    codes.data[KEPT] = timezone.now().isoformat()
    codes.save(update_fields=["data"])
    record_own_act(AuditAction.RECOVERY_CODES_KEPT, person)
