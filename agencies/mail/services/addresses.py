"""The names under which messages leave."""

import uuid
from email.utils import parseaddr
from urllib.parse import urlsplit

from django.conf import settings


def mail_domain() -> str:
    """The right side of our Message-IDs: the sender's domain, else the portal's host."""
    sender = parseaddr(settings.DEFAULT_FROM_EMAIL)[1].rpartition("@")[2]
    return sender or urlsplit(settings.SITE_URL).hostname or "localhost"


def new_message_id() -> str:
    """Of a mail that is like no other one."""
    return f"<{uuid.uuid4()}@{mail_domain()}>"
