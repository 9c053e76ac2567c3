"""Telling an employer of workers who want to come: each morning, or at once to whoever has chosen
so; and the office's word when nobody calls them. Letters and notices name no worker.
"""

import datetime

from django.db import transaction
from django.db.models import Count, Min, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from agencies.audit.services import record_action
from agencies.calendar.periods import start_of_day
from agencies.calendar.queries import working_calendar
from agencies.database.locking import lock_rows
from agencies.errors import RuleError
from agencies.mail.services.queueing import build_letter, queue_letters, queue_letters_once
from agencies.people.choices import Channel, MailMode
from agencies.people.models import SeatHolding
from agencies.people.permissions import Actor
from agencies.people.queries import Recipient, recipients, unique_recipients
from recruitment.audit.choices import RecruitmentAction
from recruitment.desks.notify import FIRST_HOUR, queue_employer_letters
from recruitment.desks.queries import at_desk_of, is_at_desk
from recruitment.employers.models import Employer
from recruitment.interests.models import Interest
from recruitment.permissions import RecruitmentPermission
from recruitment.vacancies.choices import InterestStatus
from recruitment.vacancies.models import Vacancy

# Working days after which an office may say a word.
CALL_WITHIN = 3


def tell_at_once(interest: Interest) -> None:
    """Those of the employer's representatives who want a letter for each; in the transaction of
    the registration.
    """
    vacancy = interest.vacancy
    context = {"vacancy": vacancy.pk, "title": vacancy.title}
    to = _representatives(vacancy.employer, at_once=True)
    queue_letters_once("worker_registered", to, occasion=f"worker-{interest.pk}", context=context)
    _queue_notices("worker_registered", to, context, _desk_page(vacancy.pk))


def tell_each_morning(now: datetime.datetime | None = None) -> int:
    """The others, once each working morning, of all who have registered since; returns how many
    letters. Running it again adds nothing.
    """
    now = timezone.localtime(now)
    if now.hour < FIRST_HOUR or not working_calendar().is_working(now.date()):
        return 0
    until = start_of_day(now.date()) + datetime.timedelta(hours=FIRST_HOUR)
    untold = Interest.objects.filter(told_at=None, registered_at__lt=until)
    employers = Employer.objects.filter(vacancies__interests__in=untold).distinct()
    return sum(_tell_employer(each, until, now) for each in employers.select_related("agency"))


@transaction.atomic
def _tell_employer(employer: Employer, until: datetime.datetime, now: datetime.datetime) -> int:
    untold = lock_rows(
        Interest.objects.filter(
            vacancy__employer=employer, told_at=None, registered_at__lt=until
        ).select_related("vacancy")
    )
    Interest.objects.filter(pk__in=[row.pk for row in untold]).update(told_at=now)
    rows = [row for row in untold if row.status == InterestStatus.NEW]
    if not rows:
        return 0
    counts: dict[str, int] = {}
    for row in rows:
        counts[row.vacancy.title] = counts.get(row.vacancy.title, 0) + 1
    context = {"employer": employer.agency.name, "titles": list(counts.items()), "n": len(rows)}
    to = _representatives(employer, at_once=False)
    _queue_notices("workers_registered", to, context, reverse("recruitment:vacancy-desk"))
    return queue_letters_once(
        "workers_registered",
        to,
        occasion=f"workers-{employer.pk}-{now:%Y%m%d}",
        context=context,
    )


def _representatives(employer: Employer, *, at_once: bool) -> list[Recipient]:
    held = SeatHolding.objects.filter(seat__agency=employer.agency_id)
    return [
        each
        for each in unique_recipients(recipients(held, on=timezone.localdate()))
        if each.person and (each.person.mail_mode == MailMode.SINGLE) == at_once
    ]


def _queue_notices(kind: str, to: list[Recipient], context: dict[str, object], page: str) -> None:
    # In the portal, beside the letter; `page`: what it opens.
    queue_letters(
        *(
            build_letter(
                kind,
                each,
                channel=Channel.PORTAL,
                context=context | {"page": page},
                urgency_on=timezone.localdate(),
            )
            for each in to
        )
    )


def _desk_page(vacancy: int) -> str:
    return reverse("recruitment:vacancy-desk-detail", args=[vacancy])


# Nobody calls -------------------------------------------------------------------------------------
def last_day_to_have_called(today: datetime.date) -> datetime.date:
    """Whoever registered on that day or before should have been called by now."""
    calendar = working_calendar()
    day = today
    while calendar.add_working_days(day, CALL_WITHIN) >= today:
        day -= datetime.timedelta(days=1)
    return day


def uncalled_interests(today: datetime.date) -> QuerySet[Interest]:
    """Not called for more than three working days."""
    return Interest.objects.filter(
        status=InterestStatus.NEW, registered_at__date__lte=last_day_to_have_called(today)
    )


def uncalled_vacancies(by: Actor, today: datetime.date) -> QuerySet[Vacancy]:
    """At the actor's desk, each with `uncalled`, how many wait, and `waits_since`; the longest
    first.
    """
    waiting = uncalled_interests(today)
    rows = at_desk_of(by, Vacancy.objects.filter(interests__in=waiting))
    sums = {"uncalled": Count("interests"), "waits_since": Min("interests__registered_at")}
    summed = rows.select_related("employer__agency").annotate(**sums)
    found: QuerySet[Vacancy] = summed.order_by("waits_since", "pk")
    return found


@transaction.atomic
def remind_of_calls(*, vacancy: Vacancy, words: str, by: Actor) -> None:
    """The office's word to the employer, by letter and in the log; once a day."""
    if not (by.may(RecruitmentPermission.CHECK_VACANCIES) and is_at_desk(vacancy.office_id, by)):
        raise RuleError(_("Only the office that checks this vacancy reminds its employer."))
    today = timezone.localdate()
    waiting = uncalled_interests(today).filter(vacancy=vacancy).count()
    if not waiting:
        raise RuleError(_("Nobody has waited for a call for three working days."))
    context = {
        "vacancy": vacancy.pk,
        "title": vacancy.title,
        "n": waiting,
        "words": words.strip(),
        "office": by.seat.agency.name,
    }
    occasion = f"uncalled-{vacancy.pk}-{today:%Y%m%d}"
    if not queue_employer_letters(vacancy.employer, "workers_uncalled", occasion, context):
        raise RuleError(
            _("The employer has been reminded today already, or nobody can be reached.")
        )
    record_action(
        RecruitmentAction.INTEREST_REMINDED, vacancy, by=by, after={"text": words.strip()}
    )
