"""Passwords: one form for the same letters, however a keyboard composes them."""

import unicodedata

# Letters; longer texts stay as they are, because ordering endless accents takes time with their
# square.
LONGEST = 4096
# Grave, acute, tilde, hook above, dot below.
_TONES = "\u0300\u0301\u0303\u0309\u0323"


def normalize_password(text: str) -> str:
    """The form that is hashed: NFKC (NIST SP 800-63B). Blanks and capitals count."""
    return unicodedata.normalize("NFKC", text) if len(text) <= LONGEST else text


def password_spellings(text: str) -> list[str]:
    """The forms in which the same password may have been hashed before it was normalised: at most
    five, the normal one first. How many there are depends on the text alone; plain letters have
    one.
    """
    if text.isascii() or len(text) > LONGEST:
        return [text]
    composed = unicodedata.normalize("NFC", text)
    spellings = (
        normalize_password(text),
        text,
        composed,
        unicodedata.normalize("NFD", text),
        _tones_apart(composed),
    )
    return list(dict.fromkeys(spellings))


def _tones_apart(composed: str) -> str:
    # As keyboards write "Unicode tổ hợp" and Windows code page 1258: "ê" is one letter, its tone
    # another.
    return "".join(_tone_apart(letter) for letter in composed)


def _tone_apart(letter: str) -> str:
    decomposed = unicodedata.normalize("NFD", letter)
    base = decomposed[0]
    marks = decomposed[1:]
    tones = "".join(mark for mark in marks if mark in _TONES)
    shape = "".join(mark for mark in marks if mark not in _TONES)
    return unicodedata.normalize("NFC", base + shape) + tones
