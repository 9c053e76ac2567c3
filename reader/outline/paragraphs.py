"""Where paragraphs break: lines gathered by their marks, blanks, widths and words."""

import re
from dataclasses import dataclass

from reader.phrases import BODY, LEAD_IN, OPENS_WITH_VERB, heading_bodies, opens_field
from reader.text import (
    ItemMarker,
    MarkerLevel,
    Passage,
    TextLine,
    compile_phrases,
    join_passages,
)

# Words after which no sentence ends.
_HANGING = compile_phrases(
    r"""
    (?:
    ,|\s[-–]
    |(?<!\w)
    (?i:
    và|của|các|với|để|cho|tại|về|do|bởi|trong|theo|từ|đến|ngày|tháng|số|những|hoặc|trên|cùng
    )
    )$
    """
)
# A name, or a verb before one, that goes on in the next line: "Ban / Quản lý …", "phối hợp / Sở B".
_OPENS_NAME = compile_phrases(
    r"""
    (?:
    (?<!\w)(?:
    (?i:phối hợp|chủ trì|giao|đề nghị|yêu cầu|phân công|gửi|trình)
    |Ủy ban|Uỷ ban|Ban Quản|Hội Liên hiệp|Liên hiệp|Liên đoàn|Tổng Liên đoàn|Hiệp hội|Chi cục
    |Mặt trận|Mặt trận Tổ quốc|Ban Chỉ|Bộ Chỉ huy|Tổng cục
    )
    |(?:
    ^|[,;:.)] |(?i:và|với|giao|đề nghị|yêu cầu|cùng|phối hợp|chủ trì|cho|gửi|trình|về|các|của)[ ]
    )
    (?:Ban|Sở|Bộ|Cục|Vụ|Hội|Đài|Trung tâm|Phòng|Trường|Viện)
    )$
    """
)
# Names that may also stand alone: no verb follows when they go on.
_MAY_GO_ON = re.compile(
    r"(?<!\w)(?:Thủ tướng|Chủ tịch|Giám đốc|Bộ trưởng|Thanh tra|Văn phòng|Chủ nhiệm)$"
)
# "Quý II: Các xã hoàn thành khảo sát.", a line of a calendar
OPENS_WITH_TIME = compile_phrases(
    r"""
    (?:Trong |Đầu |Cuối |Giữa )?
    (?:[Tt]háng \d|[Qq]uý (?:[IV]+|\d)|[Tt]uần \d|[Tt]ừ ngày \d|[Nn]gày \d|Trước ngày \d)
    [^:.;]{0,40}:\s
    """
)
_REQUIREMENTS = re.compile(r"(?i)^\W*(?:\w{1,4}[.)]\s*)?yêu cầu$")  # a heading of its own
_OF_PLACE = re.compile(r"(?:đoàn thể|ban, ngành|sở, ngành|các ngành)$")  # "… / Thành phố, …"
_LINES_OF_HEADING = 4
_COUNTED_LINES = 40


@dataclass(frozen=True)
class LineSpacing:
    """How this document uses empty lines and how wide its lines are, in characters."""

    doubled: bool  # an empty line after each line: it says nothing
    separated: bool  # empty lines stand between paragraphs
    width: int

    def has_room(self, line: TextLine, following: TextLine) -> bool:
        """The first word of the next line would have fitted: the break was intended."""
        return len(line.text) + 1 + len(following.text.split(" ", 1)[0]) < self.width * 0.86


def measure_spacing(lines: list[TextLine]) -> LineSpacing:
    inner = [line for line in lines if line.opens_low and line.marker is None]
    most = sum(line.blanks > 0 for line in lines) > len(lines) * 0.75
    is_gapped = sum(line.blanks > 0 for line in inner) > len(inner) / 2
    doubled = is_gapped and (most or len(inner) >= 3)
    marked = [line for line in lines if line.marker]
    separated = not doubled and sum(line.blanks > 0 for line in marked) > len(marked) / 2
    lengths = sorted(len(line.text) for line in lines)
    return LineSpacing(doubled, separated, lengths[int(len(lengths) * 0.9)] if lengths else 0)


@dataclass(frozen=True)
class Paragraph(Passage):
    """Consecutive lines that belong together; `marker` opens it, or None."""

    marker: ItemMarker | None
    lines: tuple[TextLine, ...]

    @property
    def is_capitals(self) -> bool:
        return self.lines[0].is_capitals


def gather_paragraphs(lines: list[TextLine], spacing: LineSpacing) -> list[Paragraph]:
    groups: list[list[TextLine]] = []
    for line in lines:
        if groups and not _opens_paragraph(groups[-1], line, spacing):
            groups[-1].append(line)
        else:
            groups.append([line])
    return [_paragraph(group) for group in groups]


def _paragraph(group: list[TextLine]) -> Paragraph:
    marker = group[0].marker
    passage = join_passages(group)
    if marker:
        passage = passage.part(marker.length)
    return Paragraph(passage.text, passage.anchors, marker, tuple(group))


def _opens_paragraph(group: list[TextLine], line: TextLine, spacing: LineSpacing) -> bool:
    if line.marker is None:
        return _ends_heading(group, line) or _breaks_paragraph(group[-1], line, spacing)
    if _continues_count(group, line.marker):
        return False
    return not line.marker.is_reference_after(group[-1].text)


def _continues_count(group: list[TextLine], marker: ItemMarker) -> bool:
    # "Sở A: (1) …; / (2) …": what was counted inside a paragraph goes on inside it.
    if marker.level is not MarkerLevel.BRACKET or not marker.label.isdigit():
        return False
    before = f"({int(marker.label) - 1})"
    inside = [group[0].text[1:], *(line.text for line in group[1:][-_COUNTED_LINES:])]
    return any(before in text for text in inside)


def _ends_heading(group: list[TextLine], line: TextLine) -> bool:
    # The group is a heading that names bodies, and the line opens their duty.
    marker = group[0].marker
    if marker is None or marker.is_bullet or len(group) > _LINES_OF_HEADING:
        return False
    if not line.text[0].isupper() or not OPENS_WITH_VERB.match(line.text):
        return False
    if _splits_name(group[-1], line):
        return False
    heading = join_passages(group).text[marker.length :]
    return bool(heading_bodies(heading)) and not BODY.match(line.text)


def _splits_name(before: TextLine, line: TextLine) -> bool:
    if before.is_capitals or not line.text[0].isupper():
        return False
    if _REQUIREMENTS.search(before.text) and not BODY.match(line.text):
        return False
    if _OPENS_NAME.search(before.text):
        return True
    if _OF_PLACE.search(before.text) and line.text.startswith(("Thành phố", "Tỉnh")):
        return True
    return bool(_MAY_GO_ON.search(before.text)) and not OPENS_WITH_VERB.match(line.text)


def _breaks_paragraph(before: TextLine, line: TextLine, spacing: LineSpacing) -> bool:
    # The line has no mark of its own; what is surest decides first.
    if opens_field(line.text) or OPENS_WITH_TIME.match(line.text):
        return True
    if before.text.endswith("sau:") and LEAD_IN.match(line.text):
        return True
    if line.opens_low or _HANGING.search(before.text) or _splits_name(before, line):
        return False
    if before.is_capitals != line.is_capitals and min(len(before.text), len(line.text)) > 8:
        return True
    if before.is_capitals and line.is_capitals:
        return line.blanks > (1 if spacing.doubled else 0)
    if line.cut and not before.ends_phrase:
        return before.marker is not None and spacing.has_room(before, line)
    if not spacing.doubled and line.blanks:
        return True
    if spacing.separated:
        return before.ends_phrase and spacing.has_room(before, line)
    return before.ends_sentence or spacing.has_room(before, line)
