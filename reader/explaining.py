"""How a document was read, stage by stage: lines, blocks, sections, duties, proposals. For people
who look for the stage at which something went wrong; `manage.py read_directive FILE --explain`.
"""

from collections.abc import Iterator
from datetime import date

from reader.extraction import extract_text
from reader.outline.items import OutlineItem
from reader.outline.section_roles import section_role
from reader.reading import ReadingStages, read_stages
from reader.tasks.duties import read_duties
from vietnam.deadlines import StatedDeadline

_LONGEST = 100  # characters of each text


def explain_bytes(
    data: bytes, *, filename: str = "", issued_on: date | None = None
) -> Iterator[str]:
    """A line for each thing that a stage made. Raises ReadError as `read_bytes` does."""
    stages = read_stages(extract_text(data, filename), issued_on)
    for title, lines in (
        ("LINES", _lines(stages)),
        ("BLOCKS", _blocks(stages)),
        ("SECTIONS", _sections(stages)),
        ("DUTIES", _duties(stages)),
        ("PROPOSALS", _proposals(stages)),
        ("THE REST", _rest(stages)),
    ):
        yield f"== {title}"
        yield from lines


def _lines(stages: ReadingStages) -> Iterator[str]:
    for line in stages.lines:
        mark = f"[{line.marker.level.name} {line.marker.label}] " if line.marker else ""
        yield f"{line.start:6d} {mark}{_cut(line.text)}"


def _blocks(stages: ReadingStages) -> Iterator[str]:
    parts = stages.parts
    for name, lines in (
        ("head", parts.head),
        ("title", parts.title),
        ("body", parts.body),
        ("tail", parts.tail),
        *((f"annex {annex.label}".strip(), annex.lines) for annex in parts.annexes),
    ):
        first = _cut(lines[0].text) if lines else "–"
        yield f"{name}: {len(lines)} lines, from {first}"


def _items(stages: ReadingStages) -> Iterator[OutlineItem]:
    for root in stages.outlines:
        yield from root.walk()


def _sections(stages: ReadingStages) -> Iterator[str]:
    for item in _items(stages):
        depth = "  " * sum(1 for _ in item.ancestors())
        place = f"{item.level.name} {item.section or '–'} ({section_role(item)})"
        yield f"{depth}{place}: {_cut(item.text)}"


def _duties(stages: ReadingStages) -> Iterator[str]:
    issued_on = stages.reading.header.issued_on
    for item in _items(stages):
        for duty in read_duties(item.passage, issued_on=issued_on, held=False):
            if duty.addressee or duty.deadlines:
                who = "; ".join(duty.addressee.names) if duty.addressee else "–"
                yield (
                    f"{item.section or '–'} | {who} | {_times(duty.deadlines)}"
                    f"{' | statement' if duty.is_statement else ''} | {_cut(duty.passage.text)}"
                )


def _proposals(stages: ReadingStages) -> Iterator[str]:
    for task in stages.reading.tasks:
        who = "; ".join(task.agencies) or "–"
        inherited = f" ← {task.inherits_from}" if task.inherits_from else ""
        yield (
            f"{task.section or '–'} | {task.scope} {task.confidence:.2f} | {who} | "
            f"{_times(task.deadlines)}{inherited} | {_cut(task.text)}"
        )


def _rest(stages: ReadingStages) -> Iterator[str]:
    # What is in no proposal: structure with its reason, and what was not read.
    for sentence in stages.reading.coverage:
        if sentence.structure:
            yield f"{sentence.structure}: {_cut(sentence.passage.text)}"
    for one in stages.reading.unread:
        yield f"UNREAD {one.why}: {_cut(one.text)}"


def _times(deadlines: tuple[StatedDeadline, ...] | list[StatedDeadline]) -> str:
    return "; ".join(f"{d.kind} “{d.text}” ({d.rule})" for d in deadlines) or "–"


def _cut(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"
