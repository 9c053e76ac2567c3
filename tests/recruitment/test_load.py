from datetime import date

import pytest
from django.core.management import CommandError, call_command

from agencies.load.tasks import generate_tasks
from agencies.tasks.models import Task
from agencies.tasks.occurrence_models import Occurrence
from recruitment.load.vacancies import generate_vacancies
from recruitment.vacancies.models import Vacancy

pytestmark = [pytest.mark.django_db, pytest.mark.long("makes a load of rows")]

TODAY = date(2024, 3, 1)


def texts() -> list[tuple]:
    return list(
        Task.objects.order_by("pk").values_list("text", "lead__name", "occurrences__due_on")
    )


def test_the_same_seed_gives_the_same_tasks():
    for _time in range(2):
        generate_tasks(40, seed=7, today=TODAY)
    assert texts()[:40] == texts()[40:]


def test_each_task_has_one_occurrence_and_rows_are_added_to_what_is_there():
    generate_tasks(30, seed=1, today=TODAY)
    generate_tasks(20, seed=2, today=TODAY)
    assert (Task.objects.count(), Occurrence.objects.count()) == (50, 50)
    assert Occurrence.objects.filter(submitted_at__date__gt=TODAY).count() == 0


@pytest.mark.django_db(transaction=True)
def test_command_says_how_long_it_took(capsys):
    call_command("generate_load", tasks=5, seed=1)
    assert capsys.readouterr().out.startswith("5 tasks in ")


def test_the_same_seed_gives_the_same_vacancies_and_nearly_all_are_published():
    def told() -> list[tuple]:
        return list(
            Vacancy.objects.order_by("pk").values_list("title", "headcount", "status", "search")
        )

    for _time in range(2):
        generate_vacancies(60, seed=7, today=TODAY)
    assert told()[:60] == told()[60:]
    assert Vacancy.objects.published().count() >= 100


def test_the_command_wants_to_know_how_many():
    with pytest.raises(CommandError):
        call_command("generate_load")
