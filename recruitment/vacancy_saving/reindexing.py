"""All vacancies once more into the text index, when what it holds of them has changed."""

from django.db import connection
from django.db.models import QuerySet

from recruitment.vacancies.models import Vacancy
from recruitment.vacancy_saving.search_terms import INDEX_FIELDS, index_vacancy

BATCH = 500
# A vacancy that is saved meanwhile has its new terms already.
UPDATE = """
UPDATE recruitment_vacancy v
SET search = renewed.search::tsvector, title_key = renewed.title_key,
    toned_title_key = renewed.toned_title_key
FROM unnest(%s::bigint[], %s::int[], %s::text[], %s::text[], %s::text[])
    AS renewed(id, version, search, title_key, toned_title_key)
WHERE v.id = renewed.id AND v.version = renewed.version
"""
# What the terms are made of; nothing else, so that a later column does not matter to a migration.
READ = (
    "version",
    "title",
    "ward",
    "occupation",
    "skill",
    "shift",
    "benefits",
    "income_from",
    "income_to",
    "park__name",
    "province__slug",
    "province__name",
    "employer__english_name",
    "employer__products",
    "employer__tax_code",
    "employer__agency__name",
)


def reindex_all_vacancies() -> int:
    """Batch by batch, each in a transaction of its own that locks its rows for an instant; returns
    how many there are. Running it again changes nothing.
    """
    count = 0
    last = 0
    while batch := list(_vacancies().filter(pk__gt=last)[:BATCH]):
        _renew(batch)
        last = batch[-1].pk
        count += len(batch)
    return count


def _vacancies() -> QuerySet[Vacancy]:
    related = ("employer__agency", "park", "province")
    return Vacancy.objects.select_related(*related).only("pk", *READ).order_by("pk")


def _renew(batch: list[Vacancy]) -> None:
    for vacancy in batch:
        index_vacancy(vacancy)
    columns = ("pk", "version", *INDEX_FIELDS)
    with connection.cursor() as cursor:
        cursor.execute(UPDATE, [[getattr(row, name) for row in batch] for name in columns])
