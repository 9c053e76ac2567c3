"""What people and programs write, cleaned once when it is stored: nothing invisible, nothing that
changes the direction of words.

A page, a feed, a workbook and a search then have the same text. Spelling is not judged: mistakes
stay (vietnam/folding.py repairs letters where texts are compared).
"""

import re
import unicodedata

# Ends of lines and paragraphs, as Word, old systems and Unicode write them.
_BREAKS = re.compile("\r\n|[\r\v\f\x1c\x1d\x1e\x85\u2028\u2029]")
_SPACES = re.compile("[\t\x1f\xa0\u1680\u2000-\u200a\u202f\u205f\u3000]")
_UNWANTED = re.compile(
    "["
    "\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f"  # control characters that mean nothing in a text
    # soft hyphen, joiners, fillers: all unseen
    "\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u3164\uffa0"
    "\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff"  # of no width, or turning the direction
    # variations, annotations, tags
    "\ufe00-\ufe0f\ufff0-\ufffb\U0001d173-\U0001d17a\U000e0000-\U000e0fff"
    "\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff"  # half characters and no characters
    + "".join(
        f"{chr(plane + 0xFFFE)}{chr(plane + 0xFFFF)}" for plane in range(0x10000, 0x110000, 0x10000)
    )
    + "]"
)
_NOT_IN_XML = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]"
)
_MANY_SPACES = re.compile(" {2,}")
_MANY_LINES = re.compile("\n{3,}")


def clean_line(text: str) -> str:
    """One line: line breaks are spaces too, single spaces, none at the ends; composed accents
    (NFC).
    """
    return " ".join(_clean(text).split())


def clean_paragraphs(text: str) -> str:
    """Several lines, ended by `\\n`: one empty line between paragraphs at most, no spaces at the
    ends of lines.

    Cleaning twice gives the same as cleaning once, here and in `clean_line`.
    """
    lines = "\n".join(_MANY_SPACES.sub(" ", line).strip() for line in _clean(text).split("\n"))
    return _MANY_LINES.sub("\n\n", lines).strip()


def _clean(text: str) -> str:
    text = _SPACES.sub(" ", _BREAKS.sub("\n", text))
    return unicodedata.normalize("NFC", _UNWANTED.sub("", text))


def without_controls(text: str) -> str:
    """For writers of files, from text that was stored uncleaned: XML and iCalendar may not contain
    control characters.

    Tabs and line ends stay.
    """
    return _NOT_IN_XML.sub("", text)


_KEPT_LENGTH = str.maketrans(
    dict.fromkeys("\v\f\x1c\x1d\x1e\x85\u2028\u2029", "\n")
    | dict.fromkeys(
        map(chr, [*range(9), *range(0x0E, 0x1C), 0x1F, *range(0x7F, 0x85), *range(0x86, 0xA0)]), " "
    )
    | dict.fromkeys(map(chr, [0x061C, *range(0x202A, 0x202F), *range(0x2066, 0x206A)]), "\u200b")
)


def clean_in_place(text: str) -> str:
    """For a document, in whose text places are kept: each character becomes one character at the
    same place.

    A sign that turns the direction becomes one that nobody sees. Half characters become the
    replacement character.
    """
    whole = (
        text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
        if _HALVES.search(text)
        else text
    )
    return whole.translate(_KEPT_LENGTH)


_HALVES = re.compile("[\ud800-\udfff]")
