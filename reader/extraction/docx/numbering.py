"""Automatic numbers of DOCX lists ("1.", "a)", "-"), which are not part of the text of their
paragraphs.
"""

from dataclasses import dataclass, field

from reader.extraction.docx.package import Element, qn, value_at
from reader.extraction.docx.styles import DocumentStyles
from reader.text import ALPHABET

_ROMAN = [(10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I")]


@dataclass(frozen=True)
class ListLevel:
    """`text` such as "%1."; `style`: the paragraph style that is numbered at this level."""

    form: str
    text: str
    start: int
    style: str


@dataclass
class NumberedList:
    """Lists with one definition continue each other's numbers; `restarts`: values from which this
    one begins again.
    """

    definition: str
    levels: dict[int, ListLevel]
    restarts: dict[int, int] = field(default_factory=dict)
    is_begun: bool = False


class ListNumbering:
    """Counts list paragraphs as Word does: a deeper level starts again below each shallower one."""

    def __init__(self, root: Element | None, styles: DocumentStyles) -> None:
        self.styles = styles
        self.lists = _lists(root) if root is not None else {}
        self.counts: dict[str, dict[int, int]] = {}

    def label(self, paragraph: Element, style: str | None) -> str:
        """The number with a blank after it, or "" for an ordinary paragraph. A paragraph without
        words counts too.
        """
        found = self._place(paragraph, style)
        if found is None:
            return ""
        numbered, at = found
        level = numbered.levels[at]
        counts = self._count(numbered, at)
        if level.form == "bullet":
            return "- "
        text = level.text if level.form != "none" else ""
        for other in range(at + 1):
            shown = numbered.levels.get(other)
            value = counts.get(other, shown.start if shown else 1)
            text = text.replace(f"%{other + 1}", _write_number(value, (shown or level).form))
        return f"{text} " if text.strip() else ""

    def _count(self, numbered: NumberedList, at: int) -> dict[int, int]:
        counts = self.counts.setdefault(numbered.definition, {})
        if not numbered.is_begun:
            counts.update({deep: value - 1 for deep, value in numbered.restarts.items()})
            numbered.is_begun = True
        counts[at] = counts.get(at, numbered.levels[at].start - 1) + 1
        for deeper in [other for other in counts if other > at]:
            del counts[deeper]
        return counts

    def _place(self, paragraph: Element, style: str | None) -> tuple[NumberedList, int] | None:
        # The list of a paragraph and its level: its own, else its style's.
        chain = self.styles.chain(style or self.styles.default_paragraph)
        sources = (paragraph, *chain)
        numbers = [value_at(one, "w:pPr/w:numPr/w:numId") for one in sources]
        depths = [value_at(one, "w:pPr/w:numPr/w:ilvl") for one in sources]
        numbered = self.lists.get(_first(numbers) or "0")
        if numbered is None:
            return None
        depth = _first(depths)
        if depth is not None:
            level = int(depth)
        else:
            keys = {one.get(qn("w:styleId")) for one in chain}
            level = next((at for at, one in numbered.levels.items() if one.style in keys), 0)
        return (numbered, level) if level in numbered.levels else None


def _first(values: list[str | None]) -> str | None:
    return next((value for value in values if value is not None), None)


def _lists(root: Element) -> dict[str, NumberedList]:
    definitions = {
        node.get(qn("w:abstractNumId"), ""): _levels(node)
        for node in root.findall(qn("w:abstractNum"))
    }
    found = {}
    for node in root.findall(qn("w:num")):
        definition = value_at(node, "w:abstractNumId") or ""
        levels = dict(definitions.get(definition, {}))
        restarts = {}
        for override in node.findall(qn("w:lvlOverride")):
            levels.update(_levels(override))
            if (start := value_at(override, "w:startOverride")) is not None:
                restarts[int(override.get(qn("w:ilvl"), "0"))] = int(start)
        found[node.get(qn("w:numId"), "")] = NumberedList(definition, levels, restarts)
    found.pop("0", None)
    return found


def _levels(node: Element) -> dict[int, ListLevel]:
    return {
        int(level.get(qn("w:ilvl"), "0")): ListLevel(
            value_at(level, "w:numFmt") or "decimal",
            value_at(level, "w:lvlText") or "",
            int(value_at(level, "w:start") or 1),
            value_at(level, "w:pStyle") or "",
        )
        for level in node.findall(qn("w:lvl"))
    }


def _write_number(value: int, form: str) -> str:
    if form in ("lowerLetter", "upperLetter"):
        letter = ALPHABET[(value - 1) % len(ALPHABET)]
        return letter.upper() if form == "upperLetter" else letter
    if form in ("upperRoman", "lowerRoman"):
        return _roman(value) if form == "upperRoman" else _roman(value).lower()
    return f"{value:02d}" if form == "decimalZero" else str(value)


def _roman(value: int) -> str:
    text = ""
    rest = max(value, 0)
    for step, letters in _ROMAN:
        text += letters * (rest // step)
        rest %= step
    return text
