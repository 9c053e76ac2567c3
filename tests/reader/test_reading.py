"""The reader on documents of our own, sound and damaged."""

import pytest

from reader import read_bytes, read_text
from tests.reader import damage
from tests.reader.gold import DOCUMENTS, answers, differences

NAMES = sorted(path.stem for path in DOCUMENTS.glob("*.txt"))
# A page number inside a flattened table, and headings run together with their text, cannot be told
# from content.
UNDECIDABLE = {
    ("paged", "plan-table"),
    ("doubled", "plan-table"),
    ("doubled_and_paged", "plan-table"),
    ("unwrapped", "plan-table"),
    ("rewrapped", "plan-department-inline"),
    ("unwrapped", "plan-department-inline"),
}


@pytest.mark.parametrize("name", NAMES)
def test_reading_gives_the_answers_of_the_document(name: str) -> None:
    reading = read_bytes((DOCUMENTS / f"{name}.txt").read_bytes())

    assert differences(reading, answers(name)) == []


@pytest.mark.parametrize(
    ("harm", "name"),
    [
        (harm, name)
        for harm in damage.ALL
        for name in NAMES
        if (harm.__name__, name) not in UNDECIDABLE
    ],
    ids=lambda value: value if isinstance(value, str) else value.__name__,
)
def test_damage_does_not_change_the_answers(harm, name: str) -> None:
    reading = read_text(harm((DOCUMENTS / f"{name}.txt").read_text()))

    assert differences(reading, answers(name)) == []


@pytest.mark.parametrize("name", NAMES)
def test_offsets_point_at_the_words_of_the_task(name: str) -> None:
    text = damage.decomposed((DOCUMENTS / f"{name}.txt").read_text())

    for task in read_text(text).tasks:
        place = damage.composed(" ".join(text[task.start : task.end].split()))
        assert (
            place.split()[0].strip("-–") in task.text.split()[0]
            or task.text.split()[0] in place.split()[0]
        )
        assert place.split()[-1] == task.text.split()[-1] or "\n" in task.text


@pytest.mark.parametrize("name", NAMES)
def test_every_clause_lies_inside_its_parent(name: str) -> None:
    clauses = read_bytes((DOCUMENTS / f"{name}.txt").read_bytes()).clauses

    outside = [
        c
        for c in clauses
        if c.parent is not None
        and not (clauses[c.parent].start <= c.start and c.end <= clauses[c.parent].end)
    ]
    assert outside == []
