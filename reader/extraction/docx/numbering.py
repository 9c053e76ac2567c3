"""Automatic numbers of DOCX lists ("1.", "a)", "-"), which are not part of the text of their
paragraphs.
"""

from dataclasses import dataclass, field

from reader.extraction.docx.package import Element, qn
from reader.extraction.docx.styles import DocumentStyles

_ALPHABET = "abcdđeghiklmnopqrstuvxy"
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
        numbered, level = found
        levels, counts = numbered.levels, self.counts.setdefault(numbered.definition, {})
        if not numbered.is_begun:
            counts.update({deep: value - 1 for deep, value in numbered.restarts.items()})
            numbered.is_begun = True
        counts[level] = counts.get(level, levels[level].start - 1) + 1
        for deeper in [other for other in counts if other > level]:
            del counts[deeper]
        if levels[level].form == "bullet":
            return "- "
        text = levels[level].text if levels[level].form != "none" else ""
        for other in range(level + 1):
            value = counts.get(other, levels[other].start if other in levels else 1)
            text = text.replace(
                f"%{other + 1}", _written(value, levels.get(other, levels[level]).form)
            )
        return f"{text} " if text.strip() else ""

    def _place(self, paragraph: Element, style: str | None) -> tuple[NumberedList, int] | None:
        """The list of a paragraph and its level: its own, else its style's."""
        own = paragraph.find(f"{qn('w:pPr')}/{qn('w:numPr')}")
        chain = self.styles.chain(style or self.styles.default_paragraph)
        inherited = (one.find(f"{qn('w:pPr')}/{qn('w:numPr')}") for one in chain)
        properties = [found for found in (own, *inherited) if found is not None]
        number = next(
            (value for p in properties if (value := _value(p, "w:numId")) is not None), None
        )
        numbered = self.lists.get(number or "0")
        if numbered is None:
            return None
        level = next(
            (int(value) for p in properties if (value := _value(p, "w:ilvl")) is not None), None
        )
        if level is None:
            keys = {one.get(qn("w:styleId")) for one in chain}
            level = next((at for at, one in numbered.levels.items() if one.style in keys), 0)
        return (numbered, level) if level in numbered.levels else None


def _value(node: Element, tag: str) -> str | None:
    found = node.find(qn(tag))
    return found.get(qn("w:val")) if found is not None else None


def _lists(root: Element) -> dict[str, NumberedList]:
    definitions = {
        one.get(qn("w:abstractNumId"), ""): _levels(one)
        for one in root.findall(qn("w:abstractNum"))
    }
    found = {}
    for node in root.findall(qn("w:num")):
        definition = _value(node, "w:abstractNumId") or ""
        levels = dict(definitions.get(definition, {}))
        restarts = {}
        for override in node.findall(qn("w:lvlOverride")):
            at = int(override.get(qn("w:ilvl"), "0"))
            levels.update(_levels(override))
            if (start := _value(override, "w:startOverride")) is not None:
                restarts[at] = int(start)
        found[node.get(qn("w:numId"), "")] = NumberedList(definition, levels, restarts)
    found.pop("0", None)
    return found


def _levels(node: Element) -> dict[int, ListLevel]:
    return {
        int(level.get(qn("w:ilvl"), "0")): ListLevel(
            _value(level, "w:numFmt") or "decimal",
            _value(level, "w:lvlText") or "",
            int(_value(level, "w:start") or 1),
            _value(level, "w:pStyle") or "",
        )
        for level in node.findall(qn("w:lvl"))
    }


def _written(value: int, form: str) -> str:
    if form == "lowerLetter":
        return _ALPHABET[(value - 1) % len(_ALPHABET)]
    if form == "upperLetter":
        return _ALPHABET[(value - 1) % len(_ALPHABET)].upper()
    if form in ("upperRoman", "lowerRoman"):
        return _roman(value) if form == "upperRoman" else _roman(value).lower()
    return f"{value:02d}" if form == "decimalZero" else str(value)


def _roman(value: int) -> str:
    text = ""
    for step, letters in _ROMAN:
        while value >= step:
            text, value = text + letters, value - step
    return text
