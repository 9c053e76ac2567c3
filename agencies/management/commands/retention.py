from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from agencies.privacy.retention import count_expired_rows, delete_expired_rows
from agencies.registry import registry


class Command(BaseCommand):
    help = (
        "Delete what is past its retention period; beat does it each hour. --dry-run only says "
        "what it would be."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--dry-run", action="store_true")

    def handle(self, *args: Any, dry_run: bool, **options: Any) -> None:
        counts = count_expired_rows() if dry_run else delete_expired_rows()
        for rule in registry.retention_rules:
            self.stdout.write(f"{counts[rule.name]:>8}  {rule.title}")
