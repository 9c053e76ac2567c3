"""The two pages with which an official's day begins, beside the bare SQL that they send."""

import re

from allauth.mfa.models import Authenticator
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from agencies.bodies.choices import SeatRole
from agencies.bodies.models import Agency
from agencies.people.models import Person, Seat, SeatHolding
from bench.data import ensure_tasks
from bench.measure import Figure, in_turns, seconds

PAGES = {
    "must-do page": "/viec-can-lam/",
    "task list, not finished": "/nhiem-vu/",
    "task list, all": "/nhiem-vu/?state=",
    "task list, words": "/nhiem-vu/?q=kinh+phi+may+mac",
}
SERVER_CURSOR = re.compile(r"^DECLARE .*? FOR ", re.DOTALL)
FEW = 200
LONGEST, MOST_TIMES, MOST_QUERIES = (
    0.3,
    8,
    15,
)  # seconds; of the floor, when the machine is busy; at any size


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
    return [
        _figure(f"{name}, {role.label}", client, url, before[role, url])
        for role, client in clients.items()
        for name, url in PAGES.items()
    ]


def client_of(role: SeatRole) -> Client:
    """Somebody of that role at an agency that owes tasks."""
    seat = Seat.objects.create(
        agency=Agency.objects.earliest("pk"), title=f"Đo tốc độ, {role}", role=role
    )
    person = Person.objects.create(email=f"{role}@do-toc-do.example", full_name="Người đo tốc độ")
    SeatHolding.objects.create(seat=seat, person=person, starts_on="2020-01-01")
    Authenticator.objects.create(
        user=person, type=Authenticator.Type.TOTP, data={}
    )  # as a coordinator must have one
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
    ours, floor = in_turns(
        lambda: seconds(lambda: client.get(url)), lambda: seconds(lambda: _run(statements))
    )
    queries = len(statements)
    is_fast = ours <= LONGEST or ours <= MOST_TIMES * floor
    passed = is_fast and queries == queries_with_few and queries <= MOST_QUERIES
    note = (
        f"{queries} queries"
        if queries == queries_with_few
        else f"{queries_with_few} queries with few, {queries} with many"
    )
    return Figure(
        name,
        ours,
        floor,
        "300 ms or 8× its floor, 15 queries",
        passed,
        note,
        is_by_ratio=ours > LONGEST,
    )


def _run(statements: list[str]) -> None:
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)
            if cursor.description:
                cursor.fetchall()
