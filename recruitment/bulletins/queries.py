"""The demand sheet for a delegation, a partner or a newsroom: current vacancies of a search with
their open places.
"""

import datetime
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, ExpressionWrapper, F, OuterRef, Q, QuerySet
from django.db.models.fields import DateTimeField

from agencies.bodies.models import Province
from recruitment.bulletins.choices import SheetPart
from recruitment.bulletins.counts import (
    DemandCount,
    counts_by_part,
    counts_by_skill,
    counts_by_vacancy,
    home_family,
    matching_vacancies,
)
from recruitment.job_search.search import find_vacancies
from recruitment.vacancies.choices import Skill
from recruitment.vacancies.models import Vacancy
from recruitment.vacancies.people_models import VacancyHome
from recruitment.vacancies.queries import public_vacancies

# Lines of a part: on the page and in Word, and in Excel. What is left out stands in its last line.
MOST_ON_PAGE = 200
MOST_IN_WORKBOOK = 5_000
# So many of the newest are looked at for those of a condition, before the database looks through
# them all.
WINDOW = 1_000
# Vacancies read at a time.
BATCH = 500
NO_TIME = datetime.timedelta(0)


@dataclass(frozen=True)
class DemandLine:
    """One vacancy of a sheet, with its people."""

    vacancy: Vacancy
    count: DemandCount


@dataclass(frozen=True)
class DemandPart:
    """A list of the sheet: the newest of its vacancies, employer by employer, and the people of all
    of them.
    """

    kind: SheetPart
    keys: tuple[int, ...]
    counts: dict[int, DemandCount]
    total: DemandCount

    def lines(self) -> Iterator[DemandLine]:
        """Read as they are written, so that thousands need no more memory than hundreds."""
        for start in range(0, len(self.keys), BATCH):
            keys = self.keys[start : start + BATCH]
            rows = public_vacancies().in_bulk(keys)
            yield from (DemandLine(rows[key], self.counts[key]) for key in keys if key in rows)

    @property
    def rest(self) -> DemandCount:
        """What is not listed, so that the lines and this add up to the total."""
        listed = (self.counts[key] for key in self.keys)
        return self.total - sum(listed, DemandCount())


@dataclass(frozen=True)
class DemandSheet:
    """Everything that a search finds. `sums`: by skill level in their order, at the end of all with
    an empty skill; `home`: the province for whose people it is made.
    """

    parts: tuple[DemandPart, ...]
    sums: tuple[tuple[str, DemandCount], ...]
    home: Province | None = None

    @property
    def total(self) -> DemandCount:
        return self.sums[-1][1]


def demand_sheet(
    terms: Iterable[str],
    narrowed: Q = Q(),  # noqa: B008 never changed
    home: Province | None = None,
    *,
    most: int = MOST_ON_PAGE,
) -> DemandSheet:
    """`most`: how many lines a part lists; figures are of all."""
    terms = list(terms)
    matching = matching_vacancies(terms, narrowed)
    found = counts_by_skill(matching, home)
    total = sum(found.values(), DemandCount())
    sums = ((level.value, found[level]) for level in Skill if level in found)
    if home is None:
        keys = _newest_by_employer(terms, narrowed, most)
        parts = [DemandPart(SheetPart.ALL, keys, counts_by_vacancy(keys), total)]
    else:
        parts = list(_parts_for_home(terms, narrowed, home, most))
    return DemandSheet(tuple(parts), (*sums, ("", total)), home)


def _parts_for_home(
    terms: list[str], narrowed: Q, home: Province, most: int
) -> Iterator[DemandPart]:
    totals = counts_by_part(matching_vacancies(terms, narrowed), home)
    wanted = VacancyHome.objects.filter(vacancy=OuterRef("pk"), province__in=home_family(home))
    named = _newest_by_employer(terms, narrowed & Q(Exists(wanted)), most)
    yield DemandPart(SheetPart.NAMED, named, counts_by_vacancy(named, home), totals.named)
    looked_at = _newest_by_employer(terms, narrowed, most + WINDOW)
    counts = counts_by_vacancy(looked_at, home)
    free = tuple(key for key in looked_at if counts[key].free_open)[:most]
    yield DemandPart(SheetPart.FREE, free, counts, totals.free)


def _newest_by_employer(terms: list[str], narrowed: Q, most: int) -> tuple[int, ...]:
    # Keys of the newest; those of one employer and contact together, the newest first.
    columns = ("pk", "employer_id", "contact_phone")
    rows = list(_newest(terms, narrowed, most).values_list(*columns))
    groups: dict[tuple[Any, ...], list[int]] = {}
    for key, *contact in rows:
        groups.setdefault(tuple(contact), []).append(key)
    return tuple(key for group in groups.values() for key in group)


def _newest(terms: list[str], narrowed: Q, most: int) -> QuerySet[Vacancy]:
    # The search knows how to find the newest of any words quickly (public/search.py). A condition
    # is applied to what it finds; if that is too little, to everything, sorted by an expression
    # for which no index tempts the planner to walk all vacancies.
    length = max(most, WINDOW) if narrowed else most
    page = find_vacancies(terms, length=length)
    keys = [row["id"] for row in page.rows]
    matching = matching_vacancies(terms, narrowed)
    rows = matching.filter(pk__in=keys)
    if narrowed and page.older and rows.count() < most:
        moment = ExpressionWrapper(F("published_at") + NO_TIME, output_field=DateTimeField())
        return matching.order_by(moment.desc(), "-pk")[:most]
    return rows.order_by("-published_at", "-pk")[:most]
