"""Measuring in turns: this machine is shared, so only figures taken side by side can be
compared.
"""

import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass

from faults.result import align_columns

ROUNDS = 5


@dataclass(frozen=True)
class Figure:
    """One line of the table. Times are seconds, memory MB; `limit` says in words what `passed`
    decided; `is_by_ratio`: over the limit in seconds, and passed only beside its floor on a busy
    machine.
    """

    name: str
    ours: float
    floor: float
    limit: str
    passed: bool
    note: str = ""
    is_by_ratio: bool = False
    unit: str = "ms"


def measure_seconds(work: Callable[[], object]) -> float:
    started = time.perf_counter()
    work()
    return time.perf_counter() - started


def median_seconds(work: Callable[[], object], rounds: int) -> float:
    return statistics.median(measure_seconds(work) for _round in range(rounds))


def measure_in_turns(
    ours: Callable[[], float], floor: Callable[[], float], rounds: int = ROUNDS
) -> tuple[float, float]:
    """Medians of both, measured alternately; each callable measures itself, so that its preparation
    is not timed.
    """
    all_ours, all_floors = zip(*((ours(), floor()) for _round in range(rounds)), strict=True)
    return statistics.median(all_ours), statistics.median(all_floors)


def draw_table(figures: list[Figure]) -> str:
    head = ("", "ours", "floor", "ratio", "limit", "", "")
    return "\n".join(align_columns([head, *map(_cells, figures)], figures={1, 2, 3}))


def _cells(figure: Figure) -> tuple[str, ...]:
    is_time = figure.unit == "ms"
    sizes = [
        f"{value * 1000:.1f} ms" if is_time else f"{value:.0f} {figure.unit}"
        for value in (figure.ours, figure.floor)
    ]
    ratio = figure.ours / figure.floor if figure.floor else float("inf")
    if figure.passed:
        verdict = "ok by ratio" if figure.is_by_ratio else "ok"
    else:
        verdict = "TOO SLOW" if is_time else "TOO MUCH"
    return (figure.name, *sizes, f"{ratio:.1f}", figure.limit, verdict, figure.note)
