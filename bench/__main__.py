"""Measures pages, reminders, delivery, reader, search and workbooks on servers of its own, and
prints each beside its floor.
"""

import argparse
import os
import sys
from collections.abc import Callable
from typing import Any

SIZES = {
    "tasks": "how many tasks the database holds",
    "vacancies": "how many vacancies the database holds",
    "requests": "how many pages the web process answers",
}
USUAL = {"tasks": 20_000, "vacancies": 100_000, "requests": 2_000}
FULL = {"tasks": 100_000, "vacancies": 1_000_000, "requests": 10_000}


def main() -> int:
    if "DATABASE_URL" not in os.environ:
        print("Type: python3 portal.py bench (it measures on servers of its own).", file=sys.stderr)
        return 1
    os.environ |= {
        "ALLOWED_HOSTS": "testserver,127.0.0.1",
        "STATIC_STORAGE": "django.contrib.staticfiles.storage.StaticFilesStorage",
        "LOG_LEVEL": "ERROR",
    }
    import django  # slow import: settings are read here

    django.setup()
    from bench.tools.figures import draw_table  # slow import

    cases = _cases()
    options = _options(list(cases))
    figures = []
    for name in options.names or cases:
        print(f"Measuring {name}…", file=sys.stderr)
        figures += cases[name](options)
    print(draw_table(figures))
    return 0 if all(figure.passed for figure in figures) else 1


def _cases() -> dict[str, Callable[[argparse.Namespace], list[Any]]]:
    from bench import (  # slow import
        board,
        crawl,
        mail,
        month,
        own_vacancies,
        pages,
        public,
        reading,
        report,
        sitemap,
        vacancies,
    )

    return {
        "pages": pages.measure_pages,
        "public": public.measure_public,
        "board": board.measure_board,
        "reminders": mail.measure_decisions,
        "delivery": mail.measure_delivery,
        "reader": reading.measure_reader,
        "uploads": reading.measure_uploads,
        "vacancies": vacancies.measure_search,
        "sitemap": sitemap.measure_sitemap,
        "own-vacancies": own_vacancies.measure_own_lists,
        "report": report.measure_report,
        "month": month.measure_month,
        "migrations": vacancies.measure_migrations,
        "memory": crawl.measure_memory,
        "crawl": crawl.measure_crawl,
    }


def _options(cases: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="portal.py bench", description=__doc__)
    parser.add_argument("names", nargs="*", help=f"which of {', '.join(cases)}; all without one")
    parser.add_argument(
        "--full", action="store_true", help="the sizes of production, in about half an hour"
    )
    for name, size in USUAL.items():
        parser.add_argument(
            f"--{name}", type=int, help=f"{SIZES[name]}: {size}, with --full {FULL[name]}"
        )
    options = parser.parse_args()
    for name, size in (FULL if options.full else USUAL).items():
        if getattr(options, name) is None:
            setattr(options, name, size)
    if unknown := set(options.names) - set(cases):
        parser.error(f"there is no {', '.join(sorted(unknown))}")
    return options


if __name__ == "__main__":
    sys.exit(main())
