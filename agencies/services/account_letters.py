"""Letters about accounts: queued with the act that they tell of, each with its link encrypted until it is sent."""

import datetime

from allauth.account.adapter import get_adapter
from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.utils import timezone, translation
from django.utils.translation import get_language, gettext

from agencies.kept_secrets import encrypt_secret
from agencies.models import OutboxMessage, Person
from agencies.queries.account_letters import PREFIX, PURPOSE
from agencies.services.outbox.addresses import new_message_id


def queue_account_letter(
    template: str,
    *,
    to: str,
    said: dict[str, object],
    person: Person | None = None,
    link: str = "",
    link_until: datetime.datetime | None = None,
) -> OutboxMessage:
    """Queue `{template}_subject.txt` and `{template}_message.txt`, filled with `said`, for an address.

    `person`: whose account it is about, where there is one; the letter is in that person's language, else in the
    present one. `link`, the page that only its reader may open, is `url` in the template, on a line of its own, and
    needs `link_until`, `until` there. It is put in when the mail is handed over: the row keeps it encrypted until then,
    and the text that is kept never shows it. A letter whose link is no longer open is cancelled instead of sent.

    Call it in the transaction of the act. Raises ValueError where link and template do not fit.
    """
    with translation.override(person.language if person else get_language() or settings.LANGUAGE_CODE):
        mask = gettext("[the link is only in the recipient's own letter]")
        given = said | {"email": to, "url": mask, "until": link_until}
        mail = get_adapter().render_mail(template, to, given)
    _check_link(mail, mask, link, link_until)
    now = timezone.now()
    return OutboxMessage.objects.create(
        template=PREFIX + template.rpartition("/")[2],
        context={"mask": mask} if link else {},
        recipient=to,
        person=person,
        subject=mail.subject,
        text=mail.body.strip() + "\n",
        message_id=new_message_id(),
        encrypted_link=encrypt_secret(link, purpose=PURPOSE) if link else "",
        link_until=link_until,
        created_at=now,
        next_attempt_at=now,
    )


def _check_link(mail: EmailMultiAlternatives, mask: str, link: str, link_until: datetime.datetime | None) -> None:
    """One line for the link, and a time when it ends; else a letter would leave without its link, or keep it."""
    lines = mail.body.splitlines().count(mask)
    if lines != bool(link) or bool(link) != (link_until is not None):
        raise ValueError(f"{lines} places for a link in “{mail.subject}”")
