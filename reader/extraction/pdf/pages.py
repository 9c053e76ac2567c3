"""The words and ruled lines of a PDF, page by page, read by PDFium in a process of its own."""

from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from reader.errors import MAX_CHARACTERS, MAX_PAGES, ReadError
from reader.sandbox.processes import SandboxLimits, run_in_sandbox
from vietnam.language.old_letters import (
    decode_letters,
    encoding_of_font,
    is_better_decoded,
    is_beyond_western,
    repair_lines,
)

_PROGRAM = Path(__file__).with_name("glyphs.py")
PAGE_SECONDS = 5.0  # of processor time
_LIMITS = SandboxLimits(memory=2 * 1024**3, processor=30, clock=60)


@dataclass(frozen=True, slots=True)
class PdfWord:
    """A word and its box in points from the upper left of its page; `order` counts the words as the
    page draws them.
    """

    text: str
    x0: float
    top: float
    x1: float
    bottom: float
    order: int
    font: str = ""  # named only where its name tells an old encoding

    @property
    def height(self) -> float:
        return self.bottom - self.top


@dataclass(frozen=True, slots=True)
class Ruling:
    """A level or upright line."""

    x0: float
    top: float
    x1: float
    bottom: float


@dataclass(frozen=True)
class PdfPage:
    """`lost` and `drawn`: see glyphs.py. `is_recognised`: its words were read from a picture."""

    width: float
    height: float
    words: list[PdfWord]
    rulings: list[Ruling]
    pictures: list[tuple[float, float, float, float]] = field(default_factory=list)
    lost: int = 0
    drawn: int = 0
    is_recognised: bool = False

    @property
    def text(self) -> str:
        return " ".join(word.text for word in self.words)


def read_pdf_pages(data: bytes, page_seconds: float = PAGE_SECONDS) -> list[PdfPage]:
    """Raises ReadError: `encrypted`, `too_many_pages`, `too_long`, or `damaged`, also for a page
    that takes too long.
    """
    answer = run_in_sandbox(
        _PROGRAM, MAX_PAGES, MAX_CHARACTERS, page_seconds, data=data, limits=_LIMITS
    )
    records = answer.records
    for record in records:
        if "error" in record:
            raise ReadError(record.pop("error"), **record)
    if not answer.is_whole or not records or records[0].get("pages") != len(records) - 1:
        raise ReadError("damaged")
    return [_page(record) for record in records[1:]]


def _page(record: dict[str, Any]) -> PdfPage:
    words = [
        PdfWord(text, x0, top, x1, bottom, order, font)
        for order, (text, x0, top, x1, bottom, font) in enumerate(record["words"])
    ]
    width, height = record["size"]
    return PdfPage(
        width,
        height,
        words=_in_unicode(words),
        rulings=[Ruling(*ruling) for ruling in record["rulings"]],
        pictures=[tuple(box) for box in record["pictures"]],
        lost=record["lost"],
        drawn=record["drawn"],
    )


def _in_unicode(words: list[PdfWord]) -> list[PdfWord]:
    # Words in old letters, by their fonts and else line by line by their spelling.
    lines: list[list[PdfWord]] = []
    for word in words:
        last = lines[-1][-1] if lines else None
        if last and last.font == word.font and abs(last.bottom - word.bottom) < 0.4 * last.height:
            lines[-1].append(word)
        else:
            lines.append([word])
    written = [" ".join(word.text for word in line) for line in lines]
    named = [_by_font(line[0].font, text) for line, text in zip(lines, written, strict=True)]
    repaired = repair_lines([found or text for found, text in zip(named, written, strict=True)])
    return [
        replace(word, text=text)
        for line, text in zip(lines, repaired, strict=True)
        for word, text in zip(line, text.split(" "), strict=True)
    ]


def _by_font(font: str, text: str) -> str | None:
    # None where the font names no old encoding, or the letters contradict it.
    encoding, capitals = encoding_of_font(font) if font else (None, False)
    if encoding is None or is_beyond_western(text) or not is_better_decoded(text, encoding):
        return None
    return decode_letters(text, encoding, capitals=capitals)
