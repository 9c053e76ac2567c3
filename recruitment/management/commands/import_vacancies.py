from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction
from django.utils import timezone

from agencies.errors import RuleError
from agencies.people.models import SeatHolding
from agencies.people.permissions import Actor, present_actor
from recruitment.employers.models import Employer
from recruitment.import_review.month import MonthReview, Question
from recruitment.import_review.services import confirm_guesses
from recruitment.import_rows.marks import mark_sentence
from recruitment.import_rows.row_cells import open_guesses
from recruitment.imports import services as imports
from recruitment.imports.columns import vacancy_row_problems
from recruitment.imports.models import VacancyImport
from recruitment.imports.runs import HowItEnds
from recruitment.month_lists.choices import LineMatch
from recruitment.vacancies.choices import VacancyOutcome

ENDS = (VacancyOutcome.NOBODY, VacancyOutcome.WITHDRAWN)
GONE_HELP = (
    "how open vacancies end that are not in the file: keep, nobody or withdrawn; without it they "
    "are only listed and stay open"
)


class Command(BaseCommand):
    help = (
        "Compare an employer's workbook of demand with what it has open, and record it: prints "
        "what is unchanged, changed, new, and gone, rows that are refused, and what was guessed or "
        "may be another vacancy, of which nothing is made without --confirm-guesses or an answer "
        "on the page; --dry-run writes nothing."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--employer", required=True, metavar="TAXCODE")
        parser.add_argument("--dry-run", action="store_true")
        parser.add_argument("--confirm-guesses", action="store_true")
        parser.add_argument("--gone", choices=["keep", *ENDS], default="keep", help=GONE_HELP)

    def handle(
        self,
        *args: Any,
        file: Path,
        employer: str,
        dry_run: bool,
        confirm_guesses: bool = False,
        gone: str = "keep",
        **options: Any,
    ) -> None:
        known = (
            Employer.objects.select_related("agency", "office", "park", "province")
            .filter(tax_code=employer.replace("-", ""))
            .first()
        )
        if known is None:
            raise CommandError(f"No employer has the tax code {employer}.")
        by = self._representative(known)
        try:
            data = file.read_bytes()
            # A dry run does the same, and all of it is taken back.
            with transaction.atomic():
                self._import(known, data, file.name, by, confirm_guesses, gone, dry_run)
                transaction.set_rollback(dry_run)
        except OSError as error:
            raise CommandError(str(error)) from error
        except RuleError as error:
            raise CommandError(error.message) from error

    def _import(
        self,
        employer: Employer,
        data: bytes,
        name: str,
        by: Actor,
        confirm: bool,
        gone: str,
        dry_run: bool,
    ) -> None:
        source: VacancyImport = imports.upload_workbook(
            employer=employer, data=data, file_name=name, by=by
        )
        imports.continue_import(source, stop=lambda: False)
        if confirm:
            confirm_guesses(source=source, key="", by=by)
        month = MonthReview(source, list(source.rows.all()), shows_drafts=True)
        self._print(source, month)
        if dry_run:
            return
        outcome = gone if gone in ENDS else ""
        endings = {vacancy.pk: HowItEnds(outcome) for vacancy in month.gone}
        imports.create_vacancies(source=source, endings=endings, by=by)
        imports.continue_import(source, stop=lambda: False)
        if words := source.runs.get().words:
            raise CommandError(words)

    def _print(self, source: VacancyImport, month: MonthReview) -> None:
        rows = list(source.rows.all())
        refused = [row for row in rows if row.problems and row.match != LineMatch.REPEATED]
        for row in refused:
            self.stdout.write(vacancy_row_problems(row))
        guessed = [row for row in rows if row.has_guesses and not row.problems]
        for row in guessed:
            for mark in open_guesses(row):
                self.stdout.write(f"{row.sheet} {row.number}: {mark_sentence(mark)}")
        for change in month.changes():
            told = "; ".join(f"{d.label}: {d.before} → {d.after}" for d in change.differences)
            self.stdout.write(f"changed {change.row.number}, {change.vacancy.pk}: {told}")
        for question in month.questions():
            self.stdout.write(f"question {question.row.number}: {_asked(question)}")
        for vacancy in month.gone:
            self.stdout.write(f"gone {vacancy.pk}: {vacancy.title}, {vacancy.headcount}")
        counts = month.counts()
        new = source.rows.to_make().count()
        changed = source.rows.to_change().count()
        self.stdout.write(
            f"unchanged {counts['unchanged']}, changed {changed}, new {new}, "
            f"gone {counts['gone']}, questions {counts['asked']}, "
            f"to confirm {len(guessed)}, refused {len(refused)}"
        )

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


def _asked(question: Question) -> str:
    offered = [f"{offer.vacancy.pk} “{offer.vacancy.title}”" for offer in question.offers]
    twin = [f"row {question.twin.number}"] if question.twin else []
    return f"may be {', or '.join([*offered, *twin])}"
