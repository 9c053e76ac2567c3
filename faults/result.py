"""What a fault did, and the table of all."""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path


@dataclass
class FaultOutcome:
    """One fault. `problems` are what had to hold and did not, beside loss and copies; `control`
    says what the same fault does to the portal with one safeguard taken away, and `control_failed`
    that it did harm, as it must.

    On a machine so busy that Django itself sends few mails a second, `is_busy`, the time of the
    whole says nothing: then no pause in the sending may be longer than `limit`. All in seconds.
    """

    fault: str
    messages: int
    lost: int = 0
    extra: int = 0
    allowed: int = 0
    seconds: float | None = None
    limit: float | None = None
    longest_pause: float = 0.0
    is_busy: bool = False
    problems: list[str] = field(default_factory=list)
    note: str = ""
    control: str = ""
    control_failed: bool = False

    def note_problem_unless(self, holds: bool, problem: str) -> None:
        if not holds:
            self.problems.append(problem)

    def note_control(self, words: str, *, did_harm: bool) -> None:
        self.control = words
        self.control_failed = did_harm

    @property
    def is_late(self) -> bool:
        return self.limit is not None and (self.seconds is None or self.seconds > self.limit)

    @property
    def held(self) -> bool:
        is_excused = self.seconds is not None and self.is_busy and self.longest_pause <= self.limit
        in_time = not self.is_late or is_excused
        return not self.lost and self.extra <= self.allowed and in_time and not self.problems

    @property
    def passed(self) -> bool:
        return self.held and self.control_failed


def write_outcomes(outcomes: list[FaultOutcome], path: Path) -> None:
    path.write_text(json.dumps([asdict(outcome) for outcome in outcomes]))


def read_outcomes(path: Path) -> list[FaultOutcome]:
    if not path.exists():
        return []
    return [FaultOutcome(**outcome) for outcome in json.loads(path.read_text())]


HEAD = ("fault", "messages", "lost", "extra copies", "allowed extra", "all sent within", "verdict")


def draw_outcomes(outcomes: list[FaultOutcome]) -> str:
    head, *rows = align_columns([HEAD, *map(_cells, outcomes)], figures=set(range(1, 6)))
    lines = [head]
    for outcome, row in zip(outcomes, rows, strict=True):
        lines += [row, *(f"    PROBLEM: {problem}" for problem in outcome.problems)]
        lines += [f"    {outcome.note}"] if outcome.note else []
        seen = "ok" if outcome.control_failed else "NOT SEEN"
        lines.append(f"    control: {outcome.control or 'not run'} – {seen}")
    return "\n".join(lines)


def align_columns(rows: Sequence[Sequence[str]], *, figures: set[int]) -> list[str]:
    """A line for each row; the columns of these numbers stand to the right."""
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    return [
        "  ".join(
            cell.rjust(width) if number in figures else cell.ljust(width)
            for number, (cell, width) in enumerate(zip(row, widths, strict=True))
        ).rstrip()
        for row in rows
    ]


def _cells(outcome: FaultOutcome) -> tuple[str, ...]:
    figures = (outcome.messages, outcome.lost, outcome.extra, outcome.allowed)
    seconds = "–" if outcome.seconds is None else f"{outcome.seconds:.0f} s"
    limit = f" of {outcome.limit:.0f}" if outcome.limit is not None else ""
    verdict = "holds" if outcome.held else "FAILS"
    if outcome.held and outcome.is_late:
        verdict = f"holds (busy machine, longest pause {outcome.longest_pause:.0f} s)"
    return (outcome.fault, *map(str, figures), seconds + limit, verdict)
