"""A Saturday morning at a job fair of three provinces: hundreds book, wait in line, cancel and
arrive at once, while others watch the board. Afterwards the rows are counted.
"""

import asyncio
import math
import threading
from concurrent.futures import ThreadPoolExecutor

from django.conf import settings
from django.urls import reverse

from agencies.bodies.choices import SeatRole
from bench.tools.data import client_with_role
from bench.tools.load import watch_page
from conferences.fair_booking.choices import AttendanceMode
from conferences.fair_booking.models import InterviewSeat
from faults.fairs.counts import Morning, count_morning
from faults.fairs.people import Answers, Visitor
from faults.fairs.rows import TrialFair, make_trial_fair
from faults.programs import find_free_port, reads_database, web_program
from faults.result import FaultOutcome
from faults.stage import BUSY, FaultStage
from faults.wsgi import COUNT_FIRST, NO_LINE

PEOPLE = 470
BOOTHS = 98
WATCHERS = 300
RHYTHM = 5.0  # seconds between two questions of one watcher
CANCELLING = 40
LATE = 40
AT_ONCE = 6
# People and cancellations of a control: enough to show harm.
FEW = 150
FEW_CANCELLING = 20


def hold_saturday(stage: FaultStage) -> list[FaultOutcome]:
    morning = _hold_morning(stage, people=PEOPLE, cancelling=CANCELLING, watchers=WATCHERS)
    counts = count_morning(morning)
    outcome = FaultOutcome(
        f"a Saturday: {PEOPLE} people, {BOOTHS} booths",
        PEOPLE,
        lost=counts.lost,
        extra=counts.extra,
        seconds=counts.p95,
        problems=counts.problems,
    )
    outcome.note_problem_unless(
        counts.cancelled == CANCELLING, f"{counts.cancelled} of {CANCELLING} could cancel"
    )
    # Only a machine that others hold may make the portal say that it is busy.
    if counts.put_off:
        outcome.is_busy = stage.rate_of_django() < BUSY
        outcome.note_problem_unless(
            outcome.is_busy, f"{counts.put_off} answers said that the portal is busy"
        )
    put_off = f"; busy machine: {counts.put_off} were asked to try again" if counts.put_off else ""
    outcome.note = counts.words + put_off
    over = count_morning(_control(stage, COUNT_FIRST)).overbooked
    empty = count_morning(_control(stage, NO_LINE)).unserved
    outcome.note_control(
        f"counting first: {over} places with two people; without the line's routine: {empty} freed "
        "places stay empty while somebody waits",
        did_harm=over > 0 and empty > 0,
    )
    return [outcome]


def _control(stage: FaultStage, mistake: str) -> Morning:
    return _hold_morning(
        stage, people=FEW, cancelling=FEW_CANCELLING, watchers=0, FAULTS_CONTROL=mistake
    )


# The morning --------------------------------------------------------------------------------------
def _hold_morning(
    stage: FaultStage, *, people: int, cancelling: int, watchers: int, **environment: str
) -> Morning:
    trial = make_trial_fair(people=people, booths=BOOTHS)
    port = find_free_port()
    server = stage.add_program(web_program(stage.place, port, "faults.wsgi"))
    server.start(**environment)
    stage.require_condition(lambda: reads_database(port), "the web server did not start")
    answers = Answers()
    visitors = [Visitor(port, answers, person) for person in trial.people]
    morning = Morning(trial, visitors, answers)
    ended = threading.Event()
    watching = threading.Thread(target=_watch, args=(morning, port, watchers, ended))
    watching.start()
    try:
        _live_morning(morning, cancelling)
    finally:
        ended.set()
        watching.join()
        server.kill()
    return morning


def _watch(morning: Morning, port: int, watchers: int, ended: threading.Event) -> None:
    path = reverse("conferences:fair-board-now", args=[morning.trial.fair.pk])
    morning.watched = asyncio.run(
        watch_page(
            port, path, watchers=watchers, every=RHYTHM, seconds=math.inf, is_over=ended.is_set
        )
    )


def _live_morning(morning: Morning, cancelling: int) -> None:
    # First nine of ten book; then all arrive, the others book, and some cancel, all at once.
    wishes = morning.trial.wishes
    first, late = morning.visitors[:-LATE], morning.visitors[-LATE:]
    sessions = _officers(morning.trial)
    with ThreadPoolExecutor(AT_ONCE) as pool:
        list(pool.map(lambda one: _book(one, wishes), first))
        jobs = [
            pool.submit(visitor.cancel, seat, block)
            for visitor, seat, block in _giving_back(morning)[:cancelling]
        ]
        jobs += [
            pool.submit(_book, visitor, wishes, loses=number < 2)
            for number, visitor in enumerate(late)
        ]
        jobs += [pool.submit(_arrive, visitor, sessions) for visitor in morning.visitors]
        for job in jobs:
            job.result()


def _book(visitor: Visitor, wishes: dict, *, loses: bool = False) -> None:
    for wish in wishes[visitor.seeker.pk]:
        if loses:
            visitor.lose_connection(wish)
        visitor.wish_for(wish)


def _giving_back(morning: Morning) -> list[tuple[Visitor, int, int]]:
    # Who has booked a place for which others wait: the person, the place, and its block.
    rows = InterviewSeat.objects.filter(block__in=morning.trial.popular)
    seats = {(row.seeker_id, row.block_id): row.pk for row in rows}
    return [
        (visitor, seats[visitor.seeker.pk, block], block)
        for visitor in morning.visitors
        for block, asked in list(visitor.holds.items())[:1]
        if asked is None and (visitor.seeker.pk, block) in seats
    ]


def _arrive(visitor: Visitor, sessions: dict[int, str]) -> None:
    if visitor.seeker.mode == AttendanceMode.HOME:
        visitor.say_there()
    else:
        visitor.show_code(sessions[visitor.seeker.point_id])


def _officers(trial: TrialFair) -> dict[int, str]:
    # By point, the session of an officer at its door.
    name = settings.SESSION_COOKIE_NAME
    found = {}
    for point in trial.points:
        client = client_with_role(SeatRole.JOB_CENTRE, point.agency)
        found[point.pk] = f"{name}={client.cookies[name].value}"
    return found
