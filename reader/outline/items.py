"""The tree of a document's items: I. → 1. → 1.1. → a) → - → +, with the paragraphs that have no
mark hung where they belong.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from reader.outline.paragraphs import OPENS_WITH_TIME, Paragraph
from reader.phrases import (
    OPENS_WITH_VERB,
    TaskField,
    find_field,
    heading_bodies,
    is_closing,
    read_addressee,
)
from reader.text import ItemMarker, MarkerLevel, Passage, join_passages, squeeze_spaces

HEADING_LENGTH = 260  # characters; a longer paragraph is no heading
_LONE_HEADING = 120  # the same without anything below it
_TOPIC = re.compile(r"[^:.;]{3,40}:\s+")
_LONGEST_SECTION = 40
_LEAST_CUT = 100  # characters of a sentence that a mistaken dash may have cut


@dataclass(eq=False)
class OutlineItem:
    """One item. `passage` is its own text without the mark; `doubts` counts what looked wrong about
    it.
    """

    level: MarkerLevel
    label: str
    passage: Passage
    marker_start: int
    parent: "OutlineItem | None" = None
    children: list["OutlineItem"] = field(default_factory=list)
    doubts: int = 0
    # The last number seen at each level below.
    counted: dict[MarkerLevel, int] = field(default_factory=dict)
    prefix: str = ""
    # Sections of the schedules below, filled when asked.
    schedules: dict[MarkerLevel, str | None] = field(default_factory=dict)

    @property
    def text(self) -> str:
        return self.passage.text

    @property
    def section(self) -> str:
        """Label as officials cite it: "V.9", "II.2.1.b"; bullets carry the label of what they stand
        under.
        """
        parts: list[str] = []
        for item in [*self.ancestors()][::-1] + ([self] if self.parent else []):
            is_below_number = item.level > MarkerLevel.NUMBER and bool(parts)
            if is_below_number and item.label.startswith(f"{parts[-1]}."):
                parts[-1] = item.label
            elif item.label:
                parts.append(item.label)
        return ".".join([self.prefix, *parts] if self.prefix else parts)[:_LONGEST_SECTION]

    @property
    def end(self) -> int:
        """Where the item and all under it end, in the cleaned text."""
        return max([self.passage.end, *(child.end for child in self.children[-1:])])

    @property
    def is_heading(self) -> bool:
        longest = HEADING_LENGTH if self.children else _LONE_HEADING - 1
        return len(self.text) <= longest and not self.text.endswith((".", ";", "…"))

    @property
    def is_top(self) -> bool:
        """It stands in no other item."""
        return self.parent is not None and self.parent.parent is None

    @property
    def leads_on(self) -> bool:
        return self.text.endswith(":")

    def ancestors(self) -> Iterator["OutlineItem"]:
        """From the nearest to the outermost, without the root."""
        item = self.parent
        while item is not None and item.parent is not None:
            yield item
            item = item.parent

    def walk(self) -> Iterator["OutlineItem"]:
        """This item's descendants, in the document's order."""
        for child in self.children:
            yield child
            yield from child.walk()

    def add(self, child: "OutlineItem") -> "OutlineItem":
        child.parent = self
        child.prefix = self.prefix
        self.children.append(child)
        return child

    def with_descendants(self) -> Passage:
        """Its text and all under it."""
        return join_passages([self.passage, *(below.passage for below in self.walk())], "\n")


def build_outline(paragraphs: list[Paragraph], prefix: str = "") -> OutlineItem:
    root = OutlineItem(MarkerLevel.ANNEX, "", Passage("", ((0, 0),)), 0, prefix=prefix)
    builder = _OutlineBuilder(root)
    for paragraph, following in zip(paragraphs, [*paragraphs, None][1:], strict=True):
        if paragraph.marker is None:
            builder.add_unmarked(paragraph)
        elif builder.is_false_bullet(paragraph, following):
            builder.continue_with_bullet(paragraph)
        else:
            builder.add_marked(paragraph, paragraph.marker)
    return root


class _OutlineBuilder:
    def __init__(self, root: OutlineItem) -> None:
        self.root = root
        self.last = root

    def add_marked(self, paragraph: Paragraph, marker: ItemMarker) -> None:
        parent = self._parent_of(marker)
        label = "" if marker.is_bullet else marker.label
        item = OutlineItem(marker.level, label, paragraph, paragraph.lines[0].start)
        if marker.ordinal is not None:
            # A number that does not follow its elder sibling's makes the item doubtful.
            item.doubts = int(marker.ordinal != parent.counted.get(marker.level, 0) + 1)
            parent.counted[marker.level] = marker.ordinal
        self.last = parent.add(item)

    def _parent_of(self, marker: ItemMarker) -> OutlineItem:
        item = self.last
        if marker.level in (MarkerLevel.BRACKET, MarkerLevel.LETTER):
            # "(1)" may also count below "a)".
            is_below = item.level is MarkerLevel.LETTER and item.leads_on
            if is_below and marker.level is MarkerLevel.BRACKET and marker.ordinal == 1:
                return item
            for around in [item, *item.ancestors()]:
                if around.level is marker.level and around.parent is not None:
                    return around.parent
        while item.parent is not None and item.level >= marker.level:
            item = item.parent
        return item

    def add_unmarked(self, paragraph: Paragraph) -> None:
        text = paragraph.text
        last = self.last
        item = OutlineItem(MarkerLevel.PLAIN, "", paragraph, paragraph.lines[0].start)
        continues_heading = last.text.isupper() and paragraph.is_capitals
        if is_closing(text) and last is not self.root:
            self.last = self.root.add(item)
        elif (field := find_field(text)) and last is not self.root:
            self._owner_of_field(field.field).add(item)
        elif (
            read_addressee(text)
            or (text.endswith(":") and heading_bodies(text))
            or OPENS_WITH_TIME.match(text)
        ):
            self.last = self._owner_of_duty().add(item)
        elif self._follows_unmarked_duty(text):
            self.last = (last.parent or self.root).add(item)
        elif last is self.root or (last.is_heading and not continues_heading):
            owner = last if last.level != MarkerLevel.PLAIN else last.parent or self.root
            self.last = owner.add(item)
        elif last.text:
            last.passage = join_passages([last.passage, paragraph], "\n")
        else:
            last.passage = paragraph

    def _follows_unmarked_duty(self, text: str) -> bool:
        # Under a heading that names a body, each unmarked paragraph is a duty.
        last = self.last
        if last.level is not MarkerLevel.PLAIN or last.parent is None:
            return False
        if not last.text.endswith((".", ";")) or not OPENS_WITH_VERB.match(text):
            return False
        return bool(heading_bodies(last.parent.text))

    def _owner_of_field(self, field: TaskField) -> OutlineItem:
        item = self._last_above(MarkerLevel.PLAIN)
        if field is TaskField.TIME and item.parent and heading_bodies(item.parent.text):
            return item
        if field is TaskField.TIME and item.level.is_bullet and self._is_owed(item):
            return item
        if item.level.is_bullet and item.parent is not None and item.parent.parent is not None:
            return item.parent
        return item

    def _is_owed(self, item: OutlineItem) -> bool:
        # The duty of a body, told by itself: "- Ở địa phương: các xã tổ chức …".
        topic = _TOPIC.match(item.text)
        is_last = item.parent is not None and item.parent.children[-1] is item
        return is_last and bool(read_addressee(item.text[topic.end() if topic else 0 :]))

    def _owner_of_duty(self) -> OutlineItem:
        # The numbered item to which an unmarked paragraph with an addressee belongs.
        last = self.last
        if last.level is MarkerLevel.LETTER and last.is_heading and not read_addressee(last.text):
            return last
        item = self._last_above(MarkerLevel.LETTER)
        if item.parent is None or item.level <= MarkerLevel.ROMAN:
            return item
        return item.parent if read_addressee(item.text) and not item.is_heading else item

    def _last_above(self, level: MarkerLevel) -> OutlineItem:
        item = self.last
        while item.parent is not None and item.level >= level:
            item = item.parent
        return item

    def continue_with_bullet(self, paragraph: Paragraph) -> None:
        self.last.doubts += 1
        whole = join_passages(paragraph.lines)
        self.last.passage = join_passages([self.last.passage, whole], " ")

    def is_false_bullet(self, paragraph: Paragraph, following: Paragraph | None) -> bool:
        """A dash in the middle of a sentence that was put at the start of a line by mistake."""
        if paragraph.marker is None or paragraph.marker.level != MarkerLevel.DASH:
            return False
        if self.last is self.root or self.last.level >= MarkerLevel.STAR:
            return False
        before = squeeze_spaces(self.last.text)
        if len(before) < _LEAST_CUT or before.endswith(tuple('.:;…,!”")')):
            return False
        text = paragraph.text
        if heading_bodies(before) or OPENS_WITH_VERB.match(text) or find_field(text):
            return False
        if read_addressee(before):
            return True
        after = following.marker if following else None
        alone = after is None or after.level != MarkerLevel.DASH
        return alone and bool(OPENS_WITH_VERB.match(before)) and not read_addressee(text)
