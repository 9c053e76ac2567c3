"""From the outline to the tasks: who owes what, under which clause, by when."""

import re
from dataclasses import dataclass
from datetime import date

from reader.authority import Authority
from reader.blocks import Block, fill_value, is_block, read_blocks
from reader.bodies import heading_bodies, read_addressee
from reader.closing import is_closing, is_execution_clause
from reader.confidence import confidence_of
from reader.duties import Duty, is_statement, last_sentence, read_duties
from reader.fields import Field, find_field, inline_fields, is_field_heading
from reader.markers import Level
from reader.outline import Node
from reader.result import Task
from reader.roles_in_text import clearers_in, partners_in
from reader.sections import Role, role_of, role_of_label
from reader.source import Passage, Source, join_passages, squeeze
from reader.telling import explains, tells
from reader.terms import deadlines_in, deadlines_of_field
from reader.words import OPENS_WITH_VERB
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
class Holder:
    """Who owes what follows, and how we know: "heading", "intro" (a sentence above), "context" (the
    document as a whole); RULES when what follows binds everybody.
    """

    names: tuple[str, ...] = ()
    known_by: str = ""
    asked: bool = False


@dataclass(frozen=True)
class Setting:
    """What the tasks of one document have in common. `directs`: a kind of document whose bare items
    are orders.
    """

    source: Source
    issued_on: date | None
    authority: Authority
    directs: bool
    context: tuple[str, ...]


class TaskFinder:
    """Walks one outline in the document's order and collects its tasks."""

    def __init__(self, setting: Setting) -> None:
        self.setting = setting
        self.found: list[tuple[Task, Node]] = []

    def read(self, root: Node) -> None:
        holder = Holder()
        numbered = next(
            (i for i, child in enumerate(root.children) if child.level < Level.PLAIN), 0
        )
        for number, child in enumerate(root.children):
            if number >= numbered or self._orders(child):
                holder = self._node(child, holder) or holder

    def _orders(self, node: Node) -> bool:
        """What precedes the first item describes the situation, unless it announces the items or
        orders something.
        """
        if node.children or node.text.endswith(":"):
            return True
        duties = read_duties(node.passage, issued_on=self.setting.issued_on, held=False)
        return any(duty.addressee and duty.addressee.order for duty in duties)

    def _children(self, node: Node, holder: Holder) -> None:
        for child in node.children:
            holder = self._node(child, holder) or holder

    def _node(self, node: Node, holder: Holder) -> Holder | None:
        """Read one item; returns the holder for the items after it when this one is an introduction
        to them.
        """
        if is_closing(node.text):
            if node.level < Level.PLAIN:
                self._add_programme(node)
            return None
        role = role_of(node)
        if (
            not node.children
            and not node.text.endswith(":")
            and role_of_label(node.text) is Role.BACKGROUND
        ):
            return None
        if role in (Role.BACKGROUND, Role.CONTACTS) and not is_block(node):
            return None
        if (
            (holder.known_by == RULES and node.level >= Level.LETTER)
            or role is Role.AGENDA
            or (role is Role.PURPOSE and not self._commands(node))
        ):
            self._programme(node)
        elif is_block(node):
            self._block(node)
        elif is_schedule(node):
            self._milestones(node)
        else:
            return self._item(node, holder, role)
        return None

    def _commands(self, node: Node) -> bool:
        """In a document that gives orders, "Yêu cầu chung" may address somebody: then it is no
        purpose.
        """
        return self.setting.directs and any(
            read_addressee(item.text) for item in [node, *node.walk()]
        )

    def _item(self, node: Node, holder: Holder, role: Role) -> Holder | None:
        names = heading_bodies(node.text) if node.is_heading else ()
        if names:
            asked = bool(re.match(r"(?i)\s*(?:trân trọng |kính )?đề nghị", node.text))
            self._children(node, Holder(names, "heading", asked))
            return (
                Holder(names, "heading", asked)
                if not node.children and node.level is Level.PLAIN
                else None
            )
        if node.children and self._introduces(node):
            return self._introduction(node, holder)
        passage = node.passage
        if node.children and self._swallows(node, holder):
            passage = join_passages([passage, *(below.passage for below in node.walk())], "\n")
            self._paragraph(node, passage, holder, role)
            return None
        if not node.children and node.level is Level.PLAIN and node.text.endswith(":"):
            return self._introduction(node, holder)
        self._paragraph(node, passage, holder, role)
        self._children(node, self._holder_below(node, holder))
        return None

    def _introduces(self, node: Node) -> bool:
        return (node.text.endswith(":") or node.is_heading) and not self._swallows(node, Holder())

    def _swallows(self, node: Node, holder: Holder) -> bool:
        """A duty ended by a colon whose bullets only spell it out."""
        if (
            node.level < Level.LETTER
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

    def _introduction(self, node: Node, holder: Holder) -> Holder | None:
        if _RULES_FOLLOW.search(node.text):
            self._programme(node)
            return (
                Holder(known_by=RULES) if node.level is Level.PLAIN and not node.children else None
            )
        inner = self._holder_below(node, holder)
        self._children(node, inner)
        return (
            inner
            if inner is not holder and node.level is Level.PLAIN and not node.children
            else None
        )

    def _holder_below(self, node: Node, holder: Holder) -> Holder:
        passage = last_sentence(node.passage) if node.text.endswith(":") else node.passage
        duties = read_duties(passage, issued_on=self.setting.issued_on, held=bool(holder.names))
        addressed = [
            d.addressee
            for d in duties
            if d.addressee and not is_statement(d.passage.text, d.addressee)
        ]
        if addressed and addressed[-1]:
            return Holder(addressed[-1].names, "intro", addressed[-1].order.endswith("đề nghị"))
        return holder

    def _paragraph(self, node: Node, passage: Passage, holder: Holder, role: Role) -> None:
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
            if number < len(duties) and (_leads_on(duty.passage.text) or explains(duty)):
                continue
            if duty.addressee:
                speaker = Holder(
                    duty.addressee.names, "inline", duty.addressee.order.endswith("đề nghị")
                )
            self._duty(node, duty, speaker, role)

    def _duty(self, node: Node, duty: Duty, holder: Holder, role: Role) -> None:
        if not holder.names and self.setting.directs and self._is_order(node, duty, role):
            holder = Holder(self.setting.context, "context")
        elif not holder.names and not (
            (role in (Role.CONTENT, Role.UNKNOWN, Role.ORGANISATION) and node.level < Level.PLAIN)
            or role is Role.CONTENT
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
        task.confidence = confidence_of(
            holder.known_by, node, divided=duty.divided, deadlines=duty.deadlines
        )
        self.found.append((task, node))

    def _is_order(self, node: Node, duty: Duty, role: Role) -> bool:
        """A bare item of a document that gives orders: it has a number or a bullet and does not
        report the past.
        """
        text = duty.passage.text
        if node.level >= Level.PLAIN or role is Role.MONEY or is_statement(text, None):
            return False
        return not tells(duty)

    def _task(
        self,
        node: Node,
        passage: Passage,
        scope: str,
        names: tuple[str, ...],
        deadlines: tuple[StatedDeadline, ...],
    ) -> Task:
        start, end = self.setting.source.original_span(passage.start, passage.end)
        text = "\n".join(squeeze(line) for line in passage.text.split("\n"))
        return Task(
            node.section, text, start, end, scope, agencies=list(names), deadlines=list(deadlines)
        )

    def _programme(self, node: Node) -> None:
        for item in [node, *node.walk()]:
            if (
                not item.children
                and item.level != Level.ANNEX
                and len(item.text) > 20
                and not is_closing(item.text)
            ):
                self._add_programme(item)

    def _add_programme(self, node: Node) -> None:
        task = self._task(node, node.passage, "programme", (), ())
        task.confidence = confidence_of("programme", node)
        self.found.append((task, node))

    def _block(self, node: Node) -> None:
        for block in read_blocks(node, self.setting.issued_on):
            for content in block.contents:
                deadlines = tuple(block.deadlines) or tuple(
                    deadlines_in(content.text, self.setting.issued_on)
                )
                task = self._task(node, content, "assigned", tuple(block.lead), deadlines)
                task.coordinating = block.partners or partners_in(content.text)
                task.cleared_by = clearers_in(content.text)
                task.confidence = confidence_of(
                    "field" if block.lead else "", node, deadlines=deadlines
                )
                self.found.append((task, node))

    def _inline_block(
        self, node: Node, passage: Passage, fields: list[tuple[Field, int, int, int]]
    ) -> None:
        block = Block(contents=[passage.part(0, fields[0][1])])
        for kind, _, value_at, end in fields:
            fill_value(
                block, kind, passage.part(value_at, end).text.strip(" .;)"), self.setting.issued_on
            )
        task = self._task(
            node, block.contents[0], "assigned", tuple(block.lead), tuple(block.deadlines)
        )
        task.coordinating = block.partners
        task.confidence = confidence_of("field", node, deadlines=tuple(block.deadlines))
        self.found.append((task, node))

    def _milestones(self, node: Node) -> None:
        for item in [node, *node.walk()]:
            field = find_field(item.text)
            passage = (
                item.passage.part(field.value_at)
                if field and field.field is Field.TIME
                else item.passage
            )
            deadlines = deadlines_of_field(passage.text, self.setting.issued_on)
            if passage.text and deadlines:
                task = self._task(item, passage, "dated", (), deadlines)
                task.confidence = confidence_of("heading", item, deadlines=deadlines)
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


def _scope(holder: Holder, setting: Setting, *, dated: bool) -> str:
    """An order that charges nobody and has no time is only proposed."""
    if not holder.names:
        return (
            "assigned"
            if holder.known_by == "context" and (setting.context or dated)
            else "programme"
        )
    return "request" if setting.authority.only_asks(holder.names) else "assigned"


def is_schedule(node: Node) -> bool:
    """ "1.2. Thời gian thực hiện:" with its dates below or beside it."""
    field = find_field(node.text)
    if field:
        return field.field is Field.TIME
    return bool(node.children) and is_field_heading(node.text) is Field.TIME
