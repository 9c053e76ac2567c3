"""The parts of an official document (decree 30/2020): head, title, body, "Nơi nhận" with the
signature, annexes.
"""

import re
from dataclasses import dataclass, replace
from itertools import pairwise

from reader.text import MarkerLevel, TextLine, compile_phrases
from vietnam.folding import fold

# Kinds of administrative documents (decree 30/2020, article 7) and of the Party's conclusions, with
# the codes that stand in their numbers; letters have no name of a kind.
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
    r"""
    ^(?:
      PHỤ\s*LỤC|Phụ\s*lục|BIỂU\s+PHỤ\s+LỤC
      # lists of tasks without the word
    | DANH\s+MỤC\s+NHIỆM\s+VỤ|PHÂN\s+CÔNG\s+NHIỆM\s+VỤ|BẢNG\s+PHÂN\s+CÔNG
    )
    (?:\s+(?:số\s+|SỐ\s+)?(?P<number>[IVX]{1,4}|\d{1,2}|[A-H]))?
    \s*[:.]?(?:\s|$)
    """,
    re.VERBOSE,
)
# What stands under the heading of an annex: "(Kèm theo Kế hoạch số …)".
_ATTACHED = re.compile(r"(?i)^\(?\s*(?:ban\s+hành\s+)?(?:kèm\s+theo|đính\s+kèm)")
# First words of the text, which end a title where no rule is drawn under it.
_BODY_OPENING = compile_phrases(
    r"""
    ^(?:
    Thực hiện|Căn cứ|Nhằm|Để|Ngày|Sau khi|Trong|Tiếp theo|Vừa qua|Thời gian|Hiện nay|Theo
    |Trên cơ sở|Xét|Qua|Tại|Tiếp tục|Từ ngày|Triển khai thực hiện|Năm|Chiều|Sáng|Cuối|Đầu|Kính gửi
    |Ủy ban nhân dân .* ban hành|UBND .* ban hành
    )\b
    """
)
_SIGNATURE_OPENS = compile_phrases(
    r"""
    (?:TM|KT|TL|TUQ|T/M|K/T)\.?\s|CHỦ TỊCH|PHÓ CHỦ TỊCH|GIÁM ĐỐC|BỘ TRƯỞNG|THỦ TƯỚNG|BÍ THƯ
    |CHÁNH VĂN PHÒNG
    """
)
_SIGNATURE = 30  # lines before an attached plan within which its decision is signed
_SIGNED = 6  # lines of a signature above the recipients
_REACH = 40  # lines of it within which its first item stands
_LINES_BEFORE_KIND = 60
_LINES_OF_TITLE = 12
_WORDS_OF_KIND = 4
_LONGEST_NAME = 4  # lines


@dataclass(frozen=True)
class Annex:
    """An attached document or list. `label` is "PL" with its number, "" for a plan attached to a
    decision.
    """

    label: str
    lines: list[TextLine]


@dataclass(frozen=True)
class DocumentParts:
    """`kind`: its code, "" for a letter; `tail`: from "Nơi nhận" to the signature."""

    kind: str
    head: list[TextLine]
    title: list[TextLine]
    body: list[TextLine]
    tail: list[TextLine]
    annexes: list[Annex]


def split_parts(lines: list[TextLine]) -> DocumentParts:
    at, kind = _find_kind(lines)
    after_title = at + (_title_length(lines[at:]) if kind else 0)
    rest = lines[after_title:]
    end = next((i for i in range(len(rest)) if _opens_recipients(rest, i)), None)
    if end is None:
        end = next((i for i in range(1, len(rest)) if _opens_annex(rest, i)), len(rest))
        end = next((i for i in range(max(end - _SIGNATURE, 1), end) if _signs(rest[i])), end)
    else:  # signed before the recipients are named
        end = next((i for i in range(max(end - _SIGNED, 1), end) if _signs(rest[i])), end)
    tail = rest[end:]
    starts = [i for i in range(len(tail)) if _opens_annex(tail, i)]
    return DocumentParts(
        kind,
        head=lines[:at],
        title=_title(lines[at:after_title]) if kind else [],
        body=rest[:end],
        tail=tail[: starts[0]] if starts else tail,
        annexes=[_annex(tail[a:b]) for a, b in pairwise([*starts, len(tail)])],
    )


def _opens_recipients(lines: list[TextLine], at: int) -> bool:
    text = lines[at].text
    if text.lower() == "nơi" and at + 1 < len(lines):  # broken over two lines
        text = f"{text} {lines[at + 1].text}"
    return bool(_RECIPIENTS.match(text))


def _signs(line: TextLine) -> bool:
    return line.is_capitals and bool(_SIGNATURE_OPENS.match(line.text))


def after_signature(tail: list[TextLine]) -> list[TextLine]:
    """The lines of a tail below its signature."""
    signed = max((i for i, line in enumerate(tail) if _signs(line)), default=len(tail))
    return tail[signed + 1 :]


def document_kind(line: TextLine) -> str | None:
    """The code of the kind of document when the line opens with its name in capitals: "KẾ HOẠCH",
    "CHỈ THỊ Về việc …".
    """
    length = _kind_length(line.text)
    return KINDS[fold(line.text[:length])] if length else None


def _kind_length(text: str) -> int:
    # Characters of the name of a kind at the start of a line; 0 without one.
    words = text.strip(" *").split(" ")
    for count in range(min(_WORDS_OF_KIND, len(words)), 0, -1):
        name = " ".join(words[:count])
        rest = words[count] if count < len(words) else ""
        ends_there = not rest or rest[0].isupper() or rest.startswith(("về", "V/v", "v/v"))
        if name.isupper() and fold(name) in KINDS and ends_there:
            return len(name)
    return 0


def annex_label(line: TextLine) -> str | None:
    """ "PL2" for a line such as "PHỤ LỤC II"; None for other lines."""
    match = _ANNEX.match(line.text)
    if not match or line.marker or not (line.is_capitals or len(line.text) < 30):
        return None
    return f"PL{match['number'] or ''}"


def _find_kind(lines: list[TextLine]) -> tuple[int, str]:
    for at, line in enumerate(lines[:_LINES_BEFORE_KIND]):
        kind = document_kind(line)
        if kind or line.text.startswith("Kính gửi"):
            return at, kind or ""
        if line.marker and line.marker.level in (MarkerLevel.ROMAN, MarkerLevel.ARTICLE):
            break
    return 0, ""


def _title_length(lines: list[TextLine]) -> int:
    # Lines of the kind and the title; the title ends where a rule stood or the text begins.
    for count in range(1, min(len(lines), _LINES_OF_TITLE)):
        before = lines[count - 1]
        line = lines[count]
        is_item = line.marker and line.marker.level < MarkerLevel.DASH
        opens = _BODY_OPENING.match(line.text) and not _is_titled(lines, count)
        if is_item or opens or line.text.endswith(":"):
            return count
        if count > 1 and (line.cut or line.blanks > 2 or before.text.endswith((".", ":"))):
            return count
        if count > 1 and before.is_capitals and not line.is_capitals:
            return count
    return 1


def _is_titled(lines: list[TextLine], at: int) -> bool:
    # "KẾ HOẠCH / Thực hiện Chương trình …" is a title, not yet the text: it ends without a sign,
    # before an empty line.
    if at != 1 or not lines[at].text.startswith(("Thực hiện", "Triển khai")):
        return False
    for number in range(at, min(at + _LONGEST_NAME, len(lines) - 1)):
        if lines[number].text.endswith((".", ":", ";", ",")):
            return False
        if lines[number + 1].blanks or lines[number + 1].cut:
            return True
    return False


def _title(lines: list[TextLine]) -> list[TextLine]:
    beside = lines[0].part(_kind_length(lines[0].text))
    if not beside.text.strip(" :*"):
        return lines[1:]
    return [replace(lines[0], text=beside.text, anchors=beside.anchors, marker=None), *lines[1:]]


def _opens_annex(lines: list[TextLine], at: int) -> bool:
    is_below_label = any(annex_label(near) for near in lines[max(at - 3, 0) : at])
    if annex_label(lines[at]) is None:
        if not document_kind(lines[at]):
            return False
        if any(_ATTACHED.match(near.text) for near in lines[at + 1 : at + 9]):
            return True
        return not is_below_label and _is_second_half(lines, at)
    if is_below_label:
        return False
    return not (at and lines[at - 1].text.endswith((",", "tại", "theo")))


def _is_second_half(lines: list[TextLine], at: int) -> bool:
    # A plan that follows the signature of its decision without "(Kèm theo …)".
    levels = [line.marker.level for line in lines[at + 1 : at + _REACH] if line.marker]
    is_signed = any(_signs(line) for line in lines[max(at - _SIGNATURE, 0) : at])
    return is_signed and any(level <= MarkerLevel.NUMBER for level in levels)


def _annex(lines: list[TextLine]) -> Annex:
    title = _title_length(lines) if document_kind(lines[0]) else 1
    attached = (i + 1 for i, line in enumerate(lines[:9]) if _ATTACHED.match(line.text))
    count = next(attached, title)
    # "(Kèm theo Kế hoạch số …)" may take more lines than one.
    while 1 < count < len(lines) and "(" in lines[count - 1].text:
        if lines[count - 1].text.endswith(")") or not lines[count].text.endswith(")"):
            break
        count += 1
    return Annex(annex_label(lines[0]) or "", lines[count:])
