"""The board of a job fair on its day, and the page that follows a running conference: hundreds
watch while others use the portal, through gunicorn as the image begins it.
"""

import argparse
import asyncio
import contextlib
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import timedelta

from django.urls import reverse
from django.utils import timezone

from agencies.people.models import Person, Seat
from bench.public import LIST, LONGEST, start_web_server
from bench.tools.data import ensure_rows
from bench.tools.figures import Figure
from bench.tools.load import Load, put_load, watch_page
from conferences.booths.choices import BoothState
from conferences.booths.models import Booth
from conferences.fairs.choices import FairKind, FairState
from conferences.fairs.models import Fair
from conferences.meetings.choices import ConferenceState
from conferences.meetings.models import Conference
from conferences.programmes.links import follow_token
from conferences.programmes.models import Programme, ProgrammeItem, ProgrammeVersion, PublishedItem
from recruitment.employers.models import Employer

VACANCIES = 20_000
BOOTHS = 98
WATCHERS = 300
# Seconds between two questions of one watcher, as the pages ask.
BOARD_RHYTHM = 5.0
LIVE_RHYTHM = 4.0
CHANGES = 6.0  # seconds between two calls, or two items of a programme
ITEMS = ("Khai mạc", "Xem video", "Thảo luận", "Giải đáp", "Bế mạc")
SECONDS = 20.0
READERS = 2
MOST = 1.5  # times the pages of others without watchers


@dataclass(frozen=True)
class WatchedPage:
    """What many people watch at once: each asks every `rhythm` seconds, and `change` gives it
    another version.
    """

    name: str
    path: str
    rhythm: float
    change: Callable[[], object]


def measure_board(_sizes: argparse.Namespace) -> list[Figure]:
    """The board of a fair, then the live page of a conference: one after the other."""
    ensure_rows(vacancies=VACANCIES)
    pages = (_board_of_fair(), _live_page())
    with start_web_server("config.wsgi") as port:
        put_load(port, lambda: LIST, connections=READERS, seconds=2)  # the first pages cost more
        alone = put_load(port, lambda: LIST, connections=READERS, seconds=SECONDS)
        return [figure for page in pages for figure in _measure(page, port, alone)]


def _measure(page: WatchedPage, port: int, alone: Load) -> list[Figure]:
    with _changes(page):
        beside, watched = asyncio.run(_watched(port, page))
    return [_others_figure(page, alone, beside), _watchers_figure(page, watched)]


async def _watched(port: int, page: WatchedPage) -> tuple[Load, Load]:
    # Others read the list meanwhile, from a thread of their own.
    watching = asyncio.create_task(
        watch_page(port, page.path, watchers=WATCHERS, every=page.rhythm, seconds=SECONDS)
    )
    others = await asyncio.to_thread(
        put_load, port, lambda: LIST, connections=READERS, seconds=SECONDS
    )
    return others, await watching


def _others_figure(page: WatchedPage, alone: Load, beside: Load) -> Figure:
    errors = [*alone.errors, *beside.errors]
    return Figure(
        f"public list beside {WATCHERS} watchers of {page.name}",
        beside.p95,
        alone.p95,
        f"{MOST}× without them, or {LONGEST * 1000:.0f} ms; no error",
        (beside.p95 <= MOST * alone.p95 or beside.p95 <= LONGEST) and not errors,
        f"p95; {beside.rate:.0f}/s beside {alone.rate:.0f}/s",
    )


def _watchers_figure(page: WatchedPage, watched: Load) -> Figure:
    return Figure(
        f"{page.name}, {WATCHERS} watchers each {page.rhythm:.0f} s",
        watched.p95,
        page.rhythm,
        "all are answered",
        not watched.errors and watched.rate >= 0.8 * WATCHERS / page.rhythm,
        f"p95; {watched.rate:.0f} answers a second, {len(watched.errors)} errors",
    )


@contextlib.contextmanager
def _changes(page: WatchedPage) -> Iterator[None]:
    """Every few seconds something happens: the page has another version each time."""
    ended = threading.Event()

    def change() -> None:
        while not ended.wait(CHANGES):
            page.change()

    changing = threading.Thread(target=change)
    changing.start()
    try:
        yield
    finally:
        ended.set()
        changing.join()


# The board of a fair ------------------------------------------------------------------------------
def _board_of_fair() -> WatchedPage:
    rows = Fair.objects.filter(pk=_make_fair().pk)
    return WatchedPage(
        "a board",
        reverse("conferences:fair-board-now", args=[rows.get().pk]),
        BOARD_RHYTHM,
        lambda: rows.update(board_version=int(time.time())),
    )


def _make_fair() -> Fair:
    now = timezone.now()
    seat, person = _who_made_it()
    made = {"made_at": now, "made_by": seat, "made_person": person}
    fair = Fair.objects.create(
        host=seat.agency,
        title="Phiên đo tốc độ",
        kind=FairKind.ONLINE,
        state=FairState.RUNNING,
        starts_at=now - timedelta(hours=1),
        ends_at=now + timedelta(hours=5),
        employers_until=timezone.localdate(),
        **made,
    )
    asked = {"asked_at": now, "asked_by": seat, "asked_person": person}
    Booth.objects.bulk_create(
        Booth(fair=fair, employer=employer, state=BoothState.ACCEPTED, number=number, **asked)
        for number, employer in enumerate(Employer.objects.order_by("pk")[:BOOTHS], 1)
    )
    return fair


# The live page of a conference --------------------------------------------------------------------
def _live_page() -> WatchedPage:
    programme = _make_programme()
    rows = Programme.objects.filter(pk=programme.pk)
    return WatchedPage(
        "a live page",
        reverse("conferences:live-now", args=[follow_token(programme)]),
        LIVE_RHYTHM,
        lambda: rows.update(live_version=int(time.time())),
    )


def _make_programme() -> Programme:
    """Running, at its first item, with a published version."""
    now = timezone.now()
    seat, person = _who_made_it()
    conference = Conference.objects.create(
        host=seat.agency,
        title="Hội nghị đo tốc độ",
        state=ConferenceState.RUNNING,
        starts_at=now,
        ends_at=now + timedelta(hours=3),
        venue="Hội trường",
        moved_at=now,
        begun_at=now,
        made_at=now,
        made_by=seat,
        made_person=person,
    )
    programme = Programme.objects.create(conference=conference)
    version = ProgrammeVersion.objects.create(
        programme=programme,
        number=1,
        starts_at=now,
        published_at=now,
        published_by=seat,
        published_person=person,
    )
    for position, title in enumerate(ITEMS, 1):
        facts = {"position": position, "title": title, "minutes": 30}
        started_at = now if position == 1 else None
        item = ProgrammeItem.objects.create(programme=programme, started_at=started_at, **facts)
        PublishedItem.objects.create(version=version, item=item, **facts)
    return programme


def _who_made_it() -> tuple[Seat, Person]:
    person, _is_new = Person.objects.get_or_create(
        email="phien@do-toc-do.example", defaults={"full_name": "Người đo tốc độ"}
    )
    return Seat.objects.select_related("agency").order_by("pk")[0], person
