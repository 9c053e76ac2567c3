"""Vacancies of before get what the text index holds today; those saved meanwhile keep their own."""

import pytest
from django.utils import timezone

from recruitment.load.vacancies import generate_vacancies
from recruitment.vacancies.models import Vacancy
from recruitment.vacancy_saving import reindexing
from recruitment.vacancy_saving.reindexing import reindex_all_vacancies

pytestmark = pytest.mark.django_db
FIELDS = ("pk", "search", "title_key", "toned_title_key", "version")


def told() -> list[tuple]:
    return list(Vacancy.objects.order_by("pk").values_list(*FIELDS))


def test_all_rows_get_their_terms_batch_by_batch(monkeypatch):
    monkeypatch.setattr(reindexing, "BATCH", 7)
    generate_vacancies(30, seed=3, today=timezone.localdate())
    before = told()
    Vacancy.objects.update(search="", title_key="", toned_title_key="")
    assert (reindex_all_vacancies(), told()) == (30, before)
    assert (reindex_all_vacancies(), told()) == (30, before)


def test_a_row_that_was_saved_meanwhile_is_left_alone(monkeypatch):
    generate_vacancies(2, seed=3, today=timezone.localdate())
    index = reindexing.index_vacancy

    def save_meanwhile(vacancy: Vacancy) -> None:
        index(vacancy)
        Vacancy.objects.filter(pk=vacancy.pk).update(version=9, title_key="newer")

    monkeypatch.setattr(reindexing, "index_vacancy", save_meanwhile)
    reindex_all_vacancies()
    assert set(Vacancy.objects.values_list("title_key", "version")) == {("newer", 9)}
