"""From the outline to the tasks: who owes what, under which clause, by when."""

import re
from dataclasses import replace

from reader.outline.items import OutlineItem
from reader.outline.section_roles import SectionRole, label_role, section_role
from reader.phrases import (
    OPENS_WITH_VERB,
    deadlines_in,
    heading_bodies,
    inline_fields,
    is_closing,
    read_addressee,
)
from reader.tasks.blocks import is_task_block
from reader.tasks.duties import Duty, last_sentence, read_duties
from reader.tasks.enumerations import Enumeration, find_enumeration
from reader.tasks.proposing import DutyHolder, ReadingContext, TaskProposer, is_schedule
from reader.tasks.statements import explains_situation, is_statement, orders_nothing
from reader.tasks.sure_duties import dated_closing, is_surely_owed
from reader.tasks.times_below import is_timed, time_of_stage, times_below
from reader.text import MarkerLevel, Passage, compile_phrases
from vietnam.deadlines import StatedDeadline

_SHARED_INTRO = compile_phrases(
    r"""
    (?:
    sau đây|sau|như sau|cụ thể|cụ thể như sau|nội dung|nhiệm vụ|giải pháp|công việc|gồm|tập trung
    |thực hiện
    )\s*:$
    """,
    re.IGNORECASE,
)
_RULES_FOLLOW = re.compile(
    r"(?i)(?:tuân thủ|theo|những|các) [^.;:]{0,40}quy định[^.;:]{0,30} sau(?: đây)?\s*:$"
)
_ASKS = re.compile(r"(?i)\s*(?:trân trọng |kính )?đề nghị")
_RULES = DutyHolder(known_by="rules")
_WITH_DUTIES = (SectionRole.CONTENT, SectionRole.UNKNOWN, SectionRole.ORGANISATION)
_LEAST_DUTY = 12  # characters
_LONGEST_LEAD = 60


class TaskFinder:
    """Walks one outline in the document's order and proposes its tasks."""

    def __init__(self, context: ReadingContext) -> None:
        self.context = context
        self.proposer = TaskProposer(context)

    def read_outline(self, root: OutlineItem) -> None:
        holder = DutyHolder()
        levels = [child.level for child in root.children]
        numbered = next((i for i, level in enumerate(levels) if level < MarkerLevel.PLAIN), 0)
        for number, child in enumerate(root.children):
            if number >= numbered or self._orders_something(child):
                holder = self._read_item(child, holder) or holder

    def _orders_something(self, item: OutlineItem) -> bool:
        # What precedes the first item describes the situation, unless it announces the items or
        # orders something.
        if item.children or item.leads_on:
            return True
        duties = read_duties(item.passage, issued_on=self.context.issued_on, held=False)
        return any(duty.addressee and duty.addressee.order for duty in duties)

    def _read_children(self, item: OutlineItem, holder: DutyHolder) -> None:
        for child in item.children:
            holder = self._read_item(child, holder) or holder

    def _read_item(self, item: OutlineItem, holder: DutyHolder) -> DutyHolder | None:
        """The holder for the items after it, when this one is an introduction to them."""
        role = section_role(item)
        if is_closing(item.text):
            if duty := dated_closing(item.passage, self.context.issued_on):
                self._propose_named(item, duty, holder)
            elif item.level < MarkerLevel.PLAIN:
                self.proposer.propose_programme(item)
        elif self._is_background(item, role):
            self._read_without_duties(item, holder, are_contents=False)
        elif self._is_programme(item, holder, role):
            self._read_without_duties(item, holder, are_contents=True)
        elif is_task_block(item):
            self.proposer.propose_blocks(item)
        elif is_schedule(item):
            self.proposer.propose_milestones(item)
        else:
            return self._read_duty_item(item, holder, role)
        return None

    def _is_background(self, item: OutlineItem, role: SectionRole) -> bool:
        is_single = not item.children and not item.leads_on
        if is_single and label_role(item.text) is SectionRole.BACKGROUND:
            return True
        without_duty = role in (SectionRole.BACKGROUND, SectionRole.CONTACTS)
        return without_duty and not is_task_block(item)

    def _is_programme(self, item: OutlineItem, holder: DutyHolder, role: SectionRole) -> bool:
        if role is SectionRole.AGENDA or (holder is _RULES and item.level >= MarkerLevel.LETTER):
            return True
        if role is not SectionRole.PURPOSE:
            return False
        # In a document that gives orders, "Yêu cầu chung" may address somebody: then it is no
        # purpose.
        below = [item, *item.walk()]
        return not (self.context.directs and any(read_addressee(i.text) for i in below))

    def _read_without_duties(
        self, item: OutlineItem, holder: DutyHolder, *, are_contents: bool
    ) -> None:
        # Under a heading of results or aims: what a body owes by a day is a duty nevertheless, the
        # rest is at most content.
        if item.is_heading and (names := heading_bodies(item.text)):
            holder = DutyHolder(names, "heading", bool(_ASKS.match(item.text)))
        elif are_contents and is_task_block(item):
            self.proposer.propose_blocks(item)
            return
        elif are_contents and is_schedule(item):
            self.proposer.propose_milestones(item)
            return
        else:
            is_owed = self._read_sure_duties(item, holder)
            if are_contents and not is_owed:
                self.proposer.propose_content(item)
        for child in item.children:
            if section_role(child) in (SectionRole.CONTENT, SectionRole.ORGANISATION):
                holder = self._read_item(child, holder) or holder
            else:
                self._read_without_duties(child, holder, are_contents=are_contents)

    def _read_sure_duties(self, item: OutlineItem, holder: DutyHolder) -> bool:
        if holder is _RULES:
            return False
        duties = read_duties(
            item.passage, issued_on=self.context.issued_on, held=bool(holder.names)
        )
        sure = [duty for duty in duties if is_surely_owed(duty, held=bool(holder.names))]
        for duty in sure:
            self._propose_named(item, duty, holder)
        return bool(sure)

    def _propose_named(self, item: OutlineItem, duty: Duty, holder: DutyHolder) -> None:
        named = duty.addressee
        owing = DutyHolder(named.names, "inline", named.is_asked) if named else holder
        self.proposer.propose_duty(item, duty, owing)

    def _read_duty_item(
        self, item: OutlineItem, holder: DutyHolder, role: SectionRole
    ) -> DutyHolder | None:
        is_plain_leaf = not item.children and item.level is MarkerLevel.PLAIN
        if names := heading_bodies(item.text) if item.is_heading else ():
            named = DutyHolder(names, "heading", bool(_ASKS.match(item.text)))
            self._read_children(item, named)
            return named if is_plain_leaf else None
        if is_timed(item, self.context.issued_on, is_held=bool(holder.names)):
            timed = holder if holder.names else DutyHolder(known_by="timed")
            self._read_paragraph(
                item, item.passage, timed, role, below=times_below(item, self.context.issued_on)
            )
            return None
        swallows = item.children and self._swallows_children(item)
        introduces = item.children and (item.leads_on or item.is_heading) and not swallows
        if introduces or (is_plain_leaf and item.leads_on):
            return self._read_introduction(item, holder)
        if swallows:
            self._read_paragraph(item, item.with_descendants(), holder, role)
        else:
            self._read_paragraph(item, item.passage, holder, role)
            self._read_children(item, self._holder_below(item, holder))
        return None

    def _swallows_children(self, item: OutlineItem) -> bool:
        # A duty ended by a colon whose bullets only spell it out.
        text = item.text
        if item.level < MarkerLevel.LETTER or not item.leads_on or _SHARED_INTRO.search(text):
            return False
        if not OPENS_WITH_VERB.match(text) and not read_addressee(text):
            return False
        return not any(
            read_addressee(below.text) or deadlines_in(below.text, self.context.issued_on)
            for below in item.walk()
        )

    def _read_introduction(self, item: OutlineItem, holder: DutyHolder) -> DutyHolder | None:
        is_plain_leaf = not item.children and item.level is MarkerLevel.PLAIN
        if _RULES_FOLLOW.search(item.text):
            named = self._holder_below(item, holder)
            for below in [item, *item.walk()]:
                # What the rules demand by a day is a duty of those whom they bind.
                if below is item or not self._read_sure_duties(below, named):
                    self.proposer.propose_content(below)
            return _RULES if is_plain_leaf else None
        inner = self._holder_below(item, holder)
        self._read_children(item, inner)
        return inner if is_plain_leaf and inner is not holder else None

    def _holder_below(self, item: OutlineItem, holder: DutyHolder) -> DutyHolder:
        passage = last_sentence(item.passage) if item.leads_on else item.passage
        return self._holder_named_in(passage, holder)

    def _holder_named_in(self, passage: Passage, holder: DutyHolder) -> DutyHolder:
        duties = read_duties(passage, issued_on=self.context.issued_on, held=bool(holder.names))
        for duty in reversed(duties):
            if duty.addressee and not duty.is_statement:
                return DutyHolder(duty.addressee.names, "intro", duty.addressee.is_asked)
        return holder

    def _read_paragraph(
        self,
        item: OutlineItem,
        passage: Passage,
        holder: DutyHolder,
        role: SectionRole,
        below: tuple[StatedDeadline, ...] = (),
    ) -> None:
        # `below`: the time told under the paragraph, for the duties that have none of their own.
        if fields := inline_fields(passage.text):
            self.proposer.propose_inline_block(item, passage, fields)
            return
        if enumeration := find_enumeration(passage):
            self._read_enumeration(item, enumeration, holder, role)
            return
        duties = read_duties(passage, issued_on=self.context.issued_on, held=bool(holder.names))
        for number, duty in enumerate(duties, 1):
            if (duty.is_statement and not duty.divided) or _says_nothing(duty.passage.text):
                continue
            if number < len(duties) and _leads_to_next(duty):
                continue
            if duty.addressee:
                holder = DutyHolder(duty.addressee.names, "inline", duty.addressee.is_asked)
            dated = duty if duty.deadlines else replace(duty, deadlines=below)
            self._read_duty(item, dated, holder, role)

    def _read_enumeration(
        self, item: OutlineItem, enumeration: Enumeration, holder: DutyHolder, role: SectionRole
    ) -> None:
        intro = enumeration.intro
        announcement = last_sentence(intro)
        before = intro.part(0, len(intro.text) - len(announcement.text))
        if before.text:
            self._read_paragraph(item, before, holder, role)
        if names := heading_bodies(announcement.text):
            inner = DutyHolder(names, "heading", bool(_ASKS.match(announcement.text)))
        else:
            inner = self._holder_named_in(announcement, holder)
        for part in enumeration.parts:
            self._read_paragraph(item, part, inner, role)

    def _read_duty(
        self, item: OutlineItem, duty: Duty, holder: DutyHolder, role: SectionRole
    ) -> None:
        if not duty.deadlines:
            duty = replace(duty, deadlines=time_of_stage(item, self.context.issued_on))
        if holder.names or (holder.known_by == "timed" and duty.deadlines):
            self.proposer.propose_duty(item, duty, holder)
        elif self.context.directs and self._is_order(item, duty, role):
            self.proposer.propose_duty(item, duty, DutyHolder(self.context.bodies, "context"))
        elif role is SectionRole.CONTENT or (
            role in _WITH_DUTIES and item.level < MarkerLevel.PLAIN
        ):
            self.proposer.propose_duty(item, duty, holder)

    def _is_order(self, item: OutlineItem, duty: Duty, role: SectionRole) -> bool:
        # A bare item of a document that gives orders: it has a number or a bullet and does not
        # report the past.
        text = duty.passage.text
        if item.level >= MarkerLevel.PLAIN or role is SectionRole.MONEY or is_statement(text, None):
            return False
        return not orders_nothing(text, duty.deadlines)


def _says_nothing(text: str) -> bool:
    if text.isupper() or (len(text) < _LEAST_DUTY and not OPENS_WITH_VERB.match(text)):
        return True
    return text.endswith(":") and not OPENS_WITH_VERB.match(text)


def _leads_to_next(duty: Duty) -> bool:
    # "Báo cáo 6 tháng:" before the duties it heads, or "Yêu cầu các đơn vị nghiêm túc thực hiện;"
    # before the last.
    text = duty.passage.text
    if is_closing(text.rstrip(" ;")) or (text.endswith(":") and len(text) < _LONGEST_LEAD):
        return True
    return not duty.addressee and not duty.deadlines and explains_situation(text)
