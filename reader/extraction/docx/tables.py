"""Rows and cells of a DOCX table as they are when all changes are accepted."""

from collections.abc import Iterator
from dataclasses import dataclass

from reader.extraction.docx.package import Element, qn

_HELD = {qn(tag) for tag in ("w:sdt", "w:sdtContent", "w:customXml", "w:ins", "w:moveTo")}
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
    def is_row_deleted(self) -> bool:
        return self._property("w:cellDel") is not None

    def is_continued(self, merged: set[int]) -> bool:
        """It only goes on below the cell above it."""
        merge = self._property("w:vMerge")
        return (
            merge is not None
            and merge.get(qn("w:val"), "continue") == "continue"
            and self.column in merged
        )

    def mark(self, merged: set[int]) -> None:
        """Note whether the cell may go on in the next row."""
        if self._property("w:vMerge") is not None:
            merged.add(self.column)
        else:
            merged.discard(self.column)

    def _property(self, tag: str) -> Element | None:
        return self.element.find(f"{qn('w:tcPr')}/{qn(tag)}") if self.element is not None else None


def table_rows(table: Element) -> Iterator[Element]:
    """Also inside controls and tags."""
    yield from _held(table, qn("w:tr"))


def row_cells(row: Element) -> Iterator[DocxCell]:
    """From left to right, with the columns which the row leaves free before and after its cells."""
    column = 0
    if before := _number(row, "w:trPr", "w:gridBefore", 0):
        yield DocxCell(None, column, before)
        column += before
    for element in _held(row, qn("w:tc")):
        width = max(_number(element, "w:tcPr", "w:gridSpan", 1), 1)
        yield DocxCell(element, column, width)
        column += width
    if after := _number(row, "w:trPr", "w:gridAfter", 0):
        yield DocxCell(None, column, after)


def is_row_deleted(row: Element) -> bool:
    return row.find(f"{qn('w:trPr')}/{qn('w:del')}") is not None


def _held(parent: Element, tag: str) -> Iterator[Element]:
    for child in parent:
        if child.tag == tag:
            yield child
        elif child.tag in _HELD:
            yield from _held(child, tag)


def _number(node: Element, properties: str, tag: str, default: int) -> int:
    found = node.find(f"{qn(properties)}/{qn(tag)}")
    return (
        min(int(found.get(qn("w:val"), default)), _MOST_COLUMNS) if found is not None else default
    )
