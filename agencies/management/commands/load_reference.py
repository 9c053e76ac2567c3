from typing import Any

from django.core.management.base import BaseCommand

from agencies.setup.reference import load_reference


class Command(BaseCommand):
    help = (
        "Loads provinces, agencies, groups and swapped working days; adds what is missing and "
        "changes nothing else."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        added = load_reference()
        self.stdout.write(", ".join(f"{name} +{count}" for name, count in added.as_dict().items()))
