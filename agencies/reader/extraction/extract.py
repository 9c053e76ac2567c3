"""What an extractor returns."""

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Extract:
    """`tables`: for each table its rows, for each row the (start, end) offsets of its cells in `text`."""

    text: str
    tables: list[list[list[tuple[int, int]]]] = field(default_factory=list)
