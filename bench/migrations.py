"""Migrations at full size while somebody reads the list of jobs: nobody waits longer than 2 s.

What came after the first tables is taken away and made again; run it on a database of its own.
"""

import argparse
import threading

from django.core.management import call_command
from django.db import connection, connections
from django.db.migrations.loader import MigrationLoader

from bench.data import ensure_rows
from bench.figures import Figure, measure_seconds
from recruitment.public.search import find_vacancies

APP = "recruitment"
WITH_VACANCIES = "0001_initial"
LONGEST = 2.0


def measure_migrations(sizes: argparse.Namespace) -> list[Figure]:
    ensure_rows(vacancies=sizes.vacancies)
    loader = MigrationLoader(connection)
    later = sorted(name for app, name in loader.disk_migrations if app == APP)
    call_command("migrate", APP, WITH_VACANCIES, verbosity=0)
    figures = [_figure(name) for name in later[later.index(WITH_VACANCIES) + 1 :]]
    for _app, name in loader.graph.leaf_nodes(APP):
        call_command("migrate", APP, name, verbosity=0)
    return figures


def _figure(name: str) -> Figure:
    waits: list[float] = []
    ended = threading.Event()
    reader = threading.Thread(target=_read_public_list, args=(waits, ended))
    reader.start()
    took = measure_seconds(lambda: call_command("migrate", APP, name, verbosity=0))
    ended.set()
    reader.join()
    longest = max(waits)
    note = f"the migration took {took:.1f} s, {len(waits)} pages read"
    return Figure(
        f"reader during {name[:28]}", longest, min(waits), "2 s", longest <= LONGEST, note
    )


def _read_public_list(waits: list[float], ended: threading.Event) -> None:
    # Again and again, on a connection of its own.
    while not ended.is_set() or not waits:
        waits.append(measure_seconds(lambda: find_vacancies([])))
    connections.close_all()
