"""Vietnamese letters of the time before Unicode: TCVN3 (ABC fonts, named .Vn…) and VNI (fonts named
VNI-…).

Both put the letters at the codes of Western ones (TCVN 5712:1993, third set; VNI Windows), so that
their text shows as "Hµ Néi" or "Haø Noäi" wherever the font is lost. Only in a capital font
(.VnTimeH) has TCVN3 capitals with tones: they are the codes of the small letters.
"""

import re
import unicodedata
from bisect import bisect_left
from enum import StrEnum
from functools import lru_cache

from vietnam.language.syllables import is_readable_word, plain_words


class OldEncoding(StrEnum):
    TCVN3 = "TCVN3"
    VNI = "VNI"


_TCVN3 = dict(
    zip(
        "¡¢£¤¥¦§¨©ª«¬\u00ad®µ¶·¸¹»¼½¾ÆÇÈÉÊËÌÎÏÐÑÒÓÔÕÖ×ØÜÝÞßáâãäåæçèéêëìíîïñòóôõö÷øùúûüýþ",
        "ĂÂÊÔƠƯĐăâêôơưđàảãáạằẳẵắặầẩẫấậèẻẽéẹềểễếệìỉĩíịòỏõóọồổỗốộờởỡớợùủũúụừửữứựỳỷỹýỵ",
        strict=True,
    )
)
# Marks that stand behind a letter of their own: "A" and the grave.
_TCVN3_MARKS = {"°": "\u0300", "±": "\u0309", "²": "\u0303", "³": "\u0301", "´": "\u0323"}
_VNI_LETTERS = dict(zip("ñôöæóòîíì", "đơưỉĩịỵíì", strict=True))
_VNI_TONES = {"ø": "\u0300", "ù": "\u0301", "û": "\u0309", "õ": "\u0303", "ï": "\u0323"}
_ROUND = "\u0302"
_SHORT = "\u0306"
_VNI_MARKS = (
    _VNI_TONES
    | {"â": _ROUND, "ê": _SHORT}
    | {code: _ROUND + tone for code, tone in zip("àáåãä", _VNI_TONES.values(), strict=True)}
    | {code: _SHORT + tone for code, tone in zip("èéúüë", _VNI_TONES.values(), strict=True)}
)
_VNI_BASES = {"a": set(_VNI_MARKS), "e": set("âàáåãäøùûõï"), "o": set("âàáåãäøùûõï")} | {
    base: set(_VNI_TONES) for base in "uyôö"
}
# A letter with its mark behind it, or one of the letters that are none in the West.
_VNI = re.compile(
    "|".join(f"{base}[{''.join(marks)}]" for base, marks in _VNI_BASES.items())
    + f"|[{''.join(_VNI_LETTERS)}]",
    re.IGNORECASE,
)
_SYMBOLS = {
    chr(0xF000 + code): chr(code) for code in range(0x20, 0x100)
}  # how Word keeps letters of a symbol font
_LIKE = {"\u03bc": "µ", "\u00d0": "\u00d0", "\u0110": "\u00d0", "\u2022": "·", "\u2219": "·"}
_FONT = re.compile(
    r"(?:[A-Z]{6}\+)?"  # the mark of a subset in a PDF
    r"(?:(?P<vni>(?i:VNI)[-_ ])"  # VNI-Times
    r"|(?:\.(?i:Vn)|Vn(?=[A-Z]))[\w .]*?(?P<capitals>H)?(?=[-,]|$))"  # .VnTime, .VnTimeH
)
_LONGEST = 60  # letters; longer ones are no words
_SIGNS = "·•§-"  # alone between words they are what they show, in any font
_COMMITTEE = re.compile(r"\b(?:ủy|uỷ) ban\b")


def encoding_of_font(name: str) -> tuple[OldEncoding | None, bool]:
    """The encoding which a font's name promises, and whether the font draws capitals only."""
    found = _FONT.match(name.strip())
    if not found:
        return None, False
    return (
        (OldEncoding.VNI, False) if found["vni"] else (OldEncoding.TCVN3, bool(found["capitals"]))
    )


def decode_letters(text: str, encoding: OldEncoding, *, capitals: bool = False) -> str:
    """Text of that encoding, read as Western letters, in Unicode (NFC). What is no code of it
    stays.

    `capitals`: the font draws every letter as a capital.
    """
    western = "".join(_SYMBOLS.get(c, c) for c in text)
    if encoding is OldEncoding.VNI:
        decoded = _decode_vni(western)
    else:
        words = western.split(" ")
        decoded = " ".join(
            word if word in _SIGNS and len(words) > 1 else _decode_tcvn3(word) for word in words
        )
        decoded = "\n".join(_raise_capitals(line) for line in decoded.split("\n"))
        decoded = _COMMITTEE.sub(
            "Ủy ban", decoded
        )  # these fonts have no capital Ủ to write its name with
    return decoded.upper() if capitals else decoded


def _decode_tcvn3(word: str) -> str:
    letters: list[str] = []
    for code in word:
        mark = _TCVN3_MARKS.get(code)
        if mark and letters and letters[-1].isalpha():
            letters[-1] = unicodedata.normalize("NFC", letters[-1] + mark)
        else:
            code = _LIKE.get(code, code)
            letters.append(_TCVN3.get(code, code))
    return _with_soft_hyphen("".join(letters))


def _with_soft_hyphen(word: str) -> str:
    # The code of ư is that of the soft hyphen, which many programs write as a hyphen or lose at
    # the end of a line.
    if "-" not in word or is_readable_word(word) or not any(c.islower() for c in word):
        return word
    joined = word.replace("-", "ư")
    return joined if is_readable_word(joined.strip(".,;:()")) else word


def _raise_capitals(line: str) -> str:
    # Words in capitals whose letters with tones came out small: "TổNG" is "TỔNG", and "Tổ"
    # between such words "TỔ".
    parts = re.split(r"(\s+)", line)
    shouted = [_is_shouted(part) for part in parts]
    known = [at for at, value in enumerate(shouted) if value is not None]
    for at, part in enumerate(parts):
        if shouted[at] is None and known and part.strip():
            near = min(known, key=lambda other: (abs(other - at), other < at))
            shouted[at] = shouted[near] and not part[:1].isspace()
        if shouted[at]:
            parts[at] = part.upper()
    return "".join(parts)


def _is_shouted(word: str) -> bool | None:
    # None when its plain letters do not tell: there is none, or one capital that may open a name.
    letters = [c for c in word if c.isalpha()]
    plain = [c for c in letters if c.isascii()]
    if not letters or any(c.isdigit() or c == "/" for c in word):
        return None  # a code such as 41/KH-UBND is in capitals wherever it stands
    if any(c.islower() for c in plain):
        return False
    return True if len(plain) > 1 or (len(letters) > 1 and letters[1].isascii()) else None


def _decode_vni(text: str) -> str:
    return _VNI.sub(_vni_letter, text)


def _vni_letter(found: re.Match[str]) -> str:
    code = found[0][0]
    mark = found[0][1:]
    base = _VNI_LETTERS.get(code.lower(), code.lower())
    marks = "".join(_VNI_MARKS[each.lower()] for each in mark)
    letter = unicodedata.normalize("NFC", base + marks)
    return letter.upper() if code.isupper() else letter


def guess_encoding(line: str) -> OldEncoding | None:
    """The old encoding in which clearly more words of the line are Vietnamese than as they stand;
    None for Unicode.
    """
    marked = _marked_words(line)
    if not marked or is_beyond_western(line):
        return None
    as_is = sum(map(is_readable_word, marked))
    found = {encoding: _count_words(marked, encoding) for encoding in OldEncoding}
    best = max(found, key=lambda encoding: found[encoding])
    return best if found[best] > as_is and found[best] * 2 > len(marked) else None


def is_better_decoded(line: str, encoding: OldEncoding) -> bool:
    # At least as many of its words are Vietnamese in that encoding as they are as they stand.
    marked = _marked_words(line)
    return _count_words(marked, encoding) >= sum(map(is_readable_word, marked))


def is_beyond_western(text: str) -> bool:
    # Holds a letter that only Unicode has: ơ, ế, 한.
    return any(
        ord(c) > 0xFF and c.isalpha() and c not in _LIKE and c not in "ŒœŠšŽžŸƒ" for c in text
    )


def _marked_words(line: str) -> list[str]:
    return [word for word in plain_words(line) if not word.isascii() and len(word) < _LONGEST]


def _count_words(words: list[str], encoding: OldEncoding) -> int:
    return sum(_is_word_of(word, encoding) for word in words)


@lru_cache(maxsize=5_000)
def _is_word_of(word: str, encoding: OldEncoding) -> bool:
    decoded = decode_letters(word, encoding)
    return decoded != word and is_readable_word(decoded.strip(".,;:()“”"))


def repair_line(line: str, usual: OldEncoding | None = None) -> tuple[str, OldEncoding | None]:
    """The line in Unicode, and the old encoding in which it was written, if any.

    Words that may be either ("Sè" is Số and Sè) are read in the `usual` encoding of the text about
    them.
    """
    if line.isascii() or is_beyond_western(line):
        return line, None
    encoding = guess_encoding(line)
    if (
        encoding is None
        and usual
        and _count_words(_marked_words(line), usual)
        and is_better_decoded(line, usual)
    ):
        encoding = usual
    return (decode_letters(line, encoding), encoding) if encoding else (line, None)


def repair_lines(lines: list[str]) -> list[str]:
    """Each line in Unicode; a doubtful one follows the lines on both sides of it."""
    guesses = [None if line.isascii() else guess_encoding(line) for line in lines]
    if not any(guesses):
        return lines
    known = [at for at, line in enumerate(lines) if guesses[at] or is_beyond_western(line)]
    return [
        decode_letters(line, guess)
        if guess
        else repair_line(line, _of_neighbours(at, known, guesses))[0]
        for at, (line, guess) in enumerate(zip(lines, guesses, strict=True))
    ]


def _of_neighbours(
    at: int, known: list[int], guesses: list[OldEncoding | None]
) -> OldEncoding | None:
    place = bisect_left(known, at)
    sides = {guesses[other] for other in known[max(place - 1, 0) : place + 1]}
    return sides.pop() if len(sides) == 1 else None
