"""The recovery codes of second factors: confirming that their person has them."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from agencies.audit.choices import AuditAction
from agencies.database.locking import lock_row
from agencies.errors import RuleError
from agencies.factors.queries import KEPT, SEEN, codes_of, factors_with_secrets
from agencies.people.models import Person
from agencies.sign_in.services import record_own_act


@transaction.atomic
def keep_recovery_codes(*, person: Person) -> None:
    """Record that the person has written the codes down or printed them.

    Raises RuleError for codes that were never shown.
    """
    found = codes_of(person)
    codes = found and lock_row(factors_with_secrets(), found.pk)
    if not codes or not codes.data.get(SEEN):
        raise RuleError(_("Look at your recovery codes first."))
    if codes.data.get(KEPT):
        return
    codes.data[KEPT] = timezone.now().isoformat()
    codes.save(update_fields=["data"])
    record_own_act(AuditAction.RECOVERY_CODES_KEPT, person)
