"""What the portal's mail server has taken once everything that waits in the outbox was
delivered.
"""

from django.core import mail
from django.core.mail import EmailMessage

from agencies.mail.services import deliver_messages


def sent_letters() -> list[EmailMessage]:
    """All mails of this test so far, the first one first."""
    deliver_messages()
    return mail.outbox
