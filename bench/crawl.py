"""Each role walks the links of the portal at full size, as far as its rights go: no page slower
than 300 ms.
"""

import math
import re
import statistics
from collections import Counter, deque
from collections.abc import Iterator
from functools import partial
from html import unescape
from urllib.parse import urldefrag, urljoin, urlsplit

from allauth.mfa.models import Authenticator
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import Resolver404, resolve

from agencies.bodies.choices import AgencyKind, SeatRole
from agencies.bodies.models import Agency
from agencies.people.models import Person, Seat, SeatHolding
from agencies.tasks.models import Task
from bench.data import ensure_tasks, ensure_vacancies
from bench.measure import Figure, seconds
from recruitment.employers.models import Employer

ROLES = ("anonymous", *SeatRole.values)
# Addresses of one name, and of one role.
EACH, MOST = 3, 90
LONGEST, LONGEST_STATEMENT = 0.3, 0.1
HREF = re.compile(r'href="([^"#][^"]*)"')
SKIPPED = re.compile(
    r"logout|export|workbook|document|poster|picture|feed|template|marked|file|metrics|session"
    r"|admin"
)
# Pages that add everything up are not held to the limit of pages; each has its own figure.
REPORTS = frozenset(
    {
        "agencies:board",
        "agencies:scoreboard",
        "campaigns:report-list",
        "recruitment:demand-board",
        "recruitment:demand-board-rows",
        "recruitment:usage-summary",
        "agencies:jobs",
    }
)


def measure(tasks: int, vacancies: int) -> list[Figure]:
    ensure_tasks(tasks)
    ensure_vacancies(vacancies)
    return [_figure(role) for role in ROLES]


def _figure(role: str) -> Figure:
    client = _client(role)
    pages, statements = {}, {}
    for url in _walk(client):
        times, slowest = [], []
        for _round in range(3):
            with CaptureQueriesContext(connection) as captured:
                times.append(seconds(partial(client.get, url)))
            slowest.append(max((float(query["time"]) for query in captured), default=0.0))
        pages[url], statements[url] = statistics.median(times), statistics.median(slowest)
    ordered = sorted(pages.values())
    p95 = ordered[math.ceil(0.95 * len(ordered)) - 1]
    slow_page, slow_statement = max(pages, key=pages.get), max(statements, key=statements.get)
    note = (
        f"{len(pages)} pages; slowest {slow_page} {pages[slow_page] * 1000:.0f} ms; "
        f"statement {statements[slow_statement] * 1000:.0f} ms ({slow_statement})"
    )
    passed = p95 <= LONGEST and statements[slow_statement] <= LONGEST_STATEMENT
    return Figure(
        f"crawl: {role}",
        p95,
        ordered[len(ordered) // 2],
        "p95 300 ms, statement 100 ms",
        passed,
        note,
    )


def _walk(client: Client) -> Iterator[str]:
    # Addresses that answer 200, breadth first from the first page.
    waiting, seen, names = deque(["/", "/viec-can-lam/", "/viec-lam/"]), set(), Counter()
    while waiting and sum(names.values()) < MOST:
        url = waiting.popleft()
        name = _name(url)
        if url in seen or name is None or names[name] >= EACH:
            continue
        seen.add(url)
        answer = client.get(url)
        if answer.status_code in (301, 302):
            waiting.append(urljoin(url, answer["Location"]))
        if answer.status_code != 200 or not answer.get("Content-Type", "").startswith("text/html"):
            continue
        names[name] += 1
        links = HREF.findall(answer.content.decode())
        waiting.extend(urldefrag(urljoin(url, unescape(link))).url for link in links)
        if name not in REPORTS:
            yield url


def _name(url: str) -> str | None:
    # The name of the address; None for what the walk leaves out.
    parts = urlsplit(url)
    if parts.netloc or SKIPPED.search(parts.path):
        return None
    try:
        found = resolve(parts.path)
    except Resolver404:
        return None
    return None if SKIPPED.search(found.view_name or "") else found.view_name


def _client(role: str) -> Client:
    client = Client()
    if role == "anonymous":
        return client
    seat = Seat.objects.create(agency=_agency(role), title=f"Đo tốc độ, {role}", role=role)
    person = Person.objects.create(
        email=f"di-{role}-{seat.pk}@do-toc-do.example", full_name="Người đo tốc độ"
    )
    SeatHolding.objects.create(
        seat=seat, person=person, starts_on="2020-01-01", is_administrator=True
    )
    Authenticator.objects.create(
        user=person, type=Authenticator.Type.TOTP, data={}
    )  # as a coordinator must have one
    client.force_login(person)
    return client


def _agency(role: str) -> Agency:
    # Where there is work for the role.
    if role == SeatRole.EMPLOYER:
        return Employer.objects.order_by("pk").first().agency
    if role == SeatRole.VERIFIER:
        return Agency.objects.filter(kind=AgencyKind.ZONES_BOARD, parks__isnull=False).first()
    return Task.objects.order_by("pk").first().lead
