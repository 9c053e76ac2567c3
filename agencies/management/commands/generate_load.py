import time

from django.core.management.base import BaseCommand, CommandParser
from django.db import connection
from django.utils import timezone

from agencies.services.load import generate_tasks


class Command(BaseCommand):
    help = "Add mass data for measurements by COPY. Never run it on a database that people use."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--tasks", type=int, required=True, help="how many tasks")
        parser.add_argument("--seed", type=int, default=1, help="the same seed gives the same data")

    def handle(self, *args, **options) -> None:
        started = time.monotonic()
        generate_tasks(options["tasks"], seed=options["seed"], today=timezone.localdate())
        with connection.cursor() as cursor:
            cursor.execute("VACUUM ANALYZE")
        self.stdout.write(f"{options['tasks']} tasks in {time.monotonic() - started:.1f} s")
