"""Second factors and recovery codes of a person, and what is still to be done about them."""

import enum
from dataclasses import dataclass

from allauth.mfa import app_settings
from allauth.mfa.models import Authenticator

from agencies import kept_secrets
from agencies.models import Person

FACTORS = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)
"""Recovery codes stand in for one of these; alone they are none."""
SECRETS = {Authenticator.Type.TOTP: "secret", Authenticator.Type.RECOVERY_CODES: "seed"}
"""Where allauth keeps what is encrypted, by the type; of passkeys it keeps no secret."""
SEEN, KEPT = "viewed_at", "kept_at"
"""In the data of recovery codes: when their page was first shown (allauth's), and when the person said to have them."""


class NextStep(enum.Enum):
    SET_UP_FACTOR = enum.auto()
    SEE_CODES = enum.auto()


@dataclass(frozen=True)
class RecoveryState:
    """`left`: codes that are not used up."""

    exists: bool = False
    left: int = 0
    is_seen: bool = False
    is_kept: bool = False
    is_readable: bool = True


def next_step(person: Person) -> NextStep | None:
    """What somebody who needs a second factor must do before anything else."""
    rows = list(Authenticator.objects.filter(user=person).values_list("type", f"data__{SEEN}"))
    if not any(kind in FACTORS for kind, _seen in rows):
        return NextStep.SET_UP_FACTOR
    is_seen = any(kind == Authenticator.Type.RECOVERY_CODES and seen for kind, seen in rows)
    return None if is_seen else NextStep.SEE_CODES


def codes_of(person: Person) -> Authenticator | None:
    return Authenticator.objects.filter(user=person, type=Authenticator.Type.RECOVERY_CODES).first()


def recovery_state(codes: Authenticator | None) -> RecoveryState:
    """Without reading the codes themselves."""
    if codes is None:
        return RecoveryState()
    return RecoveryState(
        exists=True,
        left=_count_left(codes.data),
        is_seen=bool(codes.data.get(SEEN)),
        is_kept=bool(codes.data.get(KEPT)),
        is_readable=is_readable(codes),
    )


def _count_left(data: dict) -> int:
    if "migrated_codes" in data:
        return len(data["migrated_codes"])
    return app_settings.RECOVERY_CODE_COUNT - int(data["used_mask"]).bit_count()


def is_readable(authenticator: Authenticator) -> bool:
    """Whether its secret can be decrypted with SECRET_KEY or one that it replaced."""
    return all(
        kept_secrets.is_readable(secret, purpose=kept_secrets.FACTORS) for secret in secrets_of(authenticator).values()
    )


def secrets_of(authenticator: Authenticator) -> dict[str, str]:
    """What of it is encrypted, by the name in its data."""
    name = SECRETS.get(Authenticator.Type(authenticator.type))
    return {name: authenticator.data[name]} if name in authenticator.data else {}
