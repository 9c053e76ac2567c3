"""The followers' address of a conference: signed, so that nobody can make one, and renewed when it
has gone too far.
"""

from django.core.signing import BadSignature, Signer

from conferences.programmes.models import Programme

_SIGNER = Signer(salt="conferences.live-page", sep=".")


def follow_token(programme: Programme) -> str:
    """The end of the address."""
    return _SIGNER.sign(f"{programme.pk}-{programme.link_number}")


def read_token(token: str) -> tuple[int, int] | None:
    """Programme and number of the link, without asking the database; None for what is not ours."""
    try:
        key, number = _SIGNER.unsign(token).split("-")
    except (BadSignature, ValueError):
        return None
    return int(key), int(number)
