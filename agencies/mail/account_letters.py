"""Letters about accounts: queued with the act that they tell of, each with its link encrypted until
it is sent.
"""

import datetime

from django.conf import settings
from django.template.loader import render_to_string
from django.utils import timezone, translation
from django.utils.translation import get_language, gettext

from agencies.database.encryption import LETTER_LINKS, encrypt_secret
from agencies.mail.models import ACCOUNT_LETTER, OutboxMessage
from agencies.mail.services.addresses import new_message_id
from agencies.people.models import Person
from vietnam.text import clean_line

LONGEST_SUBJECT = 300


def queue_account_letter(
    template: str,
    *,
    to: str,
    said: dict[str, object],
    person: Person | None = None,
    link: str = "",
    link_until: datetime.datetime | None = None,
) -> OutboxMessage:
    """Queue `{template}_subject.txt` and `{template}_message.txt`, filled with `said`, for an
    address.

    `person`: whose account it is about, where there is one; the letter is in that person's
    language, else in the present one. `link`, the page that only its reader may open, is `url` in
    the template, on a line of its own, and needs `link_until`, `until` there. It is put in when the
    mail is handed over: the row keeps it encrypted until then, and the text that is kept never
    shows it. A letter whose link is no longer open is cancelled instead of sent.

    Call it in the transaction of the act. Raises ValueError where link and template do not fit.
    """
    letter = write_account_letter(
        template, to=to, said=said, person=person, link=link, link_until=link_until
    )
    letter.save()
    return letter


def write_account_letter(
    template: str,
    *,
    to: str,
    said: dict[str, object],
    person: Person | None = None,
    link: str = "",
    link_until: datetime.datetime | None = None,
) -> OutboxMessage:
    """As `queue_account_letter`, but not saved yet: for who writes many at once."""
    with translation.override(
        person.language if person else get_language() or settings.LANGUAGE_CODE
    ):
        mask = gettext("[the link is only in the recipient's own letter]")
        given = said | {"email": to, "url": mask, "until": link_until}
        subject = clean_line(render_to_string(f"{template}_subject.txt", given))
        text = render_to_string(f"{template}_message.txt", given).strip() + "\n"
    if text.splitlines().count(mask) != bool(link) or bool(link) != (link_until is not None):
        raise ValueError(
            f"{template}: a link needs one line of its own and a time when it ends, and the line "
            "a link"
        )
    now = timezone.now()
    return OutboxMessage(
        template=ACCOUNT_LETTER + template.rpartition("/")[2],
        context={"mask": mask} if link else {},
        recipient=to,
        person=person,
        subject=subject[:LONGEST_SUBJECT],
        text=text,
        message_id=new_message_id(),
        encrypted_link=encrypt_secret(link, purpose=LETTER_LINKS) if link else "",
        link_until=link_until,
        created_at=now,
        next_attempt_at=now,
    )
