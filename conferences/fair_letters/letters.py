"""Letters to people at a job fair, to the centres that hold it and to the employers that come."""

import datetime
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.translation import get_language, gettext

from agencies.calendar.date_words import moment_words
from agencies.mail.models import OutboxMessage
from agencies.registry import LetterKind, NothingToSayError
from conferences.booths.choices import BoothState
from conferences.fair_booking.choices import NewsKind, SeatState
from conferences.fair_booking.freeing import block_name
from conferences.fair_booking.models import InterviewSeat
from recruitment.letters.plain import PlainLetter, join_paragraphs, plain_letter
from vietnam.calendar import WorkingCalendar

Write = Callable[[dict[str, Any]], PlainLetter]


def _person_letter(name: str, write: Write) -> LetterKind:
    """To an address that somebody has given, without an account and without naming anybody."""

    def context(message: OutboxMessage, calendar: WorkingCalendar) -> dict[str, object]:
        letter = write(message.context)
        return {
            "language": get_language(),
            "why": gettext("This message was sent automatically; please do not answer it."),
            "subject": letter.subject,
            "addressee": gettext("To the person who registered for the job fair"),
            "text": letter.text,
            "headline": letter.subject,
            "act": letter.action,
            "url": settings.SITE_URL + letter.page,
        }

    return LetterKind(name, context)


def _own_page(context: dict[str, Any]) -> str:
    return reverse("conferences:own-registration", args=[context["token"]])


def _fair_news(context: dict[str, Any]) -> PlainLetter:
    subjects = {
        NewsKind.GIVEN: gettext("You have an interview: %(about)s"),
        NewsKind.LOST: gettext("Your interview does not take place: %(about)s"),
        NewsKind.MOVED: gettext("Your interview was moved: %(about)s"),
        NewsKind.FAIR_CANCELLED: gettext("The job fair does not take place: %(fair)s"),
        NewsKind.FAIR_MOVED: gettext("The job fair begins at another time: %(about)s"),
    }
    texts = {
        NewsKind.GIVEN: gettext(
            "A place became free at “%(fair)s”, and it is yours: %(about)s. If you cannot come, "
            "decline on your page: the next in line gets it at once."
        ),
        NewsKind.LOST: gettext(
            "Your interview at “%(fair)s” was cancelled: %(about)s. On your page you can choose "
            "another one."
        ),
        NewsKind.MOVED: gettext("Your interview at “%(fair)s” is now: %(about)s."),
        NewsKind.FAIR_CANCELLED: gettext("“%(fair)s”, %(about)s, was cancelled."),
        NewsKind.FAIR_MOVED: gettext(
            "“%(fair)s” now begins at %(about)s. All interviews have moved with it; their times "
            "stand on your page."
        ),
    }
    kind = NewsKind(context["kind"])
    why = gettext("Reason: %(why)s") % context if context.get("why") else ""
    free = gettext("Taking part is free. Nobody may ask you for a fee or a deposit.")
    return PlainLetter(
        (subjects[kind] % context).removesuffix(": "),
        join_paragraphs((texts[kind] % context), why, free),
        gettext("Open my page"),
        _own_page(context),
    )


def _fair_reminder(context: dict[str, Any]) -> PlainLetter:
    related = ("block__booth__employer__agency", "block__point__agency", "block__point__fair")
    seat = (
        InterviewSeat.objects.select_related(*related)
        .filter(pk=context["seat"], seeker=context["seeker"], state=SeatState.BOOKED)
        .first()
    )
    if seat is None or seat.starts_at != datetime.datetime.fromisoformat(context["starts_at"]):
        raise NothingToSayError
    words = {
        "employer": block_name(seat.block),
        "moment": moment_words(seat.starts_at),
        "fair": seat.block.point.fair.title,
        "venue": seat.block.point.venue,
    }
    return PlainLetter(
        gettext("Do not forget: %(employer)s, %(moment)s") % words,
        join_paragraphs(
            gettext("Your interview at “%(fair)s”: %(employer)s, %(moment)s.") % words,
            gettext(
                "The place, or the link of the room, stands on your page; the point of the fair "
                "is at %(venue)s. If you cannot come, decline on your page: somebody is waiting "
                "for the place."
            )
            % words,
        ),
        gettext("Open my page"),
        _own_page(context),
    )


def _booth_asked(context: dict[str, Any], message: OutboxMessage) -> PlainLetter:
    return PlainLetter(
        gettext("%(employer)s wants to come to “%(fair)s”") % context,
        gettext("Please look at its vacancies and accept or decline the booth."),
        gettext("Open the booth"),
        reverse("conferences:booth", args=[context["booth"]]),
    )


def _booth_decided(context: dict[str, Any], message: OutboxMessage) -> PlainLetter:
    if context["state"] == BoothState.ACCEPTED:
        subject = gettext("Your booth at “%(fair)s” is accepted")
        text = gettext(
            "Now set the times of interviews, and send your recruiters the link which stands on "
            "the page of the booth."
        )
    else:
        subject = gettext("Your booth at “%(fair)s” is declined")
        text = gettext("The job centre says: %(words)s") % context
    return PlainLetter(
        subject % context,
        text,
        gettext("Open the booth"),
        reverse("conferences:booth", args=[context["booth"]]),
    )


FAIR_LETTERS = (
    _person_letter("fair_news", _fair_news),
    _person_letter("fair_reminder", _fair_reminder),
    plain_letter("booth_asked", _booth_asked),
    plain_letter("booth_decided", _booth_decided),
)
