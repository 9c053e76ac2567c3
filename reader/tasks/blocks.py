"""Layouts b and c: an item whose lead, partners and time are in lines of their own."""

import re
from dataclasses import dataclass, field
from datetime import date

from reader.outline.items import OutlineItem
from reader.phrases import (
    OPENS_WITH_VERB,
    FieldMatch,
    TaskField,
    bodies_in_field,
    deadlines_in_field,
    field_of_heading,
    find_field,
    heading_bodies,
    inline_fields,
    read_addressee,
    split_performers,
)
from reader.tasks.duties import Duty, read_duties
from reader.text import MarkerLevel, Passage, join_passages
from vietnam.deadlines import StatedDeadline


@dataclass
class TaskBlock:
    """The parts of a task that were given in fields; `contents` are the passages of its task or
    tasks. `others`: what other bodies owe, told in its fields.
    """

    issued_on: date | None
    contents: list[Passage] = field(default_factory=list)
    lead: list[str] = field(default_factory=list)
    partners: list[str] = field(default_factory=list)
    deadlines: list[StatedDeadline] = field(default_factory=list)
    others: list[Duty] = field(default_factory=list)

    def fill_field(self, kind: TaskField, value: str) -> None:
        """Take the value of one field."""
        if kind is TaskField.TIME:
            self.deadlines.extend(deadlines_in_field(value, self.issued_on))
        elif kind is TaskField.PARTNER:
            self.partners.extend(bodies_in_field(value))
        elif kind.names_leader:
            lead, partners = split_performers(value)
            self.lead.extend(lead)
            self.partners.extend(partners)


_WHO_PERFORMS = re.compile(r"(?i)(?:các\s+)?(?:cơ quan|đơn vị|chủ trì)")
# What the body in the line of performers does with the task itself.
_PERFORMS = re.compile(
    "chủ trì|phối hợp|thực hiện|tham mưu|triển khai|tổ chức|đầu mối|tham gia", re.IGNORECASE
)


def is_task_block(item: OutlineItem) -> bool:
    """Some child says who leads or performs."""
    return any(_names_leader(child) for child in item.children)


def _names_leader(item: OutlineItem) -> bool:
    # A line "Cơ quan chủ trì: …", or a heading "Cơ quan thực hiện:" above such lines.
    match = find_field(item.text)
    if match is None or not match.field.names_leader:
        return False
    if match.field is TaskField.LEAD or item.text[match.value_at :].strip():
        return True
    inner = [find_field(child.text) for child in item.children]
    if any(found and found.field in (TaskField.LEAD, TaskField.PARTNER) for found in inner):
        return True
    # Or above a line for each body: "+ Sở A chủ trì …", "+ Sở B …".
    return bool(_WHO_PERFORMS.match(item.text)) and any(
        child.level.is_bullet and (read_addressee(child.text) or heading_bodies(child.text))
        for child in item.children
    )


def read_task_blocks(item: OutlineItem, issued_on: date | None) -> list[TaskBlock]:
    """One block for each group of content lines followed by field lines among the children of
    `item`.
    """
    blocks: list[TaskBlock] = []
    waiting: list[Passage] = []
    block: TaskBlock | None = None
    for child in item.children:
        found = _field_of(child)
        if block and block.lead and (found is None or found.field is TaskField.CONTENT):
            block = None
        if found is None:
            waiting.extend(_contents(child))
            continue
        if block is None:
            block = TaskBlock(issued_on, contents=waiting)
            blocks.append(block)
            waiting = []
        _fill_from_item(block, child, found)
    for passage in waiting if blocks else ():
        # What bodies owe below the last field of the last task.
        duties = read_duties(passage, issued_on=issued_on, held=False)
        blocks[-1].others += [duty for duty in duties if duty.addressee and not duty.is_statement]
    return [_with_heading(block, item, alone=len(blocks) == 1) for block in blocks]


def _field_of(child: OutlineItem) -> FieldMatch | None:
    # "label: value", or a heading above its value.
    heading = field_of_heading(child.text) if child.children else None
    return find_field(child.text) or (FieldMatch(heading, len(child.text)) if heading else None)


def _contents(child: OutlineItem) -> list[Passage]:
    is_list = child.children and (child.leads_on or child.is_heading)
    lists_duties = child.leads_on and not OPENS_WITH_VERB.match(child.text)
    if is_list and (child.level < MarkerLevel.DASH or lists_duties):
        return [grandchild.passage for grandchild in child.children]
    return [child.with_descendants()]


def _fill_from_item(block: TaskBlock, child: OutlineItem, found: FieldMatch) -> None:
    kind = found.field
    if kind.names_leader and _fill_inline(block, child.text):
        return
    value = child.passage.part(found.value_at)
    inner = [below.passage for below in child.children]
    if kind is TaskField.CONTENT:
        if value.text and inner and not value.text.endswith(":"):
            block.contents.append(join_passages([value, *inner], "\n"))
        else:
            block.contents.extend(inner or ([value] if value.text else []))
    elif kind is TaskField.TIME:
        _fill_time(block, join_passages([value, *inner], "\n"))
    elif kind.names_leader or kind is TaskField.PARTNER:
        block.fill_field(kind, value.text)
        for below in child.children:
            if match := find_field(below.text):
                _fill_from_item(block, below, match)
            elif other := _other_duty(below.passage, block):
                block.others.append(other)
            else:
                block.fill_field(kind, below.text)


def _other_duty(passage: Passage, block: TaskBlock) -> Duty | None:
    # "+ Sở B đăng tải thông điệp": another body does something else for the same work.
    (duty, *_) = read_duties(passage, issued_on=block.issued_on, held=False)
    named = duty.addressee
    if not named or named.colon or _PERFORMS.match(passage.text, named.duty_at):
        return None
    return duty


def _fill_time(block: TaskBlock, value: Passage) -> None:
    # "Các xã gửi trước 15/3; Sở A tổng hợp trước 31/3": each body has a time of its own.
    duties = read_duties(value, issued_on=block.issued_on, held=False)
    owed = [duty for duty in duties if duty.addressee and duty.deadlines]
    if len(owed) < 2:
        block.fill_field(TaskField.TIME, value.text)
        return
    for duty in owed:
        if duty.addressee and set(duty.addressee.names) & set(block.lead):
            block.deadlines.extend(duty.deadlines)
        else:
            block.others.append(duty)


def _fill_inline(block: TaskBlock, text: str) -> bool:
    # One line with several fields: "(Chủ trì: Sở A; phối hợp: Sở B; thời gian: quý I/2026)".
    text = f"; {text}"
    fields = inline_fields(text, whole=True)
    if len(fields) < 2:
        return False
    for inline in fields:
        block.fill_field(inline.field, text[inline.value_at : inline.end].strip(" .;)"))
    return True


def _with_heading(block: TaskBlock, item: OutlineItem, *, alone: bool) -> TaskBlock:
    # The heading is the task's name: alone when no content line follows, else before the content.
    if not block.contents:
        block.contents = [item.passage]
    elif alone and len(block.contents) == 1 and item.is_heading and item.parent is not None:
        block.contents = [join_passages([item.passage, block.contents[0]], "\n")]
    return block
