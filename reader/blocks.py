"""Layouts b and c: an item whose lead, partners and time are in lines of their own."""

import re
from dataclasses import dataclass, field
from datetime import date

from reader.bodies import Addressee, list_end, names_in, read_addressee
from reader.fields import Field, find_field, inline_fields, is_field_heading
from reader.markers import Level
from reader.outline import Node
from reader.source import Passage, join_passages
from reader.terms import deadlines_of_field
from vietnam.deadlines import StatedDeadline


@dataclass
class Block:
    """The parts of a task that were given in fields; `contents` are the passages of its task or
    tasks.
    """

    contents: list[Passage] = field(default_factory=list)
    lead: list[str] = field(default_factory=list)
    partners: list[str] = field(default_factory=list)
    deadlines: list[StatedDeadline] = field(default_factory=list)
    end: int = 0


def is_block(node: Node) -> bool:
    """Some child says who leads or performs."""
    return any(_is_who(child) for child in node.children)


def _is_who(node: Node) -> bool:
    """A line "Cơ quan chủ trì: …", or a heading "Cơ quan thực hiện:" above such lines."""
    match = find_field(node.text)
    if match is None:
        return False
    if match.field is Field.LEAD:
        return True
    if match.field is not Field.PERFORMER:
        return False
    if node.text[match.value_at :].strip():
        return True
    inner = [find_field(child.text) for child in node.children]
    return any(found and found.field in (Field.LEAD, Field.PARTNER) for found in inner)


def read_blocks(node: Node, issued_on: date | None) -> list[Block]:
    """One block for each group of content lines followed by field lines among the children of
    `node`.
    """
    blocks: list[Block] = []
    waiting: list[Passage] = []
    block: Block | None = None
    for child in node.children:
        found = find_field(child.text)
        kind = found.field if found else is_field_heading(child.text) if child.children else None
        if kind is None or (kind is Field.CONTENT and block is not None and block.lead):
            if block is not None and block.lead:
                block = None
            if kind is None:
                waiting.extend(_contents(child))
                continue
        if block is None:
            block = Block(contents=waiting)
            blocks.append(block)
            waiting = []
        _fill(block, child, kind, found.value_at if found else len(child.text), issued_on)
        block.end = child.end
    return [_with_heading(block, node, alone=len(blocks) == 1) for block in blocks]


def _contents(child: Node) -> list[Passage]:
    if (
        child.children
        and (child.text.endswith(":") or child.is_heading)
        and child.level < Level.DASH
    ):
        return [grandchild.passage for grandchild in child.children]
    return [join_passages([child.passage, *(below.passage for below in child.walk())], "\n")]


def _fill(
    block: Block, child: Node, kind: Field | None, value_at: int, issued_on: date | None
) -> None:
    if kind in (Field.LEAD, Field.PERFORMER) and _fill_inline(block, child.text, issued_on):
        return
    value = child.passage.part(value_at)
    if kind is Field.CONTENT:
        inner = [below.passage for below in child.children]
        if value.text and inner and not value.text.endswith(":"):
            block.contents.append(join_passages([value, *inner], "\n"))
        else:
            block.contents.extend([value] if value.text and not inner else inner)
    elif kind is Field.TIME:
        whole = join_passages([value, *(below.passage for below in child.children)], "\n")
        block.deadlines.extend(deadlines_of_field(whole.text, issued_on))
    elif kind in (Field.LEAD, Field.PERFORMER, Field.PARTNER):
        _fill_bodies(block, kind, value.text)
        for below in child.children:
            found = find_field(below.text)
            if found:
                _fill(block, below, found.field, found.value_at, issued_on)
            else:
                _fill_bodies(block, kind, below.text)


def _fill_inline(block: Block, text: str, issued_on: date | None) -> bool:
    """A line that holds more than one field: "(Chủ trì: Sở A; phối hợp: Sở B; thời gian: quý
    I/2026)".
    """
    fields = inline_fields(f"; {text}", whole=True)
    if len(fields) < 2:
        return False
    for kind, _, value_at, end in fields:
        fill_value(block, kind, text[value_at - 2 : end - 2].strip(" .;)"), issued_on)
    return True


def fill_value(block: Block, kind: Field, value: str, issued_on: date | None) -> None:
    """Take the value of one field into the block."""
    if kind is Field.TIME:
        block.deadlines.extend(deadlines_of_field(value, issued_on))
    elif kind in (Field.LEAD, Field.PERFORMER, Field.PARTNER):
        _fill_bodies(block, kind, value)


def _fill_bodies(block: Block, kind: Field, text: str) -> None:
    lead, partners = split_performers(text) if kind is not Field.PARTNER else ([], bodies_of(text))
    block.lead.extend(lead)
    block.partners.extend(partners)


def split_performers(text: str) -> tuple[list[str], list[str]]:
    """(lead, partners) of the value of "Cơ quan thực hiện": "Sở A chủ trì …; Sở B và Sở C …" or "Sở
    A, Sở B và các cơ quan có liên quan".
    """
    text = text.strip(" .;")
    first = read_addressee(text)
    if first and not first.colon:
        return list(first.names), _others(text, first)
    names = bodies_of(text)
    remainder = _REMAINDER.search(text)
    if remainder and not any(_is_remainder(name) for name in names):
        return names, [remainder[1]]
    helpers = [name for name in names[1:] if _is_remainder(name)]
    return [name for name in names if name not in helpers], helpers


def _others(text: str, first: Addressee) -> list[str]:
    names: list[str] = []
    for part in text[first.duty_at :].split(";")[1:]:
        other = read_addressee(part.strip())
        names.extend(other.names if other else bodies_of(part))
    marker = "phối hợp với "
    at = text.find(marker, first.end)
    if at >= 0:
        start = at + len(marker)
        names.extend(names_in(text[start : list_end(text, start)]))
    return names


def bodies_of(text: str) -> list[str]:
    """The bodies that a field or a cell names."""
    return list(names_in(text.strip(" .;:")))


_REMAINDER = re.compile(
    r"\s(?:và|cùng|với)\s+((?:các )?(?:cơ quan|đơn vị|tổ chức)[^;.]{0,40}liên quan)$"
)


def _is_remainder(name: str) -> bool:
    low = name.lower()
    return "liên quan" in low and any(
        word in low for word in ("cơ quan", "đơn vị", "tổ chức", "khác")
    )


def _with_heading(block: Block, node: Node, *, alone: bool) -> Block:
    """The heading is the task's name: alone when no content line follows, else before the
    content.
    """
    if not block.contents:
        block.contents = [node.passage]
    elif alone and len(block.contents) == 1 and node.is_heading and node.parent is not None:
        block.contents = [join_passages([node.passage, block.contents[0]], "\n")]
    return block
