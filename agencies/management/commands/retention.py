from django.core.management.base import BaseCommand, CommandParser

from agencies.privacy.retention import delete_what_is_over, would_delete
from agencies.registry import registry


class Command(BaseCommand):
    help = (
        "Delete what is past its retention period; beat does it each hour. --dry-run only says "
        "what it would be."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--dry-run", action="store_true")

    def handle(self, *args, dry_run: bool, **options) -> None:
        counts = would_delete() if dry_run else delete_what_is_over()
        for rule in registry.retention_rules:
            self.stdout.write(f"{counts[rule.name]:>8}  {rule.title}")
