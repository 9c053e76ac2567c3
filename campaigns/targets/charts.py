"""The line of a target through its periods, as shapes that a template draws; beside it stands the
table with the same figures.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from campaigns.targets.queries import HistoryPoint
from campaigns.targets.wording import amount_words

WIDTH = 640
HEIGHT = 240
LEFT = 64
RIGHT = 16
TOP = 16
BOTTOM = 28
# Horizontal lines, from the least to the most.
STEPS = 4


@dataclass(frozen=True)
class ChartLine:
    """`segments`: points as SVG writes them; a period without a figure breaks the line. `dots`:
    where a figure stands.
    """

    # Its class.
    look: str
    segments: list[str]
    dots: list[tuple[float, float]]


@dataclass(frozen=True)
class Chart:
    width: int
    height: int
    left: int
    right: int
    baseline: float
    lines: list[ChartLine]
    # Places of the horizontal lines and of the periods, with their labels.
    levels: list[tuple[float, str]]
    periods: list[tuple[float, str]]
    goal: float


def draw_history(
    points: Sequence[HistoryPoint], goal: Decimal, *, is_cumulative: bool
) -> Chart | None:
    """None where there is nothing to draw a line of. Figures that add up are drawn as they have
    added up, rates as each period has them; last year's only of rates.
    """
    shown = [(each.cumulative if is_cumulative else each.value).value for each in points]
    before = [] if is_cumulative else [each.same_last_year.value for each in points]
    known = [value for value in (*shown, *before) if value is not None]
    if len(points) < 2 or not known:
        return None
    low, high = _bounds([*known, goal], from_zero=is_cumulative)

    def x(index: int) -> float:
        return round(LEFT + index * (WIDTH - LEFT - RIGHT) / (len(points) - 1), 1)

    def y(value: Decimal) -> float:
        share = float((value - low) / (high - low))
        return round(HEIGHT - BOTTOM - share * (HEIGHT - TOP - BOTTOM), 1)

    def line(look: str, values: Sequence[Decimal | None]) -> ChartLine:
        places = [
            (x(at), y(value)) if value is not None else None for at, value in enumerate(values)
        ]
        return ChartLine(look, _segments(places), [place for place in places if place])

    lines = [line("line-now", shown)] + ([line("line-before", before)] if any(before) else [])
    every = max(1, len(points) // 12)
    step = (high - low) / STEPS
    return Chart(
        width=WIDTH,
        height=HEIGHT,
        left=LEFT,
        right=WIDTH - RIGHT,
        baseline=HEIGHT - BOTTOM,
        lines=lines,
        levels=[(y(low + step * at), amount_words(low + step * at)) for at in range(STEPS + 1)],
        periods=[
            (x(at), str(each.period.by_calendar.last.month))
            for at, each in enumerate(points)
            if at % every == 0
        ],
        goal=y(goal),
    )


def _bounds(values: Sequence[Decimal], *, from_zero: bool) -> tuple[Decimal, Decimal]:
    low, high = min(values), max(values)
    room = (high - low) / 10 or abs(high) / 10 or Decimal(1)
    return (min(low, Decimal(0)) if from_zero else low - room), high + room


def _segments(places: Sequence[tuple[float, float] | None]) -> list[str]:
    segments: list[list[str]] = [[]]
    for place in places:
        if place is None:
            segments.append([])
        else:
            segments[-1].append(f"{place[0]},{place[1]}")
    return [" ".join(each) for each in segments if len(each) > 1]
