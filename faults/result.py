"""What a fault did, and the table of all."""

import json
from dataclasses import asdict, dataclass, field
from pathlib import Path


@dataclass
class Outcome:
    """One fault. `problems` are what had to hold and did not, beside loss and copies; `control`
    says what the same fault does to the portal with one safeguard taken away, and `control_failed`
    that it did harm, as it must.

    On a machine so busy that Django itself sends few mails a second, `is_busy`, the time of the
    whole says nothing: then no pause in the sending may be longer than `limit`.
    """

    fault: str
    messages: int
    lost: int
    extra: int
    allowed: int
    seconds: float | None = None
    limit: float | None = None
    longest_pause: float = 0.0
    is_busy: bool = False
    problems: list[str] = field(default_factory=list)
    note: str = ""
    control: str = ""
    control_failed: bool = False

    @property
    def held(self) -> bool:
        return not self.lost and self.extra <= self.allowed and self.in_time and not self.problems

    @property
    def in_time(self) -> bool:
        if self.limit is None:
            return True
        if self.seconds is None:
            return False
        return self.seconds <= self.limit or (self.is_busy and self.longest_pause <= self.limit)

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
        lines.append(
            f"    control: {outcome.control or 'not run'} – "
            f"{'ok' if outcome.control_failed else 'NOT SEEN'}"
        )
    return "\n".join(lines)


def _cells(outcome: Outcome) -> tuple[str, ...]:
    figures = (outcome.messages, outcome.lost, outcome.extra, outcome.allowed)
    seconds = "–" if outcome.seconds is None else f"{outcome.seconds:.0f} s"
    limit = f" of {outcome.limit:.0f}" if outcome.limit is not None else ""
    return (outcome.fault, *map(str, figures), seconds + limit, _verdict(outcome))


def _verdict(outcome: Outcome) -> str:
    if not outcome.held:
        return "FAILS"
    late = outcome.limit is not None and outcome.seconds > outcome.limit
    return f"holds (busy machine, longest pause {outcome.longest_pause:.0f} s)" if late else "holds"


def _line(row: tuple[str, ...], widths: list[int]) -> str:
    # Figures to the right, words to the left.
    cells = [
        cell.rjust(width) if 0 < column < len(row) - 1 else cell.ljust(width)
        for column, (cell, width) in enumerate(zip(row, widths, strict=True))
    ]
    return "  ".join(cells).rstrip()
