"""What opens somebody's own page at a fair: a signed address, and the short code at the door."""

import hashlib
import hmac

from django.conf import settings
from django.core.signing import BadSignature, Signer

from conferences.fair_booking.models import Seeker

_SIGNER = Signer(salt="conferences.seeker", sep=".")
# Without O, 0, I and 1, which people mistake for each other.
ALPHABET = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"
PROOF_LENGTH = 6


def seeker_token(seeker: Seeker) -> str:
    return _SIGNER.sign(str(seeker.pk))


def find_seeker(token: str) -> Seeker | None:
    """Of the address of somebody's own page, as long as the person is registered."""
    try:
        key = _SIGNER.unsign(token)
    except BadSignature:
        return None
    rows = Seeker.objects.filter(withdrawn_at=None).exclude(phone="")
    return rows.select_related("fair__host", "point__agency").filter(pk=key).first()


def door_code(seeker: Seeker) -> str:
    """Shown at the door, as a picture or typed: the key of the row, and a proof that it is ours."""
    return f"{_write(seeker.pk)}-{_proof(seeker.pk)}"


def seeker_key_of(code: str) -> int | None:
    """The key in a code, however it was typed; None where the proof is wrong."""
    written, _separator, proof = code.strip().upper().replace(" ", "").partition("-")
    if not written or len(written) > 12 or any(sign not in ALPHABET for sign in written):
        return None
    key = 0
    for sign in written:
        key = key * len(ALPHABET) + ALPHABET.index(sign)
    return key if hmac.compare_digest(proof.encode(), _proof(key).encode()) else None


def _write(key: int) -> str:
    signs = ""
    while key:
        key, at = divmod(key, len(ALPHABET))
        signs = ALPHABET[at] + signs
    return signs or ALPHABET[0]


def _proof(key: int) -> str:
    secret = f"conferences.door-code:{settings.SECRET_KEY}".encode()
    digest = hmac.new(secret, str(key).encode(), hashlib.sha256).digest()
    return "".join(ALPHABET[byte % len(ALPHABET)] for byte in digest[:PROOF_LENGTH])
