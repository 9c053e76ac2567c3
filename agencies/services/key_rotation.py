"""After SECRET_KEY was replaced: what is kept encrypted is encrypted anew, so that the former key can be taken away."""

from collections.abc import Callable
from dataclasses import dataclass, field

from allauth.mfa.models import Authenticator
from django.db import transaction

from agencies.kept_secrets import FACTORS, LETTER_LINKS, LostKeyError, renew_secret
from agencies.models import OutboxMessage
from agencies.queries.factors import SECRETS, secrets_of
from agencies.services.locking import lock_row


@dataclass
class Renewal:
    """How many secrets the present key read already, how many were renewed or (`--check`) would be, and those that no
    key reads: second factors by the address of their person, letters by their Message-ID.
    """

    current: int = 0
    renewed: int = 0
    lost: list[str] = field(default_factory=list)

    def count(self, renew: Callable[[], bool], name: str) -> None:
        try:
            is_renewed = renew()
        except LostKeyError:
            self.lost.append(name)
        else:
            self.renewed += is_renewed
            self.current += not is_renewed


def renew_secrets(*, is_rehearsal: bool = False) -> Renewal:
    """Row by row, while the portal runs; may be ended and run again. A rehearsal changes nothing."""
    result = Renewal()
    for factor in Authenticator.objects.filter(type__in=SECRETS).select_related("user").order_by("pk").iterator():
        result.count(lambda pk=factor.pk: renew_factor(pk, is_rehearsal=is_rehearsal), factor.user.email)
    for letter in OutboxMessage.objects.exclude(encrypted_link="").order_by("pk").iterator():
        result.count(lambda pk=letter.pk: _renew_letter(pk, is_rehearsal=is_rehearsal), letter.message_id)
    return result


@transaction.atomic
def renew_factor(pk: int, *, is_rehearsal: bool = False) -> bool:
    """Whether a former key was still needed for it. Raises LostKeyError."""
    factor = lock_row(Authenticator.objects.all(), pk)
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
