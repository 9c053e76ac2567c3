"""Each role walks the links of the portal at full size, as far as its rights go: no page slower
than 300 ms. And what one web process holds, begun as the image begins it: after its first page, and
after many mixed ones.
"""

import argparse
import math
import os
import random
import re
import statistics
import subprocess
import sys
from collections import Counter, deque
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from functools import partial
from html import unescape
from pathlib import Path
from urllib.parse import urldefrag, urljoin, urlsplit

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import Resolver404, resolve

from agencies.bodies.choices import AgencyKind, SeatRole
from agencies.bodies.models import Agency
from agencies.tasks.models import Task
from bench.pages import PAGES
from bench.tools.data import client_with_role, ensure_rows
from bench.tools.figures import Figure, measure_seconds
from config.embedded.processes import wait_until
from faults.programs import find_free_port, get_page
from recruitment.employers.models import Employer
from recruitment.vacancies.models import Vacancy

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


# Memory -------------------------------------------------------------------------------------------
ROOT = Path(__file__).resolve().parent.parent
MOST_FRESH = 120  # MB
MOST_GROWTH = 1.10  # times what it was when every page had been asked for once
PATIENCE = 60.0  # seconds
THREADS = 4
# The demand of all enterprises as a page, a workbook and a document.
WRITTEN = ("/ban-tin/", "/ban-tin/xuat/", "/ban-tin/word/")


def measure_memory(sizes: argparse.Namespace) -> list[Figure]:
    ensure_rows(tasks=sizes.tasks, vacancies=sizes.vacancies)
    coordinator = client_with_role(SeatRole.COORDINATOR, Agency.objects.earliest("pk"))
    cookie = coordinator.cookies.output(header="", sep=";").strip()
    public, own = _paths()
    with _web_server() as (port, process):
        _get_page(port, public[0], "")
        fresh = _megabytes(process)
        for path in own:
            _get_page(port, path, cookie)
        for path in public[:200]:
            _get_page(port, path, "")
        warm = _megabytes(process)
        _get_many_pages(port, public, own, cookie, sizes.requests)
        after = _megabytes(process)
    return [
        Figure(
            "web process, fresh",
            fresh,
            MOST_FRESH,
            f"{MOST_FRESH} MB",
            fresh <= MOST_FRESH,
            unit="MB",
        ),
        Figure(
            f"web process, after {sizes.requests} requests",
            after,
            warm,
            f"{MOST_GROWTH}× its floor",
            after <= MOST_GROWTH * warm,
            f"{after / warm:.2f} times the {warm:.0f} MB after each page once",
            unit="MB",
        ),
    ]


def _paths() -> tuple[list[str], list[str]]:
    # What everybody may ask for, and what a coordinator does.
    published = Vacancy.objects.filter(published_at__isnull=False).order_by("pk")
    jobs = [row.get_absolute_url() for row in published[:300]]
    occurrences = [task.occurrences.first() for task in Task.objects.order_by("pk")[:100]]
    pages = [row.get_absolute_url() for row in occurrences if row]
    lists = ["/viec-lam/", "/viec-lam/?q=may", "/viec-lam/?trang=2", "/healthz", "/robots.txt"]
    drawn = [jobs[0] + "to-roi.pdf", jobs[1] + "anh.png"]
    return [*lists, *jobs, *drawn], [*PAGES.values(), *WRITTEN, *pages]


@contextmanager
def _web_server() -> Iterator[tuple[int, int]]:
    # Its port, and the number of the one process that serves.
    port = find_free_port()
    options = f"--bind 127.0.0.1:{port} --workers 1 --threads {THREADS} --log-level warning"
    parent = subprocess.Popen(
        [sys.executable, "-m", "gunicorn", "config.wsgi", "--no-control-socket", *options.split()],
        cwd=ROOT,
        env=os.environ | {"ALLOWED_HOSTS": "127.0.0.1,testserver"},
    )
    try:
        # It is answered only once the process that serves has begun.
        if not wait_until(lambda: get_page(port, "/healthz", 1)[0] == 200, PATIENCE):
            raise RuntimeError("The web server did not begin.")
        children = Path(f"/proc/{parent.pid}/task/{parent.pid}/children")
        yield port, int(children.read_text().split()[0])
    finally:
        parent.terminate()
        parent.wait(PATIENCE)


def _get_page(port: int, path: str, cookie: str) -> None:
    status, _page = get_page(port, path, PATIENCE, cookie)
    if not 0 < status < 500:
        raise RuntimeError(f"{path} answered {status}")


def _get_many_pages(
    port: int, public: list[str], own: list[str], cookie: str, requests: int
) -> None:
    chance = random.Random(1)  # noqa: S311 a mixture that is the same each time
    wanted = [
        (chance.choice(public), "") if chance.random() < 0.7 else (chance.choice(own), cookie)
        for _ in range(requests)
    ]
    with ThreadPoolExecutor(THREADS) as pool:
        list(pool.map(lambda pair: _get_page(port, *pair), wanted))


def _megabytes(process: int) -> float:
    # Resident, as the kernel counts it.
    status = Path(f"/proc/{process}/status").read_text()
    return int(status.partition("VmRSS:")[2].split()[0]) / 1024
