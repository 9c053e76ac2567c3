"""Layouts b and c: an item whose lead, partners and time are in lines of their own."""

from dataclasses import dataclass, field
from datetime import date

from reader.outline.items import OutlineItem
from reader.phrases.field_labels import TaskField, field_of_heading, find_field, inline_fields
from reader.phrases.performers import bodies_in_field, split_performers
from reader.phrases.times import deadlines_in_field
from reader.text.markers import MarkerLevel
from reader.text.source import Passage, join_passages
from vietnam.deadlines import StatedDeadline


@dataclass
class TaskBlock:
    """The parts of a task that were given in fields; `contents` are the passages of its task or
    tasks.
    """

    contents: list[Passage] = field(default_factory=list)
    lead: list[str] = field(default_factory=list)
    partners: list[str] = field(default_factory=list)
    deadlines: list[StatedDeadline] = field(default_factory=list)
    end: int = 0


def is_task_block(node: OutlineItem) -> bool:
    """Some child says who leads or performs."""
    return any(_is_who(child) for child in node.children)


def _is_who(node: OutlineItem) -> bool:
    """A line "Cơ quan chủ trì: …", or a heading "Cơ quan thực hiện:" above such lines."""
    match = find_field(node.text)
    if match is None:
        return False
    if match.field is TaskField.LEAD:
        return True
    if match.field is not TaskField.PERFORMER:
        return False
    if node.text[match.value_at :].strip():
        return True
    inner = [find_field(child.text) for child in node.children]
    return any(found and found.field in (TaskField.LEAD, TaskField.PARTNER) for found in inner)


def read_task_blocks(node: OutlineItem, issued_on: date | None) -> list[TaskBlock]:
    """One block for each group of content lines followed by field lines among the children of
    `node`.
    """
    blocks: list[TaskBlock] = []
    waiting: list[Passage] = []
    block: TaskBlock | None = None
    for child in node.children:
        found = find_field(child.text)
        kind = found.field if found else field_of_heading(child.text) if child.children else None
        if kind is None or (kind is TaskField.CONTENT and block is not None and block.lead):
            if block is not None and block.lead:
                block = None
            if kind is None:
                waiting.extend(_contents(child))
                continue
        if block is None:
            block = TaskBlock(contents=waiting)
            blocks.append(block)
            waiting = []
        _fill(block, child, kind, found.value_at if found else len(child.text), issued_on)
        block.end = child.end
    return [_with_heading(block, node, alone=len(blocks) == 1) for block in blocks]


def _contents(child: OutlineItem) -> list[Passage]:
    if (
        child.children
        and (child.text.endswith(":") or child.is_heading)
        and child.level < MarkerLevel.DASH
    ):
        return [grandchild.passage for grandchild in child.children]
    return [join_passages([child.passage, *(below.passage for below in child.walk())], "\n")]


def _fill(
    block: TaskBlock,
    child: OutlineItem,
    kind: TaskField | None,
    value_at: int,
    issued_on: date | None,
) -> None:
    if kind in (TaskField.LEAD, TaskField.PERFORMER) and _fill_inline(block, child.text, issued_on):
        return
    value = child.passage.part(value_at)
    if kind is TaskField.CONTENT:
        inner = [below.passage for below in child.children]
        if value.text and inner and not value.text.endswith(":"):
            block.contents.append(join_passages([value, *inner], "\n"))
        else:
            block.contents.extend([value] if value.text and not inner else inner)
    elif kind is TaskField.TIME:
        whole = join_passages([value, *(below.passage for below in child.children)], "\n")
        block.deadlines.extend(deadlines_in_field(whole.text, issued_on))
    elif kind in (TaskField.LEAD, TaskField.PERFORMER, TaskField.PARTNER):
        _fill_bodies(block, kind, value.text)
        for below in child.children:
            found = find_field(below.text)
            if found:
                _fill(block, below, found.field, found.value_at, issued_on)
            else:
                _fill_bodies(block, kind, below.text)


def _fill_inline(block: TaskBlock, text: str, issued_on: date | None) -> bool:
    """A line that holds more than one field: "(Chủ trì: Sở A; phối hợp: Sở B; thời gian: quý
    I/2026)".
    """
    fields = inline_fields(f"; {text}", whole=True)
    if len(fields) < 2:
        return False
    for kind, _, value_at, end in fields:
        fill_field(block, kind, text[value_at - 2 : end - 2].strip(" .;)"), issued_on)
    return True


def fill_field(block: TaskBlock, kind: TaskField, value: str, issued_on: date | None) -> None:
    """Take the value of one field into the block."""
    if kind is TaskField.TIME:
        block.deadlines.extend(deadlines_in_field(value, issued_on))
    elif kind in (TaskField.LEAD, TaskField.PERFORMER, TaskField.PARTNER):
        _fill_bodies(block, kind, value)


def _fill_bodies(block: TaskBlock, kind: TaskField, text: str) -> None:
    lead, partners = (
        split_performers(text) if kind is not TaskField.PARTNER else ([], bodies_in_field(text))
    )
    block.lead.extend(lead)
    block.partners.extend(partners)


def _with_heading(block: TaskBlock, node: OutlineItem, *, alone: bool) -> TaskBlock:
    """The heading is the task's name: alone when no content line follows, else before the
    content.
    """
    if not block.contents:
        block.contents = [node.passage]
    elif alone and len(block.contents) == 1 and node.is_heading and node.parent is not None:
        block.contents = [join_passages([node.passage, block.contents[0]], "\n")]
    return block
