"""From the outline to the tasks: who owes what, under which clause, by when."""

import re
from dataclasses import dataclass
from datetime import date

from reader.outline.authority import IssuerAuthority
from reader.outline.items import OutlineItem
from reader.outline.section_roles import SectionRole, label_role, section_role
from reader.phrases.bodies import heading_bodies, read_addressee
from reader.phrases.closings import is_closing, is_execution_clause
from reader.phrases.field_labels import TaskField, field_of_heading, find_field, inline_fields
from reader.phrases.performers import clearers_in, partners_in
from reader.phrases.times import deadlines_in, deadlines_in_field
from reader.phrases.vocabulary import OPENS_WITH_VERB
from reader.result import ProposedTask
from reader.tasks.blocks import TaskBlock, fill_field, is_task_block, read_task_blocks
from reader.tasks.confidence import task_confidence
from reader.tasks.duties import Duty, is_statement, last_sentence, read_duties
from reader.tasks.statements import explains_situation, orders_nothing
from reader.text.markers import MarkerLevel
from reader.text.source import Passage, Source, join_passages, squeeze_spaces
from vietnam.deadlines import StatedDeadline

_SHARED_INTRO = re.compile(
    r"(?i)(?:sau đây|sau|như sau|cụ thể|cụ thể như sau|nội dung|nhiệm vụ|giải pháp|công việc|gồm"
    r"|tập trung|thực hiện)\s*:$"
)
_RULES_FOLLOW = re.compile(
    r"(?i)(?:tuân thủ|theo|những|các) [^.;:]{0,40}quy định[^.;:]{0,30} sau(?: đây)?\s*:$"
)

RULES = "rules"


@dataclass(frozen=True)
class DutyHolder:
    """Who owes what follows, and how we know: "heading", "intro" (a sentence above), "context" (the
    document as a whole); RULES when what follows binds everybody.
    """

    names: tuple[str, ...] = ()
    known_by: str = ""
    asked: bool = False


@dataclass(frozen=True)
class ReadingContext:
    """What the tasks of one document have in common. `directs`: a kind of document whose bare items
    are orders.
    """

    source: Source
    issued_on: date | None
    authority: IssuerAuthority
    directs: bool
    context: tuple[str, ...]


class TaskFinder:
    """Walks one outline in the document's order and collects its tasks."""

    def __init__(self, setting: ReadingContext) -> None:
        self.setting = setting
        self.found: list[tuple[ProposedTask, OutlineItem]] = []

    def read(self, root: OutlineItem) -> None:
        holder = DutyHolder()
        numbered = next(
            (i for i, child in enumerate(root.children) if child.level < MarkerLevel.PLAIN), 0
        )
        for number, child in enumerate(root.children):
            if number >= numbered or self._orders(child):
                holder = self._node(child, holder) or holder

    def _orders(self, node: OutlineItem) -> bool:
        """What precedes the first item describes the situation, unless it announces the items or
        orders something.
        """
        if node.children or node.text.endswith(":"):
            return True
        duties = read_duties(node.passage, issued_on=self.setting.issued_on, held=False)
        return any(duty.addressee and duty.addressee.order for duty in duties)

    def _children(self, node: OutlineItem, holder: DutyHolder) -> None:
        for child in node.children:
            holder = self._node(child, holder) or holder

    def _node(self, node: OutlineItem, holder: DutyHolder) -> DutyHolder | None:
        """Read one item; returns the holder for the items after it when this one is an introduction
        to them.
        """
        if is_closing(node.text):
            if node.level < MarkerLevel.PLAIN:
                self._add_programme(node)
            return None
        role = section_role(node)
        if (
            not node.children
            and not node.text.endswith(":")
            and label_role(node.text) is SectionRole.BACKGROUND
        ):
            return None
        if role in (SectionRole.BACKGROUND, SectionRole.CONTACTS) and not is_task_block(node):
            return None
        if (
            (holder.known_by == RULES and node.level >= MarkerLevel.LETTER)
            or role is SectionRole.AGENDA
            or (role is SectionRole.PURPOSE and not self._commands(node))
        ):
            self._programme(node)
        elif is_task_block(node):
            self._block(node)
        elif is_schedule(node):
            self._milestones(node)
        else:
            return self._item(node, holder, role)
        return None

    def _commands(self, node: OutlineItem) -> bool:
        """In a document that gives orders, "Yêu cầu chung" may address somebody: then it is no
        purpose.
        """
        return self.setting.directs and any(
            read_addressee(item.text) for item in [node, *node.walk()]
        )

    def _item(self, node: OutlineItem, holder: DutyHolder, role: SectionRole) -> DutyHolder | None:
        names = heading_bodies(node.text) if node.is_heading else ()
        if names:
            asked = bool(re.match(r"(?i)\s*(?:trân trọng |kính )?đề nghị", node.text))
            self._children(node, DutyHolder(names, "heading", asked))
            return (
                DutyHolder(names, "heading", asked)
                if not node.children and node.level is MarkerLevel.PLAIN
                else None
            )
        if node.children and self._introduces(node):
            return self._introduction(node, holder)
        passage = node.passage
        if node.children and self._swallows(node, holder):
            passage = join_passages([passage, *(below.passage for below in node.walk())], "\n")
            self._paragraph(node, passage, holder, role)
            return None
        if not node.children and node.level is MarkerLevel.PLAIN and node.text.endswith(":"):
            return self._introduction(node, holder)
        self._paragraph(node, passage, holder, role)
        self._children(node, self._holder_below(node, holder))
        return None

    def _introduces(self, node: OutlineItem) -> bool:
        return (node.text.endswith(":") or node.is_heading) and not self._swallows(
            node, DutyHolder()
        )

    def _swallows(self, node: OutlineItem, holder: DutyHolder) -> bool:
        """A duty ended by a colon whose bullets only spell it out."""
        if (
            node.level < MarkerLevel.LETTER
            or not node.text.endswith(":")
            or _SHARED_INTRO.search(node.text)
        ):
            return False
        if not OPENS_WITH_VERB.match(node.text) and not read_addressee(node.text):
            return False
        below = list(node.walk())
        return not any(
            read_addressee(n.text) or deadlines_in(n.text, self.setting.issued_on) for n in below
        )

    def _introduction(self, node: OutlineItem, holder: DutyHolder) -> DutyHolder | None:
        if _RULES_FOLLOW.search(node.text):
            self._programme(node)
            return (
                DutyHolder(known_by=RULES)
                if node.level is MarkerLevel.PLAIN and not node.children
                else None
            )
        inner = self._holder_below(node, holder)
        self._children(node, inner)
        return (
            inner
            if inner is not holder and node.level is MarkerLevel.PLAIN and not node.children
            else None
        )

    def _holder_below(self, node: OutlineItem, holder: DutyHolder) -> DutyHolder:
        passage = last_sentence(node.passage) if node.text.endswith(":") else node.passage
        duties = read_duties(passage, issued_on=self.setting.issued_on, held=bool(holder.names))
        addressed = [
            d.addressee
            for d in duties
            if d.addressee and not is_statement(d.passage.text, d.addressee)
        ]
        if addressed and addressed[-1]:
            return DutyHolder(addressed[-1].names, "intro", addressed[-1].order.endswith("đề nghị"))
        return holder

    def _paragraph(
        self, node: OutlineItem, passage: Passage, holder: DutyHolder, role: SectionRole
    ) -> None:
        fields = inline_fields(passage.text)
        if fields:
            self._inline_block(node, passage, fields)
            return
        duties = read_duties(passage, issued_on=self.setting.issued_on, held=bool(holder.names))
        speaker = holder
        for number, duty in enumerate(duties, 1):
            if (
                not duty.divided and is_statement(duty.passage.text, duty.addressee)
            ) or _says_nothing(duty.passage.text):
                continue
            if number < len(duties) and (_leads_on(duty.passage.text) or explains_situation(duty)):
                continue
            if duty.addressee:
                speaker = DutyHolder(
                    duty.addressee.names, "inline", duty.addressee.order.endswith("đề nghị")
                )
            self._duty(node, duty, speaker, role)

    def _duty(self, node: OutlineItem, duty: Duty, holder: DutyHolder, role: SectionRole) -> None:
        if not holder.names and self.setting.directs and self._is_order(node, duty, role):
            holder = DutyHolder(self.setting.context, "context")
        elif not holder.names and not (
            (
                role in (SectionRole.CONTENT, SectionRole.UNKNOWN, SectionRole.ORGANISATION)
                and node.level < MarkerLevel.PLAIN
            )
            or role is SectionRole.CONTENT
        ):
            return
        passage = duty.passage
        if duty.addressee and (
            duty.addressee.colon or len(passage.text[: duty.addressee.duty_at].split()) > 40
        ):
            passage = passage.part(duty.addressee.duty_at)
        task = self._task(
            node,
            passage,
            _scope(holder, self.setting, dated=bool(duty.deadlines)),
            holder.names,
            duty.deadlines,
        )
        if is_execution_clause(duty.passage.text):
            task.scope = "programme"
        task.coordinating = [
            name for name in partners_in(passage.text) if name not in task.agencies
        ]
        task.cleared_by = clearers_in(passage.text)
        task.confidence = task_confidence(
            holder.known_by, node, divided=duty.divided, deadlines=duty.deadlines
        )
        self.found.append((task, node))

    def _is_order(self, node: OutlineItem, duty: Duty, role: SectionRole) -> bool:
        """A bare item of a document that gives orders: it has a number or a bullet and does not
        report the past.
        """
        text = duty.passage.text
        if node.level >= MarkerLevel.PLAIN or role is SectionRole.MONEY or is_statement(text, None):
            return False
        return not orders_nothing(duty)

    def _task(
        self,
        node: OutlineItem,
        passage: Passage,
        scope: str,
        names: tuple[str, ...],
        deadlines: tuple[StatedDeadline, ...],
    ) -> ProposedTask:
        start, end = self.setting.source.original_span(passage.start, passage.end)
        text = "\n".join(squeeze_spaces(line) for line in passage.text.split("\n"))
        return ProposedTask(
            node.section, text, start, end, scope, agencies=list(names), deadlines=list(deadlines)
        )

    def _programme(self, node: OutlineItem) -> None:
        for item in [node, *node.walk()]:
            if (
                not item.children
                and item.level != MarkerLevel.ANNEX
                and len(item.text) > 20
                and not is_closing(item.text)
            ):
                self._add_programme(item)

    def _add_programme(self, node: OutlineItem) -> None:
        task = self._task(node, node.passage, "programme", (), ())
        task.confidence = task_confidence("programme", node)
        self.found.append((task, node))

    def _block(self, node: OutlineItem) -> None:
        for block in read_task_blocks(node, self.setting.issued_on):
            for content in block.contents:
                deadlines = tuple(block.deadlines) or tuple(
                    deadlines_in(content.text, self.setting.issued_on)
                )
                task = self._task(node, content, "assigned", tuple(block.lead), deadlines)
                task.coordinating = block.partners or partners_in(content.text)
                task.cleared_by = clearers_in(content.text)
                task.confidence = task_confidence(
                    "field" if block.lead else "", node, deadlines=deadlines
                )
                self.found.append((task, node))

    def _inline_block(
        self, node: OutlineItem, passage: Passage, fields: list[tuple[TaskField, int, int, int]]
    ) -> None:
        block = TaskBlock(contents=[passage.part(0, fields[0][1])])
        for kind, _, value_at, end in fields:
            fill_field(
                block, kind, passage.part(value_at, end).text.strip(" .;)"), self.setting.issued_on
            )
        task = self._task(
            node, block.contents[0], "assigned", tuple(block.lead), tuple(block.deadlines)
        )
        task.coordinating = block.partners
        task.confidence = task_confidence("field", node, deadlines=tuple(block.deadlines))
        self.found.append((task, node))

    def _milestones(self, node: OutlineItem) -> None:
        for item in [node, *node.walk()]:
            field = find_field(item.text)
            passage = (
                item.passage.part(field.value_at)
                if field and field.field is TaskField.TIME
                else item.passage
            )
            deadlines = deadlines_in_field(passage.text, self.setting.issued_on)
            if passage.text and deadlines:
                task = self._task(item, passage, "dated", (), deadlines)
                task.confidence = task_confidence("heading", item, deadlines=deadlines)
                self.found.append((task, item))


def _says_nothing(text: str) -> bool:
    return (
        len(text) < 12 or text.isupper() or (text.endswith(":") and not OPENS_WITH_VERB.match(text))
    )


def _leads_on(text: str) -> bool:
    """ "Báo cáo 6 tháng:" before the duties it heads, or "Yêu cầu các đơn vị nghiêm túc thực hiện;"
    before the last.
    """
    return (text.endswith(":") and len(text) < 60) or is_closing(text.rstrip(" ;"))


def _scope(holder: DutyHolder, setting: ReadingContext, *, dated: bool) -> str:
    """An order that charges nobody and has no time is only proposed."""
    if not holder.names:
        return (
            "assigned"
            if holder.known_by == "context" and (setting.context or dated)
            else "programme"
        )
    return "request" if setting.authority.only_asks(holder.names) else "assigned"


def is_schedule(node: OutlineItem) -> bool:
    """ "1.2. Thời gian thực hiện:" with its dates below or beside it."""
    field = find_field(node.text)
    if field:
        return field.field is TaskField.TIME
    return bool(node.children) and field_of_heading(node.text) is TaskField.TIME
