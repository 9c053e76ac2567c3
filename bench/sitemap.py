"""The sitemap of all open jobs: its index, and pages at the beginning, the middle and the end of
the keys, each beside the bare SQL that it sends.
"""

import argparse

from django.test import Client

from bench.pages import LONGEST, statements_of
from bench.tools.data import ensure_rows
from bench.tools.figures import Figure, measure_in_turns, measure_seconds
from faults.data import run_statements
from recruitment.search_engines.sitemaps import job_pages


def measure_sitemap(sizes: argparse.Namespace) -> list[Figure]:
    ensure_rows(vacancies=sizes.vacancies)
    pages = [page.path for page in job_pages()]
    places = {"first": pages[0], "middle": pages[len(pages) // 2], "last": pages[-1]}
    note = f"{len(pages)} pages of jobs"
    index = _figure("sitemap, index", "/sitemap.xml", note)
    return [index, *(_figure(f"sitemap, {name} page", url) for name, url in places.items())]


def _figure(name: str, url: str, note: str = "") -> Figure:
    client = Client()
    statements = statements_of(client, url)
    ours, floor = measure_in_turns(
        lambda: measure_seconds(lambda: client.get(url)),
        lambda: measure_seconds(lambda: [run_statements(each) for each in statements]),
    )
    return Figure(name, ours, floor, "300 ms", ours <= LONGEST, note)
