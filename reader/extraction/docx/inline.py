"""One paragraph of a DOCX as Word's final text in Unicode: insertions accepted, deletions gone,
fields as their result, nothing hidden or struck; and what is left out of it with its place.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import groupby

from reader.extracted import Why
from reader.extraction.docx.package import Element, is_switched_on, qn, value_at
from reader.extraction.docx.pictures import embedded_program, is_large_picture, shapes_in
from reader.extraction.docx.styles import DocumentStyles
from vietnam.language.old_letters import (
    OldEncoding,
    decode_letters,
    is_better_decoded,
    is_beyond_western,
    repair_line,
)

GONE = {qn("w:del"), qn("w:moveFrom")}
"""Deleted, or moved away."""
_DRAWINGS = {qn("w:drawing"), qn("w:pict"), qn("w:object")}
_NOTES = {qn("w:footnoteReference"), qn("w:endnoteReference")}
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
class FormattedRun:
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

    runs: list[FormattedRun] = field(default_factory=list)
    shapes: list[Element] = field(default_factory=list)


class ParagraphReader:
    """Reads the paragraphs of one story in order: a field may continue from one paragraph to the
    next.
    """

    def __init__(self, styles: DocumentStyles) -> None:
        self.styles = styles
        self.notes: dict[str, str] = {}
        self.fields: list[bool] = []  # for each open field, whether its result has begun
        self.follows_fields = True

    def open_story(self, story: Element) -> None:
        """A story with an unclosed field is read as if it had no fields: better an instruction too
        many than words too few.
        """
        kinds = [mark.get(qn("w:fldCharType")) for mark in story.iter(qn("w:fldChar"))]
        self.fields = []
        self.follows_fields = kinds.count("begin") == kinds.count("end")

    def read_paragraph(self, paragraph: Element) -> ParagraphContent:
        found = ParagraphContent()
        style = paragraph_style(paragraph)
        for child in paragraph:
            self._read(child, style, found)
        return found

    def _read(self, node: Element, style: str | None, found: ParagraphContent) -> None:
        if not isinstance(node.tag, str) or node.tag in _NO_WORDS:
            return
        if node.tag in GONE:
            if node.tag == qn("w:del"):  # what was moved stands elsewhere
                found.runs.append(FormattedRun(text_within(node), why=Why.DELETED))
        elif node.tag == qn("w:r"):
            self._read_run(node, style, found)
        elif node.tag in _LETTERS:
            found.runs.append(FormattedRun(node.text or ""))
        else:  # tags, links, simple fields, content controls, insertions, formulas: what they hold
            is_choice = node.tag == qn("mc:AlternateContent")
            for child in chosen_alternative(node) if is_choice else node:
                self._read(child, style, found)

    def _read_run(self, run: Element, style: str | None, found: ParagraphContent) -> None:
        look = self.styles.run_format(run.find(qn("w:rPr")), style)
        why = Why.STRUCK if look.is_struck else None
        why = Why.HIDDEN if look.is_hidden else why
        for node in _resolved_nodes(run):
            if node.tag == qn("w:fldChar"):
                self._follow_field(node.get(qn("w:fldCharType")))
            elif self.follows_fields and not all(self.fields):
                continue  # the instruction of a field, and the fields inside it
            elif node.tag == qn("w:ruby"):
                for child in node.iterfind(f"{qn('w:rubyBase')}/*"):
                    self._read(child, style, found)
            elif node.tag in _DRAWINGS:
                self._read_drawing(node, found, why)
            elif node.tag in _NOTES:
                note = self.notes.get(f"{node.tag}{node.get(qn('w:id'))}", "")
                found.runs.append(FormattedRun(note, why=Why.NOTE))
            elif text := _letters(node):
                found.runs.append(FormattedRun(text, look.encoding, look.capitals, why))

    def _follow_field(self, kind: str | None) -> None:
        if kind == "begin":
            self.fields.append(False)
        elif kind == "separate" and self.fields:
            self.fields[-1] = True
        elif kind == "end" and self.fields:
            self.fields.pop()

    def _read_drawing(self, node: Element, found: ParagraphContent, why: Why | None) -> None:
        shapes = list(shapes_in(node))
        if why is None:
            found.shapes.extend(shapes)
        else:
            found.runs.extend(FormattedRun(text_within(shape), why=why) for shape in shapes)
        if embedded := embedded_program(node):
            found.runs.append(FormattedRun(embedded, why=Why.EMBEDDED))
        elif not shapes and is_large_picture(node):
            found.runs.append(FormattedRun("", why=Why.PICTURE))


def _letters(node: Element) -> str:
    if node.tag in _LETTERS:
        return node.text or ""
    if node.tag == qn("w:br"):
        return "\n" if node.get(qn("w:type"), "textWrapping") == "textWrapping" else ""
    if node.tag == qn("w:sym"):
        return _symbol(node)
    return _SIGNS.get(node.tag, "")


def _resolved_nodes(run: Element) -> Iterator[Element]:
    # What a run holds, the alternatives of newer programs resolved.
    for node in run:
        if node.tag == qn("mc:AlternateContent"):
            yield from chosen_alternative(node)
        elif isinstance(node.tag, str) and node.tag not in _NO_WORDS:
            yield node


def chosen_alternative(alternatives: Element) -> list[Element]:
    """What a newer Word shows, unless only the fallback holds words."""
    choices = alternatives.findall(qn("mc:Choice"))
    options = [*choices, *alternatives.iterfind(qn("mc:Fallback"))]
    with_words = (option for option in options if text_within(option))
    filled = (option for option in options if len(option))
    return list(next(with_words, next(filled, ())))


def paragraph_style(paragraph: Element) -> str | None:
    return value_at(paragraph, "w:pPr/w:pStyle")


def is_joined_to_next(paragraph: Element, styles: DocumentStyles) -> bool:
    """The mark at its end is deleted or hidden: what follows belongs to the same paragraph."""
    mark = paragraph.find(qn("w:pPr/w:rPr"))
    if mark is not None:
        is_gone = any(mark.find(tag) is not None for tag in GONE)
        if is_gone or is_switched_on(mark.find(qn("w:specVanish"))):
            return True
    return styles.run_format(mark, paragraph_style(paragraph)).is_hidden


def _symbol(node: Element) -> str:
    # A letter named by its code; those of symbol fonts lie in the private area, where bullets are
    # known by it.
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


LeftOut = tuple[int, Why, str]  # the place in the text of its paragraph, the reason, the words

_DIGIT = re.compile(r"\d")
_WITH_WORDS = (Why.HIDDEN, Why.STRUCK, Why.DELETED, Why.NOTE)


def join_runs(
    runs: list[FormattedRun], usual: OldEncoding | None
) -> tuple[str, list[LeftOut], OldEncoding | None]:
    """Text, what was left out, and the old encoding found in letters whose font does not name one.

    `usual` is that of the document's other paragraphs, for words that may be either.
    """
    trusted = {encoding for encoding in OldEncoding if _is_written_in(encoding, runs)}
    text = ""
    left_out: list[LeftOut] = []
    for (encoding, capitals, why), group in groupby(
        runs, key=lambda run: (run.encoding, run.capitals, run.why)
    ):
        letters = "".join(run.text for run in group)
        if encoding in trusted:
            letters = decode_letters(letters, encoding, capitals=capitals)
        if why is None:
            text += letters
        elif why not in _WITH_WORDS or is_worth_reporting(letters, why):
            left_out.append((len(text), why, " ".join(letters.split())))
    if trusted:
        return text, left_out, None
    repaired, encoding = repair_line(text, usual)
    return repaired, left_out, encoding


def is_worth_reporting(letters: str, why: Why) -> bool:
    """Every hidden or struck word; of deleted ones only what may be a date."""
    return bool(_DIGIT.search(letters)) if why is Why.DELETED else any(c.isalnum() for c in letters)


def _is_written_in(encoding: OldEncoding, runs: list[FormattedRun]) -> bool:
    # The font names the encoding, and the letters do not contradict it: many a Unicode text was
    # typed in an old font.
    own = (run.text for run in runs if run.encoding is encoding and run.why is not Why.DELETED)
    letters = " ".join("".join(own).split())
    return bool(letters) and not is_beyond_western(letters) and is_better_decoded(letters, encoding)
