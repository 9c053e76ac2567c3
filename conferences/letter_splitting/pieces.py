"""Where a letter turns to another petition: “Kiến nghị số 3: …”, “2. Về kiến nghị số 5 và số 7”.

Nothing of the letter is lost: what stands before the first petition and after the last one is kept
apart and shown.
"""

import re
from dataclasses import dataclass

from vietnam.folding import unaccent

# Of a line without its marks and in small letters.
_HEADING = re.compile(
    r"""
    ^\W*
    (?:\(?(?:\d{1,3}|[ivx]{1,5}|[a-z])(?:\.\d{1,2})*[.)/]+\s*)?  # its own number: 2.  II.  a)
    (?:(?:tra\ loi|giai\ quyet|noi\ dung|doi\ voi|lien\ quan|ve|den)\s+){0,3}
    (?:(?:noi\ dung|cac|nhung)\s+)?
    (?:kien\ nghi|y\ kien|phan\ anh|de\ xuat|cau\ hoi)\s*
    (?:
        (?:cua\ cong\ nhan|cua\ nguoi\ lao\ dong)?\s*(?:so|thu)\s*[:.]?\s*(?P<said>\d{1,4}.*)
        |(?P<bare>\d{1,4}\s*(?:[:.)–—-].*)?)$
    )
    """,
    re.VERBOSE,
)
_NUMBERS = re.compile(
    r"\d{1,4}(?!\d|\s*/)(?:\s*(?:,|;|va|den|toi|-|–)\s*(?:so\s*)?\d{1,4}(?!\d|\s*/))*"
)
_RANGE = re.compile(r"(\d{1,4})\s*(?:den|toi|-|–)\s*(?:so\s*)?(\d{1,4})|(\d{1,4})")
_END = re.compile(r"^\W*(?:noi nhan\b|tren day la\b)")
LONGEST_RANGE = 50


@dataclass(frozen=True)
class LetterPiece:
    """What a letter says to the petitions of these numbers, with its heading."""

    numbers: tuple[int, ...]
    text: str


@dataclass(frozen=True)
class SplitLetter:
    """`before`: the address and the introduction; `after`: the closing words and the recipients."""

    before: str
    pieces: tuple[LetterPiece, ...]
    after: str


def split_letter(text: str) -> SplitLetter:
    """Without any heading all of it stands in `before`."""
    lines = text.splitlines()
    heads = [(place, found) for place, line in enumerate(lines) if (found := _numbers_of(line))]
    if not heads:
        return SplitLetter(text.strip(), (), "")
    last = heads[-1][0]
    ends = [place for place in range(last + 1, len(lines)) if _END.match(unaccent(lines[place]))]
    end = ends[0] if ends else len(lines)
    limits = [place for place, _numbers in heads[1:]] + [end]
    pieces = tuple(
        LetterPiece(numbers, _joined(lines[place:limit]))
        for (place, numbers), limit in zip(heads, limits, strict=True)
    )
    return SplitLetter(_joined(lines[: heads[0][0]]), pieces, _joined(lines[end:]))


def _numbers_of(line: str) -> tuple[int, ...]:
    """The petitions to which a line turns; none where it is no heading."""
    found = _HEADING.match(unaccent(line))
    if found is None:
        return ()
    said = _NUMBERS.match(found["said"] or found["bare"])
    if said is None:
        return ()
    numbers: list[int] = []
    for first, until, single in _RANGE.findall(said[0]):
        if single:
            numbers.append(int(single))
        elif 0 <= int(until) - int(first) <= LONGEST_RANGE:
            numbers.extend(range(int(first), int(until) + 1))
        else:
            numbers.extend((int(first), int(until)))
    return tuple(dict.fromkeys(numbers))


def _joined(lines: list[str]) -> str:
    return "\n".join(lines).strip()
