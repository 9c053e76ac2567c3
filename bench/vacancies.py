"""The public search at full size: each class of question, ranked as workers see it, beside the bare
statement that a person would write for it without any ranking. And migrations while somebody
reads the list of jobs: nobody waits longer than 2 s. What came after the first tables is taken
away and made again; run it on a database of its own.
"""

import argparse
import datetime
import math
import statistics
import threading
from functools import partial

from django.core.cache import caches
from django.core.management import call_command
from django.db import connection, connections
from django.db.migrations.loader import MigrationLoader
from django.test import Client
from django.utils import timezone

from bench.tools.data import ensure_rows
from bench.tools.figures import Figure, measure_in_turns, measure_seconds, median_seconds
from faults.data import run_statements
from recruitment.demand.models import MonthlyDemand, MonthlyHome
from recruitment.demand.queries import (
    DemandSource,
    all_demand,
    board_lines,
    compared_months,
    demand_by_home,
)
from recruitment.employers.models import IndustrialPark
from recruitment.job_search.ranked import find_ranked_vacancies
from recruitment.job_search.ranking import rank_words, read_typed_words
from recruitment.job_search.search import VacancyPage, count_vacancies, find_vacancies
from recruitment.vacancy_saving.search_terms import (
    BUS,
    LODGING,
    occupation_mark,
    park_mark,
    skill_mark,
    wage_mark,
    write_tsquery,
)
from vietnam.periods import Period

ROUNDS = 15
# What a person writes for the same page; the planner chooses how.
PAGE = """
SELECT v.id, v.title, v.headcount, v.income_from, v.income_to, v.benefits, v.shift, v.ward,
    v.apply_by, v.published_at,
       agency.name, park.name, province.name
FROM recruitment_vacancy v
JOIN recruitment_employer employer ON employer.id = v.employer_id
JOIN agencies_agency agency ON agency.id = employer.agency_id
JOIN agencies_province province ON province.id = v.province_id
LEFT JOIN recruitment_industrialpark park ON park.id = v.park_id
WHERE v.status = 'published' AND v.apply_by >= current_date {terms} ORDER BY v.published_at DESC,
    v.id DESC LIMIT 20
"""
TERMS = "AND search @@ %s::tsquery"
# The whole count that no page may ask for.
COUNT = "SELECT count(*) FROM recruitment_vacancy WHERE status = 'published' {terms}"
BOARD = """
SELECT month, occupation, sum(asked), sum(filled),
       sum(open) FILTER (WHERE open_until IS NULL OR open_until >= current_date), count(*)
FROM recruitment_monthlydemand WHERE month = ANY(%s) GROUP BY month, occupation
"""
BOARD_BY_HOME = """
SELECT d.month, h.province_id, sum(h.asked), sum(h.filled), count(DISTINCT d.id)
FROM recruitment_monthlyhome h
JOIN recruitment_monthlydemand d ON d.id = h.demand_id WHERE d.month = ANY(%s) GROUP BY d.month,
    h.province_id
"""
# Seconds at p95, and multiples of the floor at the median; None: beaten or not, the limit in
# seconds counts.
MOST = {"common": (0.005, 3), "rare": (0.030, None), "narrow": (0.060, None)}
COUNT_LIMIT = 0.035
EXPONENTS = {"phrase": 0.15}
MOST_EXPONENT = 0.4


def measure_search(chosen: argparse.Namespace) -> list[Figure]:
    """At a hundredth, a tenth and the whole of the rows, for how the times grow; the table is that
    of the whole.
    """
    count = chosen.vacancies
    sizes = sorted({max(count // 100, 2_000), max(count // 10, 4_000), count})
    rounds: list[list[Figure]] = []
    for size in sizes:
        ensure_rows(vacancies=size)
        rounds.append([_figure(name, *question) for name, question in _questions().items()])
    growth = [
        _growth(first, last, sizes)
        for first, last in zip(rounds[0], rounds[-1], strict=True)
        if len(sizes) > 1
    ]
    return [*rounds[-1], *_counts(), *growth, *_pages(), *_boards()]


def _questions() -> dict[str, tuple[str, str, list[str]]]:
    # The kind, what is typed, and the marks of the filters.
    park = park_mark(IndustrialPark.objects.order_by("pk")[3].pk)
    return {
        "newest": ("common", "", []),
        "common word": ("common", "công nhân", []),
        "phrase": ("common", "công nhân lắp ráp điện tử", []),
        "short word": ("common", "xe", []),
        "toned word": ("common", "may", []),
        "place": ("common", "Bắc Giang", []),
        "title": ("common", "công nhân may công nghiệp chuyền may", []),
        "title untoned": ("common", "tho dien cong nghiep", []),
        "three filters": ("common", "", [occupation_mark("82"), LODGING, wage_mark(9)]),
        "medium word": ("common", "thợ hàn", []),
        "rare word": ("rare", "nhân viên y tế", []),
        "rarest word": ("rare", "đầu bếp món Hàn", []),
        "absent word": ("rare", "phi công vũ trụ", []),
        "tax code": ("rare", "2300000077", []),
        "word + 3 filters": (
            "narrow",
            "công nhân",
            [park, skill_mark("college"), wage_mark(12)],
        ),
        "words + 3 filters": ("narrow", "công nhân may", [park, BUS, wage_mark(10)]),
    }


def _find(typed: str, filters: list[str]) -> VacancyPage:
    # As the public list does.
    ranking = rank_words(read_typed_words(typed), filters)
    return find_ranked_vacancies(ranking) if ranking.is_ranked else find_vacancies(filters)


def _terms(typed: str, filters: list[str]) -> list[str]:
    return [*read_typed_words(typed).terms, *filters]


def _figure(name: str, kind: str, typed: str, filters: list[str]) -> Figure:
    terms = _terms(typed, filters)
    ours = []
    floors = []
    for _round in range(ROUNDS):
        ours.append(measure_seconds(lambda: _find(typed, filters)))
        floors.append(measure_seconds(lambda: _run_bare(PAGE, terms)))
    p95 = sorted(ours)[math.ceil(0.95 * ROUNDS) - 1]
    middle = statistics.median(ours)
    floor = statistics.median(floors)
    most, ratio = MOST[kind]
    return Figure(
        f"jobs: {name}",
        middle,
        floor,
        f"p95 {most * 1000:.0f} ms" + (f" or {ratio}× its floor" if ratio else ""),
        p95 <= most or (ratio is not None and middle <= ratio * floor),
        f"p95 {p95 * 1000:.1f} ms",
        is_by_ratio=p95 > most,
    )


def _run_bare(statement: str, terms: list[str]) -> None:
    run_statements(
        statement.format(terms=TERMS if terms else ""),
        values=(write_tsquery(terms),) if terms else (),
    )


def _counts() -> list[Figure]:
    figures = []
    for name in ("newest", "common word", "medium word", "rare word", "words + 3 filters"):
        _kind, *asked = _questions()[name]
        terms = _terms(*asked)
        count = partial(count_vacancies, terms, is_common=_find(*asked).is_common)
        ours = median_seconds(count, ROUNDS)
        whole = median_seconds(partial(_run_bare, COUNT, terms), 5)
        figures.append(
            Figure(
                f"count: {name}",
                ours,
                whole,
                "35 ms, or the whole count",
                ours <= COUNT_LIMIT or ours <= whole,
                f"{count_vacancies(terms)} found",
                is_by_ratio=ours > COUNT_LIMIT,
            )
        )
    return figures


def _growth(first: Figure, last: Figure, sizes: list[int]) -> Figure:
    # The exponent of the time over the number of rows, from the smallest to the largest: 0 is flat,
    # 1 is linear.
    steps = math.log(sizes[-1] / sizes[0])
    exponent = math.log(max(last.ours, 0.001) / max(first.ours, 0.001)) / steps
    name = last.name.removeprefix("jobs: ")
    most = EXPONENTS.get(name, MOST_EXPONENT)
    return Figure(
        f"growth: {name}",
        last.ours,
        first.ours,
        f"exponent {most}",
        exponent <= most,
        f"exponent {exponent:.2f} from {sizes[0]} rows",
    )


def _pages() -> list[Figure]:
    # The list through Django, beside the bare statement; deep pages beside the first.
    client = Client()
    caches["local"].clear()
    client.get("/viec-lam/")
    ours = median_seconds(lambda: client.get("/viec-lam/"), ROUNDS)
    bare = median_seconds(lambda: _run_bare(PAGE, []), ROUNDS)
    deep = _deep_place()
    far = median_seconds(lambda: find_vacancies([], after=deep), ROUNDS)
    near = median_seconds(lambda: find_vacancies([]), ROUNDS)
    return [
        Figure("page /viec-lam/", ours, bare, "60 ms", ours <= 0.060, "through Django"),
        Figure("page 5.000 by key", far, near, "2× page 1", far <= 2 * near, ""),
    ]


def _boards() -> list[Figure]:
    # The demand board of the running month beside the bare sums of the three months that it
    # compares.
    today = timezone.localdate()
    month = Period.of_month(today.year, today.month)
    days = [each.first for each in (month, *compared_months(month))]
    live = MonthlyDemand.objects.filter(month=days[0]).count()
    homes = MonthlyHome.objects.filter(demand__month=days[0]).count()
    return [
        _board("demand board", all_demand(), "occupation", BOARD, days, f"{live} vacancies live"),
        _board(
            "demand board by home",
            demand_by_home(),
            "province",
            BOARD_BY_HOME,
            days,
            f"{homes} with a home",
        ),
    ]


def _board(
    name: str, source: DemandSource, by: str, statement: str, days: list[datetime.date], note: str
) -> Figure:
    month = Period.of_month(days[0].year, days[0].month)
    ours, bare = measure_in_turns(
        lambda: measure_seconds(lambda: board_lines(source, by, month)),
        lambda: measure_seconds(lambda: run_statements(statement, values=(days,))),
    )
    return Figure(name, ours, bare, "1.5× the bare sums", ours <= 1.5 * bare, note)


def _deep_place():
    page = find_vacancies([], length=1000)
    for _step in range(99):
        if page.older is None:
            break
        page = find_vacancies([], after=page.older, length=1000)
    return page.older


# Migrations ---------------------------------------------------------------------------------------
APP = "recruitment"
WITH_VACANCIES = "0001_initial"
LONGEST_WAIT = 2.0


def measure_migrations(sizes: argparse.Namespace) -> list[Figure]:
    ensure_rows(vacancies=sizes.vacancies)
    loader = MigrationLoader(connection)
    later = sorted(name for app, name in loader.disk_migrations if app == APP)
    call_command("migrate", APP, WITH_VACANCIES, verbosity=0)
    figures = [_measure_migration(name) for name in later[later.index(WITH_VACANCIES) + 1 :]]
    for _app, name in loader.graph.leaf_nodes(APP):
        call_command("migrate", APP, name, verbosity=0)
    return figures


def _measure_migration(name: str) -> Figure:
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
        f"reader during {name[:28]}", longest, min(waits), "2 s", longest <= LONGEST_WAIT, note
    )


def _read_public_list(waits: list[float], ended: threading.Event) -> None:
    # Again and again, on a connection of its own.
    while not ended.is_set() or not waits:
        waits.append(measure_seconds(lambda: find_vacancies([])))
    connections.close_all()
