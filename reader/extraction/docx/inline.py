"""One paragraph of a DOCX as Word's final text: insertions accepted, deletions gone, fields as
their result, nothing hidden or struck.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field

from reader.extraction.docx.package import Element, is_on, name
from reader.extraction.docx.pictures import embedded_in, is_large_picture, shapes_of
from reader.extraction.docx.styles import Look, Styles
from reader.unread import Why
from vietnam.old_letters import OldEncoding

_GONE = {name("w:del"), name("w:moveFrom")}
_NO_WORDS = {
    name(tag)
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
    name("w:tab"): "\t",
    name("w:ptab"): "\t",
    name("w:cr"): "\n",
    name("w:noBreakHyphen"): "-",
}
_LETTERS = {name("w:t"), name("m:t")}


@dataclass(frozen=True)
class Piece:
    """Letters with one formatting; with `why`, letters that are left out of the text."""

    text: str
    encoding: OldEncoding | None = None
    capitals: bool = False
    why: Why | None = None


@dataclass
class Inline:
    """What a paragraph contains: its letters in order, and the shapes anchored in it with
    paragraphs of their own.
    """

    pieces: list[Piece] = field(default_factory=list)
    shapes: list[Element] = field(default_factory=list)


class InlineReader:
    """Reads the paragraphs of one story in order: a field may continue from one paragraph to the
    next.
    """

    def __init__(self, styles: Styles, notes: dict[str, str]) -> None:
        self.styles = styles
        self.notes = notes
        self.fields: list[bool] = []  # for each open field, whether its result has begun
        self.follows_fields = True

    def open_story(self, story: Element) -> None:
        """A story with an unclosed field is read as if it had no fields: better an instruction too
        many than words too few.
        """
        kinds = [mark.get(name("w:fldCharType")) for mark in story.iter(name("w:fldChar"))]
        self.fields = []
        self.follows_fields = kinds.count("begin") == kinds.count("end")

    def read(self, paragraph: Element) -> Inline:
        found = Inline()
        for child in paragraph:
            self._read(child, style_of(paragraph), found)
        return found

    def _read(self, node: Element, style: str | None, found: Inline) -> None:
        if not isinstance(node.tag, str) or node.tag in _NO_WORDS:
            return
        if node.tag in _GONE:
            if node.tag == name("w:del"):  # what was moved stands elsewhere
                found.pieces.append(Piece(text_within(node), why=Why.DELETED))
        elif node.tag == name("w:r"):
            self._run(node, self.styles.look(node.find(name("w:rPr")), style), style, found)
        elif node.tag == name("mc:AlternateContent"):
            for child in chosen(node):
                self._read(child, style, found)
        elif node.tag in _LETTERS:
            found.pieces.append(Piece(node.text or ""))
        else:  # tags, links, simple fields, content controls, insertions, formulas: what they hold
            for child in node:
                self._read(child, style, found)

    def _run(self, run: Element, look: Look, style: str | None, found: Inline) -> None:
        why = Why.HIDDEN if look.is_hidden else Why.STRUCK if look.is_struck else None
        for node in _flat(run):
            if node.tag == name("w:fldChar"):
                self._field(node.get(name("w:fldCharType")))
            elif self.follows_fields and not all(self.fields):
                continue  # the instruction of a field, and the fields inside it
            elif node.tag == name("w:ruby"):
                for child in node.iterfind(f"{name('w:rubyBase')}/*"):
                    self._read(child, style, found)
            elif node.tag in (name("w:drawing"), name("w:pict"), name("w:object")):
                self._drawing(node, found, why)
            else:
                text = self._letters(node, found)
                if text:
                    found.pieces.append(Piece(text, look.encoding, look.capitals, why))

    def _letters(self, node: Element, found: Inline) -> str:
        if node.tag in _LETTERS:
            return node.text or ""
        if node.tag in _SIGNS:
            return _SIGNS[node.tag]
        if node.tag == name("w:br"):
            return "\n" if node.get(name("w:type"), "textWrapping") == "textWrapping" else ""
        if node.tag == name("w:sym"):
            return _symbol(node)
        if node.tag in (name("w:footnoteReference"), name("w:endnoteReference")):
            note = self.notes.get(f"{node.tag}{node.get(name('w:id'))}", "")
            found.pieces.append(Piece(note, why=Why.NOTE))
        return ""

    def _field(self, kind: str | None) -> None:
        if kind == "begin":
            self.fields.append(False)
        elif kind == "separate" and self.fields:
            self.fields[-1] = True
        elif kind == "end" and self.fields:
            self.fields.pop()

    def _drawing(self, node: Element, found: Inline, why: Why | None) -> None:
        shapes = list(shapes_of(node))
        if why is None:
            found.shapes.extend(shapes)
        else:
            found.pieces.extend(Piece(text_within(shape), why=why) for shape in shapes)
        if embedded := embedded_in(node):
            found.pieces.append(Piece(embedded, why=Why.EMBEDDED))
        elif not shapes and is_large_picture(node):
            found.pieces.append(Piece("", why=Why.PICTURE))


def _flat(run: Element) -> Iterator[Element]:
    """What a run holds, the alternatives of newer programs resolved."""
    for node in run:
        if node.tag == name("mc:AlternateContent"):
            yield from chosen(node)
        elif isinstance(node.tag, str) and node.tag not in _NO_WORDS:
            yield node


def chosen(alternatives: Element) -> list[Element]:
    """What a newer Word shows, unless only the fallback holds words."""
    options = [
        *alternatives.iterfind(name("mc:Choice")),
        *alternatives.iterfind(name("mc:Fallback")),
    ]
    best = next((one for one in options if text_within(one)), None)
    if best is None:
        best = next((one for one in options if len(one)), None)
    return list(best) if best is not None else []


def style_of(paragraph: Element) -> str | None:
    style = paragraph.find(f"{name('w:pPr')}/{name('w:pStyle')}")
    return style.get(name("w:val")) if style is not None else None


def is_joined_to_next(paragraph: Element, styles: Styles) -> bool:
    """The mark at its end is deleted or hidden: what follows belongs to the same paragraph."""
    mark = paragraph.find(f"{name('w:pPr')}/{name('w:rPr')}")
    if mark is not None and any(mark.find(tag) is not None for tag in _GONE):
        return True
    return styles.look(mark, style_of(paragraph)).is_hidden or (
        mark is not None and is_on(mark.find(name("w:specVanish")))
    )


def _symbol(node: Element) -> str:
    """A letter named by its code; those of symbol fonts lie in the private area, where bullets are
    known by it.
    """
    try:
        return chr(int(node.get(name("w:char"), ""), 16))
    except (ValueError, OverflowError):
        return ""


def text_within(node: Element) -> str:
    """All letters below a node, deleted ones too, paragraph by paragraph."""
    letters = {*_LETTERS, name("w:delText"), name("a:t")}
    pieces = []
    for found in node.iter():
        if found.tag in (name("w:p"), name("a:p"), name("w:tab")):
            pieces.append(" ")
        elif found.tag in letters:
            pieces.append(found.text or "")
    return " ".join("".join(pieces).split())
