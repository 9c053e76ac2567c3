"""Duties counted inside a paragraph: "Sở A: (1) …; (2) …; (3) …"."""

import re
from dataclasses import dataclass

from reader.phrases import OPENS_WITH_VERB, deadlines_in, heading_bodies, read_addressee
from reader.text import Passage, compile_phrases

_COUNT = re.compile(r"(?:(?<=[:;,.])|^)\s*(?:và\s+)?\((\d{1,2})\)\s*")
# "Sở A thực hiện các nhiệm vụ sau: (1) …" names nothing to do by itself.
_ANNOUNCES = compile_phrases(
    r"""
    (?:
    sau đây|sau|như sau|cụ thể|cụ thể như sau|nội dung|nhiệm vụ|công việc|tập trung|thực hiện
    )\s*:$
    """,
    re.IGNORECASE,
)


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
    return Enumeration(intro, parts) if _are_duties(intro.text, parts) else None


def _find_counts(text: str) -> list[tuple[int, int]]:
    # (start, end) of "(1)", "(2)" … as far as they follow each other.
    found: list[tuple[int, int]] = []
    for count in _COUNT.finditer(text):
        if int(count[1]) == len(found) + 1:
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
