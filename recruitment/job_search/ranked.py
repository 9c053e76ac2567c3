"""The public search by words: what fits best first, then the newest (`ranking.py` says what fits).

Vacancies with the typed title have an index in their order. For the rest a trial decides here too:
the newest rows are scanned once, each with its tier. A tier that many of them are in is complete
for a page, since these are its newest. The tiers before it, of which there are few or none among
the newest, are asked of the text index: they are rare. Where a tier has some, but too few for a
page, a longer scan decides.
"""

from typing import Any

from django.utils import timezone

from recruitment.job_search.cursors import RankedCursor
from recruitment.job_search.ranking import EXACT, Ranking
from recruitment.job_search.search import (
    COLUMNS,
    COUNTED,
    MARGIN,
    OPEN,
    PAGE_LENGTH,
    PLACES,
    ROWS,
    VacancyPage,
    fetch_rows,
    make_page,
)

# Rows, of the newest, that are scanned at first.
TRIAL = 300
# Fewer of a tier than this among them: there are so few in all that the index may be asked.
FEW = 2

# The vacancies that have the typed title, in their order: first as it was accented; then otherwise,
# where those are not enough, so that few are walked past.
TITLED = f"""
(SELECT {COLUMNS}, {{number}} AS tier FROM recruitment_vacancy
WHERE {OPEN} AND {{is_titled}} {{place}}
ORDER BY published_at {{order}}, id {{order}} LIMIT %(limit)s)
"""  # noqa: S608
IS_TITLED = (
    "toned_title_key = %(toned_title_key)s",
    "title_key = %(title_key)s AND toned_title_key <> %(toned_title_key)s",
)
SCANNED = f"""
SELECT {COLUMNS}, {{tier}} AS tier FROM (
    SELECT {COLUMNS}, search, title_key FROM recruitment_vacancy
    WHERE {OPEN} {{place}} ORDER BY published_at {{order}}, id {{order}} LIMIT %(window)s
) newest WHERE search @@ %(terms)s::tsquery
"""  # noqa: S608
NUMBERED = """
SELECT * FROM (
    SELECT *, count(*) OVER (PARTITION BY tier) AS of_tier,
        row_number() OVER (PARTITION BY tier ORDER BY published_at {order}, id {order}) AS nth
    FROM ({parts}) tried
) numbered WHERE nth <= %(limit)s
"""
INDEXED = f"""
WITH matching AS MATERIALIZED (
    SELECT id, published_at, {{tier}} AS tier FROM recruitment_vacancy
    WHERE {OPEN} AND search @@ %(asked)s::tsquery
), best AS (
    SELECT id, tier FROM matching WHERE {{within}}
    ORDER BY tier {{order_of_tiers}}, published_at {{order}}, id {{order}} LIMIT %(limit)s
)
SELECT {COLUMNS}, tier,
    (SELECT count(*) FROM (SELECT 1 FROM matching LIMIT {COUNTED + 1}) m) AS total
FROM recruitment_vacancy JOIN best USING (id)
"""  # noqa: S608


def find_ranked_vacancies(
    ranking: Ranking,
    *,
    after: RankedCursor | None = None,
    before: RankedCursor | None = None,
    length: int = PAGE_LENGTH,
) -> VacancyPage:
    """The page of open vacancies that the ranking finds: the first, those after a position, or just
    before one. A position in a tier that this ranking has not is none.
    """
    last = len(ranking.tiers) - 1
    after, before = (each if each and each.tier <= last else None for each in (after, before))
    question = _Question(ranking, before or after, bool(before), length + 1)
    rows, total, is_common = _rows(question)
    total = None if question.place else total
    return make_page(rows, length, after, before, total, is_common, RankedCursor)


def _rows(question: "_Question") -> tuple[list[dict[str, Any]], int | None, bool]:
    # In at most three statements: the rows; how many match in all according to the text index;
    # whether the trial filled the page.
    tried = question.scan(TRIAL)
    titled = [row for row in tried if row["tier"] < EXACT]
    if question.is_filled_by(titled):
        return titled[: question.limit], None, True
    common = _first_tier(tried, question.limit)
    medium = _first_tier(tried, FEW)
    is_filled = medium == common
    if medium is not None and not is_filled:
        tried = question.scan(MARGIN * TRIAL * question.limit // _count_tier(tried, medium))
        common = _first_tier(tried, question.limit)
    if common is None:
        rows = question.ask_index(question.last)
        total = rows[0]["total"] if rows else None
    else:
        rows = question.ask_index(question.before(common))
        rows += [row for row in tried if row["tier"] == common]
        total = None
    rows = [*rows, *titled] if question.is_backwards else [*titled, *rows]
    return rows[: question.limit], total, common is not None and is_filled


def _first_tier(tried: list[dict[str, Any]], least: int) -> int | None:
    # The first in which so many were found, of those that were scanned.
    return next(
        (row["tier"] for row in tried if row["of_tier"] >= least and row["tier"] >= EXACT), None
    )


def _count_tier(tried: list[dict[str, Any]], tier: int) -> int:
    return next(int(row["of_tier"]) for row in tried if row["tier"] == tier)


class _Question:
    """What a page asks: the tiers from its position on, in its direction."""

    def __init__(
        self, ranking: Ranking, place: RankedCursor | None, is_backwards: bool, limit: int
    ) -> None:
        self.ranking = ranking
        self.place = place
        self.is_backwards = is_backwards
        self.limit = limit
        self.order = "ASC" if is_backwards else "DESC"
        self.order_of_tiers = "DESC" if is_backwards else "ASC"
        count = len(ranking.tiers)
        start = place.tier if place else 0
        self.start = start
        # The tiers to come, in their order.
        self.tiers = range(start, -1, -1) if is_backwards else range(start, count)
        self.scanned = [tier for tier in self.tiers if tier >= EXACT]
        self.given: dict[str, Any] = {
            f"tier{number}": tier.query for number, tier in enumerate(ranking.tiers)
        }
        self.given |= {
            "terms": ranking.everything,
            "toned_title_key": ranking.toned_title_key,
            "title_key": ranking.title_key,
            "filters": ranking.filters,
            "today": timezone.localdate(),
            "limit": limit,
        }
        if place:
            self.given |= {"moment": place.place.at, "pk": place.place.pk}

    @property
    def last(self) -> int | None:
        return self.scanned[-1] if self.scanned else None

    def before(self, tier: int) -> int | None:
        """The scanned tier before this one, None for the first."""
        at = self.scanned.index(tier)
        return self.scanned[at - 1] if at else None

    def is_filled_by(self, titled: list[dict[str, Any]]) -> bool:
        """Whether vacancies with the typed title are enough: forwards they come first."""
        return not self.is_backwards and len(titled) >= self.limit

    def scan(self, window: int) -> list[dict[str, Any]]:
        """The vacancies with the typed title, and what is found among so many of the newest, each
        with how many are in its tier.
        """
        parts = [self._titled_condition(tier) for tier in self.tiers if tier < EXACT]
        here = [tier for tier in self.scanned if self._begins_at_place(tier)]
        beyond = [tier for tier in self.scanned if tier not in here]
        parts += [self._scanned_sql(tiers, tiers is here) for tiers in (here, beyond) if tiers]
        found = NUMBERED.format(parts=" UNION ALL ".join(parts), order=self.order)
        return self._fetch(found, "v.of_tier", {"window": window})

    def ask_index(self, until: int | None) -> list[dict[str, Any]]:
        """The scanned tiers through this one, by the text index; none for None."""
        if until is None:
            return []
        first, last = sorted((self.scanned[0], until))
        within = f"tier BETWEEN {first} AND {last}"
        if self._begins_at_place(self.scanned[0]):
            within += f" AND (tier <> {self.start} OR {PLACES[self.order].removeprefix('AND ')})"
        found = INDEXED.format(
            tier=self._tier(),
            within=within,
            order=self.order,
            order_of_tiers=self.order_of_tiers,
        )
        return self._fetch(found, "v.total", {"asked": self.ranking.widest_query(first, last)})

    def _begins_at_place(self, tier: int) -> bool:
        return self.place is not None and tier == self.start

    def _titled_condition(self, tier: int) -> str:
        is_titled = IS_TITLED[tier]
        if self.ranking.filters:
            is_titled += " AND search @@ %(filters)s::tsquery"
        if tier and not self.is_backwards and 0 in self.tiers:
            is_titled += (
                f" AND (SELECT count(*) FROM {self._titled_condition(0)} better) < %(limit)s"  # noqa: S608
            )
        return TITLED.format(
            number=tier,
            is_titled=is_titled,
            place=PLACES[self.order] if self._begins_at_place(tier) else "",
            order=self.order,
        )

    def _scanned_sql(self, tiers: list[int], is_here: bool) -> str:
        found = SCANNED.format(
            tier=self._tier(), place=PLACES[self.order] if is_here else "", order=self.order
        )
        return f"(SELECT * FROM ({found}) scanned WHERE tier = ANY(ARRAY{tiers}))"  # noqa: S608

    def _tier(self) -> str:
        last = len(self.ranking.tiers) - 1
        further = "".join(
            f"WHEN search @@ %(tier{number})s::tsquery THEN {number} "
            for number in range(EXACT, last)
        )
        return f"CASE WHEN title_key = %(title_key)s THEN 0 {further} ELSE {last} END"

    def _fetch(self, found: str, also: str, given: dict[str, Any]) -> list[dict[str, Any]]:
        statement = ROWS.format(
            found=found,
            also=f"v.tier, {also},",
            first=f"v.tier {self.order_of_tiers},",
            order=self.order,
        )
        return fetch_rows(statement, self.given | given)
