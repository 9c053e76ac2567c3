"""The public list through gunicorn as the image begins it, beside a hello from the same server:
what a newspaper's morning asks of the portal.
"""

import argparse
import itertools
import os
import re
import statistics
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from bench.tools.data import ensure_rows
from bench.tools.figures import Figure
from bench.tools.load import Load, put_load
from config.embedded.processes import wait_until
from faults.programs import find_free_port, get_page

ROOT = Path(__file__).resolve().parent.parent
VACANCIES = 20_000
ROUNDS = 3
SECONDS = 3.0
CONNECTIONS = 8
CROWD = 300
PATIENCE = 60.0
LONGEST = 0.06  # seconds, 95 of 100 pages
MOST_SHARED = 3  # times as dear as hello
MOST_FRESH = 12
LIST = "/viec-lam/"


def measure_public(sizes: argparse.Namespace) -> list[Figure]:
    ensure_rows(vacancies=VACANCIES)
    numbers = itertools.count()
    with (
        start_web_server("bench.tools.hello:make_application()") as hello,
        start_web_server("config.wsgi") as ours,
    ):
        cases = {
            "hello": (hello, lambda: "/"),
            "shared": (ours, lambda: LIST),
            # An address of its own each time: no copy is there yet.
            "fresh": (ours, lambda: f"{LIST}?x={next(numbers)}"),
        }
        loads: dict[str, list[Load]] = {name: [] for name in cases}
        for _round in range(ROUNDS):
            for name, (port, path) in cases.items():
                load = put_load(port, path, connections=CONNECTIONS, seconds=SECONDS)
                loads[name].append(load)
        crowd = put_load(ours, lambda: LIST, connections=CROWD, seconds=SECONDS)
    hello_rate = _rate(loads["hello"])
    return [
        _figure("public list, asked for before", loads["shared"], hello_rate, MOST_SHARED),
        _figure("public list, asked for first", loads["fresh"], hello_rate, MOST_FRESH),
        _crowd_figure(crowd),
    ]


def _figure(name: str, loads: list[Load], hello_rate: float, most: int) -> Figure:
    # As seconds a page, so that the ratio is how many hellos it costs.
    ours = 1 / _rate(loads)
    floor = 1 / hello_rate
    p95 = statistics.median(load.p95 for load in loads)
    errors = [error for load in loads for error in load.errors]
    return Figure(
        name,
        ours,
        floor,
        f"{most}× hello, p95 {LONGEST * 1000:.0f} ms, no error",
        ours <= most * floor and p95 <= LONGEST and not errors,
        f"{1 / ours:.0f}/s beside {hello_rate:.0f}/s, p95 {p95 * 1000:.0f} ms{_first(errors)}",
    )


def _crowd_figure(crowd: Load) -> Figure:
    return Figure(
        f"public list, {CROWD} connections",
        crowd.p95,
        statistics.median(crowd.times),
        "no error",
        not crowd.errors,
        f"{crowd.rate:.0f}/s; p95 beside the median{_first(crowd.errors)}",
    )


def _rate(loads: list[Load]) -> float:
    return statistics.median(load.rate for load in loads)


def _first(errors: list[str]) -> str:
    return f"; {len(errors)} errors, the first: {errors[0]}" if errors else ""


@contextmanager
def start_web_server(application: str) -> Iterator[int]:
    """With the options of the image (Dockerfile)."""
    port = find_free_port()
    command = [sys.executable, "-m", "gunicorn", application, "--bind", f"127.0.0.1:{port}"]
    with subprocess.Popen(
        [*command, *_image_options()],
        cwd=ROOT,
        env=os.environ | {"ALLOWED_HOSTS": "127.0.0.1", "LOG_LEVEL": "WARNING"},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    ) as server:
        try:
            if not wait_until(lambda: get_page(port, "/", 1)[0] in (200, 302), PATIENCE):
                raise RuntimeError(f"{application} did not begin.")
            yield port
        finally:
            server.terminate()


def _image_options() -> list[str]:
    # What follows the address in the Dockerfile's CMD.
    command = (ROOT / "Dockerfile").read_text().partition("\nCMD [")[2].partition("]")[0]
    words = re.findall(r'"([^"]+)"', command)
    return words[words.index("--bind") + 2 :]
