"""Each role walks the links of the portal at full size, as far as its rights go: no page slower
than 300 ms.
"""

import argparse
import math
import re
import statistics
from collections import Counter, deque
from collections.abc import Iterator
from functools import partial
from html import unescape
from urllib.parse import urldefrag, urljoin, urlsplit

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import Resolver404, resolve

from agencies.bodies.choices import AgencyKind, SeatRole
from agencies.bodies.models import Agency
from agencies.tasks.models import Task
from bench.data import client_with_role, ensure_rows
from bench.figures import Figure, measure_seconds
from recruitment.employers.models import Employer

ROLES = ("anonymous", *SeatRole.values)
EACH = 3  # addresses of one name
MOST = 90  # of one role
LONGEST = 0.3
LONGEST_STATEMENT = 0.1
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


def measure_crawl(sizes: argparse.Namespace) -> list[Figure]:
    ensure_rows(tasks=sizes.tasks, vacancies=sizes.vacancies)
    return [_figure(role) for role in ROLES]


def _figure(role: str) -> Figure:
    client = Client() if role == "anonymous" else client_with_role(role, _agency(role))
    pages = {}
    statements = {}
    for url in _walk(client):
        times = []
        slowest = []
        for _round in range(3):
            with CaptureQueriesContext(connection) as captured:
                times.append(measure_seconds(partial(client.get, url)))
            slowest.append(max((float(query["time"]) for query in captured), default=0.0))
        pages[url] = statistics.median(times)
        statements[url] = statistics.median(slowest)
    ordered = sorted(pages.values())
    p95 = ordered[math.ceil(0.95 * len(ordered)) - 1]
    slow_page = max(pages, key=pages.get)
    slow_statement = max(statements, key=statements.get)
    return Figure(
        f"crawl: {role}",
        p95,
        ordered[len(ordered) // 2],
        "p95 300 ms, statement 100 ms",
        p95 <= LONGEST and statements[slow_statement] <= LONGEST_STATEMENT,
        f"{len(pages)} pages; slowest {slow_page} {pages[slow_page] * 1000:.0f} ms; "
        f"statement {statements[slow_statement] * 1000:.0f} ms ({slow_statement})",
    )


def _walk(client: Client) -> Iterator[str]:
    # Addresses that answer 200, breadth first from the first page.
    waiting = deque(["/", "/viec-can-lam/", "/viec-lam/"])
    seen = set()
    names = Counter()
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


def _agency(role: str) -> Agency:
    # Where there is work for the role.
    if role == SeatRole.EMPLOYER:
        return Employer.objects.order_by("pk").first().agency
    if role == SeatRole.VERIFIER:
        return Agency.objects.filter(kind=AgencyKind.ZONES_BOARD, parks__isnull=False).first()
    return Task.objects.order_by("pk").first().lead
