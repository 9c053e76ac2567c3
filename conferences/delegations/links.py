"""Addresses by which members without an account see the journey and answer."""

from django.core.signing import BadSignature, Signer
from django.utils import timezone

from conferences.delegations.models import DelegationMember

_SIGNER = Signer(salt="conferences.delegation-member", sep=".")


def member_token(member: DelegationMember) -> str:
    """The end of the address by which the member answers. Nobody can make one without the secret
    key of the portal.
    """
    return _SIGNER.sign(str(member.pk))


def member_of_token(token: str) -> DelegationMember | None:
    """The member of an address: invited, without an account, until the journey is over."""
    try:
        key = _SIGNER.unsign(token)
    except BadSignature:
        return None
    rows = DelegationMember.objects.filter(pk=key, seat=None)
    member = rows.select_related("delegation__partnership__province", "delegation__lead").first()
    return member if member and _is_open(member) else None


def _is_open(member: DelegationMember) -> bool:
    """Whether the signed link of a member still shows the journey: until its last day."""
    delegation = member.delegation
    return member.invited_at is not None and delegation.ends_on >= timezone.localdate()
