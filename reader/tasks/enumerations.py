"""Duties counted inside a paragraph: "Sở A: (1) …; (2) …; (3) …"."""

import re
from dataclasses import dataclass

from reader.phrases import OPENS_WITH_VERB, deadlines_in, heading_bodies, read_addressee
from reader.text import Passage, compile_phrases

_COUNT = re.compile(r"(?:(?<=[:;,.])|^)\s*(?:và\s+)?\((\d{1,2}|[ivx]{1,4}|[a-dđ])\)\s*")
_ROMAN = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii")
_LETTERS = ("a", "b", "c", "d", "đ")
# "Sở A thực hiện các nhiệm vụ sau: (1) …" names nothing to do by itself.
_ANNOUNCES = compile_phrases(
    r"""
    (?:
    sau đây|sau|như sau|cụ thể|cụ thể như sau|nội dung|nhiệm vụ|công việc|tập trung|thực hiện
    )\s*:$
    """,
    re.IGNORECASE,
)


_NO_INTRO = "…"  # announces nothing


@dataclass(frozen=True)
class Enumeration:
    """`intro` stands before "(1)"; `parts` are without their counts."""

    intro: Passage
    parts: list[Passage]


def find_enumeration(passage: Passage) -> Enumeration | None:
    """The counted duties of a paragraph; None when it counts things, or steps of one duty."""
    starts = _find_counts(passage.text)
    if len(starts) < 2:
        return None
    ends = [*(start for start, _ in starts[1:]), len(passage.text)]
    parts = [passage.part(at, end) for (_, at), end in zip(starts, ends, strict=True)]
    intro = passage.part(0, starts[0][0])
    # "(i) … (ii) …" mostly counts what one duty consists of.
    is_numbered = passage.text[starts[0][0] :].lstrip(" :;,.").startswith("(1")
    are_duties = _are_duties(intro.text if is_numbered else _NO_INTRO, parts)
    return Enumeration(intro, parts) if are_duties else None


def _find_counts(text: str) -> list[tuple[int, int]]:
    # (start, end) of "(1)", "(2)" …, or "(i)", "(a)", as far as they follow each other.
    counts = list(_COUNT.finditer(text))
    if not counts:
        return []
    first = counts[0][1]
    order = _ROMAN if first == "i" else _LETTERS if first == "a" else tuple(map(str, range(1, 100)))
    found: list[tuple[int, int]] = []
    for count in counts:
        if len(found) < len(order) and count[1].lstrip("0") == order[len(found)]:
            found.append(count.span())
    return found


def _are_duties(intro: str, parts: list[Passage]) -> bool:
    named = sum(read_addressee(part.text) is not None for part in parts)
    opening = sum(bool(OPENS_WITH_VERB.match(part.text)) for part in parts)
    if named * 2 >= len(parts):
        return True
    if (named + opening) * 2 < len(parts):
        return False
    if not intro or heading_bodies(intro) or _ANNOUNCES.search(intro):
        return True
    return sum(bool(deadlines_in(part.text)) for part in parts) > 1
