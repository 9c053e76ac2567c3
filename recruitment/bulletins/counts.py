"""People of open vacancies counted for the demand sheet: all together, and for one home province.

Whom a place is for: those named for a province are its own; the others are open to everybody.
People taken on from a province fill the places named for it first, then those open to everybody;
so do people of provinces that are not named, and those of whom no home is known.
"""

from collections.abc import Iterable
from dataclasses import astuple, dataclass
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import Q, QuerySet
from django.utils import timezone

from agencies.bodies.models import Province
from recruitment.vacancies.models import Vacancy
from recruitment.vacancy_saving.search_terms import write_tsquery

# One row for each of the matching vacancies, with the fields of `DemandCount`; `home`: the keys of
# the provinces for whose people the sheet is, none for the sheet of everybody.
_EACH = """
WITH matching AS MATERIALIZED ({matching}),
pairs AS (
    SELECT vacancy_id, province_id, sum(wanted) AS wanted, sum(taken) AS taken FROM (
        SELECT vacancy_id, province_id, people AS wanted, 0 AS taken
        FROM recruitment_vacancyhome WHERE vacancy_id IN (SELECT id FROM matching)
        UNION ALL
        SELECT vacancy_id, province_id, 0, people
        FROM recruitment_vacancyfill WHERE vacancy_id IN (SELECT id FROM matching)
    ) parts GROUP BY vacancy_id, province_id
), sums AS (
    SELECT vacancy_id, sum(wanted) AS wanted, sum(taken) AS taken,
           sum(greatest(taken - wanted, 0)) AS taken_freely,
           sum(wanted) FILTER (WHERE province_id = ANY(%s)) AS named,
           sum(taken) FILTER (WHERE province_id = ANY(%s)) AS named_taken,
           sum(greatest(wanted - taken, 0)) FILTER (WHERE province_id = ANY(%s)) AS named_left
    FROM pairs GROUP BY vacancy_id
), each AS (
    SELECT m.id, m.skill, 1 AS vacancies, m.headcount AS asked, coalesce(s.taken, 0) AS filled,
           coalesce(s.named, 0) AS named, coalesce(s.named_taken, 0) AS named_filled,
           least(coalesce(s.named_left, 0), greatest(m.headcount - coalesce(s.taken, 0), 0))
               AS named_open,
           m.headcount - coalesce(s.wanted, 0) AS free,
           greatest(m.headcount - coalesce(s.wanted, 0) - coalesce(s.taken_freely, 0), 0)
               AS free_open
    FROM matching m LEFT JOIN sums s ON s.vacancy_id = m.id
)
"""
_FIGURES = (
    "vacancies",
    "asked",
    "filled",
    "named",
    "named_filled",
    "named_open",
    "free",
    "free_open",
)
_BY_VACANCY = f"{_EACH} SELECT id, {', '.join(_FIGURES)} FROM each"  # noqa: S608
_SUMS = ", ".join(f"sum({name})::bigint" for name in _FIGURES)
_BY_SKILL = f"{_EACH} SELECT skill, {_SUMS} FROM each GROUP BY skill"  # noqa: S608
_BY_PART = f"""
{_EACH} SELECT part, {_SUMS}
FROM each, LATERAL (VALUES ('named', named > 0), ('free', free_open > 0)) parts(part, counts)
WHERE counts GROUP BY part
"""  # noqa: S608


@dataclass(frozen=True)
class DemandCount:
    """Vacancies, and people in them.

    `named`: places for the people of the home province by name, `named_filled`: taken on from
    there, `named_open`: of those places still open; `free`: places that no province is named for,
    `free_open`: of those still open. Without a home province nothing is `named`.
    """

    vacancies: int = 0
    asked: int = 0
    filled: int = 0
    named: int = 0
    named_filled: int = 0
    named_open: int = 0
    free: int = 0
    free_open: int = 0

    @property
    def open(self) -> int:
        return self.asked - self.filled

    @property
    def open_for_home(self) -> int:
        return self.named_open + self.free_open

    def __add__(self, other: "DemandCount") -> "DemandCount":
        pairs = zip(astuple(self), astuple(other), strict=True)
        return DemandCount(*(one + more for one, more in pairs))

    def __sub__(self, other: "DemandCount") -> "DemandCount":
        pairs = zip(astuple(self), astuple(other), strict=True)
        return DemandCount(*(one - less for one, less in pairs))


@dataclass(frozen=True)
class PartCounts:
    """The two lists of a home province's sheet: vacancies that want its people by name, and those
    with open places for everybody. One vacancy may stand in both.
    """

    named: DemandCount
    free: DemandCount


def matching_vacancies(terms: Iterable[str], narrowed: Q) -> QuerySet[Vacancy]:
    """All open vacancies of a search, whatever is shown of them; `narrowed`: a condition that the
    text index cannot answer.
    """
    rows = Vacancy.objects.shown().open(timezone.localdate()).filter(narrowed)
    query = write_tsquery(terms)
    return rows.with_terms(query) if query else rows


def counts_by_skill(
    vacancies: QuerySet[Vacancy], home: Province | None = None
) -> dict[str, DemandCount]:
    return {skill: DemandCount(*sums) for skill, *sums in _rows(_BY_SKILL, vacancies, home)}


def counts_by_part(vacancies: QuerySet[Vacancy], home: Province) -> PartCounts:
    found = {part: DemandCount(*sums) for part, *sums in _rows(_BY_PART, vacancies, home)}
    return PartCounts(found.get("named", DemandCount()), found.get("free", DemandCount()))


def counts_by_vacancy(keys: Iterable[int], home: Province | None = None) -> dict[int, DemandCount]:
    vacancies = Vacancy.objects.filter(pk__in=list(keys))
    return {key: DemandCount(*counts) for key, *counts in _rows(_BY_VACANCY, vacancies, home)}


def home_family(home: Province | None) -> list[int]:
    """The province and those that were merged into it: whoever asks for their people asks for its
    own.
    """
    return [home.pk, *home.predecessors.values_list("pk", flat=True)] if home else []


def _rows(
    statement: str, vacancies: QuerySet[Vacancy], home: Province | None
) -> list[tuple[Any, ...]]:
    matching = vacancies.order_by().values("id", "skill", "headcount").query
    try:
        sql, given = matching.sql_with_params()
    except EmptyResultSet:  # a condition that nothing can fulfil, such as no keys
        return []
    with connection.cursor() as cursor:
        cursor.execute(statement.format(matching=sql), [*given, *[home_family(home)] * 3])
        rows: list[tuple[Any, ...]] = cursor.fetchall()
        return rows
