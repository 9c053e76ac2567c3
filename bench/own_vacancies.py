"""An employer's own list, of the one with the most vacancies, beside the bare SQL that it sends."""

import argparse

from django.db.models import Count

from agencies.bodies.choices import SeatRole
from bench.pages import LONGEST, statements_of
from bench.tools.data import client_with_role, ensure_rows
from bench.tools.figures import Figure, measure_in_turns, measure_seconds
from faults.data import run_statements
from recruitment.employers.models import Employer

LISTS = {
    "own vacancies": "/nhu-cau/",
    "own vacancies, words": "/nhu-cau/?q=cong+nhan",
    "own vacancies, last page": "/nhu-cau/?page=9999",
    "own vacancies to confirm": "/nhu-cau/?show=confirm",
    "must-do page, employer": "/viec-can-lam/",
}
ROUNDS = 15


def measure_own_lists(sizes: argparse.Namespace) -> list[Figure]:
    ensure_rows(vacancies=sizes.vacancies)
    largest = Employer.objects.annotate(n=Count("vacancies")).order_by("-n")[0]
    client = client_with_role(SeatRole.EMPLOYER, largest.agency)
    figures = []
    for name, url in LISTS.items():
        statements = statements_of(client, url)
        ours, floor = measure_in_turns(
            lambda url=url: measure_seconds(lambda: client.get(url)),
            lambda asked=statements: measure_seconds(
                lambda: [run_statements(each) for each in asked]
            ),
            rounds=ROUNDS,
        )
        note = f"{len(statements)} queries, {largest.n} vacancies of the employer"
        figures.append(Figure(name, ours, floor, "300 ms", ours <= LONGEST, note))
    return figures
