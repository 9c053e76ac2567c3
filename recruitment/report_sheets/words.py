"""The words by which a report's figures and columns are known in a workbook: as its own form names
them in either language, and as employers and communes call them.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.conf import settings
from django.utils.translation import override

from recruitment.period_reports.forms import ReportPages
from recruitment.period_reports.kinds import figure_label
from recruitment.report_sheets.head_words import HOME, SheetWords
from vietnam.folding import fold


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
