"""Names that differ by a slip of the hand."""

from collections.abc import Iterable

MOST_SLIPS = 2


def distance(one: str, other: str) -> int:
    """Levenshtein's: how many letters are put in, left out or changed between the two."""
    row = list(range(len(other) + 1))
    for i, letter in enumerate(one, 1):
        last, row = row, [i]
        for j, opposite in enumerate(other, 1):
            row.append(min(last[j] + 1, row[-1] + 1, last[j - 1] + (letter != opposite)))
    return row[-1]


def closest(name: str, known: Iterable[str], most: int = MOST_SLIPS) -> str | None:
    """The known name that differs least, by at most so many slips, and by less than half of its letters."""
    found = min(known, key=lambda each: (distance(name, each), each), default=None)
    if found is None or distance(name, found) > min(most, (len(found) - 1) // 2):
        return None
    return found
