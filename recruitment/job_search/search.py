"""What is offered today, the newest first: a page, and a count that stops at a thousand.

Syllables of a Vietnamese phrase occur together, so the planner's estimates are wrong by a factor of
hundreds. A trial decides instead: the newest rows are scanned, which is enough for common words.
What the trial finds tells how far a longer scan would have to go; for what is too rare, the text
index is asked. Both read partial indexes of published rows.

Rows that have ended by their date are skipped on the way: an hourly job takes them out of the
indexes, so there are few.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils import timezone

from agencies.replica.reading import reading_connection
from recruitment.job_search.cursors import RankedCursor, VacancyCursor
from recruitment.vacancies.choices import VacancyStatus
from recruitment.vacancy_saving.search_terms import write_tsquery

PAGE_LENGTH = 20
COUNTED = 1000
# Rows, of the newest: what is walked at first, and at most.
TRIAL = 3_000
LONGEST_WALK = 30_000
# A scan may go this many times further than the trial predicts.
MARGIN = 2
COUNT_WINDOW = 10_000

# The condition of `VacancyQuerySet.open`.
OPEN = f"status = '{VacancyStatus.PUBLISHED}' AND apply_by >= %(today)s"
COLUMNS = (
    "id, title, headcount, income_from, income_to, benefits, shift, schooling, skill, ward, "
    "apply_by, published_at, employer_id, park_id, province_id"
)
ROWS = """
SELECT v.id, v.title, v.headcount, v.income_from, v.income_to, v.benefits, v.shift, v.schooling,
    v.skill, v.ward,
       v.apply_by, v.published_at,
       {also} agency.name AS employer, park.name AS park, province.name AS province
FROM ({found}) v
JOIN recruitment_employer employer ON employer.id = v.employer_id
JOIN agencies_agency agency ON agency.id = employer.agency_id
JOIN agencies_province province ON province.id = v.province_id
LEFT JOIN recruitment_industrialpark park ON park.id = v.park_id
ORDER BY {first} v.published_at {order}, v.id {order}
"""
NEWEST = f"""
SELECT {COLUMNS} FROM recruitment_vacancy
WHERE {OPEN} {{place}} ORDER BY published_at {{order}}, id {{order}} LIMIT %(limit)s
"""  # noqa: S608
WINDOWED = f"""
SELECT {COLUMNS} FROM (
    SELECT {COLUMNS}, search FROM recruitment_vacancy
    WHERE {OPEN} {{place}} ORDER BY published_at {{order}}, id {{order}} LIMIT %(window)s
) newest WHERE search @@ %(terms)s::tsquery LIMIT %(limit)s
"""  # noqa: S608
INDEXED = f"""
WITH matching AS MATERIALIZED (
    SELECT id, published_at FROM recruitment_vacancy
    WHERE {OPEN} AND search @@ %(terms)s::tsquery {{place}}
), best AS (
    SELECT id FROM matching ORDER BY published_at {{order}}, id {{order}} LIMIT %(limit)s
)
SELECT {COLUMNS}, (SELECT count(*) FROM (SELECT 1 FROM matching LIMIT {COUNTED + 1}) m) AS total
FROM recruitment_vacancy WHERE id IN (SELECT id FROM best)
"""  # noqa: S608
COUNT_ALL = (
    f"SELECT count(*) FROM (SELECT 1 FROM recruitment_vacancy WHERE {OPEN} LIMIT %(limit)s) v"  # noqa: S608
)
COUNT_WINDOWED = f"""
SELECT count(*) FROM (SELECT 1 FROM (
    SELECT search FROM recruitment_vacancy
    WHERE {OPEN} ORDER BY published_at DESC, id DESC LIMIT %(window)s
) newest WHERE search @@ %(terms)s::tsquery LIMIT %(limit)s) v
"""  # noqa: S608
COUNT_INDEXED = f"""
SELECT count(*) FROM (
    SELECT 1 FROM recruitment_vacancy WHERE {OPEN} AND search @@ %(terms)s::tsquery LIMIT %(limit)s
) v
"""  # noqa: S608
PLACES = {
    "DESC": "AND (published_at, id) < (%(moment)s, %(pk)s)",
    "ASC": "AND (published_at, id) > (%(moment)s, %(pk)s)",
}


@dataclass(frozen=True)
class VacancyPage:
    """`newer` and `older` are places to ask for, None at either end; in a ranked list they lead
    towards its beginning and its end.

    `count`: how many there are in all, COUNTED + 1 for more, where the page has shown it; None
    where it has not. `is_common`: the trial filled it.
    """

    rows: list[dict[str, Any]]
    newer: VacancyCursor | RankedCursor | None
    older: VacancyCursor | RankedCursor | None
    count: int | None
    is_common: bool


def find_vacancies(
    terms: Iterable[str],
    *,
    after: VacancyCursor | None = None,
    before: VacancyCursor | None = None,
    length: int = PAGE_LENGTH,
) -> VacancyPage:
    """The page of open vacancies that have all the terms: the newest, those after a position, or
    just before one.
    """
    query = write_tsquery(terms)
    order = "ASC" if before else "DESC"
    place = before or after
    rows, total, is_common = _rows(query, order, place, length + 1)
    total = total if place is None else None
    return make_page(rows, length, after, before, total, is_common, VacancyCursor)


def make_page(
    rows: list[dict[str, Any]],
    length: int,
    after: VacancyCursor | RankedCursor | None,
    before: VacancyCursor | RankedCursor | None,
    total: int | None,
    is_common: bool,
    cursor: type[VacancyCursor | RankedCursor],
) -> VacancyPage:
    """Of one row more than the page has, if there are; those just before a place in their reverse
    order. A place is told as a cursor of the kind.
    """
    has_more = len(rows) > length
    rows = rows[:length] if not before else rows[:length][::-1]
    newer = rows[0] if rows and (has_more if before else after) else None
    older = rows[-1] if rows and (before if before else has_more) else None
    if not has_more and not (after or before):
        total = len(rows)
    return VacancyPage(
        rows,
        cursor.of_row(newer) if newer else None,
        cursor.of_row(older) if older else None,
        total,
        is_common,
    )


def count_vacancies(terms: Iterable[str], *, is_common: bool = True) -> int:
    """How many there are; COUNTED + 1 stands for more. `is_common`: a walk may be enough, as the
    page has shown.
    """
    query = write_tsquery(terms)
    limits = {
        "terms": query,
        "window": COUNT_WINDOW,
        "limit": COUNTED + 1,
        "today": timezone.localdate(),
    }
    if not query:
        return _number(COUNT_ALL, limits)
    walked = _number(COUNT_WINDOWED, limits) if is_common else 0
    return walked if walked > COUNTED else _number(COUNT_INDEXED, limits)


def _rows(
    query: str, order: str, place: VacancyCursor | None, limit: int
) -> tuple[list[dict[str, Any]], int | None, bool]:
    # The rows; how many match in all according to the text index; whether the trial was enough.
    given = {"terms": query, "window": TRIAL, "limit": limit, "today": timezone.localdate()}
    given |= {"moment": place.at, "pk": place.pk} if place else {}
    rows = _fetch(WINDOWED if query else NEWEST, order, place, given)
    if len(rows) >= limit or not query:
        return rows, None, True
    foretold = MARGIN * TRIAL * limit // len(rows) if rows else LONGEST_WALK + 1
    if foretold <= LONGEST_WALK:
        rows = _fetch(WINDOWED, order, place, given | {"window": foretold})
        if len(rows) >= limit:
            return rows, None, False
    rows = _fetch(INDEXED, order, place, given)
    return rows, rows[0]["total"] if rows else 0, False


def _fetch(
    found: str, order: str, place: VacancyCursor | None, given: dict[str, Any]
) -> list[dict[str, Any]]:
    inner = found.format(place=PLACES[order] if place else "", order=order)
    also = "v.total," if found is INDEXED else ""
    return fetch_rows(ROWS.format(found=inner, first="", order=order, also=also), given)


def fetch_rows(statement: str, given: dict[str, Any]) -> list[dict[str, Any]]:
    with reading_connection().cursor() as cursor:
        cursor.execute(statement, given)
        names = [column.name for column in cursor.description]
        return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]


def _number(statement: str, given: dict[str, Any]) -> int:
    with reading_connection().cursor() as cursor:
        cursor.execute(statement, given)
        return cursor.fetchone()[0]
