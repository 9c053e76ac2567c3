"""Our own documents with their answers: `documents/NAME.txt` beside `documents/NAME.gold`.

A line of an answer: section | agencies, separated by ";" | opening words of the task | deadline |
deadline … "~" before the section marks an item that may be proposed as a programme or a request,
"@" a milestone. Deadlines: "on DATE", "within LAST-DAY", "from FIRST-DAY", "continuing",
"relative", and "recurring FREQUENCY [MIN-COUNT | day DAY]" with "-" for an unknown period.
"""

import re
from dataclasses import dataclass
from pathlib import Path

from reader import DocumentReading, ProposedTask

DOCUMENTS = Path(__file__).parent / "documents"


@dataclass(frozen=True)
class Answer:
    section: str
    agencies: str
    opening: str
    deadlines: tuple[str, ...]
    scope: str


def answers(name: str) -> list[Answer]:
    lines = (DOCUMENTS / f"{name}.gold").read_text().splitlines()
    return [_answer(line) for line in lines if line.strip()]


def _answer(line: str) -> Answer:
    section, agencies, opening, *deadlines = (cell.strip() for cell in line.split("|"))
    scope = {"~": "optional", "@": "dated"}.get(section[:1], "assigned")
    return Answer(section.lstrip("~@"), agencies, opening, tuple(d for d in deadlines if d), scope)


def differences(reading: DocumentReading, expected: list[Answer]) -> list[str]:
    """What the reading says otherwise than the answers, one sentence each; nothing when all is
    right.
    """
    found = list(reading.tasks)
    told: list[str] = []
    for answer in expected:
        task = next(
            (
                t
                for t in found
                if words(answer.opening) in words(t.text)[: len(words(answer.opening)) + 400]
            ),
            None,
        )
        if task is None:
            told += (
                [] if answer.scope == "optional" else [f"missed {answer.section}: {answer.opening}"]
            )
            continue
        found.remove(task)
        if answer.scope != "optional":
            told += _details(task, answer)
    told += [
        f"extra {t.section} {t.scope}: {t.text[:60]}"
        for t in found
        if t.scope in ("assigned", "dated")
    ]
    return told


def _details(task: ProposedTask, answer: Answer) -> list[str]:
    told = []
    if task.scope != answer.scope:
        told.append(f"{answer.section} scope {task.scope}")
    if task.section != answer.section:
        told.append(f"{answer.section} section {task.section}")
    if words(answer.agencies.replace(";", " ")) != words(" ".join(task.agencies)):
        told.append(f"{answer.section} agencies {task.agencies}")
    if sorted(answer.deadlines) != sorted(map(deadline_code, task.deadlines)):
        told.append(f"{answer.section} deadlines {[deadline_code(d) for d in task.deadlines]}")
    return told


def deadline_code(deadline) -> str:
    kind = str(deadline.kind)
    if kind == "on":
        return f"on {deadline.due_on}"
    if kind == "within":
        return f"within {deadline.ends_on or deadline.due_on}"
    if kind == "from":
        return f"from {deadline.starts_on}"
    if kind != "recurring":
        return kind
    recurrence = deadline.recurrence
    extra = (
        f" day {recurrence.day}"
        if recurrence.day and recurrence.freq == "monthly"
        else f" {recurrence.min_count}"
        if recurrence.min_count
        else ""
    )
    return f"recurring {recurrence.freq or '-'}{extra}"


def words(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.casefold())).replace(" và ", " ")
