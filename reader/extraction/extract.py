"""What an extractor returns."""

from dataclasses import dataclass, field

from reader.unread import Unread


@dataclass(frozen=True)
class Extract:
    """`tables`: for each table its rows, for each row the (start, end) offsets of its cells in
    `text`. `unread`: what was left out.
    """

    text: str
    tables: list[list[list[tuple[int, int]]]] = field(default_factory=list)
    unread: list[Unread] = field(default_factory=list)
