"""Which column of an uploaded sheet says what, by the words above it. Knows no framework."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from vietnam.folding import fold

IN_BRACKETS = re.compile(r"\((.*?)\)")


@dataclass(frozen=True)
class Heading:
    """The heading of a sheet. `row`: its last row; `columns`: the columns of each field, counted
    from 0.
    """

    row: int
    columns: dict[str, tuple[int, ...]]


def cell_text(cells: Sequence[str], at: int) -> str:
    # A row may end before the last column of the heading.
    return cells[at] if at < len(cells) else ""


def match_heading(heading: str, known_words: Mapping[str, Sequence[str]]) -> tuple[str, str] | None:
    """The field that a column's heading names, and what follows the words that name it, folded.

    Of the known words with which it begins, the longest count; words in brackets never begin one.
    """
    folded = fold(IN_BRACKETS.sub(" ", heading))
    found = [
        (len(word), name)
        for name, words in known_words.items()
        for word in words
        if f"{folded} ".startswith(f"{word} ")
    ]
    if not found:
        return None
    length, name = max(found)
    return name, folded[length:]
