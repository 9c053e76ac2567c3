"""Second factors and recovery codes of a person, and what is still to be done about them."""

import enum
from dataclasses import dataclass

from allauth.mfa.models import Authenticator
from django.db.models import QuerySet

from agencies.database import encryption as kept_secrets
from agencies.lists.written_queries import BLANK_KEY, WrittenQuery
from agencies.people.models import Person

APP = Authenticator.Type.TOTP
KEY = Authenticator.Type.WEBAUTHN
CODES = Authenticator.Type.RECOVERY_CODES
# Recovery codes replace one of these; on their own they are no factor.
FACTORS = (APP, KEY)
# Where allauth stores what is encrypted, by type; for passkeys it stores no secret.
SECRETS = {APP: "secret", CODES: "seed"}
# In the data of recovery codes: when their page was first shown (allauth's), and when the person
# confirmed having them.
SEEN = "viewed_at"
KEPT = "kept_at"


class NextStep(enum.Enum):
    SET_UP_FACTOR = enum.auto()
    SEE_CODES = enum.auto()


@dataclass(frozen=True)
class RecoveryState:
    """`left`: unused codes; none where they cannot be read."""

    exists: bool = False
    left: int = 0
    is_seen: bool = False
    is_kept: bool = False
    is_readable: bool = True


_KINDS_SEEN = WrittenQuery[tuple[str, object]](
    lambda person: Authenticator.objects.filter(user=person).values_list("type", f"data__{SEEN}"),
    BLANK_KEY,
)


def next_step(person: Person) -> NextStep | None:
    # What somebody who needs a second factor must do before anything else.
    rows = _KINDS_SEEN.read(person.pk)
    if not any(kind in FACTORS for kind, _seen in rows):
        return NextStep.SET_UP_FACTOR
    return None if any(kind == CODES and seen for kind, seen in rows) else NextStep.SEE_CODES


def factors_by_kind(
    person: Person,
) -> tuple[Authenticator | None, list[Authenticator], Authenticator | None]:
    """The authenticator app, the passkeys, the recovery codes."""
    rows = list(Authenticator.objects.filter(user=person).order_by("pk"))
    by_type = {
        kind: [row for row in rows if row.type == kind] for kind in Authenticator.Type.values
    }
    return next(iter(by_type[APP]), None), by_type[KEY], next(iter(by_type[CODES]), None)


def recovery_codes_of(person: Person) -> Authenticator | None:
    return Authenticator.objects.filter(user=person, type=CODES).first()


def factors_with_secrets() -> QuerySet[Authenticator]:
    # Everybody's, with their persons.
    found: QuerySet[Authenticator] = Authenticator.objects.filter(type__in=SECRETS)
    return found.select_related("user").order_by("pk")


def recovery_state(codes: Authenticator | None) -> RecoveryState:
    if codes is None:
        return RecoveryState()
    can_be_read = is_factor_readable(codes)
    return RecoveryState(
        exists=True,
        left=len(codes.wrap().get_unused_codes()) if can_be_read else 0,
        is_seen=bool(codes.data.get(SEEN)),
        is_kept=bool(codes.data.get(KEPT)),
        is_readable=can_be_read,
    )


def is_factor_readable(factor: Authenticator) -> bool:
    # Whether its secret can be decrypted with SECRET_KEY or a former key.
    secrets = secrets_of(factor).values()
    return all(
        kept_secrets.is_secret_readable(secret, purpose=kept_secrets.FACTORS) for secret in secrets
    )


def secrets_of(factor: Authenticator) -> dict[str, str]:
    return {name: factor.data[name] for kind, name in SECRETS.items() if kind == factor.type}
