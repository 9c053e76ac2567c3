"""How many lines a text takes in a cell."""

from math import ceil

LETTERS = (
    1.12  # letters of Vietnamese text in the width of a digit, less what breaking at words wastes
)


def lines_needed(text: str, width: float) -> int:
    """In a column of that many characters; the table's letters are a little narrower."""
    if len(text) < width and "\n" not in text:
        return 1
    fitting = max(1.0, width * LETTERS)
    return sum(max(1, ceil(len(line) / fitting)) for line in text.split("\n"))
