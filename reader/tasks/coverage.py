"""Each sentence of the body ends in a proposal, in the structure of the document, or among what was
not read: nothing is passed over without a reason.
"""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from itertools import accumulate, pairwise

from reader.extracted import Why
from reader.outline.items import HEADING_LENGTH, OutlineItem
from reader.outline.section_roles import SectionRole, label_role, section_role
from reader.phrases import (
    OPENS_WITH_VERB,
    DutyAddressee,
    deadlines_in,
    find_field,
    heading_bodies,
    is_closing,
    is_execution_clause,
    read_addressee,
)
from reader.result import CoveredSentence, ProposedTask, Structure
from reader.tables import PlacedTable
from reader.tasks.statements import is_statement, orders_nothing
from reader.text import MarkerLevel, Passage, Source, compile_phrases, join_passages
from vietnam.folding import fold

_SENTENCE_END = re.compile(r"(?:(?<=[.;!?])|(?<=\.”)|(?<=\.\)))\s+|\n")
_BASIS = compile_phrases(
    r"""
    (?:Căn cứ|Thực hiện|Xét|Theo (?:đề nghị|báo cáo|kết quả)|Trên cơ sở|Tiếp theo|Để|Nhằm
    |Sau khi|Ngày \d+|Từ ngày|Trước tình hình|Vừa qua|Hiện nay|Thời gian qua)\b
    """
)
_ONLY_HELPS = re.compile(r"(?i)(?:cùng\s+)?phối hợp(?!\w)[^;.]{0,40}[;.]?$")
_THANKS = re.compile(
    r"[\s,]*(?:chúc mừng|(?:trân trọng )?cảm ơn|hoan nghênh|đánh giá cao|biểu dương)(?!\w)"
)
_LEAST_ORDER = 40  # characters of an order below the signature
_OVERLAPPING = 20  # proposals of one place at most
_LEAST = 12  # characters; what is shorter is a fragment of a heading


class Coverage:
    """Knows the proposals of a document and their places in the cleaned text."""

    def __init__(self, tasks: list[ProposedTask], source: Source) -> None:
        placed = [(*source.cleaned_span(task.start, task.end), task) for task in tasks]
        placed.sort(key=lambda one: one[:2])
        self.tasks = [task for _, _, task in placed]
        self.starts = [start for start, _, _ in placed]
        self.ends = [end for _, end, _ in placed]
        self.reaches = list(accumulate(self.ends, max))  # how far those up to each start reach

    def holds(self, passage: Passage) -> bool:
        """A proposal has a part of it."""
        return self._reaches_into(passage.start, passage.end)

    def _reaches_into(self, start: int, end: int) -> bool:
        at = bisect_right(self.starts, end - 1)
        return at > 0 and self.reaches[at - 1] > start

    def sentences_of(self, root: OutlineItem) -> Iterator[CoveredSentence]:
        levels = [child.level for child in root.children]
        numbered = next((n for n, level in enumerate(levels) if level < MarkerLevel.PLAIN), 0)
        for number, child in enumerate(root.children):
            for item in [child, *child.walk()]:
                yield from self._item(item, is_before=number < numbered)

    def _item(self, item: OutlineItem, *, is_before: bool) -> Iterator[CoveredSentence]:
        paragraph = item.passage.start
        for sentence in sentences(item.passage):
            named = read_addressee(sentence.text)
            if self.holds(sentence):
                other = self._charges_another(sentence, named)
                why = Why.DUTY if other else None
                yield CoveredSentence(sentence, paragraph, why=why, agency=other)
                continue
            structure = _structure(item, sentence.text, named, is_before=is_before)
            if self._is_field(item, sentence.text):
                structure = Structure.FIELD
            if structure:
                yield CoveredSentence(sentence, paragraph, structure)
            else:
                why = Why.DUTY if named else Why.PARAGRAPH
                agency = named.names[0] if named and named.names else None
                yield CoveredSentence(sentence, paragraph, why=why, agency=agency)

    def _charges_another(self, sentence: Passage, named: DutyAddressee | None) -> str | None:
        # A body named in the middle of what others are proposed to do.
        if not named or not named.names or named.colon:
            return None
        if _ONLY_HELPS.match(sentence.text, named.duty_at):
            return None
        at = bisect_right(self.starts, sentence.end - 1)
        near = range(max(at - _OVERLAPPING, 0), at)
        around = [self.tasks[n] for n in near if self.ends[n] > sentence.start]
        if any(not task.agencies for task in around):
            return None
        known = fold(" ".join(n for t in around for n in (*t.agencies, *t.coordinating)))
        return None if any(fold(name) in known for name in named.names) else named.names[0]

    def _is_field(self, item: OutlineItem, text: str) -> bool:
        # A line that says who or when, of a proposal beside it.
        around = [find_field(text), *(find_field(i.text) for i in (item, item.parent) if i)]
        owner = next((a for a in item.ancestors() if not find_field(a.text)), item)
        return any(around) and self._reaches_into(owner.marker_start, owner.end)

    def rows_of(self, placed: PlacedTable) -> Iterator[CoveredSentence]:
        """The rows of a table of tasks; one filled cell is the title of a group."""
        for row in placed.table.rows:
            filled = [cell for cell in row.cells if cell.text]
            if not filled:
                continue
            whole = join_passages(filled)
            if any(map(self.holds, filled)):
                yield CoveredSentence(whole, whole.start)
            elif len(filled) == 1:
                yield CoveredSentence(whole, whole.start, Structure.HEADING)
            else:
                yield CoveredSentence(whole, whole.start, why=Why.PARAGRAPH)


def notes_below(paragraphs: Iterable[Passage]) -> Iterator[CoveredSentence]:
    """What stands below the signature and is no annex: recipients and notes, unless it tells a body
    to do something.
    """
    for paragraph in paragraphs:
        named = read_addressee(paragraph.text) if len(paragraph.text) > _LEAST_ORDER else None
        if named and not named.colon and not is_statement(paragraph.text, named):
            agency = named.names[0] if named.names else None
            yield CoveredSentence(paragraph, paragraph.start, why=Why.DUTY, agency=agency)
        else:
            yield CoveredSentence(paragraph, paragraph.start, Structure.SIGNATURE)


def sentences(passage: Passage) -> list[Passage]:
    """The sentences and clauses of a paragraph, with all its words."""
    ends = [found.end() for found in _SENTENCE_END.finditer(passage.text)]
    bounds = [0, *ends, len(passage.text)]
    return [part for a, b in pairwise(bounds) if (part := passage.part(a, b)).text]


def _structure(
    item: OutlineItem, text: str, named: DutyAddressee | None, *, is_before: bool
) -> Structure | None:
    if is_closing(item.text) or is_closing(text) or is_execution_clause(text):
        return Structure.CLOSING
    if text.endswith(":") or (item.leads_on and item.children):
        return Structure.INTRODUCTION
    if _is_heading(item, text, named):
        return Structure.HEADING
    # What a body says is a statement for certain only where it thanks, or before the items.
    is_certain = is_before or named is None or _THANKS.match(text, named.end)
    if is_certain and is_statement(text, named):
        return Structure.STATEMENT
    is_ground = bool(_BASIS.match(text)) and text.endswith(";")
    if is_ground or (is_before and (not named or _BASIS.match(item.text))):
        return Structure.PREAMBLE
    if named is None and orders_nothing(text, deadlines_in(text)):
        return Structure.ASSESSMENT
    return _section_without_duties(item, named)


def _is_heading(item: OutlineItem, text: str, named: DutyAddressee | None) -> bool:
    if named:
        return False
    if len(text) < _LEAST or text.isupper() or heading_bodies(text):
        return True
    if item.children and len(item.text) <= HEADING_LENGTH:
        return True
    return item.is_heading and not OPENS_WITH_VERB.match(text)


def _section_without_duties(item: OutlineItem, named: DutyAddressee | None) -> Structure | None:
    role = section_role(item)
    if role is SectionRole.CONTACTS:
        return Structure.CONTACT
    if role is SectionRole.MONEY and not named and not OPENS_WITH_VERB.match(item.text):
        return Structure.MONEY
    is_assessment = role is SectionRole.BACKGROUND
    is_assessment = is_assessment or label_role(item.text) is SectionRole.BACKGROUND
    return Structure.ASSESSMENT if is_assessment and not named else None
