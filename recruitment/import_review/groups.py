"""What is to be put right of many rows at once: their problems and guesses, grouped."""

import dataclasses
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from recruitment.import_review.words import FILLABLE, short_label
from recruitment.imports.marks import mark_key, mark_sentence
from recruitment.imports.models import ImportedRow
from recruitment.imports.row_cells import open_guesses, row_cells, row_notes
from recruitment.vacancy_facts.facts import CHOICES

MOST_EXAMPLES = 5
MOST_GROUPS = 60


@dataclass
class Group:
    """Rows that have the same to be put right. `kind`: "missing" (a value can be set for all),
    "word" (it can be said what it means), "other"; or the key of a guess.
    """

    kind: str
    field: str
    said: str = ""
    sentence: str = ""
    count: int = 0
    rows: list[ImportedRow] = dataclasses.field(default_factory=list)
    sentences: Counter[str] = dataclasses.field(default_factory=Counter)

    @property
    def told(self) -> list[tuple[str, int]]:
        """Each different sentence with the number of its rows, the most frequent first."""
        return self.sentences.most_common()

    @property
    def label(self) -> str:
        return short_label(self.field)

    @property
    def examples(self) -> list[ImportedRow]:
        return self.rows[:MOST_EXAMPLES]


def group_problems(rows: Iterable[ImportedRow], choices: Mapping[str, Any]) -> list[Group]:
    """Of wrong rows; `choices`: what was put right already."""
    groups: dict[tuple[str, str, str], Group] = {}
    for row in rows:
        cells = row_cells(row, choices)
        for name, sentences in (row.problems or {}).items():
            key = _problem_key(name, cells.get(name, ""))
            group = groups.setdefault(key, Group(*key, sentences[0]))
            _add(group, row)
    return _fold_rare(sorted(groups.values(), key=lambda group: -group.count))


def _fold_rare(groups: list[Group]) -> list[Group]:
    # Beyond the most frequent, those of one field are told together: no row is left out.
    rest: dict[str, Group] = {}
    for group in groups[MOST_GROUPS:]:
        one = rest.setdefault(group.field, Group("other", group.field, sentence=group.sentence))
        one.count += group.count
        one.rows = [*one.rows, *group.rows][:MOST_EXAMPLES]
    return [*groups[:MOST_GROUPS], *rest.values()]


def _problem_key(name: str, text: str) -> tuple[str, str, str]:
    if not text.strip() and name in FILLABLE:
        return "missing", name, ""
    if name in CHOICES:
        return "word", name, text.strip()
    return "other", name, ""


def group_guesses(rows: Iterable[ImportedRow]) -> list[Group]:
    """Of rows that wait to be confirmed, by field and kind."""
    groups: dict[str, Group] = {}
    for row in rows:
        for mark in open_guesses(row):
            key = mark_key(mark)
            group = groups.setdefault(key, Group(key, mark.field))
            group.sentences[mark_sentence(mark)] += 1
            _add(group, row)
    return sorted(groups.values(), key=lambda group: -group.count)


def group_notes(rows: Iterable[ImportedRow]) -> list[Group]:
    """What was read otherwise than it stands there and needs no answer, by field and kind."""
    groups: dict[str, Group] = {}
    for row in rows:
        for key, mark in {mark_key(mark): mark for mark in row_notes(row)}.items():
            group = groups.setdefault(key, Group(key, mark.field))
            group.sentences[mark_sentence(mark)] += 1
            _add(group, row)
    return sorted(groups.values(), key=lambda group: -group.count)


def _add(group: Group, row: ImportedRow) -> None:
    group.count += 1
    if len(group.rows) < MOST_EXAMPLES:
        group.rows.append(row)
