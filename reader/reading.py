"""The whole way from a file to a `DocumentReading`."""

from dataclasses import dataclass, replace
from datetime import date

from reader.errors import MAX_CHARACTERS, ReadError
from reader.extracted import ExtractedText
from reader.extraction import extract_text
from reader.outline.addressing import context_bodies, drop_addressees
from reader.outline.authority import IssuerAuthority
from reader.outline.header import read_header
from reader.outline.items import OutlineItem, build_outline
from reader.outline.paragraphs import gather_paragraphs, measure_spacing
from reader.outline.parts import DocumentParts, after_signature, split_parts
from reader.result import DocumentReading, OutlineClause
from reader.tables import separate_tables, table_tasks
from reader.tasks.coverage import Coverage, notes_below
from reader.tasks.doubts import add_unread
from reader.tasks.finder import TaskFinder
from reader.tasks.pointers import link_deadlines
from reader.tasks.proposing import ReadingContext
from reader.text import Source, TextLine, make_source, split_lines, without_page_numbers

_ORDERS = ("TB", "KL", "CĐ", "CT", "CV")  # kinds whose bare items are orders to somebody


def read_bytes(
    data: bytes, *, filename: str = "", issued_on: date | None = None
) -> DocumentReading:
    """Read a PDF, DOCX or text file; the content decides which. `issued_on` overrides the
    document's own date.

    Raises ReadError with the reason when the file cannot be read.
    """
    return read_stages(extract_text(data, filename), issued_on).reading


def read_text(text: str, *, issued_on: date | None = None) -> DocumentReading:
    """Read text; offsets of the result refer to `text` as given."""
    return read_stages(ExtractedText(text), issued_on).reading


@dataclass(frozen=True)
class ReadingStages:
    """What each stage of a reading made of the one before it (`explaining.py` tells it)."""

    lines: list[TextLine]
    parts: DocumentParts
    outlines: list[OutlineItem]
    reading: DocumentReading


def read_stages(extracted: ExtractedText, issued_on: date | None) -> ReadingStages:
    """Raises ReadError as `read_bytes` does."""
    text = extracted.text
    if not text.strip():
        raise ReadError("empty")
    if len(text) > MAX_CHARACTERS:
        raise ReadError("too_long", characters=len(text), limit=MAX_CHARACTERS)
    source = make_source(text)
    tables, lines = separate_tables(split_lines(source), source, extracted.tables)
    lines = without_page_numbers(lines)
    parts = split_parts(lines)
    header = read_header(parts, source.text)
    header.issued_on = issued_on or header.issued_on
    reading = DocumentReading(text, header, [], [])
    roots = _read_outlines(reading, parts, lines, source)
    for table in tables:
        tasks, clauses = table_tasks(table, source, header.issued_on)
        reading.tasks += tasks
        reading.clauses += clauses
    reading.tasks.sort(key=lambda task: (task.start, task.end))
    coverage = Coverage(reading.tasks, source)
    for root in roots:
        reading.coverage += coverage.sentences_of(root)
    for table in tables:
        reading.coverage += coverage.rows_of(table)
    below = gather_paragraphs(after_signature(parts.tail), measure_spacing(lines))
    reading.coverage += notes_below(below)
    add_unread(reading, extracted.unread, source, header.issued_on)
    return ReadingStages(lines, parts, roots, reading)


def _read_outlines(
    reading: DocumentReading, parts: DocumentParts, lines: list[TextLine], source: Source
) -> list[OutlineItem]:
    # Returns the outlines of the body and of each annex.
    header = reading.header
    authority = IssuerAuthority(header, header.title)
    setting = ReadingContext(source, header.issued_on, authority, header.kind in _ORDERS)
    spacing = measure_spacing(lines)
    roots: list[OutlineItem] = []
    for prefix, body in [("", parts.body), *((a.label, a.lines) for a in parts.annexes)]:
        paragraphs, addressed = drop_addressees(gather_paragraphs(body, spacing))
        root = build_outline(paragraphs, prefix)
        roots.append(root)
        bodies = context_bodies(header, paragraphs, addressed) if setting.directs else ()
        finder = TaskFinder(replace(setting, bodies=bodies))
        finder.read_outline(root)
        proposed = finder.proposer.proposed
        link_deadlines(proposed, root)
        reading.tasks += [task for task, _ in proposed]
        reading.clauses += _clauses(root, source, len(reading.clauses))
    return roots


def _clauses(root: OutlineItem, source: Source, first: int) -> list[OutlineClause]:
    items = list(root.walk())
    index = {id(item): number for number, item in enumerate(items, first)}
    return [
        OutlineClause(
            item.section,
            *source.original_span(item.marker_start, item.end),
            parent=index.get(id(item.parent)),
        )
        for item in items
    ]
