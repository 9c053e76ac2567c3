"""Writes the text of a DOCX and records where the cells of its tables are, and what is left out."""

import re
from collections import Counter
from collections.abc import Iterator

from reader.errors import MAX_CHARACTERS, ReadError
from reader.extracted import Unread, Why
from reader.extraction.docx.inline import (
    ParagraphReader,
    TextRun,
    chosen_alternative,
    is_joined_to_next,
    paragraph_style,
    text_within,
)
from reader.extraction.docx.letters import LeftOut, is_worth_reporting, join_runs
from reader.extraction.docx.numbering import ListNumbering
from reader.extraction.docx.package import DocxPackage, Element, is_switched_on, qn
from reader.extraction.docx.styles import DocumentStyles
from reader.extraction.docx.tables import is_row_deleted, row_cells, table_rows
from vietnam.old_letters import OldEncoding

Span = tuple[int, int]

_HELD = {
    qn(tag) for tag in ("w:sdt", "w:sdtContent", "w:customXml", "w:smartTag", "w:ins", "w:moveTo")
}
_GONE = {qn("w:del"), qn("w:moveFrom")}
_EMBEDDED = {qn("w:altChunk"), qn("w:subDoc")}
# Only a head that gives the document's own number or date is part of its text; others repeat on
# every page.
_OWN_HEAD = re.compile(
    r"(?m)^\s*Số\s*:?\s*\d|,\s*ngày\s+\d{1,2}\s+tháng\s+\d{1,2}\s+năm\s+\d{4}\s*$"
)


class StoryWriter:
    """`usual`: the old encoding of the document's letters, where fonts do not name one; see
    `found_encodings`.
    """

    def __init__(self, package: DocxPackage, usual: OldEncoding | None) -> None:
        self.package = package
        self.usual = usual
        self.styles = DocumentStyles(package.related("styles"))
        self.numbering = ListNumbering(package.related("numbering"), self.styles)
        self.inline = ParagraphReader(self.styles, {})
        self.inline.notes = self._notes()
        self.pieces: list[str] = []
        self.length = 0
        self.tables: list[list[list[Span]]] = []
        self.unread: list[Unread] = []
        self.found_encodings: Counter[OldEncoding] = Counter()
        self.waiting: list[TextRun] = []  # of paragraphs whose end mark is deleted
        self.shapes: list[Element] = []

    def document(self) -> None:
        for head in self._own_heads():
            self.inline.open_story(head)
            self.story(head)
        self.inline.open_story(self.package.body)
        self.story(self.package.body)

    def write(self, text: str) -> None:
        self.pieces.append(text)
        self.length += len(text)
        if self.length > MAX_CHARACTERS:
            raise ReadError("too_long", characters=self.length, limit=MAX_CHARACTERS)

    def story(self, parent: Element) -> None:
        """Paragraphs, each with an empty line after it, and tables."""
        for block in self._blocks(parent):
            if block.tag == qn("w:tbl"):
                self.end_paragraph(None, "\n\n")
                self.table(block)
            else:
                self.paragraph(block, "\n\n")
        self.end_paragraph(None, "\n\n")

    def _blocks(self, parent: Element) -> Iterator[Element]:
        """Paragraphs and tables in order, also inside controls, tags and accepted insertions."""
        for child in parent:
            if child.tag in (qn("w:p"), qn("w:tbl")):
                yield child
            elif child.tag in _HELD:
                yield from self._blocks(child)
            elif child.tag == qn("mc:AlternateContent"):
                for one in chosen_alternative(child):
                    yield from ([one] if one.tag in (qn("w:p"), qn("w:tbl")) else self._blocks(one))
            elif child.tag in _GONE:
                self._leave_out(child, Why.DELETED)
            elif child.tag in _EMBEDDED:
                self.unread.append(Unread(self.length, self.length, "", Why.EMBEDDED))

    def paragraph(self, paragraph: Element, end: str) -> None:
        found = self.inline.read(paragraph)
        self.waiting += found.pieces
        self.shapes += found.shapes
        if not is_joined_to_next(paragraph, self.styles):
            self.end_paragraph(paragraph, end)

    def end_paragraph(self, last: Element | None, end: str) -> None:
        """Write what is pending; number and style are those of the last paragraph joined, whose end
        mark remains.
        """
        if last is None and not self.waiting and not self.shapes:
            return
        pieces, shapes, self.waiting, self.shapes = self.waiting, self.shapes, [], []
        text, left_out, encoding = join_runs(pieces, self.usual)
        label = self.numbering.label(last, paragraph_style(last)) if last is not None else ""
        self.found_encodings.update([encoding] if encoding else [])
        shown = f"{label}{text}" if text.strip() else text
        self._tell(left_out, len(shown) - len(text))
        self.write(f"{shown}{end}")
        for shape in shapes:
            self.shape(shape, end)

    def shape(self, shape: Element, end: str) -> None:
        """The words of a text box, as paragraphs after the one in which it is anchored."""
        if shape.tag == qn("w:txbxContent"):
            for block in self._blocks(shape):
                if block.tag == qn("w:p"):
                    self.paragraph(block, end)
                elif end == "\n":
                    self.inner_table(block)
                else:
                    self.table(block)
            self.end_paragraph(None, end)
        else:
            words = shape.get("string", "") if shape.tag == qn("v:textpath") else text_within(shape)
            self.write(f"{words}{end}" if words.strip() else "")

    def table(self, table: Element) -> None:
        rows: list[list[Span]] = []
        merged: set[int] = set()  # columns in which a cell goes on downwards
        for row in table_rows(table):
            if is_row_deleted(row) or is_switched_on(row.find(f"{qn('w:trPr')}/{qn('w:hidden')}")):
                self._leave_out(row, Why.DELETED if is_row_deleted(row) else Why.HIDDEN)
                continue
            spans: list[Span] = []
            for cell in row_cells(row):
                if cell.element is None or cell.is_continued(merged):
                    spans += [(self.length, self.length)] * cell.width
                elif cell.is_deleted:
                    self._leave_out(cell.element, Why.DELETED)
                else:
                    spans.append(self.cell(cell.element))
                    spans += [(self.length, self.length)] * (cell.width - 1)
                cell.mark(merged)
            rows.append(spans)
        if rows:
            self.tables.append(rows)

    def cell(self, cell: Element) -> Span:
        """Write one cell; a table inside it is written as text."""
        start = self.length
        for block in self._blocks(cell):
            if block.tag == qn("w:tbl"):
                self.end_paragraph(None, "\n")
                self.inner_table(block)
            else:
                self.paragraph(block, "\n")
        self.end_paragraph(None, "\n")
        end = self.length
        self.write("\n")
        return start, end

    def inner_table(self, table: Element) -> None:
        for row in table_rows(table):
            if is_row_deleted(row):
                self._leave_out(row, Why.DELETED)
                continue
            for cell in row_cells(row):
                if cell.element is None or cell.is_deleted:
                    continue
                for block in self._blocks(cell.element):
                    if block.tag == qn("w:tbl"):
                        self.inner_table(block)
                    else:
                        self.paragraph(block, "\n")
                self.end_paragraph(None, "\n")

    def _leave_out(self, node: Element, why: Why) -> None:
        text = text_within(node)
        if is_worth_reporting(text, why):
            self.unread.append(Unread(self.length, self.length, text, why))

    def _tell(self, left_out: list[LeftOut], shift: int) -> None:
        for at, why, text in left_out:
            place = self.length + shift + at
            self.unread.append(Unread(place, place, text, why))

    def _notes(self) -> dict[str, str]:
        """The words of foot and end notes, by the name and number of what refers to them."""
        found = {}
        for kind in ("footnote", "endnote"):
            root = self.package.related(f"{kind}s")
            for note in root if root is not None else ():
                self.inline.open_story(note)
                lines = (self.inline.read(paragraph).pieces for paragraph in note.iter(qn("w:p")))
                words = " ".join(
                    join_runs([p for p in line if p.why is None], self.usual)[0] for line in lines
                )
                found[f"{qn(f'w:{kind}Reference')}{note.get(qn('w:id'))}"] = words.strip()
        return found

    def _own_heads(self) -> list[Element]:
        """Heads of the first section's pages that name the number or the date which the body does
        not.
        """
        section = next(self.package.body.iter(qn("w:sectPr")), None)
        references = section.findall(qn("w:headerReference")) if section is not None else []
        heads = [self.package.by_key(reference.get(qn("r:id"))) for reference in references]
        lines = (
            (head, [text_within(p) for p in head.iter(qn("w:p"))])
            for head in heads
            if head is not None
        )
        return [head for head, texts in lines if any(_OWN_HEAD.search(text) for text in texts)][:1]
