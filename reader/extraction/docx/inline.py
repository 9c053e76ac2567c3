"""One paragraph of a DOCX as Word's final text: insertions accepted, deletions gone, fields as
their result, nothing hidden or struck.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field

from reader.extracted import Why
from reader.extraction.docx.package import Element, is_switched_on, qn
from reader.extraction.docx.pictures import embedded_program, is_large_picture, shapes_in
from reader.extraction.docx.styles import DocumentStyles, RunFormat
from vietnam.old_letters import OldEncoding

_GONE = {qn("w:del"), qn("w:moveFrom")}
_NO_WORDS = {
    qn(tag)
    for tag in (
        "w:pPr",
        "w:rPr",
        "w:sdtPr",
        "w:sdtEndPr",
        "w:smartTagPr",
        "w:customXmlPr",
        "w:fldData",
        "w:instrText",
        "w:delText",
        "w:delInstrText",
        "w:rt",
        "w:rubyPr",
        "w:softHyphen",
        "m:rPr",
        "m:ctrlPr",
    )
}
_SIGNS = {
    qn("w:tab"): "\t",
    qn("w:ptab"): "\t",
    qn("w:cr"): "\n",
    qn("w:noBreakHyphen"): "-",
}
_LETTERS = {qn("w:t"), qn("m:t")}


@dataclass(frozen=True)
class TextRun:
    """Letters with one formatting; with `why`, letters that are left out of the text."""

    text: str
    encoding: OldEncoding | None = None
    capitals: bool = False
    why: Why | None = None


@dataclass
class ParagraphContent:
    """What a paragraph contains: its letters in order, and the shapes anchored in it with
    paragraphs of their own.
    """

    pieces: list[TextRun] = field(default_factory=list)
    shapes: list[Element] = field(default_factory=list)


class ParagraphReader:
    """Reads the paragraphs of one story in order: a field may continue from one paragraph to the
    next.
    """

    def __init__(self, styles: DocumentStyles, notes: dict[str, str]) -> None:
        self.styles = styles
        self.notes = notes
        self.fields: list[bool] = []  # for each open field, whether its result has begun
        self.follows_fields = True

    def open_story(self, story: Element) -> None:
        """A story with an unclosed field is read as if it had no fields: better an instruction too
        many than words too few.
        """
        kinds = [mark.get(qn("w:fldCharType")) for mark in story.iter(qn("w:fldChar"))]
        self.fields = []
        self.follows_fields = kinds.count("begin") == kinds.count("end")

    def read(self, paragraph: Element) -> ParagraphContent:
        found = ParagraphContent()
        for child in paragraph:
            self._read(child, paragraph_style(paragraph), found)
        return found

    def _read(self, node: Element, style: str | None, found: ParagraphContent) -> None:
        if not isinstance(node.tag, str) or node.tag in _NO_WORDS:
            return
        if node.tag in _GONE:
            if node.tag == qn("w:del"):  # what was moved stands elsewhere
                found.pieces.append(TextRun(text_within(node), why=Why.DELETED))
        elif node.tag == qn("w:r"):
            self._run(node, self.styles.look(node.find(qn("w:rPr")), style), style, found)
        elif node.tag == qn("mc:AlternateContent"):
            for child in chosen_alternative(node):
                self._read(child, style, found)
        elif node.tag in _LETTERS:
            found.pieces.append(TextRun(node.text or ""))
        else:  # tags, links, simple fields, content controls, insertions, formulas: what they hold
            for child in node:
                self._read(child, style, found)

    def _run(
        self, run: Element, look: RunFormat, style: str | None, found: ParagraphContent
    ) -> None:
        why = Why.HIDDEN if look.is_hidden else Why.STRUCK if look.is_struck else None
        for node in _flat(run):
            if node.tag == qn("w:fldChar"):
                self._field(node.get(qn("w:fldCharType")))
            elif self.follows_fields and not all(self.fields):
                continue  # the instruction of a field, and the fields inside it
            elif node.tag == qn("w:ruby"):
                for child in node.iterfind(f"{qn('w:rubyBase')}/*"):
                    self._read(child, style, found)
            elif node.tag in (qn("w:drawing"), qn("w:pict"), qn("w:object")):
                self._drawing(node, found, why)
            else:
                text = self._letters(node, found)
                if text:
                    found.pieces.append(TextRun(text, look.encoding, look.capitals, why))

    def _letters(self, node: Element, found: ParagraphContent) -> str:
        if node.tag in _LETTERS:
            return node.text or ""
        if node.tag in _SIGNS:
            return _SIGNS[node.tag]
        if node.tag == qn("w:br"):
            return "\n" if node.get(qn("w:type"), "textWrapping") == "textWrapping" else ""
        if node.tag == qn("w:sym"):
            return _symbol(node)
        if node.tag in (qn("w:footnoteReference"), qn("w:endnoteReference")):
            note = self.notes.get(f"{node.tag}{node.get(qn('w:id'))}", "")
            found.pieces.append(TextRun(note, why=Why.NOTE))
        return ""

    def _field(self, kind: str | None) -> None:
        if kind == "begin":
            self.fields.append(False)
        elif kind == "separate" and self.fields:
            self.fields[-1] = True
        elif kind == "end" and self.fields:
            self.fields.pop()

    def _drawing(self, node: Element, found: ParagraphContent, why: Why | None) -> None:
        shapes = list(shapes_in(node))
        if why is None:
            found.shapes.extend(shapes)
        else:
            found.pieces.extend(TextRun(text_within(shape), why=why) for shape in shapes)
        if embedded := embedded_program(node):
            found.pieces.append(TextRun(embedded, why=Why.EMBEDDED))
        elif not shapes and is_large_picture(node):
            found.pieces.append(TextRun("", why=Why.PICTURE))


def _flat(run: Element) -> Iterator[Element]:
    """What a run holds, the alternatives of newer programs resolved."""
    for node in run:
        if node.tag == qn("mc:AlternateContent"):
            yield from chosen_alternative(node)
        elif isinstance(node.tag, str) and node.tag not in _NO_WORDS:
            yield node


def chosen_alternative(alternatives: Element) -> list[Element]:
    """What a newer Word shows, unless only the fallback holds words."""
    options = [
        *alternatives.iterfind(qn("mc:Choice")),
        *alternatives.iterfind(qn("mc:Fallback")),
    ]
    best = next((one for one in options if text_within(one)), None)
    if best is None:
        best = next((one for one in options if len(one)), None)
    return list(best) if best is not None else []


def paragraph_style(paragraph: Element) -> str | None:
    style = paragraph.find(f"{qn('w:pPr')}/{qn('w:pStyle')}")
    return style.get(qn("w:val")) if style is not None else None


def is_joined_to_next(paragraph: Element, styles: DocumentStyles) -> bool:
    """The mark at its end is deleted or hidden: what follows belongs to the same paragraph."""
    mark = paragraph.find(f"{qn('w:pPr')}/{qn('w:rPr')}")
    if mark is not None and any(mark.find(tag) is not None for tag in _GONE):
        return True
    return styles.look(mark, paragraph_style(paragraph)).is_hidden or (
        mark is not None and is_switched_on(mark.find(qn("w:specVanish")))
    )


def _symbol(node: Element) -> str:
    """A letter named by its code; those of symbol fonts lie in the private area, where bullets are
    known by it.
    """
    try:
        return chr(int(node.get(qn("w:char"), ""), 16))
    except (ValueError, OverflowError):
        return ""


def text_within(node: Element) -> str:
    """All letters below a node, deleted ones too, paragraph by paragraph."""
    letters = {*_LETTERS, qn("w:delText"), qn("a:t")}
    pieces = []
    for found in node.iter():
        if found.tag in (qn("w:p"), qn("a:p"), qn("w:tab")):
            pieces.append(" ")
        elif found.tag in letters:
            pieces.append(found.text or "")
    return " ".join("".join(pieces).split())
