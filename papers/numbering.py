"""Marks of headings and items, as texts: every program and the screen print the same ones."""

from collections.abc import Iterable, Iterator

from papers.parts import Block, Heading, Item

LETTERS = "abcdđeghiklmnopqrstuvxy"
"""The Vietnamese alphabet's plain letters, by which decree 30/2020 names points."""
DASHES = {1: "- ", 2: "+ "}
_ROMAN = ((10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))


def marked_blocks(blocks: Iterable[Block]) -> Iterator[tuple[str, Block]]:
    """Each block after its mark: "I. ", "1. ", "a) ", "- ", or nothing."""
    counts = [0, 0, 0]
    for block in blocks:
        if isinstance(block, Heading) and block.is_numbered:
            counts[block.level - 1] += 1
            counts[block.level :] = [0] * (3 - block.level)
            yield _mark(block.level, counts[block.level - 1]), block
        elif isinstance(block, Item):
            yield DASHES[block.level], block
        else:
            yield "", block


def _mark(level: int, number: int) -> str:
    if level == 1:
        return f"{roman(number)}. "
    return f"{number}. " if level == 2 else f"{LETTERS[number - 1]}) "


def roman(number: int) -> str:
    """Up to 39."""
    text = ""
    for value, letters in _ROMAN:
        text += letters * (number // value)
        number %= value
    return text
