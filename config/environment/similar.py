"""Names that differ by a typing error."""

from collections.abc import Iterable

MOST_SLIPS = 2


def distance(one: str, other: str) -> int:
    """Levenshtein's: how many letters are inserted, left out or changed; two that are swapped count
    once.
    """
    before: list[int] = []
    last: list[int] = []
    row = list(range(len(other) + 1))
    for i, letter in enumerate(one, 1):
        before, last, row = last, row, [i]
        for j, opposite in enumerate(other, 1):
            row.append(min(last[j] + 1, row[-1] + 1, last[j - 1] + (letter != opposite)))
            if i > 1 and j > 1 and (letter, one[i - 2]) == (other[j - 2], opposite):
                row[j] = min(row[j], before[j - 2] + 1)
    return row[-1]


def closest(name: str, known: Iterable[str], most: int = MOST_SLIPS) -> str | None:
    """The known name that differs least, by at most that many errors, and by less than a third of
    its letters.
    """
    found = min(known, key=lambda each: (distance(name, each), each), default=None)
    if found is None or distance(name, found) > min(most, (len(found) - 1) // 3):
        return None
    return found
