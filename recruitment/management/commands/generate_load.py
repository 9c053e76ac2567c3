import time
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import connection
from django.utils import timezone

from agencies.load.tasks import generate_tasks
from recruitment.load.vacancies import generate_vacancies


class Command(BaseCommand):
    help = "Add mass data for measurements by COPY. Never run it on a database that people use."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--tasks", type=int, default=0, help="how many tasks")
        parser.add_argument("--vacancies", type=int, default=0, help="how many vacancies")
        parser.add_argument("--seed", type=int, default=1, help="the same seed gives the same data")

    def handle(self, *args: Any, tasks: int, vacancies: int, seed: int, **options: Any) -> None:
        if not tasks and not vacancies:
            raise CommandError("Say how many: --tasks N, --vacancies N.")
        today = timezone.localdate()
        for count, name, generate in (
            (tasks, "tasks", generate_tasks),
            (vacancies, "vacancies", generate_vacancies),
        ):
            if count:
                started = time.monotonic()
                generate(count, seed=seed, today=today)
                self.stdout.write(f"{count} {name} in {time.monotonic() - started:.1f} s")
        with connection.cursor() as cursor:
            cursor.execute("VACUUM ANALYZE")
