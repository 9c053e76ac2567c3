"""Makes the proposed tasks of one document: from a duty, a block, a milestone or an item of a
programme.
"""

from dataclasses import dataclass
from datetime import date

from reader.outline.authority import IssuerAuthority
from reader.outline.items import OutlineItem
from reader.phrases import (
    InlineField,
    TaskField,
    clearers_in,
    deadlines_in,
    deadlines_in_field,
    field_of_heading,
    find_field,
    is_closing,
    is_execution_clause,
    partners_in,
)
from reader.result import ProposedTask
from reader.tasks.blocks import TaskBlock, read_task_blocks
from reader.tasks.duties import Duty, read_duties
from reader.text import MarkerLevel, Passage, Source, squeeze_spaces
from vietnam.deadlines import StatedDeadline

_LONGEST_ADDRESS = 40  # words; a longer one is left out of the task's text
_LEAST_PROGRAMME = 20  # characters
# How sure a task is, by where its addressee comes from.
_CONFIDENCE = {
    "heading": 0.95,
    "inline": 0.92,
    "field": 0.95,
    "intro": 0.8,
    "context": 0.55,
    "programme": 0.7,
    "timed": 0.7,
    "rules": 0.4,
    "": 0.4,
}


@dataclass(frozen=True)
class ReadingContext:
    """What the tasks of one document have in common. `directs`: a kind of document whose bare items
    are orders; `bodies`: to whom such orders go.
    """

    source: Source
    issued_on: date | None
    authority: IssuerAuthority
    directs: bool
    bodies: tuple[str, ...] = ()


@dataclass(frozen=True)
class DutyHolder:
    """Who owes what follows, and how we know: "heading", "intro" (a sentence above), "inline",
    "context" (the document as a whole); "rules" when what follows binds everybody.
    """

    names: tuple[str, ...] = ()
    known_by: str = ""
    asked: bool = False


def is_schedule(item: OutlineItem) -> bool:
    """ "1.2. Thời gian thực hiện:" with its dates below or beside it."""
    field = find_field(item.text)
    if field:
        return field.field is TaskField.TIME
    return bool(item.children) and field_of_heading(item.text) is TaskField.TIME


class TaskProposer:
    def __init__(self, context: ReadingContext) -> None:
        self.context = context
        self.proposed: list[tuple[ProposedTask, OutlineItem]] = []

    def propose_duty(self, item: OutlineItem, duty: Duty, holder: DutyHolder) -> None:
        passage = duty.passage
        if duty.addressee:
            at = duty.addressee.duty_at
            if duty.addressee.colon or len(passage.text[:at].split()) > _LONGEST_ADDRESS:
                passage = passage.part(at)
        scope = self._scope_of(holder, dated=bool(duty.deadlines))
        if is_execution_clause(duty.passage.text):
            scope = "programme"
        task = self._propose(
            item, passage, scope, holder.known_by, duty.deadlines, divided=duty.divided
        )
        task.agencies = list(holder.names)
        helpers = partners_in(passage.text)
        task.coordinating = [name for name in helpers if name not in task.agencies]
        task.cleared_by = clearers_in(passage.text)

    def _scope_of(self, holder: DutyHolder, *, dated: bool) -> str:
        if holder.names:
            only_asks = self.context.authority.can_only_ask(holder.names)
            return "request" if only_asks else "assigned"
        if holder.known_by == "timed":
            return "dated"
        # An order that charges nobody and has no time is only proposed.
        is_order = holder.known_by == "context" and (self.context.bodies or dated)
        return "assigned" if is_order else "programme"

    def propose_programme(self, item: OutlineItem) -> None:
        self._propose(item, item.passage, "programme", "programme")

    def propose_content(self, item: OutlineItem) -> None:
        """As a part of the programme, unless it is a heading or closes the document."""
        is_content = not item.children and item.level != MarkerLevel.ANNEX
        if is_content and len(item.text) > _LEAST_PROGRAMME and not is_closing(item.text):
            self.propose_programme(item)

    def propose_blocks(self, item: OutlineItem) -> None:
        for block in read_task_blocks(item, self.context.issued_on):
            for content in block.contents:
                text = content.text
                deadlines = tuple(block.deadlines) or deadlines_in(text, self.context.issued_on)
                known_by = "field" if block.lead else ""
                task = self._propose(item, content, "assigned", known_by, deadlines)
                task.agencies = list(block.lead)
                task.coordinating = block.partners or partners_in(text)
                task.cleared_by = clearers_in(text)
            for duty in block.others:
                named = duty.addressee
                holder = DutyHolder(named.names if named else (), "inline")
                self.propose_duty(item, duty, holder)

    def propose_inline_block(
        self, item: OutlineItem, passage: Passage, fields: list[InlineField]
    ) -> None:
        block = TaskBlock(self.context.issued_on)
        for inline in fields:
            value = passage.part(inline.value_at, inline.end).text
            block.fill_field(inline.field, value.strip(" .;)"))
        content = passage.part(0, fields[0].label_at)
        task = self._propose(item, content, "assigned", "field", tuple(block.deadlines))
        task.agencies = block.lead
        task.coordinating = block.partners

    def propose_milestones(self, schedule: OutlineItem) -> None:
        for item in [schedule, *schedule.walk()]:
            field = find_field(item.text)
            passage = item.passage
            if field and field.field is TaskField.TIME:
                passage = passage.part(field.value_at)
            duties = read_duties(passage, issued_on=self.context.issued_on, held=False)
            if any(duty.addressee and duty.deadlines for duty in duties):
                # "Các xã gửi trước 15/3; Sở A tổng hợp trước 31/3"
                self._propose_owed(item, duties)
                continue
            deadlines = deadlines_in_field(passage.text, self.context.issued_on)
            if deadlines:
                self._propose(item, passage, "dated", "heading", deadlines)

    def _propose_owed(self, item: OutlineItem, duties: list[Duty]) -> None:
        for duty in duties:
            if duty.addressee:
                named = duty.addressee
                holder = DutyHolder(named.names, "inline", named.is_asked)
                self.propose_duty(item, duty, holder)
            elif duty.deadlines:
                self._propose(item, duty.passage, "dated", "heading", duty.deadlines)

    def _propose(
        self,
        item: OutlineItem,
        passage: Passage,
        scope: str,
        known_by: str,
        deadlines: tuple[StatedDeadline, ...] = (),
        *,
        divided: bool = False,
    ) -> ProposedTask:
        text = "\n".join(squeeze_spaces(line) for line in passage.text.split("\n"))
        span = self.context.source.original_span(passage.start, passage.end)
        task = ProposedTask(item.section, text, *span, scope, deadlines=list(deadlines))
        # Less for whatever looked damaged.
        task.confidence = _CONFIDENCE[known_by] - 0.15 * min(item.doubts, 2)
        task.confidence -= 0.1 if divided else 0
        if deadlines:
            surest = min(deadline.confidence for deadline in deadlines)
            task.confidence *= min(1.0, 0.5 + surest / 2)
        task.confidence = round(max(task.confidence, 0.1), 2)
        self.proposed.append((task, item))
        return task
