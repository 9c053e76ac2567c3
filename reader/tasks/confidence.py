"""How sure the reader is of a task, from 0 to 1: by where the addressee came from, less for
whatever looked damaged.
"""

from reader.outline.items import OutlineItem
from vietnam.deadlines import StatedDeadline

_BY_SOURCE = {
    "heading": 0.95,
    "inline": 0.92,
    "field": 0.95,
    "table": 0.9,
    "intro": 0.8,
    "context": 0.55,
    "programme": 0.7,
    "": 0.4,
}


def task_confidence(
    known_by: str,
    node: OutlineItem,
    *,
    divided: bool = False,
    deadlines: tuple[StatedDeadline, ...] = (),
) -> float:
    value = _BY_SOURCE[known_by]
    value -= 0.15 * min(node.doubts, 2)
    value -= 0.1 if divided else 0
    if deadlines:
        value *= min(1.0, 0.5 + min(deadline.confidence for deadline in deadlines) / 2)
    return round(max(value, 0.1), 2)
