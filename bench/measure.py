"""Measuring in turns: this machine is shared, so only figures taken side by side can be
compared.
"""

import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass

ROUNDS = 5


@dataclass(frozen=True)
class Figure:
    """One line of the table. Times are seconds, memory MB; `limit` says in words what `passed`
    decided.
    """

    name: str
    ours: float
    floor: float
    limit: str
    passed: bool
    note: str = ""
    is_by_ratio: bool = (
        False  # over the limit in seconds, and passed only beside its floor on a busy machine
    )
    unit: str = "ms"

    @property
    def ratio(self) -> float:
        return self.ours / self.floor if self.floor else float("inf")


def seconds(work: Callable[[], object]) -> float:
    started = time.perf_counter()
    work()
    return time.perf_counter() - started


def in_turns(
    ours: Callable[[], float], floor: Callable[[], float], rounds: int = ROUNDS
) -> tuple[float, float]:
    """Medians of both, measured alternately; each callable measures itself, so that its preparation
    is not timed.
    """
    pairs = [(ours(), floor()) for _round in range(rounds)]
    return statistics.median(pair[0] for pair in pairs), statistics.median(
        pair[1] for pair in pairs
    )


def table(figures: list[Figure]) -> str:
    head = ("", "ours", "floor", "ratio", "limit", "", "")
    rows = [head, *(_cells(figure) for figure in figures)]
    widths = [max(len(row[column]) for row in rows) for column in range(len(head))]
    return "\n".join(_line(row, widths) for row in rows)


def _line(row: tuple[str, ...], widths: list[int]) -> str:
    # Figures to the right, words to the left.
    cells = [
        cell.rjust(width) if column in (1, 2, 3) else cell.ljust(width)
        for column, (cell, width) in enumerate(zip(row, widths, strict=True))
    ]
    return "  ".join(cells).rstrip()


def _size(value: float, unit: str) -> str:
    return f"{value * 1000:.1f} ms" if unit == "ms" else f"{value:.0f} {unit}"


def _cells(figure: Figure) -> tuple[str, ...]:
    wrong = "TOO SLOW" if figure.unit == "ms" else "TOO MUCH"
    verdict = ("ok by ratio" if figure.is_by_ratio else "ok") if figure.passed else wrong
    return (
        figure.name,
        _size(figure.ours, figure.unit),
        _size(figure.floor, figure.unit),
        f"{figure.ratio:.1f}",
        figure.limit,
        verdict,
        figure.note,
    )
