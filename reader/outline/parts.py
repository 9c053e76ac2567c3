"""The parts of an official document (decree 30/2020): head, title, body, "Nơi nhận" with the
signature, annexes.
"""

import re
from dataclasses import dataclass, field, replace

from reader.text.lines import TextLine
from reader.text.markers import MarkerLevel
from vietnam.folding import fold

KINDS = {
    "ke hoach": "KH",
    "thong bao": "TB",
    "quyet dinh": "QĐ",
    "cong dien": "CĐ",
    "chi thi": "CT",
    "chuong trinh": "CTr",
    "chuong trinh hanh dong": "CTr",
    "ket luan": "KL",
    "thong bao ket luan": "TB",
    "nghi quyet": "NQ",
    "huong dan": "HD",
    "de an": "ĐA",
    "phuong an": "PA",
    "bao cao": "BC",
    "to trinh": "TTr",
    "quy che": "QC",
    "quy dinh": "QĐi",
    "cong van": "CV",
    "quy che phoi hop": "QC",
    "cong dien khan": "CĐ",
    "hoa toc": "",
}
_RECIPIENTS = re.compile(r"(?i)^nơi\s+nhận\b")
_ANNEX = re.compile(
    r"^(?:PHỤ\s*LỤC|Phụ\s*lục|BIỂU\s+PHỤ\s+LỤC|DANH\s+MỤC\s+NHIỆM\s+VỤ|PHÂN\s+CÔNG\s+NHIỆM\s+VỤ"
    r"|BẢNG\s+PHÂN\s+CÔNG)(?:\s+(?:số\s+|SỐ\s+)?(?P<number>[IVX]{1,4}|\d{1,2}"
    r"|[A-H]))?\s*[:.]?(?:\s|$)"
)
_ATTACHED = re.compile(r"(?i)^\(?\s*(?:ban\s+hành\s+)?(?:kèm\s+theo|đính\s+kèm)")
_BODY_OPENING = re.compile(
    r"^(?:Thực hiện|Căn cứ|Nhằm|Để|Ngày|Sau khi|Trong|Tiếp theo|Vừa qua|Thời gian|Hiện nay|Theo"
    r"|Trên cơ sở|Xét|Qua|Tại|Tiếp tục|Từ ngày|Triển khai thực hiện|Năm|Chiều|Sáng|Cuối"
    r"|Đầu"
    r"|Kính gửi|Ủy ban nhân dân .* ban hành|UBND .* ban hành)\b"
)


@dataclass(frozen=True)
class Annex:
    """An attached document or list. `label` is "PL" with its number, "" for a plan attached to a
    decision.
    """

    label: str
    lines: list[TextLine]


@dataclass
class DocumentParts:
    head: list[TextLine] = field(default_factory=list)
    kind: str = ""
    title: list[TextLine] = field(default_factory=list)
    body: list[TextLine] = field(default_factory=list)
    tail: list[TextLine] = field(default_factory=list)
    annexes: list[Annex] = field(default_factory=list)


def split_parts(lines: list[TextLine]) -> DocumentParts:
    parts = DocumentParts()
    at, parts.kind = _find_kind(lines)
    parts.head, rest = lines[:at], lines[at:]
    if parts.kind:
        count = _title_length(rest)
        parts.title, rest = _title(rest[:count]), rest[count:]
    end = next((i for i, line in enumerate(rest) if _RECIPIENTS.match(line.text)), None)
    if end is None:
        end = next((i for i, line in enumerate(rest) if i and _opens_annex(rest, i)), len(rest))
    parts.body, rest = rest[:end], rest[end:]
    starts = [i for i in range(len(rest)) if _opens_annex(rest, i)]
    parts.tail = rest[: starts[0]] if starts else rest
    for number, start in enumerate(starts):
        stop = starts[number + 1] if number + 1 < len(starts) else len(rest)
        parts.annexes.append(_annex(rest[start:stop]))
    return parts


def document_kind(line: TextLine) -> str | None:
    """The code of the kind of document when the line opens with its name in capitals: "KẾ HOẠCH",
    "CHỈ THỊ Về việc …".
    """
    length = _kind_length(line.text)
    return KINDS[fold(line.text[:length])] if length else None


def _kind_length(text: str) -> int:
    """Characters of the name of a kind at the start of a line; 0 without one."""
    words = text.strip(" *").split(" ")
    for count in range(min(4, len(words)), 0, -1):
        name = " ".join(words[:count])
        rest = words[count] if count < len(words) else ""
        if (
            name.isupper()
            and fold(name) in KINDS
            and (not rest or rest[0].isupper() or rest.startswith(("về", "V/v", "v/v")))
        ):
            return len(name)
    return 0


def annex_label(line: TextLine) -> str | None:
    """ "PL2" for a line such as "PHỤ LỤC II"; None for other lines."""
    match = _ANNEX.match(line.text)
    if not match or line.marker or not (line.is_capitals or len(line.text) < 30):
        return None
    return f"PL{match['number'] or ''}"


def _find_kind(lines: list[TextLine]) -> tuple[int, str]:
    for at, line in enumerate(lines[:60]):
        kind = document_kind(line)
        if kind:
            return at, kind
        if line.text.startswith("Kính gửi"):
            return at, ""
        if line.marker and line.marker.level in (MarkerLevel.ROMAN, MarkerLevel.ARTICLE):
            break
    return 0, ""


def _title_length(lines: list[TextLine]) -> int:
    """Lines of the kind and the title; the title ends where a rule stood or the text begins."""
    for count in range(1, min(len(lines), 12)):
        line, before = lines[count], lines[count - 1]
        opened = count > 1 and (
            line.cut
            or line.blanks > 2
            or before.text.endswith((".", ":"))
            or (before.is_capitals and not line.is_capitals)
        )
        if (
            (line.marker and line.marker.level < MarkerLevel.DASH)
            or _BODY_OPENING.match(line.text)
            or line.text.endswith(":")
            or opened
        ):
            return count
    return 1


def _title(lines: list[TextLine]) -> list[TextLine]:
    first = lines[0]
    beside = first.passage.part(_kind_length(first.text))
    return (
        [replace(first, passage=beside, marker=None), *lines[1:]]
        if beside.text.strip(" :*")
        else lines[1:]
    )


def _opens_annex(lines: list[TextLine], at: int) -> bool:
    line = lines[at]
    if annex_label(line) is not None:
        return not any(annex_label(near) for near in lines[max(at - 3, 0) : at]) and not (
            at and lines[at - 1].text.endswith((",", "tại", "theo"))
        )
    return bool(document_kind(line)) and any(
        _ATTACHED.match(near.text) for near in lines[at + 1 : at + 9]
    )


def _annex(lines: list[TextLine]) -> Annex:
    count = next((i + 1 for i, line in enumerate(lines[:9]) if _ATTACHED.match(line.text)), 1)
    while (
        0 < count < len(lines)
        and count > 1
        and not lines[count - 1].text.endswith(")")
        and lines[count].text.endswith(")")
    ):
        count += 1
    return Annex(annex_label(lines[0]) or "", lines[count:])
