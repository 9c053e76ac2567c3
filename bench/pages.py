"""The two pages with which an official's day begins, beside the bare SQL that they send; and the
public list, beside the least that Django answers.
"""

import re
import statistics
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from allauth.mfa.models import Authenticator
from django.core.handlers.wsgi import WSGIHandler, WSGIRequest
from django.db import connection
from django.template.backends.django import Template
from django.test import Client, RequestFactory, override_settings
from django.test.utils import CaptureQueriesContext

from agencies.bodies.choices import SeatRole
from agencies.bodies.models import Agency
from agencies.factors.queries import SEEN
from agencies.people.models import Person, Seat, SeatHolding
from bench.data import ensure_tasks, ensure_vacancies
from bench.measure import Figure, in_turns, seconds

PAGES = {
    "must-do page": "/viec-can-lam/",
    "task list, not finished": "/nhiem-vu/",
    "task list, all": "/nhiem-vu/?state=",
    "task list, words": "/nhiem-vu/?q=kinh+phi+may+mac",
}
PUBLIC = "/viec-lam/"
SERVER_CURSOR = re.compile(r"^DECLARE .*? FOR ", re.DOTALL)
FEW = 200
ROUNDS = 15
LONGEST, MOST_TIMES, MOST_QUERIES = 0.3, 5, 15  # seconds; of the floor; at any size
PUBLIC_VACANCIES = 20_000
MOST_HELLOS = 40


@dataclass
class Meter:
    """Seconds that templates took in each round, without the queries that they sent."""

    templates: list[float] = field(default_factory=list)

    @property
    def median(self) -> float:
        return statistics.median(self.templates)


def measure(tasks: int) -> list[Figure]:
    """First with few tasks, for the number of queries, then with many."""
    ensure_tasks(FEW)
    clients = {role: client_of(role) for role in (SeatRole.COORDINATOR, SeatRole.OFFICER)}
    before = {
        (role, url): len(_statements(client, url))
        for role, client in clients.items()
        for url in PAGES.values()
    }
    ensure_tasks(tasks)
    figures = [
        _figure(f"{name}, {role.label}", client, url, before[role, url])
        for role, client in clients.items()
        for name, url in PAGES.items()
    ]
    return [*figures, _public_list()]


def client_of(role: SeatRole) -> Client:
    """Somebody of that role at an agency that owes tasks, with a factor and recovery codes as a
    coordinator needs.
    """
    seat = Seat.objects.create(
        agency=Agency.objects.earliest("pk"), title=f"Đo tốc độ, {role}", role=role
    )
    person = Person.objects.create(email=f"{role}@do-toc-do.example", full_name="Người đo tốc độ")
    SeatHolding.objects.create(seat=seat, person=person, starts_on="2020-01-01")
    Authenticator.objects.create(user=person, type=Authenticator.Type.TOTP, data={})
    Authenticator.objects.create(
        user=person, type=Authenticator.Type.RECOVERY_CODES, data={SEEN: True}
    )
    client = Client()
    client.force_login(person)
    return client


def _statements(client: Client, url: str) -> list[str]:
    client.get(url)
    with CaptureQueriesContext(connection) as captured:
        answer = client.get(url)
    if answer.status_code != 200:
        raise RuntimeError(f"{url} answered {answer.status_code}")
    return [SERVER_CURSOR.sub("", query["sql"]) for query in captured]


def _figure(name: str, client: Client, url: str, queries_with_few: int) -> Figure:
    statements = _statements(client, url)
    meter = Meter()
    ours, floor = in_turns(
        lambda: _metered_seconds(lambda: client.get(url), meter),
        lambda: seconds(lambda: _run(statements)),
        rounds=ROUNDS,
    )
    queries = len(statements)
    is_even = queries == queries_with_few
    passed = ours <= LONGEST and ours <= MOST_TIMES * floor and is_even and queries <= MOST_QUERIES
    count = (
        f"{queries} queries"
        if is_even
        else f"{queries_with_few} queries with few, {queries} with many"
    )
    note = f"{count}, templates {meter.median * 1000:.1f} ms"
    return Figure(name, ours, floor, f"300 ms, {MOST_TIMES}× its floor, 15 queries", passed, note)


def _cpu_seconds(work: Callable[[], object]) -> float:
    started = time.thread_time()
    work()
    return time.thread_time() - started


def _metered_seconds(page: Callable[[], object], meter: Meter) -> float:
    with _metered(meter):
        return seconds(page)


@contextmanager
def _metered(meter: Meter) -> Iterator[None]:
    # Notes how long the page's own template takes; those that it renders within itself are part of
    # it.
    inner, asked, depth = 0.0, 0.0, 0
    render = Template.render

    def timed(self: Template, *args, **kwargs) -> str:
        nonlocal inner, depth
        depth += 1
        started = time.perf_counter()
        try:
            return render(self, *args, **kwargs)
        finally:
            depth -= 1
            if depth == 0:
                inner += time.perf_counter() - started

    def query(execute: Callable, *args) -> object:
        nonlocal asked
        started = time.perf_counter()
        try:
            return execute(*args)
        finally:
            if depth:
                asked += time.perf_counter() - started

    Template.render = timed
    try:
        with connection.execute_wrapper(query):
            yield
    finally:
        Template.render = render
    meter.templates.append(inner - asked)


def _run(statements: list[str]) -> None:
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)
            if cursor.description:
                cursor.fetchall()


class HelloRequest(WSGIRequest):
    urlconf = "bench.hello"


class HelloHandler(WSGIHandler):
    request_class = HelloRequest


def _public_list() -> Figure:
    # The processor's time of what the web server would call, without its sockets: how many pages a
    # core answers.
    ensure_vacancies(PUBLIC_VACANCIES)
    page = _answering(WSGIHandler(), PUBLIC)
    with override_settings(MIDDLEWARE=[]):
        hello = _answering(HelloHandler(), "/")
    page()
    meter = Meter()
    ours, floor = in_turns(
        lambda: _cpu_seconds(page), lambda: _cpu_seconds(hello), rounds=10 * ROUNDS
    )
    _metered_seconds(page, meter)
    note = f"templates {meter.median * 1000:.1f} ms; the floor is Django's hello"
    return Figure(
        "public list, processor",
        ours,
        floor,
        f"{MOST_HELLOS}× hello",
        ours <= MOST_HELLOS * floor,
        note,
    )


def _answering(handler: WSGIHandler, path: str) -> Callable[[], bytes]:
    environ = RequestFactory().get(path).environ
    return lambda: b"".join(handler(dict(environ), lambda status, headers: None))
