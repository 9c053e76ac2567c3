"""Letters of invitation: sent again when no answer comes, when time or place have
changed, and when it is cancelled."""

from typing import Any

from django.conf import settings
from django.utils import timezone
from django.utils.translation import get_language, gettext

from agencies.calendar.date_words import weekday_words
from agencies.mail.models import OutboxMessage
from agencies.registry import Attachment, LetterKind, NothingToSayError
from conferences.invitations.choices import InvitationAnswer, InvitationLetter
from conferences.invitations.models import ConferenceInvitation
from conferences.meetings.choices import ConferenceState
from conferences.meetings.models import Conference
from recruitment.letters.plain import join_paragraphs
from vietnam.calendar import WorkingCalendar
from vietnam.dates import format_date


def _invitation(message: OutboxMessage) -> ConferenceInvitation:
    """What the letter is about. Raises NothingToSayError where a later letter says it better."""
    rows = ConferenceInvitation.objects.select_related("point__conference__host", "agency")
    found = rows.filter(pk=message.context["invitation"]).first()
    if found is None or found.point.conference.sequence != message.context["sequence"]:
        raise NothingToSayError
    return found


def _when(conference: Conference) -> str:
    begins = timezone.localtime(conference.starts_at)
    ends = timezone.localtime(conference.ends_at)
    return gettext("%(weekday)s, %(day)s, from %(begins)s to %(ends)s") % {
        "weekday": weekday_words(begins.date()),
        "day": format_date(begins.date()),
        "begins": f"{begins:%H:%M}",
        "ends": f"{ends:%H:%M}",
    }


def _write(kind: InvitationLetter, invitation: ConferenceInvitation) -> tuple[str, str]:
    # Subject and text.
    point = invitation.point
    conference = point.conference
    names = {
        "title": conference.title,
        "agency": invitation.agency.name,
        "host": conference.host.name,
        "when": _when(conference),
        "point": ", ".join(filter(None, (point.name, point.room))),
        "who": invitation.who or gettext("as the body decides"),
        "places": invitation.places,
        "reason": conference.cancel_reason,
    }
    if kind == InvitationLetter.CANCELLED:
        subject = gettext("Cancelled: %(title)s")
        text = gettext(
            "%(host)s informs %(agency)s that the conference “%(title)s”, planned for %(when)s,"
            " does not take place. Reason: %(reason)s"
        )
        return subject % names, text % names
    if kind == InvitationLetter.MOVED:
        subject = gettext("Changed: %(title)s")
        first = gettext("The conference “%(title)s” has been changed. It is now:")
    elif kind == InvitationLetter.REMINDED:
        subject = gettext("Your answer is missing: %(title)s")
        first = gettext("%(host)s is waiting for the answer of %(agency)s about “%(title)s”.")
    else:
        subject = gettext("Invitation: %(title)s")
        first = gettext("%(host)s invites %(agency)s to the conference “%(title)s”.")
    facts = gettext("Time: %(when)s\nPoint: %(point)s\nWho: %(who)s (people: %(places)s)")
    last = gettext(
        "Please answer whether your agency comes, does not come, or sends a substitute. Join link"
        " and passcode stand on the page of your point; the attached file puts the day into your"
        " calendar."
    )
    return subject % names, join_paragraphs(first % names, facts % names, last)


def _context(kind: InvitationLetter, message: OutboxMessage) -> dict[str, Any]:
    invitation = _invitation(message)
    is_cancelled = invitation.point.conference.state == ConferenceState.CANCELLED
    if is_cancelled != (kind == InvitationLetter.CANCELLED):
        raise NothingToSayError
    if kind == InvitationLetter.REMINDED and invitation.answer != InvitationAnswer.NONE:
        raise NothingToSayError
    subject, text = _write(kind, invitation)
    person = message.person
    name = person.full_name if person else invitation.agency.name
    return {
        "language": get_language(),
        "why": gettext("This message was sent automatically; please do not answer it."),
        "subject": subject,
        "addressee": gettext("To %(person)s") % {"person": name},
        "text": text,
        "headline": subject,
        "act": gettext("Open the invitation"),
        "url": message.context.get("mask") or settings.SITE_URL + invitation.get_absolute_url(),
    }


def _attach(message: OutboxMessage) -> list[Attachment]:
    from conferences.invitations.exports import (  # slow import: icalendar
        calendar_kind,
        write_invitation,
    )

    rows = ConferenceInvitation.objects.select_related("point__conference__host", "agency")
    invitation = rows.filter(pk=message.context["invitation"]).first()
    if invitation is None:
        return []
    content = write_invitation(invitation, to=message.recipient)
    return [Attachment("hoi-nghi.ics", content, calendar_kind(invitation))]


def _letter_kinds() -> tuple[LetterKind, ...]:
    found = []
    for kind in InvitationLetter:

        def context(
            message: OutboxMessage, calendar: WorkingCalendar, kind: InvitationLetter = kind
        ) -> dict[str, object]:
            return _context(kind, message)

        found.append(LetterKind(kind.value, context, attach=_attach))
        guest = LetterKind(kind.for_guests, context, layout="emails/guest", attach=_attach)
        found.append(guest)
    return tuple(found)


INVITATION_LETTERS = _letter_kinds()
