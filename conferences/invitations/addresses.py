"""Signed addresses by which an invited body answers without an account."""

from django.core.signing import BadSignature, Signer

from conferences.invitations.models import ConferenceInvitation

_SIGNER = Signer(salt="conferences.invitation", sep=".")


def invitation_token(invitation: ConferenceInvitation) -> str:
    """The end of the address. Nobody can make one without the secret key of the portal."""
    return _SIGNER.sign(str(invitation.pk))


def find_invitation(token: str) -> ConferenceInvitation | None:
    """The invitation of an address, once it has been sent."""
    try:
        key = _SIGNER.unsign(token)
    except BadSignature:
        return None
    rows = ConferenceInvitation.objects.filter(sent_at__isnull=False)
    return (
        rows.select_related("point__conference__host", "point__agency", "agency")
        .filter(pk=key)
        .first()
    )
