"""Tasks that take their deadline from elsewhere: a sibling "Thời gian thực hiện", or "điểm 1.3 mục
II".
"""

import re
from collections.abc import Container, Iterator
from itertools import zip_longest

from reader.outline.items import OutlineItem
from reader.result import ProposedTask
from reader.tasks.proposing import is_schedule
from reader.text import MarkerLevel, compile_phrases

_PLACE = (
    r"(?:điểm|khoản|mục|tiểu mục|tiết|phần|chương|ý|nội dung|số)\s+(?:[IVX]{1,5}"
    r"|\d{1,2}(?:\.\d{1,2}){0,3}|[a-zđ])(?![\w])"
)
_POINTER = re.compile(rf"(?i:{_PLACE})(?:\s*,?\s*(?:của\s+|thuộc\s+)?(?i:{_PLACE}))*")
# What follows a place of the same document, and not of a cited one.
_OWN = compile_phrases(
    r"""
    \s*(?:kế hoạch|chương trình|thông báo|quyết định|công điện|chỉ thị|văn bản)?\s*
    (?:này|nêu trên)
    |của (?:kế hoạch|chương trình)(?! số)
    |^\s*[.;,/]
    |^\s*$
    |^\s*(?:của|tại|trong)\s+kế hoạch
    """,
    re.IGNORECASE,
)
_OF_REPORTS = re.compile(r"(?i)(?:thời gian|thời hạn|hạn|kỳ hạn)(?: gửi| nộp)? báo cáo")
_TOLD_TO_DO = re.compile(r"(?i)thực hiện|triển khai|nhiệm vụ|nội dung|phân công|theo")


def link_deadlines(proposed: list[tuple[ProposedTask, OutlineItem]], root: OutlineItem) -> None:
    """Set `inherits_from` on each assigned task of `root` that has no deadline of its own."""
    labels: dict[str, OutlineItem] = {}
    for item in root.walk():
        if item.label:
            labels.setdefault(item.section, item)
    for task, item in proposed:
        if not task.deadlines and task.scope in ("assigned", "request"):
            task.inherits_from = _schedule_beside(item) or _schedule_pointed_at(task.text, labels)


def _schedule_beside(item: OutlineItem) -> str | None:
    # The section of the schedule beside the item, or beside one around it, below the top level.
    for around in [item, *item.ancestors()]:
        if around.parent is None or (around.is_top and around.level <= MarkerLevel.ROMAN):
            return None
        section = _schedule_below(around.parent, around.level)
        if section:
            return section
    return None


def _schedule_below(parent: OutlineItem, level: MarkerLevel) -> str | None:
    # Looked up once for each parent: a list can be long.
    if level not in parent.schedules:
        schedules = (c for c in parent.children if c.level is level and _tells_when_done(c))
        first = next(schedules, None)
        parent.schedules[level] = (first.section or None) if first else None
    return parent.schedules[level]


def _tells_when_done(item: OutlineItem) -> bool:
    # "Thời gian báo cáo: …" holds for the reports alone.
    return is_schedule(item) and not _OF_REPORTS.match(item.text)


def _schedule_pointed_at(text: str, labels: dict[str, OutlineItem]) -> str | None:
    for pointer in pointers_in(text):
        section = section_of_pointer(pointer, labels)
        if section is not None:
            item = labels[section]
            within = next((child for child in item.walk() if is_schedule(child)), None)
            return _schedule_beside(item) or (within.section if within else None)
    return None


def pointers_in(text: str) -> Iterator[str]:
    """The places of the same document whose work a task is told to do: "điểm 1.3 mục II"."""
    for match in _POINTER.finditer(text):
        before = text[: match.start()][-80:]
        if _TOLD_TO_DO.search(before) and _OWN.match(text[match.end() :][:40]):
            yield match[0]


def section_of_pointer(pointer: str, known: Container[str]) -> str | None:
    """The section that a pointer names, if it is known; "điểm 1.3 mục II" names the innermost
    first.
    """
    path = [place.split()[-1] for place in re.findall(rf"(?i:{_PLACE})", pointer)][::-1]
    # "mục 1" before "điểm 1.3" says nothing new.
    path = [
        label
        for label, inner in zip_longest(path, path[1:], fillvalue="")
        if not inner.startswith(f"{label}.")
    ]
    return next((section for section in (".".join(path), path[-1]) if section in known), None)
