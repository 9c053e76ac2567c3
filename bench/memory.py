"""What one web process holds, begun as the image begins it: after its first page, and after many
mixed ones.
"""

import http.client
import os
import random
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

from agencies.bodies.choices import SeatRole
from agencies.tasks.models import Task
from bench.data import ensure_tasks, ensure_vacancies
from bench.measure import Figure
from bench.pages import PAGES, client_of
from recruitment.vacancies.models import Vacancy

ROOT = Path(__file__).resolve().parent.parent
MOST_FRESH, MOST_GROWTH = 120, 1.10  # MB; times what it was when every page had been asked for once
PATIENCE = 60.0  # seconds
THREADS = 4
# The demand of all enterprises as a page, a workbook and a document.
WRITTEN = ("/ban-tin/", "/ban-tin/xuat/", "/ban-tin/word/")


def measure(tasks: int, vacancies: int, requests: int) -> list[Figure]:
    ensure_tasks(tasks)
    ensure_vacancies(vacancies)
    cookie = client_of(SeatRole.COORDINATOR).cookies.output(header="", sep=";").strip()
    public, own = paths()
    with server() as (port, process):
        ask(port, public[0], "")
        fresh = megabytes(process)
        for path in own:
            ask(port, path, cookie)
        for path in public[:200]:
            ask(port, path, "")
        warm = megabytes(process)
        ask_many(port, public, own, cookie, requests)
        after = megabytes(process)
    grown = f"{after / warm:.2f} times the {warm:.0f} MB after each page once"
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
            f"web process, after {requests} requests",
            after,
            warm,
            f"{MOST_GROWTH}× its floor",
            after <= MOST_GROWTH * warm,
            grown,
            unit="MB",
        ),
    ]


def paths() -> tuple[list[str], list[str]]:
    """What everybody may ask for, and what a coordinator does."""
    jobs = [
        row.get_absolute_url()
        for row in Vacancy.objects.filter(published_at__isnull=False).order_by("pk")[:300]
    ]
    occurrences = [task.occurrences.first() for task in Task.objects.order_by("pk")[:100]]
    pages = [row.get_absolute_url() for row in occurrences if row]
    lists = ["/viec-lam/", "/viec-lam/?q=may", "/viec-lam/?trang=2", "/healthz", "/robots.txt"]
    drawn = [jobs[0] + "to-roi.pdf", jobs[1] + "anh.png"]
    return [*lists, *jobs, *drawn], [*PAGES.values(), *WRITTEN, *pages]


@contextmanager
def server() -> Iterator[tuple[int, int]]:
    """Its port, and the number of the one process that serves."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port = found.getsockname()[1]
    command = [
        sys.executable,
        "-m",
        "gunicorn",
        "config.wsgi",
        "--bind",
        f"127.0.0.1:{port}",
        "--workers",
        "1",
    ]
    command += ["--threads", str(THREADS), "--no-control-socket", "--log-level", "warning"]
    parent = subprocess.Popen(
        command, cwd=ROOT, env=os.environ | {"ALLOWED_HOSTS": "127.0.0.1,testserver"}
    )
    try:
        yield port, child_of(parent.pid, port)
    finally:
        parent.terminate()
        parent.wait(PATIENCE)


def child_of(parent: int, port: int) -> int:
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        children = Path(f"/proc/{parent}/task/{parent}/children").read_text().split()
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
        except OSError:
            time.sleep(0.2)
            continue
        if children:
            return int(children[0])
    raise RuntimeError("The web server did not begin.")


def ask(port: int, path: str, cookie: str) -> None:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
    connection.request("GET", path, headers={"Cookie": cookie} if cookie else {})
    answer = connection.getresponse()
    answer.read()
    connection.close()
    if answer.status >= 500:
        raise RuntimeError(f"{path} answered {answer.status}")


def ask_many(port: int, public: list[str], own: list[str], cookie: str, requests: int) -> None:
    chance = random.Random(1)  # noqa: S311 a mixture that is the same each time
    wanted = [
        (chance.choice(public), "") if chance.random() < 0.7 else (chance.choice(own), cookie)
        for _ in range(requests)
    ]
    with ThreadPoolExecutor(THREADS) as pool:
        list(pool.map(lambda pair: ask(port, *pair), wanted))


def megabytes(process: int) -> float:
    """Resident, as the kernel counts it."""
    for line in Path(f"/proc/{process}/status").read_text().splitlines():
        if line.startswith("VmRSS:"):
            return int(line.split()[1]) / 1024
    raise RuntimeError("The web process has gone.")
