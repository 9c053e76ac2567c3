"""Booths: asked for by employers, decided on by the centre, entered by recruiters."""

from collections.abc import Collection

from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from agencies.audit.services import record_action
from agencies.errors import RuleError
from agencies.mail.services.queueing import queue_letters_once
from agencies.people.models import SeatHolding
from agencies.people.permissions import Actor
from agencies.people.queries import recipients
from conferences.audit.choices import ConferenceAction
from conferences.booths.choices import BoothState
from conferences.booths.links import check_room_link
from conferences.booths.models import Booth, BoothVacancy
from conferences.booths.queries import keeps_booth, possible_vacancies
from conferences.fairs.choices import LIVE
from conferences.fairs.models import Fair
from conferences.fairs.queries import is_host
from conferences.fairs.services import lock_fair, require_host
from conferences.permissions import ConferencePermission
from recruitment.desks.notify import queue_employer_letters
from recruitment.employers.models import Employer
from recruitment.vacancies.models import Vacancy

MOST_NUMBER = 999


@transaction.atomic
def ask_for_booth(
    *,
    fair: Fair,
    vacancies: Collection[Vacancy],
    main_link: str,
    reserve_link: str,
    by: Actor,
) -> Booth:
    """The employer wants to come with these of its published vacancies; after a refusal or its own
    cancelling it may ask again.
    """
    row = lock_fair(fair.pk)
    employer = _own_employer(by)
    if row.state not in LIVE:
        raise RuleError(_("The fair is not open for registration."))
    if timezone.localdate() > row.employers_until:
        raise RuleError(_("Employers could register for this fair until its last day of asking."))
    chosen = _check_vacancies(employer, vacancies)
    booth = Booth.objects.filter(fair=row, employer=employer).first()
    if booth and booth.state in (BoothState.ASKED, BoothState.ACCEPTED):
        raise RuleError(_("Your enterprise has asked for a booth at this fair already."))
    booth = booth or Booth(fair=row, employer=employer)
    booth.state = BoothState.ASKED
    booth.words = ""
    booth.main_link = check_room_link(main_link, "main_link")
    booth.reserve_link = check_room_link(reserve_link, "reserve_link")
    booth.asked_at = timezone.now()
    booth.asked_by = by.seat
    booth.asked_person = by.person
    booth.version += 1
    booth.save()
    _set_vacancies(booth, chosen)
    record_action(ConferenceAction.BOOTH_ASKED, booth, by=by, after={"name": employer.agency.name})
    _tell_centre(booth)
    return booth


def _own_employer(by: Actor) -> Employer:
    employer = Employer.objects.filter(agency=by.seat.agency_id).select_related("agency").first()
    if employer is None or not by.may(ConferencePermission.JOIN_FAIRS):
        raise RuleError(_("Only employers ask for booths."))
    if not employer.is_verified:
        raise RuleError(_("Your enterprise is not confirmed yet."))
    return employer


def _check_vacancies(employer: Employer, vacancies: Collection[Vacancy]) -> list[Vacancy]:
    keys = {vacancy.pk for vacancy in vacancies}
    chosen = list(possible_vacancies(employer, timezone.localdate()).filter(pk__in=keys))
    if not chosen or len(chosen) != len(keys):
        raise RuleError(_("Choose published vacancies that are still open."), field="vacancies")
    return chosen


def _set_vacancies(booth: Booth, chosen: Collection[Vacancy]) -> None:
    booth.offers.all().delete()
    BoothVacancy.objects.bulk_create(
        BoothVacancy(booth=booth, vacancy=vacancy, places=vacancy.headcount) for vacancy in chosen
    )


def _tell_centre(booth: Booth) -> None:
    held = SeatHolding.objects.filter(seat__agency=booth.fair.host_id, seat__role="job_centre")
    context = {
        "booth": booth.pk,
        "fair": booth.fair.title,
        "employer": booth.employer.agency.name,
    }
    queue_letters_once(
        "booth_asked",
        recipients(held, on=timezone.localdate()),
        occasion=f"booth-asked-{booth.pk}-{booth.version}",
        context=context,
    )


@transaction.atomic
def change_booth(
    *,
    booth: Booth,
    version: int,
    vacancies: Collection[Vacancy],
    main_link: str,
    reserve_link: str,
    by: Actor,
) -> Booth:
    """By the employer: links at any time until the end, vacancies as well."""
    fair = lock_fair(booth.fair_id)
    row = _lock_booth(booth, version)
    if not keeps_booth(by, row):
        raise RuleError(_("Only the employer changes its booth."))
    if fair.state not in LIVE or row.state not in (BoothState.ASKED, BoothState.ACCEPTED):
        raise RuleError(_("This booth cannot be changed any more."))
    chosen = _check_vacancies(row.employer, vacancies)
    row.main_link = check_room_link(main_link, "main_link")
    row.reserve_link = check_room_link(reserve_link, "reserve_link")
    row.version += 1
    row.save(update_fields=["main_link", "reserve_link", "version"])
    _set_vacancies(row, chosen)
    record_action(ConferenceAction.BOOTH_CHANGED, row, by=by)
    return row


@transaction.atomic
def accept_booth(*, booth: Booth, version: int, number: int | None, by: Actor) -> Booth:
    """`number`: of the booth; without one the next free."""
    fair = lock_fair(booth.fair_id)
    require_host(by, fair)
    row = _lock_booth(booth, version)
    if fair.state not in LIVE:
        raise RuleError(_("The fair is not open."))
    if row.state not in (BoothState.ASKED, BoothState.DECLINED):
        raise RuleError(_("This booth is decided already."))
    if number is None:
        number = (fair.booths.aggregate(last=Max("number"))["last"] or 0) + 1
    if not 1 <= number <= MOST_NUMBER:
        raise RuleError(_("Give a number from 1 to 999."), field="number")
    if fair.booths.filter(number=number).exclude(pk=row.pk).exists():
        raise RuleError(_("Another booth has this number."), field="number")
    return _decide(row, BoothState.ACCEPTED, number, "", by)


@transaction.atomic
def decline_booth(*, booth: Booth, version: int, words: str, by: Actor) -> Booth:
    fair = lock_fair(booth.fair_id)
    require_host(by, fair)
    row = _lock_booth(booth, version)
    if row.state != BoothState.ASKED:
        raise RuleError(_("This booth is decided already."))
    if not words.strip():
        raise RuleError(_("Say why: the employer reads it."), field="words")
    return _decide(row, BoothState.DECLINED, None, words, by)


def _decide(row: Booth, state: BoothState, number: int | None, words: str, by: Actor) -> Booth:
    row.state = state
    row.number = number
    row.words = words
    row.version += 1
    row.save(update_fields=["state", "number", "words", "version"])
    after = {"name": row.employer.agency.name, "state": row.state}
    record_action(ConferenceAction.BOOTH_DECIDED, row, by=by, after=after)
    context = {"booth": row.pk, "fair": row.fair.title, "state": state.value, "words": words}
    queue_employer_letters(row.employer, "booth_decided", f"booth-{row.pk}-{row.version}", context)
    return row


@transaction.atomic
def renew_recruiter_link(*, booth: Booth, by: Actor) -> Booth:
    """The former address opens nothing any more."""
    row = _lock_booth(booth, None)
    if not keeps_booth(by, row) and not is_host(by, row.fair):
        raise RuleError(_("Only the employer and the job centre do this."))
    row.link_number += 1
    row.save(update_fields=["link_number"])
    record_action(ConferenceAction.BOOTH_LINK_RENEWED, row, by=by)
    return row


def set_presence(*, booth: Booth, is_there: bool) -> None:
    """By a recruiter with the signed address. Saying it twice keeps the first moment."""
    rows = Booth.objects.filter(pk=booth.pk, present_since__isnull=is_there)
    rows.update(present_since=timezone.now() if is_there else None)


def _lock_booth(booth: Booth, version: int | None) -> Booth:
    related = ("fair__host", "employer__agency")
    rows = Booth.objects.select_related(*related).select_for_update(of=("self",), no_key=True)
    row = rows.get(pk=booth.pk)
    if version is not None and row.version != version:
        raise RuleError(
            _("Somebody has changed this booth meanwhile. Look at it again; nothing was saved.")
        )
    return row
