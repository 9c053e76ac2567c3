"""Recording what vacancies ask for in each month; every change of a vacancy renews its row of the
current month.
"""

import datetime
from typing import Any

from django.db import connection, transaction
from django.utils import timezone

from agencies.calendar.periods import start_of_day
from recruitment.vacancies.choices import VacancyStatus
from vietnam.dates import last_day_of_month

DAY = datetime.timedelta(days=1)
_WAS_OPEN = "((v.closed_at IS NULL OR v.closed_at >= %(start)s) AND v.apply_by >= %(month)s)"
# What others see of vacancies: the words that were checked last (public_versions.py).
_CHECKED = """(
    SELECT id, status, outcome, published_at, closed_at,
           CASE WHEN checked_facts IS NULL THEN headcount ELSE (checked_facts->>'headcount')::int
               END AS headcount,
           CASE WHEN checked_facts IS NULL THEN occupation ELSE checked_facts->>'occupation'
               END AS occupation,
           CASE WHEN checked_facts IS NULL THEN skill ELSE checked_facts->>'skill' END AS skill,
           CASE WHEN checked_facts IS NULL THEN park_id ELSE (checked_facts->>'park')::bigint
               END AS park_id,
           CASE WHEN checked_facts IS NULL THEN apply_by ELSE (checked_facts->>'apply_by')::date
               END AS apply_by
    FROM recruitment_vacancy
)"""
_CHECKED_HOMES = """(
    SELECT h.vacancy_id, h.province_id, h.people FROM recruitment_vacancyhome h
    JOIN recruitment_vacancy v ON v.id = h.vacancy_id WHERE v.checked_facts IS NULL
    UNION ALL
    SELECT v.id, (home->>0)::bigint, (home->>1)::int
    FROM recruitment_vacancy v, jsonb_array_elements(v.checked_facts->'homes') home
    WHERE v.checked_facts IS NOT NULL
)"""
_SUMS = """
INSERT INTO recruitment_monthlydemand
    (month, vacancy_id, occupation, skill, park_id, asked, filled, withdrawn, open, open_until)
SELECT %(month)s, id, occupation, skill, park_id, wanted, filled,
       CASE WHEN was_withdrawn THEN wanted - filled ELSE 0 END,
       CASE WHEN lasts THEN wanted - filled ELSE 0 END,
       CASE WHEN apply_by < %(last)s THEN apply_by END
FROM (
    SELECT v.id, v.occupation, v.skill, v.park_id, v.apply_by, coalesce(f.within, 0) AS filled,
           (v.closed_at IS NULL OR v.closed_at >= %(end)s)
               AND v.apply_by >= least(%(today)s, %(last)s) AS lasts,
           v.status = 'withdrawn' AND v.outcome <> 'nobody'
               AND v.closed_at >= %(start)s AND v.closed_at < %(end)s
               AS was_withdrawn,
           {was_open} AS was_open,
           CASE WHEN {was_open}
                THEN greatest(v.headcount - coalesce(f.before, 0), coalesce(f.within, 0))
                ELSE coalesce(f.within, 0) END AS wanted
    FROM {checked} v
    LEFT JOIN (
        SELECT vacancy_id,
               sum(people) FILTER (WHERE entered_at < %(start)s) AS before,
               sum(people) FILTER (WHERE entered_at >= %(start)s) AS within
        FROM recruitment_vacancyfill WHERE entered_at < %(end)s AND {of_fills} GROUP BY vacancy_id
    ) f ON f.vacancy_id = v.id
    WHERE v.published_at < %(end)s AND {of_vacancies}
) AS rows
WHERE was_open OR filled > 0
"""
_RENEW = """
ON CONFLICT (vacancy_id, month) DO UPDATE SET occupation = excluded.occupation,
    skill = excluded.skill,
    park_id = excluded.park_id, asked = excluded.asked, filled = excluded.filled,
    withdrawn = excluded.withdrawn, open = excluded.open, open_until = excluded.open_until
"""
_PARTS = {"was_open": _WAS_OPEN, "checked": _CHECKED}
_THESE = (
    _SUMS.format(
        of_fills="vacancy_id = ANY(%(vacancies)s)",
        of_vacancies="v.id = ANY(%(vacancies)s)",
        **_PARTS,
    )
    + _RENEW
)
_ALL = (
    _SUMS.format(of_fills="TRUE", of_vacancies="TRUE", **_PARTS)
    + "ON CONFLICT (vacancy_id, month) DO NOTHING"
)
_BEGUN = _SUMS.format(
    of_fills="TRUE",
    of_vacancies="v.status <> ALL(%(over)s) AND NOT EXISTS (SELECT 1 FROM "
    "recruitment_monthlydemand d "
    "WHERE d.vacancy_id = v.id AND d.month = %(month)s)",
    **_PARTS,
)

_HOMES = """
INSERT INTO recruitment_monthlyhome (demand_id, province_id, asked, filled)
SELECT demand_id, province_id, sum(asked), sum(filled)
FROM (
    SELECT d.id AS demand_id, h.province_id, 0 AS filled,
           greatest(h.people - coalesce((
               SELECT sum(f.people) FROM recruitment_vacancyfill f WHERE f.vacancy_id = h.vacancy_id
               AND f.province_id = h.province_id AND f.entered_at < %(start)s), 0), 0) AS asked
    FROM {checked_homes} h
    JOIN recruitment_monthlydemand d ON d.vacancy_id = h.vacancy_id AND d.month = %(month)s
    JOIN {checked} v ON v.id = h.vacancy_id
    WHERE {was_open} AND {of_homes}
    UNION ALL
    SELECT d.id, f.province_id, f.people, 0
    FROM recruitment_vacancyfill f
    JOIN recruitment_monthlydemand d ON d.vacancy_id = f.vacancy_id AND d.month = %(month)s
    WHERE f.entered_at >= %(start)s AND f.entered_at < %(end)s AND {of_fills}
) AS parts
GROUP BY demand_id, province_id HAVING sum(asked) + sum(filled) > 0
"""
_PARTS_OF_HOMES = _PARTS | {"checked_homes": _CHECKED_HOMES}
_HOMES_OF_THESE = _HOMES.format(
    of_homes="h.vacancy_id = ANY(%(vacancies)s)",
    of_fills="f.vacancy_id = ANY(%(vacancies)s)",
    **_PARTS_OF_HOMES,
)
_HOMES_OF_ALL = (
    _HOMES.format(of_homes="TRUE", of_fills="TRUE", **_PARTS_OF_HOMES)
    + "ON CONFLICT (demand_id, province_id) DO NOTHING"
)
_FORGET_HOMES = """
DELETE FROM recruitment_monthlyhome USING recruitment_monthlydemand d
WHERE demand_id = d.id AND d.vacancy_id = ANY(%(vacancies)s) AND d.month = %(month)s
"""


def renew_month(*vacancies: int, day: datetime.date | None = None) -> None:
    """The rows of these vacancies in the month of the day, the current one by default; in the
    transaction of the change.
    """
    for statement in (_THESE, _FORGET_HOMES, _HOMES_OF_THESE):
        _run(statement, day or timezone.localdate(), vacancies=list(vacancies))


@transaction.atomic
def begin_month(today: datetime.date) -> int:
    """A row for each vacancy that still asks for people and has none this month, with its homes;
    all or nothing.

    Returns how many.
    """
    begun = _run(
        _BEGUN + "ON CONFLICT (vacancy_id, month) DO NOTHING",
        today,
        over=sorted(VacancyStatus.OVER),
    )
    if begun:
        _run(_HOMES_OF_ALL, today)
    return begun


@transaction.atomic
def write_month(day: datetime.date) -> int:
    # The whole month of the day, as vacancies are now; existing rows stay.
    written = _run(_ALL, day)
    _run(_HOMES_OF_ALL, day)
    return written


def _run(statement: str, day: datetime.date, **values: Any) -> int:
    # Months by the clock of Việt Nam.
    first = day.replace(day=1)
    last = last_day_of_month(day.year, day.month)
    span = {
        "month": first,
        "last": last,
        "start": start_of_day(first),
        "end": start_of_day(last + DAY),
    }
    with connection.cursor() as cursor:
        cursor.execute(statement, {"today": timezone.localdate(), **span, **values})
        return cursor.rowcount
