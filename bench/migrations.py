"""Migrations at full size while somebody reads the list of jobs: nobody waits longer than 2 s.

What came after the first tables is taken away and made again; run it on a database of its own.
"""

import threading

from django.core.management import call_command
from django.db import connection, connections
from django.db.migrations.loader import MigrationLoader

from bench.data import ensure_vacancies
from bench.measure import Figure, seconds
from recruitment.public.search import find_vacancies

APP, WITH_VACANCIES = "recruitment", "0001_initial"
LONGEST = 2.0


def measure(vacancies: int) -> list[Figure]:
    ensure_vacancies(vacancies)
    names = [name for app, name in MigrationLoader(connection).graph.leaf_nodes(APP)]
    later = sorted(name for app, name in MigrationLoader(connection).disk_migrations if app == APP)
    later = later[later.index(WITH_VACANCIES) + 1 :]
    call_command("migrate", APP, WITH_VACANCIES, verbosity=0)
    figures = [_figure(name) for name in later]
    call_command("migrate", APP, *names, verbosity=0)
    return figures


def _figure(name: str) -> Figure:
    waits, ended = [], threading.Event()
    reader = threading.Thread(target=_read, args=(waits, ended))
    reader.start()
    took = seconds(lambda: call_command("migrate", APP, name, verbosity=0))
    ended.set()
    reader.join()
    longest = max(waits)
    note = f"the migration took {took:.1f} s, {len(waits)} pages read"
    return Figure(
        f"reader during {name[:28]}", longest, min(waits), "2 s", longest <= LONGEST, note
    )


def _read(waits: list[float], ended: threading.Event) -> None:
    # The public list again and again, on a connection of its own.
    while not ended.is_set() or not waits:
        waits.append(seconds(lambda: find_vacancies([])))
    connections.close_all()
