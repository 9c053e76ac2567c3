"""The tree of a document's items: I. → 1. → 1.1. → a) → - → +, with the paragraphs that have no
mark hung where they belong.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field

from reader.outline.paragraphs import Paragraph
from reader.phrases.bodies import heading_bodies, read_addressee
from reader.phrases.closings import is_closing
from reader.phrases.field_labels import find_field
from reader.phrases.vocabulary import OPENS_WITH_VERB
from reader.text.markers import ItemMarker, MarkerLevel
from reader.text.source import Passage, join_passages, squeeze_spaces

HEADING_LENGTH = 260  # characters; a longer paragraph is no heading


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
    counted: dict[MarkerLevel, int] = field(
        default_factory=dict
    )  # the last number seen at each level below
    prefix: str = ""
    schedules: dict[MarkerLevel, str | None] = field(
        default_factory=dict
    )  # of the items below, filled when asked

    @property
    def text(self) -> str:
        return self.passage.text

    @property
    def section(self) -> str:
        """Label as officials cite it: "V.9", "II.2.1.b"; bullets carry the label of what they stand
        under.
        """
        parts: list[str] = []
        for node in self.lineage():
            if not node.label:
                continue
            if parts and node.level > MarkerLevel.NUMBER and node.label.startswith(f"{parts[-1]}."):
                parts[-1] = node.label
            else:
                parts.append(node.label)
        return ".".join([*filter(None, [self.prefix]), *parts])[:40]

    @property
    def end(self) -> int:
        """Where the item and all under it end, in the cleaned text."""
        return max([self.passage.end, *(child.end for child in self.children[-1:])])

    @property
    def marker_is_bullet(self) -> bool:
        return self.level in (MarkerLevel.STAR, MarkerLevel.DASH, MarkerLevel.PLUS)

    @property
    def is_heading(self) -> bool:
        text = self.text
        return (
            len(text) <= HEADING_LENGTH
            and not text.endswith((".", ";", "…"))
            and (bool(self.children) or len(text) < 120)
        )

    def lineage(self) -> list["OutlineItem"]:
        """From the outermost ancestor to this node."""
        nodes, node = [], self
        while node.parent is not None:
            nodes.append(node)
            node = node.parent
        return nodes[::-1]

    def ancestors(self) -> Iterator["OutlineItem"]:
        node = self.parent
        while node is not None and node.parent is not None:
            yield node
            node = node.parent

    def walk(self) -> Iterator["OutlineItem"]:
        """This node's descendants, in the document's order."""
        for child in self.children:
            yield child
            yield from child.walk()

    def add(self, child: "OutlineItem") -> "OutlineItem":
        child.parent = self
        child.prefix = self.prefix
        self.children.append(child)
        return child

    def extend(self, passage: Passage) -> None:
        self.passage = (
            join_passages([self.passage, passage], "\n") if self.passage.text else passage
        )


def build_outline(paragraphs: list[Paragraph], prefix: str = "") -> OutlineItem:
    root = OutlineItem(MarkerLevel.ANNEX, "", Passage("", ((0, 0),)), 0, prefix=prefix)
    builder = _OutlineBuilder(root)
    for paragraph, following in zip(paragraphs, [*paragraphs, None][1:], strict=True):
        builder.take(paragraph, following)
    return root


class _OutlineBuilder:
    def __init__(self, root: OutlineItem) -> None:
        self.root = root
        self.last = root
        self.last_paragraph: Paragraph | None = None

    def take(self, paragraph: Paragraph, following: Paragraph | None) -> None:
        if paragraph.marker is None:
            self._take_plain(paragraph)
        elif self._is_false_bullet(paragraph, following):
            self._continue(paragraph, glue=f"{paragraph.lines[0].text[0]} ")
        else:
            self._take_marked(paragraph, paragraph.marker)
        self.last_paragraph = paragraph

    def _take_marked(self, paragraph: Paragraph, marker: ItemMarker) -> None:
        parent = self._parent_for(marker)
        node = OutlineItem(
            marker.level,
            "" if marker.is_bullet else marker.label,
            paragraph.passage,
            paragraph.lines[0].start,
        )
        node.doubts += self._jumps(parent, marker)
        self.last = parent.add(node)

    def _parent_for(self, marker: ItemMarker) -> OutlineItem:
        node = self.last
        while node.parent is not None and node.level >= marker.level:
            node = node.parent
        return node

    def _jumps(self, parent: OutlineItem, marker: ItemMarker) -> int:
        """1 when the number does not follow its elder sibling's."""
        if marker.ordinal is None:
            return 0
        expected = parent.counted.get(marker.level, 0) + 1
        parent.counted[marker.level] = marker.ordinal
        return int(marker.ordinal != expected)

    def _take_plain(self, paragraph: Paragraph) -> None:
        text = paragraph.text
        node = OutlineItem(MarkerLevel.PLAIN, "", paragraph.passage, paragraph.lines[0].start)
        if is_closing(text) and self.last is not self.root:
            self.last = self.root.add(node)
        elif find_field(text) and self.last is not self.root:
            self._owner(fields=True).add(node)
        elif self._is_own_item(text):
            self.last = self._owner().add(node)
        elif self._follows_plain_duty(text):
            self.last = (self.last.parent or self.root).add(node)
        elif self.last is self.root or (
            self.last.is_heading and not self._continues_heading(paragraph)
        ):
            owner = (
                self.last if self.last.level != MarkerLevel.PLAIN else self.last.parent or self.root
            )
            self.last = owner.add(node)
        else:
            self._continue(paragraph)

    def _continues_heading(self, paragraph: Paragraph) -> bool:
        return self.last.text.isupper() and paragraph.is_capitals

    def _follows_plain_duty(self, text: str) -> bool:
        """Under a heading that names a body, each unmarked paragraph is a duty."""
        if (
            self.last.level is not MarkerLevel.PLAIN
            or self.last.parent is None
            or not self.last.text.endswith((".", ";"))
        ):
            return False
        return bool(OPENS_WITH_VERB.match(text)) and bool(heading_bodies(self.last.parent.text))

    def _is_own_item(self, text: str) -> bool:
        return bool(read_addressee(text)) or (bool(heading_bodies(text)) and text.endswith(":"))

    def _owner(self, *, fields: bool = False) -> OutlineItem:
        """The numbered item to which an unmarked paragraph with an addressee belongs."""
        node = self.last
        while node.parent is not None and node.level >= (
            MarkerLevel.PLAIN if fields else MarkerLevel.LETTER
        ):
            node = node.parent
        if (
            fields
            and node.marker_is_bullet
            and node.parent is not None
            and node.parent.parent is not None
        ):
            return node.parent
        if (
            not fields
            and node.parent is not None
            and read_addressee(node.text)
            and not node.is_heading
        ):
            return node.parent if node.level > MarkerLevel.ROMAN else node
        return node

    def _continue(self, paragraph: Paragraph, glue: str = "") -> None:
        if glue:
            self.last.doubts += 1
            first = paragraph.lines[0]
            passage = (
                join_passages([line.passage for line in paragraph.lines])
                if first
                else paragraph.passage
            )
            self.last.passage = join_passages([self.last.passage, passage], " ")
        else:
            self.last.extend(paragraph.passage)

    def _is_false_bullet(self, paragraph: Paragraph, following: Paragraph | None) -> bool:
        """A dash in the middle of a sentence that was put at the start of a line by mistake."""
        if (
            paragraph.marker is None
            or paragraph.marker.level != MarkerLevel.DASH
            or self.last is self.root
            or self.last.level >= MarkerLevel.STAR
        ):
            return False
        before = squeeze_spaces(self.last.text)
        if (
            len(before) < 100
            or before.endswith((".", ":", ";", "…", ",", "!", "”", '"', ")"))
            or heading_bodies(before)
        ):
            return False
        if OPENS_WITH_VERB.match(paragraph.text) or find_field(paragraph.text):
            return False
        alone = (
            following is None
            or following.marker is None
            or following.marker.level != MarkerLevel.DASH
        )
        return bool(read_addressee(before)) or (
            alone and bool(OPENS_WITH_VERB.match(before)) and not read_addressee(paragraph.text)
        )
