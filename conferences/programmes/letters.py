"""Who is written to when a programme is published, and what the letter says: the whole programme
the first time, afterwards only what has changed.
"""

import datetime
from collections import defaultdict
from collections.abc import Iterator

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, gettext

from agencies.bodies.models import Agency
from agencies.mail.models import OutboxMessage
from agencies.mail.services.queueing import build_letter, queue_letters
from agencies.people.models import SeatHolding
from agencies.people.queries import Recipient, recipients, unique_recipients
from agencies.registry import LetterKind
from conferences.invitations.models import ConferenceInvitation
from conferences.invitations.sending import READERS
from conferences.programmes.links import follow_token
from conferences.programmes.models import ProgrammeVersion
from conferences.programmes.queries import lines_of_version, minutes_words, programme_changes
from recruitment.letters.plain import join_paragraphs
from vietnam.calendar import WorkingCalendar
from vietnam.dates import format_date

PROGRAMME_PUBLISHED = "programme_published"


def queue_programme_letters(version: ProgrammeVersion, earlier: ProgrammeVersion | None) -> int:
    """To everybody at the agencies that are invited, and to the address of an agency at which
    nobody has an account. Returns how many.
    """
    context = {"version": version.pk, "earlier": earlier.pk if earlier else 0}
    letters = [
        build_letter(PROGRAMME_PUBLISHED, to, context=context, urgency_on=version.starts_at.date())
        for to in unique_recipients(_invited(version))
    ]
    return len(queue_letters(*letters))


def _invited(version: ProgrammeVersion) -> Iterator[Recipient]:
    today = timezone.localdate()
    sent = ConferenceInvitation.objects.filter(
        point__conference=version.programme.conference_id, sent_at__isnull=False
    )
    agencies = sent.values("agency")
    held = SeatHolding.objects.filter(seat__agency__in=agencies, seat__role__in=READERS)
    reached = defaultdict(list)
    for recipient in recipients(held, on=today):
        if recipient.seat is not None:
            reached[recipient.seat.agency_id].append(recipient)
    for agency in Agency.objects.valid(today).filter(pk__in=agencies).order_by("pk"):
        if reached[agency.pk]:
            yield from reached[agency.pk]
        elif agency.email:
            yield Recipient(agency.email)


# What it says -------------------------------------------------------------------------------------
def _programme_letter(message: OutboxMessage, calendar: WorkingCalendar) -> dict[str, object]:
    rows = ProgrammeVersion.objects.select_related("programme__conference")
    version = rows.get(pk=message.context["version"])
    earlier = rows.filter(pk=message.context["earlier"]).first()
    conference = version.programme.conference
    begins = timezone.localtime(version.starts_at)
    names = {
        "title": conference.title,
        "time": f"{begins:%H:%M}",
        "day": format_date(begins.date()),
        "number": version.number,
    }
    if earlier is None:
        subject = gettext("Programme: %(title)s, %(time)s on %(day)s")
        lead = gettext("The programme of “%(title)s”, which begins at %(time)s on %(day)s:")
        lines = list(_programme_lines(version))
    else:
        subject = gettext("Programme changed: %(title)s, %(time)s on %(day)s")
        lead = gettext(
            "Version %(number)s of the programme of “%(title)s”, which begins at %(time)s on "
            "%(day)s. Only this has changed:"
        )
        lines = programme_changes(
            lines_of_version(earlier),
            lines_of_version(version),
            starts=(earlier.starts_at, version.starts_at),
        )
    # An agency without an account follows by the address that is for all who follow.
    who = message.person.full_name if message.person else ""
    page = (
        reverse("conferences:programme", args=[conference.pk])
        if message.person
        else reverse("conferences:live-page", args=[follow_token(version.programme)])
    )
    return {
        "language": get_language(),
        "why": gettext("This message was sent automatically; please do not answer it."),
        "subject": subject % names,
        "addressee": gettext("To %(person)s") % {"person": who} if who else "",
        "text": join_paragraphs(lead % names, "\n".join(f"- {line}" for line in lines)),
        "headline": subject % names,
        "act": gettext("Open the programme"),
        "url": settings.SITE_URL + page,
    }


def _programme_lines(version: ProgrammeVersion) -> Iterator[str]:
    at = timezone.localtime(version.starts_at)
    for line in version.lines.all():
        words = f"{at:%H:%M} {line.title} ({minutes_words(line.minutes)})"
        yield f"{words}; {line.presenter}" if line.presenter else words
        at += datetime.timedelta(minutes=line.minutes)


OWN_LETTERS = (LetterKind(PROGRAMME_PUBLISHED, _programme_letter),)
