"""Vietnamese alphabetical order as a text key, for databases without ICU: compare keys by code
point (collation C).
"""

import unicodedata

from vietnam.folding import clean_text

_ALPHABET = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
# One code point for each letter, after the digits and the signs.
_LETTERS = {letter: chr(0x61 + index) for index, letter in enumerate(_ALPHABET)}
_TONES = {"\u0300": "1", "\u0309": "2", "\u0303": "3", "\u0301": "4", "\u0323": "5"}


def sort_key(text: str) -> str:
    """A key whose order by code point is Vietnamese order: letters a ă â b … d đ e ê …, then tones
    ngang huyền hỏi ngã sắc nặng, then lower before upper case. Punctuation and spaces part words
    and come before letters.
    """
    letters = []
    tones = []
    cases = []
    for letter, tone, is_upper in _split(clean_text(text)):
        letters.append(letter)
        tones.append(tone)
        cases.append("1" if is_upper else "0")
    return "\x02".join(("".join(letters), "".join(tones).rstrip("0"), "".join(cases).rstrip("0")))


def _split(text: str) -> list[tuple[str, str, bool]]:
    # Each character as its primary letter, its tone and its case.
    parts = []
    for character in text:
        lower = character.lower()
        decomposed = unicodedata.normalize("NFD", lower)
        tone = next((_TONES[mark] for mark in decomposed if mark in _TONES), "0")
        plain = unicodedata.normalize("NFC", "".join(c for c in decomposed if c not in _TONES))
        parts.append((_primary(plain), tone, character != lower))
    return parts


def _primary(plain: str) -> str:
    if plain in _LETTERS:
        return _LETTERS[plain]
    if plain.isalpha():
        base = unicodedata.normalize("NFD", plain)[0]
        return _LETTERS.get(base, "\x7f" + plain)
    if plain.isdigit():
        return plain
    return " " if plain.isspace() else "!" + plain
