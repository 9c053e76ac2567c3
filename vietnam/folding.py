"""Vietnamese text cleaned of typesetting damage, and folded to plain letters for search."""

import re
import unicodedata
from dataclasses import dataclass

# Old converters from TCVN3 and VNI fonts write the letter OI (U+01A2) for Ư and the Icelandic eth
# for Đ.
_WRONG_LETTERS = {
    "\u01a2": "Ư",
    "\u01a3": "ư",
    "\u00d0": "Đ",
    "\u0189": "Đ",
    "\u00f0": "đ",
    "\u0256": "đ",
}
_WIDE_SPACES = (
    "\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008"
    "\u2009\u200a\u202f\u205f\u3000"
)
INVISIBLE = "\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff"
_REPAIR = str.maketrans(
    _WRONG_LETTERS | dict.fromkeys(_WIDE_SPACES, " ") | dict.fromkeys(INVISIBLE, "")
)

_PLAIN = str.maketrans({"đ": "d", "ø": "o", "ł": "l"})
_NOT_WORD = re.compile(r"[\W_]+")
_TONES = "\u0300\u0301\u0303\u0309\u0323"


def clean_text(text: str) -> str:
    """The same text in NFC, with ordinary spaces, right letters and nothing invisible; dashes and
    line breaks stay.
    """
    if text.isascii():
        return text
    return unicodedata.normalize("NFC", text.translate(_REPAIR))


def fold(text: str) -> str:
    """Lower-case letters without accents, one space between words: what search compares ("May mặc"
    -> "may mac").

    Punctuation separates words. Folding twice gives the same as folding once.
    """
    if not text.isascii():
        text = unaccent(clean_text(text))
    return _NOT_WORD.sub(" ", text.lower()).strip()


def unaccent(text: str) -> str:
    """Lower-case letters without accents; punctuation stays."""
    # Compatibility forms are unfolded twice, because lowering a letter can bring out a further
    # accent.
    for _ in range(2):
        decomposed = unicodedata.normalize("NFKD", text.translate(_REPAIR).casefold())
        text = "".join(
            c for c in decomposed if not unicodedata.category(c).startswith("M")
        ).translate(_PLAIN)
    return text


def search_words(text: str) -> list[str]:
    return fold(text).split()


def toned_words(text: str) -> list[str]:
    """Lower-case words with their accents, the tone behind its syllable: "hoà" and "hòa" are one
    word, "may" and "máy" are two.
    """
    return [_keep_tones(word) for word in _NOT_WORD.sub(" ", clean_text(text).lower()).split()]


def _keep_tones(word: str) -> str:
    if word.isascii():
        return word
    decomposed = unicodedata.normalize("NFD", word)
    tones = "".join(mark for mark in decomposed if mark in _TONES)
    letters = "".join(mark for mark in decomposed if mark not in _TONES)
    return unicodedata.normalize("NFC", letters) + tones


@dataclass(frozen=True)
class NormalizedText:
    """A text as rules read it: clean, lower case, single spaces; each character knows where it
    stands in the source.
    """

    source: str
    text: str
    starts: tuple[int, ...]
    ends: tuple[int, ...]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The place in the source of a non-empty stretch of the reading."""
        return self.starts[start], self.ends[end - 1]


_CLUSTER = re.compile(r"\s+|[^\s][\u0300-\u036f\u00ad\u200b-\u200d\u2060\ufeff]*")


def normalize_text(source: str) -> NormalizedText:
    """Prepare a text for rules: line breaks are spaces, accents are composed, letters are lower
    case.
    """
    characters: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    for found in _CLUSTER.finditer(source.translate(_SAME_LENGTH)):
        cluster = found.group()
        written = " " if cluster[0].isspace() else clean_text(cluster).lower()
        for character in written:
            characters.append(character)
            starts.append(found.start())
            ends.append(found.end())
    return NormalizedText(source, "".join(characters), tuple(starts), tuple(ends))


# Replaces one character by one, so that places in the source stay true.
_SAME_LENGTH = str.maketrans(_WRONG_LETTERS | dict.fromkeys(_WIDE_SPACES, " "))
