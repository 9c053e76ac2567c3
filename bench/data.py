"""The database that the cases share: made once by `generate_load`."""

from django.core.management import call_command
from django.db import connection

from agencies.tasks.models import Task
from recruitment.vacancies.models import Vacancy


def ensure_tasks(count: int) -> None:
    missing = count - Task.objects.count()
    if missing > 0:
        call_command("generate_load", tasks=missing, seed=1)


def ensure_vacancies(count: int) -> None:
    missing = count - Vacancy.objects.count()
    if missing > 0:
        call_command("generate_load", vacancies=missing, seed=1)


def execute(*statements: str) -> None:
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)
