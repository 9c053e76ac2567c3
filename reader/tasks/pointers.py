"""Tasks that take their deadline from elsewhere: a sibling "Thời gian thực hiện", or "điểm 1.3 mục
II".
"""

import re
from collections.abc import Container, Iterator

from reader.outline.items import OutlineItem
from reader.result import ProposedTask
from reader.tasks.finder import is_schedule
from reader.text.markers import MarkerLevel

_STEP = (
    r"(?:điểm|khoản|mục|tiểu mục|tiết|phần|chương|ý|nội dung|số)\s+(?:[IVX]{1,5}"
    r"|\d{1,2}(?:\.\d{1,2}){0,3}|[a-zđ])(?![\w])"
)
_POINTER = re.compile(rf"(?i:{_STEP})(?:\s*,?\s*(?:của\s+|thuộc\s+)?(?i:{_STEP}))*")
_OWN = re.compile(
    r"(?i)\s*(?:kế hoạch|chương trình|thông báo|quyết định|công điện|chỉ thị|văn bản)?\s*(?:này"
    r"|nêu trên)|của (?:kế hoạch|chương trình)(?! số)|^\s*[.;,/]|^\s*$|^\s*(?:của|tại"
    r"|trong)\s+kế hoạch"
)
_DOES = re.compile(r"(?i)thực hiện|triển khai|nhiệm vụ|nội dung|phân công|theo")


def link_deadlines(found: list[tuple[ProposedTask, OutlineItem]], root: OutlineItem) -> None:
    """Set `inherits_from` on each assigned task of `root` that has no deadline of its own."""
    labels = _by_section(root)
    for task, node in found:
        if task.deadlines or task.scope not in ("assigned", "request"):
            continue
        schedule = _schedule_beside(node) or _schedule_pointed_at(task.text, labels)
        task.inherits_from = schedule


def _by_section(root: OutlineItem) -> dict[str, OutlineItem]:
    labels: dict[str, OutlineItem] = {}
    for node in root.walk():
        if node.label:
            labels.setdefault(node.section, node)
    return labels


def _schedule_beside(node: OutlineItem) -> str | None:
    """The section of the schedule beside the node, or beside an item around it, below the top
    level.
    """
    for item in [node, *node.ancestors()]:
        parent = item.parent
        if parent is None or (parent.parent is None and item.level <= MarkerLevel.ROMAN):
            return None
        section = _schedule_below(parent, item.level)
        if section:
            return section
    return None


def _schedule_below(parent: OutlineItem, level: MarkerLevel) -> str | None:
    """Looked up once for each parent: a list can be long."""
    if level not in parent.schedules:
        parent.schedules[level] = _first_schedule(parent, level)
    return parent.schedules[level]


def _first_schedule(parent: OutlineItem, level: MarkerLevel) -> str | None:
    return next(
        (
            child.section or None
            for child in parent.children
            if child.level is level and is_schedule(child)
        ),
        None,
    )


def _schedule_pointed_at(text: str, labels: dict[str, OutlineItem]) -> str | None:
    for pointer in pointers_in(text):
        section = section_of_pointer(pointer, labels)
        if section is not None:
            node = labels[section]
            return _schedule_beside(node) or _schedule_within(node)
    return None


def pointers_in(text: str) -> Iterator[str]:
    """The places of the same document whose work a task is told to do: "điểm 1.3 mục II"."""
    for match in _POINTER.finditer(text):
        if _DOES.search(text[: match.start()][-80:]) and _OWN.match(text[match.end() :][:40]):
            yield match[0]


def section_of_pointer(pointer: str, known: Container[str]) -> str | None:
    """The section that a pointer names, if it is known; "điểm 1.3 mục II" names the innermost
    first.
    """
    steps = [step.split()[-1] for step in re.findall(rf"(?i:{_STEP})", pointer)]
    path = list(reversed(steps))
    merged = [
        step
        for i, step in enumerate(path)
        if not (i + 1 < len(path) and path[i + 1].startswith(f"{step}."))
    ]
    return next(
        (candidate for candidate in (".".join(merged), merged[-1]) if candidate in known), None
    )


def _schedule_within(node: OutlineItem) -> str | None:
    inner = next((child for child in node.walk() if is_schedule(child)), None)
    return inner.section if inner is not None else None
