from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from agencies.errors import RuleError
from agencies.people.models import SeatHolding
from agencies.people.permissions import Actor, present_actor
from recruitment.employers.models import Employer
from recruitment.imports import services as imports
from recruitment.imports.columns import vacancy_row_problems
from recruitment.imports.models import ImportedRow, VacancyImport


class Command(BaseCommand):
    help = (
        "Read an employer's workbook of demand: prints accepted and refused rows; --dry-run "
        "makes no vacancy."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--employer", required=True, metavar="TAXCODE")
        parser.add_argument("--dry-run", action="store_true")

    def handle(self, *args: Any, file: Path, employer: str, dry_run: bool, **options: Any) -> None:
        known = (
            Employer.objects.select_related("agency", "office", "park", "province")
            .filter(tax_code=employer.replace("-", ""))
            .first()
        )
        if known is None:
            raise CommandError(f"No employer has the tax code {employer}.")
        try:
            data = file.read_bytes()
            rows = self._check(known, data) if dry_run else self._import(known, data, file.name)
        except OSError as error:
            raise CommandError(str(error)) from error
        except RuleError as error:
            raise CommandError(error.message) from error
        refused = [row for row in rows if row.problems]
        for row in refused:
            self.stdout.write(vacancy_row_problems(row))
        doubles = sum(row.is_double for row in rows)
        accepted = len(rows) - len(refused) - doubles
        self.stdout.write(f"accepted {accepted}, already there {doubles}, refused {len(refused)}")

    def _check(self, employer: Employer, data: bytes) -> list[ImportedRow]:
        remembered = {"remembered": imports.remembered_columns(employer)}
        _head, rows = imports.read_vacancy_rows(data, remembered)
        source = VacancyImport(employer=employer)
        made = imports.digests_made(source, rows)
        for row in rows:
            imports.check_row(row, source, made)
        return rows

    def _import(self, employer: Employer, data: bytes, name: str) -> list[ImportedRow]:
        by = self._representative(employer)
        source: VacancyImport = imports.upload_workbook(
            employer=employer, data=data, file_name=name, by=by
        )
        imports.continue_import(source, stop=lambda: False)
        imports.create_vacancies(source=source, by=by)
        imports.continue_import(source, stop=lambda: False)
        return list(source.rows.all())

    def _representative(self, employer: Employer) -> Actor:
        today = timezone.localdate()
        held = SeatHolding.objects.current(today).filter(
            seat__agency=employer.agency_id, person__is_active=True
        )
        holding = (
            held.select_related("seat__agency", "person")
            .order_by("-is_administrator", "pk")
            .first()
        )
        by = present_actor(person=holding.person, seat=holding.seat, on=today) if holding else None
        if by is None:
            raise CommandError("Nobody represents this employer yet.")
        return by
