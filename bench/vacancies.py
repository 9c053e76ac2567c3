"""The public search at full size: each class of question beside the bare statement that a person
would write for it.
"""

import datetime
import math
import statistics
from functools import partial

from django.core.cache import caches
from django.db import connection
from django.test import Client
from django.utils import timezone

from bench.data import ensure_vacancies
from bench.measure import Figure, in_turns, seconds
from recruitment.demand.models import MonthlyDemand, MonthlyHome
from recruitment.demand.queries import (
    DemandSource,
    all_demand,
    board_lines,
    compared_months,
    demand_by_home,
)
from recruitment.employers.models import IndustrialPark
from recruitment.public.search import count_vacancies, find_vacancies
from recruitment.vacancy_saving.search_terms import (
    BUS,
    LODGING,
    index_words,
    occupation_mark,
    park_mark,
    skill_mark,
    wage_mark,
    write_tsquery,
)
from vietnam.periods import Period

ROUNDS = 15
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
"""What a person writes for the same page; the planner chooses how."""
TERMS = "AND search @@ %s::tsquery"
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
MOST = {"common": (0.005, 3), "rare": (0.030, None), "narrow": (0.060, None)}
"""Seconds at p95, and multiples of the floor at the median; None: beaten or not, the limit in
seconds counts.
"""
COUNT_LIMIT = 0.035
EXPONENTS = {"phrase": 0.15}
MOST_EXPONENT = 0.4


def measure(count: int) -> list[Figure]:
    """At a hundredth, a tenth and the whole of the rows, for how the times grow; the table is that
    of the whole.
    """
    sizes = sorted({max(count // 100, 2_000), max(count // 10, 4_000), count})
    times: dict[str, list[float]] = {}
    figures: list[Figure] = []
    for size in sizes:
        ensure_vacancies(size)
        figures = [_figure(name, kind, terms) for name, (kind, terms) in cases().items()]
        for figure in figures:
            times.setdefault(figure.name, []).append(figure.ours)
    return [*figures, *_counts(), *_growth(times, sizes), *_pages(), *_boards()]


def cases() -> dict[str, tuple[str, list[str]]]:
    park = IndustrialPark.objects.order_by("pk")[3].pk
    return {
        "newest": ("common", []),
        "common word": ("common", list(index_words("công nhân"))),
        "phrase": ("common", list(index_words("công nhân lắp ráp điện tử"))),
        "short word": ("common", list(index_words("xe"))),
        "three filters": ("common", [occupation_mark("82"), LODGING, wage_mark(9)]),
        "medium word": ("common", list(index_words("thợ hàn"))),
        "rare word": ("rare", list(index_words("nhân viên y tế"))),
        "rarest word": ("rare", list(index_words("đầu bếp món Hàn"))),
        "absent word": ("rare", list(index_words("phi công vũ trụ"))),
        "tax code": ("rare", list(index_words("2300000077"))),
        "word + 3 filters": (
            "narrow",
            [*index_words("công nhân"), park_mark(park), skill_mark("college"), wage_mark(12)],
        ),
        "words + 3 filters": (
            "narrow",
            [*index_words("công nhân may"), park_mark(park), BUS, wage_mark(10)],
        ),
    }


def _figure(name: str, kind: str, terms: list[str]) -> Figure:
    ours, floors = [], []
    for _round in range(ROUNDS):
        ours.append(seconds(lambda: find_vacancies(terms)))
        floors.append(seconds(lambda: _bare(terms)))
    p95, (most, ratio) = sorted(ours)[math.ceil(0.95 * ROUNDS) - 1], MOST[kind]
    middle, floor = statistics.median(ours), statistics.median(floors)
    is_near = ratio is None or middle <= ratio * floor
    limit = f"p95 {most * 1000:.0f} ms" + (f" or {ratio}× its floor" if ratio else "")
    passed = p95 <= most or (ratio is not None and is_near)
    return Figure(
        f"jobs: {name}",
        middle,
        floor,
        limit,
        passed,
        f"p95 {p95 * 1000:.1f} ms",
        is_by_ratio=p95 > most,
    )


def _bare(terms: list[str]) -> None:
    _run(PAGE.format(terms=TERMS if terms else ""), *([write_tsquery(terms)] if terms else []))


def _counts() -> list[Figure]:
    figures = []
    for name in ("newest", "common word", "medium word", "rare word", "words + 3 filters"):
        terms = cases()[name][1]
        count = partial(count_vacancies, terms, is_common=find_vacancies(terms).is_common)
        ours = statistics.median(seconds(count) for _round in range(ROUNDS))
        whole = statistics.median(seconds(lambda t=terms: _count(t)) for _round in range(5))
        is_over, note = ours > COUNT_LIMIT, f"{count_vacancies(terms)} found"
        passed, limit = not is_over or ours <= whole, "35 ms, or the whole count"
        figures.append(
            Figure(f"count: {name}", ours, whole, limit, passed, note, is_by_ratio=is_over)
        )
    return figures


def _count(terms: list[str]) -> None:
    """The whole count that no page may ask for."""
    asked = (
        "SELECT count(*) FROM recruitment_vacancy WHERE status = 'published' "  # noqa: S608
        f"{TERMS if terms else ''}"
    )
    _run(asked, *([write_tsquery(terms)] if terms else []))


def _growth(times: dict[str, list[float]], sizes: list[int]) -> list[Figure]:
    """The exponent of the time over the number of rows, from the smallest to the largest: 0 is
    flat, 1 is linear.
    """
    if len(sizes) < 2:
        return []
    steps = math.log(sizes[-1] / sizes[0])
    figures = []
    for name, found in times.items():
        exponent = math.log(max(found[-1], 0.001) / max(found[0], 0.001)) / steps
        most = EXPONENTS.get(name.removeprefix("jobs: "), MOST_EXPONENT)
        note = f"exponent {exponent:.2f} from {sizes[0]} rows"
        figures.append(
            Figure(
                f"growth: {name[6:]}",
                found[-1],
                found[0],
                f"exponent {most}",
                exponent <= most,
                note,
            )
        )
    return figures


def _pages() -> list[Figure]:
    """The list through Django, beside the bare statement; deep pages beside the first."""
    client = Client()
    caches["local"].clear()
    client.get("/viec-lam/")
    first = [seconds(lambda: client.get("/viec-lam/")) for _round in range(ROUNDS)]
    floor = [seconds(lambda: _bare([])) for _round in range(ROUNDS)]
    ours, bare = statistics.median(first), statistics.median(floor)
    deep = _deep_place()
    far = statistics.median(
        seconds(lambda: find_vacancies([], after=deep)) for _round in range(ROUNDS)
    )
    near = statistics.median(seconds(lambda: find_vacancies([])) for _round in range(ROUNDS))
    return [
        Figure("page /viec-lam/", ours, bare, "60 ms", ours <= 0.060, "through Django"),
        Figure("page 5.000 by key", far, near, "2× page 1", far <= 2 * near, ""),
    ]


def _boards() -> list[Figure]:
    """The demand board of the running month beside the bare sums of the three months that it
    compares.
    """
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
    ours, bare = in_turns(
        lambda: seconds(lambda: board_lines(source, by, month)),
        lambda: seconds(lambda: _run(statement, days)),
    )
    return Figure(name, ours, bare, "1.5× the bare sums", ours <= 1.5 * bare, note)


def _run(statement: str, *values: object) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        cursor.fetchall()


def _deep_place():
    page = find_vacancies([], length=1000)
    for _step in range(99):
        if page.older is None:
            break
        page = find_vacancies([], after=page.older, length=1000)
    return page.older
