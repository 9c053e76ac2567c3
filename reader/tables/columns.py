"""The columns of a table of tasks (layout e), recognised by their headings, and which cell of a
short row belongs to which.
"""

import re
from enum import StrEnum
from functools import cache

from reader.phrases.times import deadlines_in_field
from reader.phrases.vocabulary import BODY, LIST_PART
from vietnam.folding import fold


class TaskColumn(StrEnum):
    NUMBER = "number"
    CONTENT = "content"
    LEAD = "lead"
    PARTNER = "partner"
    TIME = "time"
    PRODUCT = "product"
    OTHER = "other"


_HEADINGS = [
    (TaskColumn.NUMBER, r"^(?:so )?s?tt$|^so thu tu$|^stt\b|^tt$"),
    (
        TaskColumn.TIME,
        (
            r"^(?:thoi gian|thoi han|tien do|han|moc|lo trinh|thoi diem|ngay hoan thanh"
            r"|hoan thanh|ky han)\b"
        ),
    ),
    (
        TaskColumn.PARTNER,
        (r"^(?:(?:cac )?(?:co quan|don vi)(?: don vi| co quan)? )?(?:phoi hop" r"|tham gia)\b"),
    ),
    (
        TaskColumn.LEAD,
        (
            r"chu tri|phu trach|dau moi|(?:co quan|don vi|to chuc"
            r"|bo phan).{0,12}(?:thuc hien|chiu trach nhiem|tham muu|duoc giao)|^phan cong"
            r"|^co quan|^don vi(?! tinh)|^trach nhiem|^nguoi thuc hien"
        ),
    ),
    (TaskColumn.PRODUCT, r"^(?:san pham|ket qua|dau ra|hinh thuc van ban)"),
    (TaskColumn.CONTENT, r"noi dung|nhiem vu|cong viec|hoat dong|giai phap|^ten "),
]
_COMPILED = [(column, re.compile(pattern)) for column, pattern in _HEADINGS]
_TIME = re.compile(
    r"(?i)^(?:(?:dự kiến|hoàn thành|xong|thực hiện)\s+)?(?:trước|trong|từ|đến|sau|chậm nhất|quý"
    r"|quí|tháng|năm|ngày|hằng|hàng|thường(?: xuyên|\s*$)|định kỳ|theo (?:kế hoạch|lộ trình"
    r"|tiến độ|quy định|yêu cầu|hướng dẫn)|khi |ngay|\d{4}\s*$|\d{4}\s*[-–]\s*\d{4}|\d{1,2}/\d)"
)
_PRODUCT = re.compile(
    r"(?i)^(?:quyết định|kế hoạch|văn bản|báo cáo|đề án|tờ trình|nghị quyết|chương trình|quy chế"
    r"|quy định|công văn|hội nghị|tài liệu|dự án|thông báo|hướng dẫn|cuộc|bản|danh mục|hồ sơ"
    r"|biên bản|các |phần mềm|cơ sở dữ liệu|lớp)"
)


def column_of_heading(heading: str) -> TaskColumn:
    folded = fold(heading)
    return next(
        (column for column, pattern in _COMPILED if pattern.search(folded)), TaskColumn.OTHER
    )


def is_task_table(columns: list[TaskColumn]) -> bool:
    return TaskColumn.CONTENT in columns and TaskColumn.LEAD in columns


def place_cells(cells: list[str], columns: list[TaskColumn]) -> list[int] | None:
    """For each cell the index of its column; empty cells were lost, so a row may be short. None
    when it cannot be determined.
    """
    if len(cells) == len(columns):
        return list(range(len(columns)))
    if not cells or len(cells) > len(columns):
        return None

    @cache
    def best(cell: int, column: int) -> tuple[float, tuple[int, ...]]:
        if cell == len(cells):
            return 0.0, ()
        if len(columns) - column < len(cells) - cell:
            return -1e9, ()
        skipped = best(cell, column + 1)
        value, rest = best(cell + 1, column + 1)
        taken = (value + column_fit(cells[cell], columns[column], first=cell == 0), (column, *rest))
        return max(taken, skipped, key=lambda option: option[0])

    return list(best(0, 0)[1])


def column_fit(text: str, column: TaskColumn, *, first: bool) -> float:
    timely, product = bool(_TIME.match(text)), bool(_PRODUCT.match(text))
    bodily = (
        not timely and bool(BODY.match(text) or LIST_PART.match(text.lower())) and len(text) < 300
    )
    if column is TaskColumn.CONTENT:
        return 3.0 if first else 0.5
    if column in (TaskColumn.LEAD, TaskColumn.PARTNER):
        return (2.0 if bodily else -1.5) + (0.2 if column is TaskColumn.LEAD else 0)
    if column is TaskColumn.TIME:
        return 2.0 if timely or (len(text) < 100 and deadlines_in_field(text)) else -1.5
    if column is TaskColumn.PRODUCT:
        return 1.2 if product else 0.3 if not timely else -0.5
    return 0.1
