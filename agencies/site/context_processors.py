"""What the frame around every page shows: the acting seat, the places it may open, their counts."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise, SimpleLazyObject

from agencies.database.page_addresses import place_url
from agencies.lists.counts import WaitingCount
from agencies.must_do.counts import add_up_by_place, count_waiting_once
from agencies.must_do.entries import MUST_DO
from agencies.people.models import Person, Seat
from agencies.people.permissions import Actor, acting_seat, held_seats
from agencies.registry import NavGroup, NavItem, registry
from agencies.registry.first_pages import first_page

# How many places the phone's bar shows before "More".
ON_BAR = 4


@dataclass(frozen=True)
class RailEntry:
    """A place of the rail as it stands on this page."""

    item: NavItem
    url: str
    waiting: WaitingCount
    is_current: bool
    is_folded: bool

    @property
    def label(self) -> Promise:
        return self.item.label

    @property
    def short(self) -> Promise | str:
        return self.item.short or self.item.label

    @property
    def icon(self) -> str:
        return self.item.icon

    @property
    def group(self) -> str:
        # Its heading; the first group needs none.
        return "" if self.item.group == NavGroup.WORK else str(self.item.group.label)

    @property
    def count(self) -> int:
        return self.waiting.all

    @property
    def is_late(self) -> bool:
        return self.waiting.late > 0


def frame(request: HttpRequest) -> dict[str, object]:
    # Two queries (seats, what waits), and only when a template asks; none for a stranger.
    person = getattr(request, "user", None)
    if person is None or not person.is_authenticated:
        return {}
    places = SimpleLazyObject(lambda: list(_places(request, person)))
    return {
        "idle_seconds": str(settings.IDLE_LOCK_MINUTES * 60),
        "home_url": SimpleLazyObject(lambda: _home_url(request)),
        "search_url": (search_url := place_url("agencies:search")),
        "search_text": request.GET.get("q", "") if request.path == search_url else "",
        "notices_url": place_url("agencies:notice-list"),
        "acting_seat": SimpleLazyObject(lambda: _acting_seat(request)),
        "other_seats": SimpleLazyObject(lambda: _other_seats(request)),
        "places": SimpleLazyObject(lambda: [place for place in places if not place.is_folded]),
        "folded_places": SimpleLazyObject(lambda: [place for place in places if place.is_folded]),
        "is_fold_open": SimpleLazyObject(
            lambda: any(place.is_folded and place.is_current for place in places)
        ),
        "bar_places": SimpleLazyObject(
            lambda: choose_bar_places(list(places), _acting_seat(request))
        ),
    }


def _home_url(request: HttpRequest) -> str:
    # Of who holds no seat and administers nothing, what the portal shows to everybody.
    page = first_page(request)
    return reverse(settings.PUBLIC_HOME if page == MUST_DO and not _acting_seat(request) else page)


def _acting_seat(request: HttpRequest) -> Seat | None:
    actor = getattr(request, "actor", None)
    return actor.seat if actor else acting_seat(request)


def _other_seats(request: HttpRequest) -> list[Seat]:
    acting = _acting_seat(request)
    return [seat for seat in held_seats(request) if seat != acting]


def nav_items_for(seat: Seat, by: Actor) -> list[NavItem]:
    # The places that a seat may open, in the order of the rail: by group, in it as the apps have
    # registered them.
    groups = list(NavGroup)
    shown = [
        item for item in registry.nav_items if by.may(item.permission) and item.is_shown_to(seat)
    ]
    return sorted(shown, key=lambda item: groups.index(item.group))


def choose_bar_places(places: list[RailEntry], seat: Seat | None) -> list[RailEntry]:
    # Those that the role has on the bar; where these are few, the first of the others too.
    if seat is None:
        return []
    daily = [place for place in places if not place.is_folded]
    chosen = sorted(daily, key=lambda place: seat.role not in place.item.on_bar_for)[:ON_BAR]
    return sorted(chosen, key=places.index)


def _places(request: HttpRequest, person: Person) -> Iterator[RailEntry]:
    seat = _acting_seat(request)
    if not seat:
        return
    actor = Actor(person=person, seat=seat)
    waiting = add_up_by_place(count_waiting_once(request, actor, timezone.localdate()))
    items = nav_items_for(seat, actor)
    matching = max((_match(item, request.path) for item in items), default=0)
    for item in items:
        yield RailEntry(
            item=item,
            url=place_url(item.url_name),
            waiting=waiting.get(item.url_name, WaitingCount()),
            is_current=0 < matching == _match(item, request.path),
            is_folded=seat.role not in item.everyday_for,
        )


def _match(item: NavItem, path: str) -> int:
    # How much of the path a place explains: of two that lead there the nearer one is the current.
    prefixes = (item.prefix,) if isinstance(item.prefix, str) else item.prefix
    return max((len(prefix) for prefix in prefixes if path.startswith(prefix)), default=0)
