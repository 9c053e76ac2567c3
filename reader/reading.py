"""The whole way from a file to a `DocumentReading`."""

from dataclasses import replace
from datetime import date

from reader.errors import MAX_CHARACTERS, ReadError
from reader.extraction import ExtractedText, extract_text
from reader.outline.addressing import context_bodies, drop_addressees
from reader.outline.authority import IssuerAuthority
from reader.outline.header import read_header
from reader.outline.items import OutlineItem, build_outline
from reader.outline.paragraphs import gather_paragraphs, measure_spacing
from reader.outline.parts import split_parts
from reader.result import DocumentReading, OutlineClause, ProposedTask
from reader.tables.task_tables import separate_tables, table_tasks
from reader.tasks.doubts import add_unread
from reader.tasks.finder import ReadingContext, TaskFinder
from reader.tasks.pointers import link_deadlines
from reader.text.lines import split_lines, without_page_numbers
from reader.text.source import Source, make_source

_ORDERS = ("TB", "KL", "CĐ", "CT", "CV")  # kinds whose bare items are orders to somebody


def read_bytes(
    data: bytes, *, filename: str = "", issued_on: date | None = None
) -> DocumentReading:
    """Read a PDF, DOCX or text file; the content decides which. `issued_on` overrides the
    document's own date.

    Raises ReadError with the reason when the file cannot be read.
    """
    return _read(extract_text(data, filename), issued_on)


def read_text(text: str, *, issued_on: date | None = None) -> DocumentReading:
    """Read text; offsets of the result refer to `text` as given."""
    return _read(ExtractedText(text), issued_on)


def _read(extracted: ExtractedText, issued_on: date | None) -> DocumentReading:
    text = extracted.text
    if not text.strip():
        raise ReadError("empty")
    if len(text) > MAX_CHARACTERS:
        raise ReadError("too_long", characters=len(text), limit=MAX_CHARACTERS)
    source = make_source(text)
    lines = split_lines(source)
    tables, lines = separate_tables(lines, source, extracted.tables)
    lines = without_page_numbers(lines)
    parts = split_parts(lines)
    header = read_header(parts, source.text)
    if issued_on:
        header.issued_on = issued_on
    spacing = measure_spacing(lines)
    setting = ReadingContext(
        source, header.issued_on, IssuerAuthority(header, header.title), header.kind in _ORDERS, ()
    )
    tasks: list[ProposedTask] = []
    clauses: list[OutlineClause] = []
    sections = [("", parts.body), *((annex.label, annex.lines) for annex in parts.annexes)]
    for prefix, body in sections:
        if not body:
            continue
        paragraphs = gather_paragraphs(body, spacing)
        paragraphs, addressed = drop_addressees(paragraphs)
        root = build_outline(paragraphs, prefix)
        context = context_bodies(header, paragraphs, addressed) if setting.directs else ()
        finder = TaskFinder(replace(setting, context=context))
        finder.read(root)
        link_deadlines(finder.found, root)
        tasks.extend(task for task, _ in finder.found)
        clauses.extend(_clauses(root, source, len(clauses)))
    for table in tables:
        rows, cells = table_tasks(table, source, header.issued_on)
        tasks.extend(rows)
        clauses.extend(cells)
    tasks.sort(key=lambda task: (task.start, task.end))
    reading = DocumentReading(text, header, tasks, clauses)
    add_unread(reading, extracted.unread, source, header.issued_on)
    return reading


def _clauses(root: OutlineItem, source: Source, first: int) -> list[OutlineClause]:
    index: dict[int, int] = {}
    clauses: list[OutlineClause] = []
    for node in root.walk():
        start, end = source.original_span(node.marker_start, node.end)
        parent = index.get(id(node.parent)) if node.parent is not None else None
        index[id(node)] = first + len(clauses)
        clauses.append(OutlineClause(node.section, start, end, parent))
    return clauses
