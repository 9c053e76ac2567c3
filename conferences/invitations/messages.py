"""What the page says of a sending: no more than has happened."""

from django.utils.translation import gettext as _, ngettext

from conferences.invitations.sending import Sent


def sent_words(sent: Sent) -> str:
    """With a space before it; empty where nobody was to be told."""
    if not sent.bodies:
        return ""
    words = ngettext(
        "%(n)s letter waits in the outbox.", "%(n)s letters wait in the outbox.", sent.letters
    )
    said = " " + words % {"n": sent.letters}
    if sent.unreached:
        more = _(
            "Of %(n)s bodies nobody has an address: pass the link of their invitation on to them."
        )
        said += " " + more % {"n": sent.unreached}
    return said
