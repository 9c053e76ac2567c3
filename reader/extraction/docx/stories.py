"""Writes the text of a DOCX and records where the cells of its tables are, and what is left out."""

import re
from collections import Counter
from collections.abc import Callable, Iterator

from reader.errors import MAX_CHARACTERS, ReadError
from reader.extracted import ExtractedText, Unread, Why
from reader.extraction.docx.inline import (
    GONE,
    FormattedRun,
    ParagraphReader,
    chosen_alternative,
    is_joined_to_next,
    is_worth_reporting,
    join_runs,
    paragraph_style,
    text_within,
)
from reader.extraction.docx.numbering import ListNumbering
from reader.extraction.docx.package import DocxPackage, Element, is_switched_on, qn
from reader.extraction.docx.styles import DocumentStyles
from reader.extraction.docx.tables import CONTAINERS, is_row_deleted, row_cells, table_rows
from vietnam.language.old_letters import OldEncoding

Span = tuple[int, int]

_CONTAINERS = {*CONTAINERS, qn("w:smartTag")}
_BLOCKS = {qn("w:p"), qn("w:tbl")}
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
        self.paragraphs = ParagraphReader(self.styles)
        self.paragraphs.notes = self._notes()
        self.pieces: list[str] = []
        self.length = 0
        self.tables: list[list[list[Span]]] = []
        self.unread: list[Unread] = []
        self.found_encodings: Counter[OldEncoding] = Counter()
        self.waiting: list[FormattedRun] = []  # of paragraphs whose end mark is deleted
        self.shapes: list[Element] = []

    def write_document(self) -> ExtractedText:
        for story in (*self._own_heads(), self.package.body):
            self.paragraphs.open_story(story)
            # Paragraphs, each with an empty line after it, and tables.
            self._write_blocks(story, "\n\n", self._write_table)
        return ExtractedText("".join(self.pieces), self.tables, self.unread)

    def _write(self, text: str) -> None:
        self.pieces.append(text)
        self.length += len(text)
        if self.length > MAX_CHARACTERS:
            raise ReadError("too_long", characters=self.length, limit=MAX_CHARACTERS)

    def _write_blocks(
        self, parent: Element, end: str, write_table: Callable[[Element], None]
    ) -> None:
        for block in self._blocks(parent):
            if block.tag == qn("w:tbl"):
                self._end_paragraph(None, end)
                write_table(block)
            else:
                self._write_paragraph(block, end)
        self._end_paragraph(None, end)

    def _blocks(self, parent: Element) -> Iterator[Element]:
        # Paragraphs and tables in order, also inside controls, tags and accepted insertions.
        for child in parent:
            if child.tag in _BLOCKS:
                yield child
            elif child.tag in _CONTAINERS:
                yield from self._blocks(child)
            elif child.tag == qn("mc:AlternateContent"):
                for one in chosen_alternative(child):
                    yield from [one] if one.tag in _BLOCKS else self._blocks(one)
            elif child.tag in GONE:
                self._leave_out(child, Why.DELETED)
            elif child.tag in _EMBEDDED:
                self.unread.append(Unread(self.length, self.length, "", Why.EMBEDDED))

    def _write_paragraph(self, paragraph: Element, end: str) -> None:
        found = self.paragraphs.read_paragraph(paragraph)
        self.waiting += found.runs
        self.shapes += found.shapes
        if not is_joined_to_next(paragraph, self.styles):
            self._end_paragraph(paragraph, end)

    def _end_paragraph(self, last: Element | None, end: str) -> None:
        # Write what is pending; number and style are those of the last paragraph joined, whose end
        # mark remains.
        if last is None and not self.waiting and not self.shapes:
            return
        text, left_out, encoding = join_runs(self.waiting, self.usual)
        shapes = self.shapes
        self.waiting = []
        self.shapes = []
        label = self.numbering.label(last, paragraph_style(last)) if last is not None else ""
        self.found_encodings.update([encoding] if encoding else [])
        label = label if text.strip() else ""
        for at, why, words in left_out:
            place = self.length + len(label) + at
            self.unread.append(Unread(place, place, words, why))
        self._write(f"{label}{text}{end}")
        for shape in shapes:
            self._write_shape(shape, end)

    def _write_shape(self, shape: Element, end: str) -> None:
        # The words of a text box, as paragraphs after the one in which it is anchored.
        if shape.tag == qn("w:txbxContent"):
            is_in_cell = end == "\n"
            for block in self._blocks(shape):
                if block.tag == qn("w:p"):
                    self._write_paragraph(block, end)
                elif is_in_cell:
                    self._write_inner_table(block)
                else:
                    self._write_table(block)
            self._end_paragraph(None, end)
        else:
            is_art = shape.tag == qn("v:textpath")
            words = shape.get("string", "") if is_art else text_within(shape)
            self._write(f"{words}{end}" if words.strip() else "")

    def _write_table(self, table: Element) -> None:
        rows: list[list[Span]] = []
        merged: set[int] = set()  # columns in which a cell goes on downwards
        owners: dict[int, Span] = {}  # the cell that does, by its first column
        for row in table_rows(table):
            if is_row_deleted(row) or is_switched_on(row.find(qn("w:trPr/w:hidden"))):
                self._leave_out(row, Why.DELETED if is_row_deleted(row) else Why.HIDDEN)
                continue
            spans: list[Span] = []
            for cell in row_cells(row):
                if cell.element is None:
                    spans += [(self.length, self.length)] * cell.width
                elif cell.is_continued(merged):
                    spans.append(owners.get(cell.column, (self.length, self.length)))
                    spans += [(self.length, self.length)] * (cell.width - 1)
                elif cell.is_deleted:
                    self._leave_out(cell.element, Why.DELETED)
                else:
                    owners[cell.column] = self._write_cell(cell.element)
                    spans.append(owners[cell.column])
                    spans += [(self.length, self.length)] * (cell.width - 1)
                cell.note_merge(merged)
            rows.append(spans)
        if rows:
            self.tables.append(rows)

    def _write_cell(self, cell: Element) -> Span:
        # A table inside it is written as text.
        start = self.length
        self._write_blocks(cell, "\n", self._write_inner_table)
        end = self.length
        self._write("\n")
        return start, end

    def _write_inner_table(self, table: Element) -> None:
        for row in table_rows(table):
            if is_row_deleted(row):
                self._leave_out(row, Why.DELETED)
                continue
            for cell in row_cells(row):
                if cell.element is not None and not cell.is_deleted:
                    self._write_blocks(cell.element, "\n", self._write_inner_table)

    def _leave_out(self, node: Element, why: Why) -> None:
        text = text_within(node)
        if is_worth_reporting(text, why):
            self.unread.append(Unread(self.length, self.length, text, why))

    def _notes(self) -> dict[str, str]:
        """The words of foot and end notes, by the name and number of what refers to them."""
        found = {}
        for kind in ("footnote", "endnote"):
            root = self.package.related(f"{kind}s")
            for note in root if root is not None else ():
                self.paragraphs.open_story(note)
                lines = []
                for paragraph in note.iter(qn("w:p")):
                    runs = self.paragraphs.read_paragraph(paragraph).runs
                    lines.append(join_runs([r for r in runs if r.why is None], self.usual)[0])
                key = f"{qn(f'w:{kind}Reference')}{note.get(qn('w:id'))}"
                found[key] = " ".join(lines).strip()
        return found

    def _own_heads(self) -> list[Element]:
        # Heads of the first section's pages that name the number or the date which the body does
        # not.
        section = next(self.package.body.iter(qn("w:sectPr")), None)
        for reference in section.findall(qn("w:headerReference")) if section is not None else ():
            head = self.package.by_key(reference.get(qn("r:id")))
            paragraphs = head.iter(qn("w:p")) if head is not None else ()
            if any(_OWN_HEAD.search(text_within(paragraph)) for paragraph in paragraphs):
                return [head]
        return []
