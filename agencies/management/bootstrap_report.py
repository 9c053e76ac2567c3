"""What the command `bootstrap` says of what stands, and of what comes next."""

import datetime
from collections.abc import Iterator

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from agencies.services.bootstrap import Administrator, Bootstrapped, CalendarYear, Coordinator, HostBodies
from agencies.services.members import VALID_FOR
from vietnam.dates import format_date

RENEW = "manage.py bootstrap --renew"
UNSENDING = ("console", "dummy")
"""Django's ways of mail that reach nobody."""


def report_lines(done: Bootstrapped, *, shows_links: bool, on: datetime.date) -> Iterator[str]:
    yield from _reference_lines(done)
    yield from _body_lines(done.bodies)
    for year in done.calendar:
        yield _calendar_line(year)
    yield from _coordinator_lines(done.coordinator, shows_links)
    if done.administrator:
        yield from _administrator_lines(done.administrator, shows_links)
    yield ""
    yield _("What comes next:")
    yield from (f"  {number}. {step}" for number, step in enumerate(_next_steps(done.coordinator), start=1))


def _reference_lines(done: Bootstrapped) -> Iterator[str]:
    said = done.added.as_dict()
    if any(said.values()):
        words = _(
            "Reference data added: %(provinces)s provinces, %(agencies)s agencies, %(groups)s groups of agencies,"
            " %(days)s swapped working days."
        )
        yield words % said
    else:
        yield _("Reference data: complete, nothing added.")
    yield _("Reminders without a policy of their own follow the general one: %(url)s") % {
        "url": _address("agencies:policy-list")
    }


def _body_lines(bodies: HostBodies) -> Iterator[str]:
    for body in (bodies.committee, bodies.office, bodies.home_affairs):
        sentence = _("Body added: %(name)s") if body in bodies.added else _("Body: %(name)s")
        yield sentence % {"name": body.name}
    for body, name in bodies.outdated.items():
        sentence = _("“%(old)s” is called “%(new)s” today. Put its name right on %(url)s")
        yield sentence % {"old": body.name, "new": name, "url": _address("admin:agencies_agency_change", body.pk)}


def _calendar_line(year: CalendarYear) -> str:
    said = {"year": year.year, "url": _address("agencies:calendar")}
    if not year.holidays:
        return _("Working calendar %(year)s: the public holidays are not known. Enter them on %(url)s") % said
    holidays = ngettext("%(n)s public holiday", "%(n)s public holidays", year.holidays) % {"n": year.holidays}
    if year.swapped:
        swapped = ngettext("%(n)s swapped day", "%(n)s swapped days", year.swapped) % {"n": year.swapped}
        said |= {"holidays": holidays, "swapped": swapped}
        return _("Working calendar %(year)s: %(holidays)s, %(swapped)s.") % said
    sentence = _(
        "Working calendar %(year)s: %(holidays)s by law; no swapped day is entered yet. Once the days off at Tết and"
        " on the National Day are decided, enter them on %(url)s"
    )
    return sentence % (said | {"holidays": holidays})


def _coordinator_lines(coordinator: Coordinator, shows_links: bool) -> Iterator[str]:
    if holding := coordinator.holding:
        said = {"person": holding.person.full_name, "email": holding.person.email, "seat": holding.seat}
        said["day"] = format_date(holding.starts_on)
        yield _("Coordinator: %(person)s (%(email)s), %(seat)s, since %(day)s. No invitation is needed.") % said
        return
    invitation = coordinator.invitation
    if invitation is None:
        return
    said = {"person": invitation.full_name, "email": invitation.email, "seat": invitation.seat}
    said["day"] = format_date(timezone.localdate(invitation.sent_at))
    if coordinator.is_new:
        yield _("Invited as first coordinator: %(person)s (%(email)s), %(seat)s.") % said
        yield _letter_line(sent=invitation.is_sent, again=RENEW)
        yield from _link_lines(invitation.link, shows_links)
        return
    yield _("First coordinator: %(person)s (%(email)s), %(seat)s, invited on %(day)s, has not accepted yet.") % said
    if invitation.sent_at + VALID_FOR < timezone.now():
        yield _("The link of that letter is over. A new one: %(command)s") % {"command": RENEW}
    elif shows_links:
        yield _("The link of that letter is kept nowhere. A new one, which ends it: %(command)s") % {
            "command": f"{RENEW} --show-link"
        }


def _administrator_lines(administrator: Administrator, shows_links: bool) -> Iterator[str]:
    said = {"email": administrator.person.email, "url": _address("admin:index")}
    if not administrator.is_new:
        yield _("Administrator: %(email)s opens %(url)s already.") % said
    elif not administrator.link:
        yield _("Administrator: the account %(email)s now opens %(url)s too.") % said
    else:
        yield _("Administrator: an account was opened for %(email)s.") % said
        yield _letter_line(sent=administrator.is_sent, again=_address("account_reset_password"))
        yield from _link_lines(administrator.link, shows_links)


def _letter_line(*, sent: bool | None, again: str) -> str:
    if any(settings.EMAIL_BACKEND.split(".")[-2] == name for name in UNSENDING):
        return _(
            "The letter reached nobody: EMAIL_URL names no mail server. Set it, then send the letter again: %(again)s"
        ) % {"again": again}
    if not sent:
        return _(
            "The letter was not sent: the mail server did not take it. Check EMAIL_URL and the log, then send the"
            " letter again: %(again)s"
        ) % {"again": again}
    return _("The mail server took the letter.")


def _link_lines(link: str, shows_links: bool) -> Iterator[str]:
    if shows_links:
        yield _("The link of the letter, for this person alone: %(url)s") % {"url": link}


def _next_steps(coordinator: Coordinator) -> Iterator[str]:
    if coordinator.holding is None:
        yield _("Open the letter and accept the invitation; choose a password.")
        yield _("Set up a second factor: %(url)s") % {"url": _address("agencies:account")}
    agency = coordinator.holding.seat.agency if coordinator.holding else coordinator.invitation.seat.agency
    yield _("Invite the people of your agency, then the first of each other agency: %(url)s") % {
        "url": _address("agencies:member-list", agency.pk)
    }
    yield _("Take in the first plan and assign its tasks: %(url)s") % {"url": _address("agencies:directive-list")}
    yield _("Have backups made every night (manage.py backup) and try once to restore one.")


def _address(name: str, *args: object) -> str:
    return settings.SITE_URL + reverse(name, args=args)
