"""What the frame around every page shows: the acting seat, the places it may open, their counts."""

import datetime
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from operator import itemgetter

from django.conf import settings
from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise, SimpleLazyObject
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from agencies.bodies.models import Agency
from agencies.database.counts import Waiting, counted, counts
from agencies.people.models import Person, Seat
from agencies.people.permissions import (
    Actor,
    Permission,
    Right,
    acting_seat,
    first_page,
    held_seats,
)
from agencies.tasks.occurrence_models import Occurrence
from agencies.tasks.queries import SOON


@dataclass(frozen=True)
class Place:
    """An entry of the rail. `prefix`: the first part of the path of the pages that belong to it, or
    several.
    """

    label: Promise
    url_name: str
    prefix: str | tuple[str, ...]
    icon: str
    permission: Right
    group: Promise | str = ""
    short: Promise | str = ""  # on the phone's bar, where the label would not fit
    yields: bool = False  # gives way on that bar to the places after it
    level: str = ""  # of the agencies to whose seats it is shown; empty: to all
    not_of: str = ""  # the kind of agencies that have no such page


MUST_DO = "agencies:must-do"
WATCH, SETTINGS = _("Watching"), _("Upkeep")
ON_BAR = 4
"""How many places the phone's bar shows before "More"."""
SHORT_BOARD = pgettext_lazy("bottom bar", "Board")
PLACES = [
    Place(_("Must do"), MUST_DO, "/viec-can-lam/", "must-do", Permission.SEE_OWN_TASKS),
    Place(_("Tasks"), "agencies:task-list", "/nhiem-vu/", "tasks", Permission.SEE_OWN_TASKS),
    Place(
        pgettext_lazy("place", "Calendar"),
        "agencies:month",
        "/lich/",
        "calendar",
        Permission.SEE_OWN_TASKS,
        yields=True,
    ),
    Place(
        _("Documents"),
        "agencies:directive-list",
        "/van-ban/",
        "documents",
        Permission.SEE_DIRECTIVES,
    ),
    Place(
        _("Board"),
        "agencies:board",
        "/bang-dieu-hanh/",
        "board",
        Permission.SEE_BOARD,
        WATCH,
        SHORT_BOARD,
    ),
    Place(
        _("Reports"), "campaigns:report-list", "/bao-cao/", "report", Permission.SEE_REPORTS, WATCH
    ),
    Place(
        _("Reminder policies"),
        "agencies:policy-list",
        "/nhac-han/",
        "bell",
        Permission.CHANGE_REMINDERS,
        SETTINGS,
    ),
    Place(
        _("Outbox"), "agencies:outbox", "/hop-thu-di/", "outbox", Permission.SEE_OUTBOX, SETTINGS
    ),
    Place(
        _("Working calendar"),
        "agencies:calendar",
        "/lich-lam-viec/",
        "calendar",
        Permission.CHANGE_CALENDAR,
        SETTINGS,
    ),
    Place(
        _("System activity"),
        "agencies:jobs",
        "/he-thong/",
        "activity",
        Permission.SEE_JOBS,
        SETTINGS,
    ),
    Place(_("Log"), "agencies:audit", "/nhat-ky/", "documents", Permission.SEE_AUDIT, SETTINGS),
    Place(
        _("Personal data"),
        "agencies:data-request-list",
        "/du-lieu-ca-nhan/",
        "documents",
        Permission.KEEP_PERSONAL_DATA,
        SETTINGS,
    ),
    Place(
        _("Agencies and people"),
        "agencies:agency-list",
        ("/co-quan/danh-sach/", "/co-quan/nhap/", "/co-quan/thu-moi/"),
        "board",
        Permission.HAND_OVER_TASKS,
        SETTINGS,
    ),
    Place(
        _("Merged agencies"),
        "agencies:handover",
        "/co-quan/ban-giao/",
        "board",
        Permission.HAND_OVER_TASKS,
        SETTINGS,
    ),
]
"""In the order of the rail; the apps to the right of this one enter theirs when they start
(`AppConfig.ready`).
"""
COUNTERS: list[Callable[[Actor], list[QuerySet]]] = []
"""What waits for the one who acts, `counted` under the name of its place; entered as the places
are.
"""


def frame(request: HttpRequest) -> dict[str, object]:
    """Two queries (seats, what waits), and only when a template asks; none for a stranger."""
    person = getattr(request, "user", None)
    if person is None or not person.is_authenticated:
        return {}
    places = SimpleLazyObject(lambda: list(_places(request, person)))
    return {
        "idle_seconds": str(settings.IDLE_LOCK_MINUTES * 60),
        "home_url": SimpleLazyObject(lambda: _home_url(request)),
        "search_url": reverse("agencies:task-list"),
        "search_text": request.GET.get("q", ""),
        "notices_url": reverse("agencies:notice-list"),
        "acting_seat": SimpleLazyObject(lambda: _acting_seat(request)),
        "other_seats": SimpleLazyObject(lambda: _other_seats(request)),
        "places": places,
        "bar_places": SimpleLazyObject(lambda: sorted(places, key=itemgetter("yields"))[:ON_BAR]),
    }


def _home_url(request: HttpRequest) -> str:
    """Of who holds no seat and administers nothing, what the portal shows to everybody."""
    page = first_page(request)
    return reverse(settings.PUBLIC_HOME if page == MUST_DO and not _acting_seat(request) else page)


def _acting_seat(request: HttpRequest) -> Seat | None:
    actor = getattr(request, "actor", None)
    return actor.seat if actor else acting_seat(request)


def _other_seats(request: HttpRequest) -> list[Seat]:
    acting = _acting_seat(request)
    return [seat for seat in held_seats(request) if seat != acting]


def _places(request: HttpRequest, person: Person) -> Iterator[dict[str, object]]:
    seat = _acting_seat(request)
    if not seat:
        return
    actor = Actor(person=person, seat=seat)
    others = [part for counter in COUNTERS for part in counter(actor)]
    waiting = counts([owed_soon(seat.agency, timezone.localdate()), *others])
    for place in PLACES:
        if actor.may(place.permission) and _is_there_for(place, seat.agency):
            yield {
                "label": place.label,
                "short": place.short or place.label,
                "url": reverse(place.url_name),
                "icon": place.icon,
                "group": place.group,
                "yields": place.yields,
                "current": request.path.startswith(place.prefix),
                "count": waiting.get(place.url_name, Waiting()).all,
                "is_late": waiting.get(place.url_name, Waiting()).late > 0,
            }


def _is_there_for(place: Place, agency: Agency) -> bool:
    return place.level in ("", agency.level) and place.not_of != agency.kind


def owed_soon(agency: Agency, today: datetime.date) -> QuerySet:
    """How many occurrences the agency owes on the must-do page, and how many of them are late."""
    soon = Occurrence.objects.owed_by(agency).filter(due_on__lte=today + SOON)
    return counted(soon, MUST_DO, late=Q(due_on__lt=today))
