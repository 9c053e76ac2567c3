"""Each working morning, what is new in the searches that officials have saved."""

import datetime
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from agencies.calendar.queries import working_calendar
from agencies.database.locking import lock_row
from agencies.errors import RuleError
from agencies.mail.services.queueing import queue_letters_once
from agencies.people.models import SeatHolding
from agencies.people.permissions import Actor, present_actor
from agencies.people.queries import recipients
from recruitment.bulletins.models import DemandAlert
from recruitment.desks.notify import FIRST_HOUR
from recruitment.job_search.search import find_vacancies
from recruitment.permissions import RecruitmentPermission

# Of one person at one seat.
MOST_ALERTS = 20
# Of a letter.
MOST_LINES = 20


def own_alerts(by: Actor) -> QuerySet[DemandAlert]:
    return DemandAlert.objects.filter(person=by.person, seat=by.seat)


@transaction.atomic
def save_alert(*, query: str, terms: list[str], words: str, by: Actor) -> DemandAlert:
    """From now on; a search that is kept already stays as it is. `query`: the address of the demand
    sheet.
    """
    if not by.may(RecruitmentPermission.TAKE_BULLETINS):
        raise RuleError(_("Your seat has no demand sheet."))
    own = own_alerts(by)
    if own.count() >= MOST_ALERTS and not own.filter(query=query).exists():
        raise RuleError(
            _("You have saved %(n)s searches already. Stop one first.") % {"n": MOST_ALERTS}
        )
    alert, _made = DemandAlert.objects.get_or_create(
        person=by.person, seat=by.seat, query=query, defaults={"terms": terms, "words": words}
    )
    return alert


def send_alerts(now: datetime.datetime | None = None) -> int:
    """One letter for each search in which something is new; returns how many. Running it again adds
    nothing.

    The searches of people who have left the seat, or no longer have a demand sheet, end.
    """
    now = timezone.localtime(now)
    if now.hour < FIRST_HOUR or not working_calendar().is_working(now.date()):
        return 0
    return sum(
        _send(alert, now)
        for alert in DemandAlert.objects.filter(told_until__date__lt=now.date()).order_by("pk")
    )


@transaction.atomic
def _send(alert: DemandAlert, now: datetime.datetime) -> int:
    alert = lock_row(DemandAlert.objects.select_related("person", "seat"), alert.pk)
    by = present_actor(person=alert.person, seat=alert.seat, on=now.date())
    if by is None or not by.may(RecruitmentPermission.TAKE_BULLETINS):
        alert.delete()
        return 0
    new = [
        row
        for row in find_vacancies(alert.terms, length=MOST_LINES + 1).rows
        if row["published_at"] > alert.told_until
    ]
    alert.told_until = now
    alert.save()
    if not new:
        return 0
    said = {
        "query": alert.query,
        "words": alert.words,
        "lines": [_line(row) for row in new],
        "most": MOST_LINES,
    }
    to = recipients(
        SeatHolding.objects.filter(seat=alert.seat_id, person=alert.person_id), on=now.date()
    )
    return queue_letters_once(
        "demand_alert", to, occasion=f"alert-{alert.pk}-{now:%Y%m%d}", context=said
    )


def _line(row: dict[str, Any]) -> dict[str, object]:
    # From the public list; the letter writes figures in the language of whom it goes to.
    wage = (row["income_from"], row["income_to"])
    return {
        "title": row["title"],
        "people": row["headcount"],
        "wage": [None if figure is None else str(figure) for figure in wage],
        "employer": row["employer"],
        "place": ", ".join(filter(None, [row["park"], row["ward"], row["province"]])),
    }
