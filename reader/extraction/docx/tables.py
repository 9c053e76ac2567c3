"""Rows and cells of a DOCX table as they are when all changes are accepted."""

from collections.abc import Iterator
from dataclasses import dataclass

from reader.extraction.docx.package import Element, name

_HELD = {name(tag) for tag in ("w:sdt", "w:sdtContent", "w:customXml", "w:ins", "w:moveTo")}
_MOST_COLUMNS = 200


@dataclass(frozen=True)
class Cell:
    """`element` is None for columns that the row leaves free. `column`: the first of the `width`
    columns it covers.
    """

    element: Element | None
    column: int
    width: int

    @property
    def is_deleted(self) -> bool:
        return self._property("w:cellDel") is not None

    def is_continued(self, merged: set[int]) -> bool:
        """It only goes on below the cell above it."""
        merge = self._property("w:vMerge")
        return (
            merge is not None
            and merge.get(name("w:val"), "continue") == "continue"
            and self.column in merged
        )

    def mark(self, merged: set[int]) -> None:
        """Note whether the cell may go on in the next row."""
        if self._property("w:vMerge") is not None:
            merged.add(self.column)
        else:
            merged.discard(self.column)

    def _property(self, tag: str) -> Element | None:
        return (
            self.element.find(f"{name('w:tcPr')}/{name(tag)}") if self.element is not None else None
        )


def rows_of(table: Element) -> Iterator[Element]:
    """Also inside controls and tags."""
    yield from _held(table, name("w:tr"))


def cells_of(row: Element) -> Iterator[Cell]:
    """From left to right, with the columns which the row leaves free before and after its cells."""
    column = 0
    if before := _number(row, "w:trPr", "w:gridBefore", 0):
        yield Cell(None, column, before)
        column += before
    for element in _held(row, name("w:tc")):
        width = max(_number(element, "w:tcPr", "w:gridSpan", 1), 1)
        yield Cell(element, column, width)
        column += width
    if after := _number(row, "w:trPr", "w:gridAfter", 0):
        yield Cell(None, column, after)


def is_deleted(row: Element) -> bool:
    return row.find(f"{name('w:trPr')}/{name('w:del')}") is not None


def _held(parent: Element, tag: str) -> Iterator[Element]:
    for child in parent:
        if child.tag == tag:
            yield child
        elif child.tag in _HELD:
            yield from _held(child, tag)


def _number(node: Element, properties: str, tag: str, default: int) -> int:
    found = node.find(f"{name(properties)}/{name(tag)}")
    return (
        min(int(found.get(name("w:val"), default)), _MOST_COLUMNS) if found is not None else default
    )
