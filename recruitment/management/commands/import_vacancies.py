from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from agencies.errors import RuleError
from agencies.people.models import SeatHolding
from agencies.people.permissions import Actor, present_actor
from recruitment.employers.models import Employer
from recruitment.import_review.services import confirm_guesses
from recruitment.imports import services as imports
from recruitment.imports.columns import vacancy_row_problems
from recruitment.imports.marks import mark_sentence
from recruitment.imports.models import ImportedRow, VacancyImport
from recruitment.imports.row_cells import open_guesses


class Command(BaseCommand):
    help = (
        "Read an employer's workbook of demand: prints accepted and refused rows, and what was "
        "guessed, of which nothing is made without --confirm-guesses; --dry-run makes no vacancy."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--employer", required=True, metavar="TAXCODE")
        parser.add_argument("--dry-run", action="store_true")
        parser.add_argument("--confirm-guesses", action="store_true")

    def handle(
        self,
        *args: Any,
        file: Path,
        employer: str,
        dry_run: bool,
        confirm_guesses: bool = False,
        **options: Any,
    ) -> None:
        known = (
            Employer.objects.select_related("agency", "office", "park", "province")
            .filter(tax_code=employer.replace("-", ""))
            .first()
        )
        if known is None:
            raise CommandError(f"No employer has the tax code {employer}.")
        try:
            data = file.read_bytes()
            if dry_run:
                rows = self._check(known, data)
            else:
                rows = self._import(known, data, file.name, confirm_guesses)
        except OSError as error:
            raise CommandError(str(error)) from error
        except RuleError as error:
            raise CommandError(error.message) from error
        refused = [row for row in rows if row.problems]
        for row in refused:
            self.stdout.write(vacancy_row_problems(row))
        guessed = [
            row for row in rows if row.has_guesses and not row.problems and not row.is_double
        ]
        for row in guessed:
            for mark in open_guesses(row):
                self.stdout.write(f"{row.sheet} {row.number}: {mark_sentence(mark)}")
        doubles = sum(row.is_double for row in rows)
        accepted = len(rows) - len(refused) - len(guessed) - doubles
        counts = f"accepted {accepted}, already there {doubles}, refused {len(refused)}"
        if guessed:
            counts += f", to confirm {len(guessed)}"
        self.stdout.write(counts)

    def _check(self, employer: Employer, data: bytes) -> list[ImportedRow]:
        remembered = {"remembered": imports.remembered_columns(employer)}
        _head, rows = imports.read_vacancy_rows(data, remembered)
        source = VacancyImport(employer=employer)
        made = imports.digests_made(source, rows)
        for row in rows:
            imports.check_row(row, source, made)
        return rows

    def _import(
        self, employer: Employer, data: bytes, name: str, confirm: bool
    ) -> list[ImportedRow]:
        by = self._representative(employer)
        source: VacancyImport = imports.upload_workbook(
            employer=employer, data=data, file_name=name, by=by
        )
        imports.continue_import(source, stop=lambda: False)
        if confirm:
            confirm_guesses(source=source, key="", by=by)
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
