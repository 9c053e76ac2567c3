"""Rows and cells of a DOCX table as they are when all changes are accepted."""

from collections.abc import Iterator
from dataclasses import dataclass

from reader.extraction.docx.package import Element, qn, value_at

CONTAINERS = {qn(tag) for tag in ("w:sdt", "w:sdtContent", "w:customXml", "w:ins", "w:moveTo")}
"""Controls, tags and accepted insertions: what they hold stands in their place."""
_MOST_COLUMNS = 200


@dataclass(frozen=True)
class DocxCell:
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
        if merge is None or self.column not in merged:
            return False
        return merge.get(qn("w:val"), "continue") == "continue"

    def note_merge(self, merged: set[int]) -> None:
        """Note whether the cell may go on in the next row."""
        if self._property("w:vMerge") is not None:
            merged.add(self.column)
        else:
            merged.discard(self.column)

    def _property(self, tag: str) -> Element | None:
        return self.element.find(qn(f"w:tcPr/{tag}")) if self.element is not None else None


def table_rows(table: Element) -> Iterator[Element]:
    """Also inside controls and tags."""
    yield from _contained_elements(table, qn("w:tr"))


def row_cells(row: Element) -> Iterator[DocxCell]:
    """From left to right, with the columns which the row leaves free before and after its cells."""
    column = 0
    if before := _columns(row, "w:trPr/w:gridBefore", 0):
        yield DocxCell(None, column, before)
        column += before
    for element in _contained_elements(row, qn("w:tc")):
        width = max(_columns(element, "w:tcPr/w:gridSpan", 1), 1)
        yield DocxCell(element, column, width)
        column += width
    if after := _columns(row, "w:trPr/w:gridAfter", 0):
        yield DocxCell(None, column, after)


def is_row_deleted(row: Element) -> bool:
    return row.find(qn("w:trPr/w:del")) is not None


def _contained_elements(parent: Element, tag: str) -> Iterator[Element]:
    for child in parent:
        if child.tag == tag:
            yield child
        elif child.tag in CONTAINERS:
            yield from _contained_elements(child, tag)


def _columns(node: Element, path: str, default: int) -> int:
    value = value_at(node, path)
    return min(int(value), _MOST_COLUMNS) if value is not None else default
