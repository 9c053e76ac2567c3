"""What the command `bootstrap` says about the present state, and about what comes next."""

from collections.abc import Iterator, Mapping

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _, ngettext

from agencies.calendar.date_words import moment_words
from agencies.mail.account_letter_links import INVITATION_VALID_FOR
from agencies.mail.choices import MessageStatus
from agencies.mail.models import OutboxMessage
from agencies.mail.queries import reason_text
from agencies.members.models import Invitation
from agencies.setup import Administrator, BootstrapResult, CalendarYear, Coordinator, HostBodies
from vietnam.dates import format_date

RENEW = "manage.py bootstrap --renew"
# Django's mail backends that reach nobody.
UNSENDING = ("console", "dummy", "filebased")


def report_lines(done: BootstrapResult, links: Mapping[int, str]) -> Iterator[str]:
    """`links`: of letters whose link is to be printed, by the key of the letter."""
    yield from _reference_lines(done)
    yield from _body_lines(done.bodies)
    yield from map(_calendar_line, done.calendar)
    yield from _coordinator_lines(done.coordinator, links)
    if done.administrator:
        yield from _administrator_lines(done.administrator, links)
    yield ""
    yield _("What comes next:")
    yield from (f"  {number}. {step}" for number, step in enumerate(_next_steps(done), start=1))


def _reference_lines(done: BootstrapResult) -> Iterator[str]:
    added = done.added.as_dict()
    if any(added.values()):
        words = _(
            "Reference data added: %(provinces)s provinces, %(agencies)s agencies, %(groups)s "
            "groups of agencies, %(days)s swapped working days."
        )
        yield words % added
    else:
        yield _("Reference data: complete, nothing added.")
    yield _("Reminders without a policy of their own follow the general one: %(url)s") % {
        "url": _page_url("agencies:policy-list")
    }


def _body_lines(bodies: HostBodies) -> Iterator[str]:
    for body in (bodies.committee, bodies.office, bodies.home_affairs):
        sentence = _("Body added: %(name)s") if body in bodies.added else _("Body: %(name)s")
        yield sentence % {"name": body.name}
    for body, name in bodies.outdated.items():
        sentence = _("“%(old)s” is called “%(new)s” today. Put its name right on %(url)s")
        yield sentence % {
            "old": body.name,
            "new": name,
            "url": _page_url("admin:agencies_agency_change", body.pk),
        }


def _calendar_line(year: CalendarYear) -> str:
    facts = {"year": year.year, "url": _page_url("agencies:calendar")}
    if not year.holidays:
        return (
            _("Working calendar %(year)s: the public holidays are not known. Enter them on %(url)s")
            % facts
        )
    holidays = ngettext("%(n)s public holiday", "%(n)s public holidays", year.holidays) % {
        "n": year.holidays
    }
    if year.swapped:
        swapped = ngettext("%(n)s swapped day", "%(n)s swapped days", year.swapped) % {
            "n": year.swapped
        }
        facts |= {"holidays": holidays, "swapped": swapped}
        return _("Working calendar %(year)s: %(holidays)s, %(swapped)s.") % facts
    sentence = _(
        "Working calendar %(year)s: %(holidays)s by law; no swapped day is entered yet. Once the "
        "days off at Tết and"
        " on the National Day are decided, enter them on %(url)s"
    )
    return sentence % (facts | {"holidays": holidays})


def _coordinator_lines(coordinator: Coordinator, links: Mapping[int, str]) -> Iterator[str]:
    if holding := coordinator.holding:
        facts = {
            "person": holding.person.full_name,
            "email": holding.person.email,
            "seat": holding.seat,
        }
        facts["day"] = format_date(holding.starts_on)
        yield (
            _(
                "Coordinator: %(person)s (%(email)s), %(seat)s, since %(day)s. No invitation is "
                "needed."
            )
            % facts
        )
    elif coordinator.invitation:
        yield from _invitation_lines(coordinator.invitation, links, is_new=coordinator.is_new)


def _invitation_lines(
    invitation: Invitation, links: Mapping[int, str], *, is_new: bool
) -> Iterator[str]:
    facts = {"person": invitation.full_name, "email": invitation.email, "seat": invitation.seat}
    facts["day"] = format_date(timezone.localdate(invitation.sent_at))
    if is_new:
        yield _("Invited as first coordinator: %(person)s (%(email)s), %(seat)s.") % facts
    else:
        yield (
            _(
                "First coordinator: %(person)s (%(email)s), %(seat)s, invited on %(day)s, has not "
                "accepted yet."
            )
            % facts
        )
    if invitation.sent_at + INVITATION_VALID_FOR < timezone.now():
        yield _("The link of that letter has expired. A new one: %(command)s") % {"command": RENEW}
    elif invitation.letter:
        yield from _letter_lines(invitation.letter, links, again=RENEW)


def _administrator_lines(administrator: Administrator, links: Mapping[int, str]) -> Iterator[str]:
    facts = {"email": administrator.person.email, "url": _page_url("admin:index")}
    if administrator.is_new and administrator.letter:
        yield _("Administrator: an account was opened for %(email)s, which opens %(url)s") % facts
    elif administrator.is_new:
        yield _("Administrator: the account %(email)s now opens %(url)s too.") % facts
    else:
        yield _("Administrator: %(email)s opens %(url)s already.") % facts
    if administrator.letter:
        yield from _letter_lines(
            administrator.letter, links, again=_page_url("account_reset_password")
        )


def _letter_lines(letter: OutboxMessage, links: Mapping[int, str], *, again: str) -> Iterator[str]:
    # What became of a letter, and its link where it was asked for. `again`: what makes a new one.
    facts = {"moment": moment_words(letter.sent_at or letter.next_attempt_at), "again": again}
    facts["reason"] = reason_text(letter.last_error)
    if not can_send_mail() and letter.status == MessageStatus.QUEUED:
        yield _(
            "The letter waits: EMAIL_URL names no mail server. Once it does, the letter is sent "
            "automatically."
        )
    elif not can_send_mail():
        yield (
            _(
                "The letter reached nobody: EMAIL_URL names no mail server. Set it and have a new "
                "one: %(again)s"
            )
            % facts
        )
    elif letter.status == MessageStatus.SENT:
        yield _("The mail server took the letter at %(moment)s.") % facts
    elif letter.status == MessageStatus.QUEUED and letter.last_error:
        yield (
            _(
                "The letter is not sent yet: %(reason)s It will be tried again automatically from"
                " %(moment)s on."
            )
            % facts
        )
    elif letter.status == MessageStatus.QUEUED:
        yield _("The letter waits in the outbox; the worker sends it within a minute.")
    else:
        yield _("The letter was not sent: %(reason)s Have a new one: %(again)s") % facts
    if letter.pk in links:
        yield _("The link of the letter, for this person alone: %(url)s") % {
            "url": links[letter.pk]
        }


def can_send_mail() -> bool:
    return settings.EMAIL_BACKEND.split(".")[-2] not in UNSENDING


def _next_steps(done: BootstrapResult) -> Iterator[str]:
    if done.coordinator.holding is None:
        yield _("Open the letter and accept the invitation; choose a password.")
        yield _("Set up a second factor: %(url)s") % {"url": _page_url("agencies:account")}
    agency = done.coordinator.seat.agency if done.coordinator.seat else done.bodies.home_affairs
    yield _("Invite the people of your agency: %(url)s") % {
        "url": _page_url("agencies:member-list", agency.pk)
    }
    yield _("Import the other agencies and their people from Excel: %(url)s") % {
        "url": _page_url("agencies:people-upload")
    }
    yield _("Upload the first plan and assign its tasks: %(url)s") % {
        "url": _page_url("agencies:directive-list")
    }
    yield _("Copy the nightly backups to another machine, and test once that one can be restored.")


def _page_url(name: str, *args: object) -> str:
    return settings.SITE_URL + reverse(name, args=args)
