"""The board of a job fair on its day: hundreds watch it while others use the portal, through
gunicorn as the image begins it.
"""

import argparse
import asyncio
import contextlib
import threading
import time
from collections.abc import Iterator
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
from recruitment.employers.models import Employer

VACANCIES = 20_000
BOOTHS = 98
WATCHERS = 300
RHYTHM = 5.0  # seconds between two questions of one watcher
CHANGES = 6.0  # seconds between two calls
SECONDS = 20.0
READERS = 2
MOST = 1.5  # times the pages of others without watchers


def measure_board(_sizes: argparse.Namespace) -> list[Figure]:
    ensure_rows(vacancies=VACANCIES)
    fair = _make_fair()
    path = reverse("conferences:fair-board-now", args=[fair.pk])
    with start_web_server("config.wsgi") as port:
        put_load(port, lambda: LIST, connections=READERS, seconds=2)  # the first pages cost more
        alone = put_load(port, lambda: LIST, connections=READERS, seconds=SECONDS)
        with _calls(fair):
            beside, watched = asyncio.run(_watched(port, path))
    return [_others_figure(alone, beside), _watchers_figure(watched)]


async def _watched(port: int, path: str) -> tuple[Load, Load]:
    # Others read the list meanwhile, from a thread of their own.
    watching = asyncio.create_task(
        watch_page(port, path, watchers=WATCHERS, every=RHYTHM, seconds=SECONDS)
    )
    others = await asyncio.to_thread(
        put_load, port, lambda: LIST, connections=READERS, seconds=SECONDS
    )
    return others, await watching


def _others_figure(alone: Load, beside: Load) -> Figure:
    errors = [*alone.errors, *beside.errors]
    return Figure(
        f"public list beside {WATCHERS} watchers of a board",
        beside.p95,
        alone.p95,
        f"{MOST}× without them, or {LONGEST * 1000:.0f} ms; no error",
        (beside.p95 <= MOST * alone.p95 or beside.p95 <= LONGEST) and not errors,
        f"p95; {beside.rate:.0f}/s beside {alone.rate:.0f}/s",
    )


def _watchers_figure(watched: Load) -> Figure:
    return Figure(
        f"board, {WATCHERS} watchers each {RHYTHM:.0f} s",
        watched.p95,
        RHYTHM,
        "all are answered",
        not watched.errors and watched.rate >= 0.8 * WATCHERS / RHYTHM,
        f"p95; {watched.rate:.0f} answers a second, {len(watched.errors)} errors",
    )


@contextlib.contextmanager
def _calls(fair: Fair) -> Iterator[None]:
    """Somebody is called every few seconds: the board has another version each time."""
    ended = threading.Event()

    def call() -> None:
        while not ended.wait(CHANGES):
            Fair.objects.filter(pk=fair.pk).update(board_version=int(time.time()))

    caller = threading.Thread(target=call)
    caller.start()
    try:
        yield
    finally:
        ended.set()
        caller.join()


def _make_fair() -> Fair:
    now = timezone.now()
    seat = Seat.objects.select_related("agency").order_by("pk")[0]
    person = Person.objects.create(email="phien@do-toc-do.example", full_name="Người đo tốc độ")
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
