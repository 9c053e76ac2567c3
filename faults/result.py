"""What a fault did, and the table of all."""

import json
from dataclasses import asdict, dataclass, field
from pathlib import Path


@dataclass
class Outcome:
    """One fault. `problems` are what had to hold and did not, beside loss and copies; `control` says what the same
    fault does to the portal with one safeguard taken away, and `control_failed` that it did harm, as it must.
    """

    fault: str
    messages: int
    lost: int
    extra: int
    allowed: int
    seconds: float | None = None
    limit: float | None = None
    problems: list[str] = field(default_factory=list)
    note: str = ""
    control: str = ""
    control_failed: bool = False

    @property
    def held(self) -> bool:
        in_time = self.limit is None or (self.seconds is not None and self.seconds <= self.limit)
        return not self.lost and self.extra <= self.allowed and in_time and not self.problems

    @property
    def passed(self) -> bool:
        return self.held and self.control_failed


def write(outcomes: list[Outcome], path: Path) -> None:
    path.write_text(json.dumps([asdict(outcome) for outcome in outcomes]))


def read(path: Path) -> list[Outcome]:
    try:
        return [Outcome(**outcome) for outcome in json.loads(path.read_text())]
    except FileNotFoundError:
        return []


HEAD = ("fault", "messages", "lost", "extra copies", "allowed extra", "all sent within", "verdict")


def table(outcomes: list[Outcome]) -> str:
    rows = [HEAD, *(_cells(outcome) for outcome in outcomes)]
    widths = [max(len(row[column]) for row in rows) for column in range(len(HEAD))]
    lines = [_line(HEAD, widths)]
    for outcome in outcomes:
        lines.append(_line(_cells(outcome), widths))
        lines += [f"    PROBLEM: {problem}" for problem in outcome.problems]
        lines += [f"    {outcome.note}"] if outcome.note else []
        lines.append(f"    control: {outcome.control or 'not run'} – {'ok' if outcome.control_failed else 'NOT SEEN'}")
    return "\n".join(lines)


def _cells(outcome: Outcome) -> tuple[str, ...]:
    figures = (outcome.messages, outcome.lost, outcome.extra, outcome.allowed)
    seconds = "–" if outcome.seconds is None else f"{outcome.seconds:.0f} s"
    limit = f" of {outcome.limit:.0f}" if outcome.limit is not None else ""
    return (outcome.fault, *map(str, figures), seconds + limit, "holds" if outcome.held else "FAILS")


def _line(row: tuple[str, ...], widths: list[int]) -> str:
    """Figures to the right, words to the left."""
    cells = [
        cell.rjust(width) if 0 < column < len(row) - 1 else cell.ljust(width)
        for column, (cell, width) in enumerate(zip(row, widths, strict=True))
    ]
    return "  ".join(cells).rstrip()
