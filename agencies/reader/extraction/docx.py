"""DOCX by python-docx: body in order, list numbers written out, tables cell by cell."""

import io
from collections.abc import Iterator

import docx
from docx.document import Document
from docx.oxml.table import CT_Tbl
from docx.oxml.text.paragraph import CT_P
from docx.table import Table
from docx.text.paragraph import Paragraph

from agencies.reader.errors import ReadError
from agencies.reader.extraction.archive import check_archive
from agencies.reader.extraction.extract import Extract
from agencies.reader.extraction.numbering import Numbering
from agencies.reader.limits import MAX_CHARACTERS


def read_docx(data: bytes) -> Extract:
    """Raises ReadError: `bomb` for an archive that unpacks out of all proportion, `damaged`, `encrypted` or `empty`."""
    check_archive(data)
    try:
        document = docx.Document(io.BytesIO(data))
    except Exception as error:  # python-docx and lxml raise many kinds for a damaged package
        raise ReadError("damaged") from error
    writer = _Writer(Numbering(document))
    writer.body(document)
    return Extract("".join(writer.pieces), writer.tables)


class _Writer:
    """Writes the text of a document and notes where the cells of its tables stand."""

    def __init__(self, numbering: Numbering) -> None:
        self.numbering = numbering
        self.pieces: list[str] = []
        self.length = 0
        self.tables: list[list[list[tuple[int, int]]]] = []

    def write(self, text: str) -> None:
        self.pieces.append(text)
        self.length += len(text)
        if self.length > MAX_CHARACTERS:
            raise ReadError("too_long", characters=self.length, limit=MAX_CHARACTERS)

    def body(self, document: Document) -> None:
        for block in _blocks(document.element.body, document):
            if isinstance(block, Paragraph):
                self.write(f"{self.line(block)}\n\n")
            else:
                self.table(block)

    def line(self, paragraph: Paragraph) -> str:
        return f"{self.numbering.label(paragraph)}{paragraph.text}"

    def table(self, table: Table) -> None:
        rows: list[list[tuple[int, int]]] = []
        seen: set[object] = set()
        for row in table.rows:
            cells: list[tuple[int, int]] = []
            for cell in row.cells:
                if cell._tc in seen:
                    cells.append((self.length, self.length))
                    continue
                seen.add(cell._tc)
                cells.append(self.cell(cell))
            rows.append(cells)
        self.tables.append(rows)

    def cell(self, cell: object) -> tuple[int, int]:
        """Write one cell; a table inside it is written as text."""
        start = self.length
        for block in _blocks(cell._tc, cell):  # type: ignore[attr-defined]
            if isinstance(block, Paragraph):
                self.write(f"{self.line(block)}\n")
            else:
                for inner in (cell for row in block.rows for cell in row.cells):
                    self.write(f"{inner.text}\n")
        end = self.length
        self.write("\n")
        return start, end


def _blocks(element: object, parent: object) -> Iterator[Paragraph | Table]:
    """Paragraphs and tables in order, also inside content controls."""
    for child in element.iterchildren():  # type: ignore[attr-defined]
        if isinstance(child, CT_P):
            yield Paragraph(child, parent)  # type: ignore[arg-type]
        elif isinstance(child, CT_Tbl):
            yield Table(child, parent)  # type: ignore[arg-type]
        elif child.tag.endswith(("}sdt", "}sdtContent")):
            yield from _blocks(child, parent)
