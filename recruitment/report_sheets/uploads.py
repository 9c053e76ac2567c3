"""What an uploaded workbook says of a report, as the report's form takes it. Nothing is saved here:
the form shows it, with each wrong cell named at its field.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _, gettext_lazy, override

from agencies.errors import RuleError
from agencies.lists.numbers import localized_number
from agencies.workbook_imports.uploads import WorkbookKind
from recruitment.period_reports.forms import MOST_LINES, HomeLineForm, ReportPages
from recruitment.period_reports.kinds import figure_label
from recruitment.report_sheets.head_words import HOME, SheetWords
from recruitment.report_sheets.homes import HomesInWords
from recruitment.report_sheets.lines import LineReader, ReadReport, wrong_words
from recruitment.report_sheets.sheets import TableKind
from vietnam.folding import fold

REPORT_WORKBOOK = WorkbookKind(
    program=Path(__file__).with_name("reading_program.py"),
    most_rows=2_000,
    longest_cell=300,
    no_heads=gettext_lazy(
        "No sheet (%(sheets)s) has a column of home provinces with numbers of people, or one of "
        "figures with their labels. Download the form and fill that in, or name the columns."
    ),
)


@dataclass(frozen=True)
class ReportSynonyms:
    """What people write for figures and for columns of lines, beside the form's own words."""

    figures: Mapping[str, Sequence[str]]
    columns: Mapping[str, Sequence[str]]


def sheet_words(pages: ReportPages, synonyms: ReportSynonyms) -> SheetWords:
    figures = {name: {*map(fold, words)} for name, words in synonyms.figures.items()}
    columns = {name: {*map(fold, words)} for name, words in synonyms.columns.items()}
    kind = pages.kind
    for language, _name in settings.LANGUAGES:
        with override(language):
            for name in kind.model.FIGURES:
                labels = (figure_label(kind.model, name), kind.questions.get(name, ""))
                figures.setdefault(name, set()).update(fold(str(each)) for each in labels if each)
            for name, field in pages.line.base_fields.items():
                if name not in ("province", "said"):
                    columns.setdefault(name, set()).add(fold(str(field.label)))
    return SheetWords(
        {name: sorted(words) for name, words in figures.items()},
        {name: sorted(words) for name, words in columns.items() if name != HOME},
        kind.line_model.FIGURES,
    )


def read_report(
    data: bytes, file_name: str, *, words: SheetWords, line: type[HomeLineForm], homes: HomesInWords
) -> ReadReport:
    """Raises RuleError for a file that cannot be read as this report."""
    said = {"figures": words.figures, "columns": words.columns, "counts": words.counts}
    head, rows = REPORT_WORKBOOK.read_rows(data, json.dumps(said))
    report = ReadReport(file_name, head["sheets"])
    added = [sheet["name"] for sheet in report.sheets if sheet["kind"] == TableKind.LINES]
    report.has_lines = bool(added)
    if len(added) > 1:
        report.notes.append(_("Sheets added up: %(sheets)s.") % {"sheets": ", ".join(added)})
    _read_figures(report, [row for row in rows if row["kind"] == TableKind.FIGURES])
    reader = LineReader(report, words, line, homes)
    for row in rows:
        if row["kind"] == TableKind.LINES:
            reader.add(row)
    report.lines = reader.lines
    report.notes += [*reader.told(), *_told_sums(report.sheets)]
    if len(report.lines) > MOST_LINES:
        raise RuleError(
            _("The file names %(count)s homes; a report has %(most)s at most.")
            % {"count": len(report.lines), "most": MOST_LINES},
            field="file",
        )
    return report


def _read_figures(report: ReadReport, rows: list[dict[str, Any]]) -> None:
    for row in rows:
        name = row["name"]
        place = report.place_of(row, row["place"])
        if name in report.facts and row["text"] not in ("", report.facts[name]):
            report.wrong[name] = _("Cell %(place)s says “%(said)s” for the same.") % {
                "place": place,
                "said": row["text"],
            }
            continue
        report.facts.setdefault(name, row["text"])
        if row["wrong"]:
            report.wrong[name] = wrong_words(row["wrong"], place=place, said=row["text"])


def _told_sums(sheets: list[dict[str, Any]]) -> Iterator[str]:
    words = _(
        "%(sheet)s, cell %(place)s: the line of sums says %(said)s, its rows add up to %(added)s."
    )
    for sheet in sheets:
        for each in sheet["wrong_sums"]:
            yield words % {
                "sheet": sheet["name"],
                "place": each["place"],
                "said": localized_number(each["said"]),
                "added": localized_number(each["added"]),
            }
