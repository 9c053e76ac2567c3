"""The two pages with which an official's day begins, beside the bare SQL that they send; and the
public list, beside the least that Django answers.
"""

import argparse
import itertools
import re
import statistics
import time
from collections.abc import Callable

from django.core.handlers.wsgi import WSGIHandler
from django.db import connection
from django.template.backends.django import Template
from django.test import Client, RequestFactory, override_settings
from django.test.utils import CaptureQueriesContext

from agencies.bodies.choices import SeatRole
from agencies.bodies.models import Agency
from bench.tools.data import client_with_role, ensure_rows
from bench.tools.figures import Figure, measure_in_turns, measure_seconds
from bench.tools.hello import HelloHandler
from faults.data import run_statements

PAGES = {
    "must-do page": "/viec-can-lam/",
    "task list, not finished": "/nhiem-vu/",
    "task list, all": "/nhiem-vu/?state=",
    "task list, words": "/nhiem-vu/?q=kinh+phi+may+mac",
}
PUBLIC = "/viec-lam/"
SERVER_CURSOR = re.compile(r"^DECLARE .*? FOR ", re.DOTALL)
FEW = 2_000  # enough for one of each kind that waits: more rows ask for no more
ROUNDS = 15
LONGEST = 0.3  # seconds
MOST_TIMES = 5  # of the floor
MOST_QUERIES = 12  # at any size
PUBLIC_VACANCIES = 20_000
MOST_HELLOS = 32


def measure_pages(sizes: argparse.Namespace) -> list[Figure]:
    """First with few tasks, for the number of queries, then with many."""
    ensure_rows(tasks=FEW)
    owing = Agency.objects.earliest("pk")
    roles = (SeatRole.COORDINATOR, SeatRole.OFFICER)
    clients = {role: client_with_role(role, owing) for role in roles}
    before = {
        (role, url): len(statements_of(client, url))
        for role, client in clients.items()
        for url in PAGES.values()
    }
    ensure_rows(tasks=sizes.tasks)
    figures = [
        _figure(f"{name}, {role.label}", client, url, before[role, url])
        for role, client in clients.items()
        for name, url in PAGES.items()
    ]
    return [*figures, _public_list()]


def statements_of(client: Client, url: str) -> list[str]:
    client.get(url)
    with CaptureQueriesContext(connection) as captured:
        answer = client.get(url)
    if answer.status_code != 200:
        raise RuntimeError(f"{url} answered {answer.status_code}")
    return [SERVER_CURSOR.sub("", query["sql"]) for query in captured]


def _figure(name: str, client: Client, url: str, queries_with_few: int) -> Figure:
    statements = statements_of(client, url)
    templates: list[float] = []
    ours, floor = measure_in_turns(
        lambda: _page_seconds(lambda: client.get(url), templates),
        lambda: measure_seconds(lambda: [run_statements(each) for each in statements]),
        rounds=ROUNDS,
    )
    queries = len(statements)
    is_even = queries == queries_with_few
    count = f"{queries_with_few} queries with few, {queries} with many"
    return Figure(
        name,
        ours,
        floor,
        f"300 ms, {MOST_TIMES}× its floor, {MOST_QUERIES} queries",
        ours <= LONGEST and ours <= MOST_TIMES * floor and is_even and queries <= MOST_QUERIES,
        f"{f'{queries} queries' if is_even else count}, {_template_note(templates)}",
    )


def _template_note(templates: list[float]) -> str:
    return f"templates {statistics.median(templates) * 1000:.1f} ms"


def _page_seconds(page: Callable[[], object], templates: list[float]) -> float:
    # Notes in `templates` how long the page's own template took, without the queries that it sent;
    # templates that it renders within itself are part of it.
    inner = asked = 0.0
    depth = 0
    render = Template.render

    def timed_render(self: Template, *args, **kwargs) -> str:
        nonlocal inner, depth
        depth += 1
        started = time.perf_counter()
        try:
            return render(self, *args, **kwargs)
        finally:
            depth -= 1
            inner += 0 if depth else time.perf_counter() - started

    def timed_query(execute: Callable, *args) -> object:
        nonlocal asked
        started = time.perf_counter()
        try:
            return execute(*args)
        finally:
            asked += time.perf_counter() - started if depth else 0

    Template.render = timed_render
    try:
        with connection.execute_wrapper(timed_query):
            return measure_seconds(page)
    finally:
        Template.render = render
        templates.append(inner - asked)


def _public_list() -> Figure:
    # The processor's time of what the web server would call, without its sockets: how many pages a
    # core answers.
    ensure_rows(vacancies=PUBLIC_VACANCIES)
    numbers = itertools.count()
    # An address of its own each time, of which there is no copy yet.
    page = _wsgi_page(WSGIHandler(), lambda: f"{PUBLIC}?x={next(numbers)}")
    with override_settings(MIDDLEWARE=[]):
        hello = _wsgi_page(HelloHandler(), lambda: "/")
    page()
    ours, floor = measure_in_turns(
        lambda: _cpu_seconds(page), lambda: _cpu_seconds(hello), rounds=10 * ROUNDS
    )
    templates: list[float] = []
    _page_seconds(page, templates)
    return Figure(
        "public list, processor",
        ours,
        floor,
        f"{MOST_HELLOS}× hello",
        ours <= MOST_HELLOS * floor,
        f"{_template_note(templates)}; the floor is Django's hello",
    )


def _cpu_seconds(work: Callable[[], object]) -> float:
    started = time.thread_time()
    work()
    return time.thread_time() - started


def _wsgi_page(handler: WSGIHandler, address: Callable[[], str]) -> Callable[[], bytes]:
    environ = RequestFactory().get(address()).environ

    def answer() -> bytes:
        path, _sign, query = address().partition("?")
        asked = environ | {"PATH_INFO": path, "QUERY_STRING": query}
        return b"".join(handler(asked, lambda status, headers: None))

    return answer
