"""Letters about accounts: written with the act that they tell of, each with its link encrypted
until it is sent.
"""

import datetime

from django.conf import settings
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import get_language, gettext

from agencies.database.encryption import LETTER_LINKS, encrypt_secret
from agencies.mail.models import ACCOUNT_LETTER, OutboxMessage
from agencies.mail.services.queueing import build_letter
from agencies.people.models import Person
from agencies.people.queries import Recipient
from vietnam.text import clean_line

LONGEST_SUBJECT = 300


def build_account_letter(
    template: str,
    *,
    to: str,
    context: dict[str, object],
    person: Person | None = None,
    link: str = "",
    link_until: datetime.datetime | None = None,
    send_from: datetime.datetime | None = None,
) -> OutboxMessage:
    """`{template}_subject.txt` and `{template}_message.txt`, filled with `context`, for an address;
    not queued yet.

    `person`: whose account it is about, where there is one; the letter is in that person's
    language, else in the present one. `link`, the page that only its reader may open, is `url` in
    the template, on a line of its own, and needs `link_until`, `until` there. It is put in when the
    mail is handed over: the row keeps it encrypted until then, and the text that is kept never
    shows it. A letter whose link is no longer open is cancelled instead of sent.

    Raises ValueError where link and template do not fit.
    """
    with translation.override(
        person.language if person else get_language() or settings.LANGUAGE_CODE
    ):
        mask = gettext("[the link is only in the recipient's own letter]")
        given = context | {"email": to, "url": mask, "until": link_until}
        subject = clean_line(render_to_string(f"{template}_subject.txt", given))
        text = render_to_string(f"{template}_message.txt", given).strip() + "\n"
    if text.splitlines().count(mask) != bool(link) or bool(link) != (link_until is not None):
        raise ValueError(
            f"{template}: a link needs one line of its own and a time when it ends, and the line "
            "a link"
        )
    return build_letter(
        ACCOUNT_LETTER + template.rpartition("/")[2],
        Recipient(to, person),
        send_from=send_from,
        context={"mask": mask} if link else {},
        subject=subject[:LONGEST_SUBJECT],
        text=text,
        encrypted_link=encrypt_secret(link, purpose=LETTER_LINKS) if link else "",
        link_until=link_until,
    )
