"""Automatic numbers of DOCX lists ("1.", "a)", "-"), which are not part of the text of their paragraphs."""

from collections import defaultdict

from docx.document import Document
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph

_ALPHABET = "abcdđeghiklmnopqrstuvxy"
_ROMAN = [(10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I")]


class Numbering:
    """Counts list paragraphs as Word does: a deeper level starts again under each shallower one."""

    def __init__(self, document: Document) -> None:
        self.levels = _levels(document)
        self.counts: dict[str, dict[int, int]] = defaultdict(dict)

    def label(self, paragraph: Paragraph) -> str:
        """The number with a blank after it, or "" for an ordinary paragraph."""
        found = _number_of(paragraph)
        if found is None or not paragraph.text.strip():
            return ""
        number, level = found
        levels = self.levels.get(number)
        if not levels or level not in levels:
            return ""
        counts = self.counts[number]
        counts[level] = counts.get(level, levels[level][2] - 1) + 1
        for deeper in [other for other in counts if other > level]:
            del counts[deeper]
        form, text, _ = levels[level]
        if form == "bullet":
            return "- "
        for other in range(level + 1):
            value = counts.get(other, levels[other][2] if other in levels else 1)
            text = text.replace(f"%{other + 1}", _written(value, levels[other][0] if other in levels else form))
        return f"{text} " if text.strip() else ""


def _number_of(paragraph: Paragraph) -> tuple[str, int] | None:
    properties = paragraph._p.pPr
    number = properties.numPr if properties is not None else None
    if number is None and paragraph.style is not None:
        inherited = paragraph.style.element.pPr
        number = inherited.numPr if inherited is not None else None
    if number is None or number.numId is None or number.numId.val == 0:
        return None
    return str(number.numId.val), number.ilvl.val if number.ilvl is not None else 0


def _levels(document: Document) -> dict[str, dict[int, tuple[str, str, int]]]:
    """For each list its levels: (form of the number, text such as "%1.", first value)."""
    try:
        root = document.part.numbering_part.element
    except (NotImplementedError, KeyError, AttributeError):
        return {}
    abstract = {node.get(qn("w:abstractNumId")): _abstract(node) for node in root.findall(qn("w:abstractNum"))}
    found = {}
    for node in root.findall(qn("w:num")):
        target = node.find(qn("w:abstractNumId"))
        if target is not None:
            found[node.get(qn("w:numId"))] = abstract.get(target.get(qn("w:val")), {})
    return found


def _abstract(node: object) -> dict[int, tuple[str, str, int]]:
    levels = {}
    for level in node.findall(qn("w:lvl")):  # type: ignore[attr-defined]
        values = {tag: level.find(qn(f"w:{tag}")) for tag in ("numFmt", "lvlText", "start")}
        form = values["numFmt"].get(qn("w:val")) if values["numFmt"] is not None else "decimal"
        text = values["lvlText"].get(qn("w:val")) if values["lvlText"] is not None else ""
        start = int(values["start"].get(qn("w:val"))) if values["start"] is not None else 1
        levels[int(level.get(qn("w:ilvl")))] = (form, text or "", start)
    return levels


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
