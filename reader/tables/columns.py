"""The columns of a table of tasks (layout e), recognised by their headings, and which cell of a
short row belongs to which.
"""

import re
from enum import StrEnum
from functools import cache

from reader.phrases import BODY, LIST_PART, deadlines_in_field
from reader.text import compile_phrases
from vietnam.folding import fold

_LONGEST_BODIES = 300  # characters of a cell that only names bodies
_LONGEST_TIME = 100


class TaskColumn(StrEnum):
    NUMBER = "number"
    CONTENT = "content"
    LEAD = "lead"
    PARTNER = "partner"
    TIME = "time"
    PRODUCT = "product"
    OTHER = "other"


# Folded headings, in the order in which they are tried.
_HEADINGS = {
    TaskColumn.NUMBER: r"^(?:so )?s?tt$|^so thu tu$|^stt\b|^tt$",
    TaskColumn.TIME: r"""
        ^(?:
        thoi gian|thoi han|tien do|han|moc|lo trinh|thoi diem|ngay hoan thanh|hoan thanh|ky han
        )\b
    """,
    TaskColumn.PARTNER: r"""
        ^(?:(?:cac )?(?:co quan|don vi)(?: don vi| co quan)? )?(?:phoi hop|tham gia)\b
    """,
    TaskColumn.LEAD: r"""
        chu tri|phu trach|dau moi
        |(?:co quan|don vi|to chuc|bo phan).{0,12}
        (?:thuc hien|chiu trach nhiem|tham muu|duoc giao)
        |^phan cong|^co quan|^don vi(?! tinh)|^trach nhiem|^nguoi thuc hien
    """,
    TaskColumn.PRODUCT: r"^(?:san pham|ket qua|dau ra|hinh thuc van ban)",
    TaskColumn.CONTENT: r"noi dung|nhiem vu|cong viec|hoat dong|giai phap|^ten[ ]",
}
_COMPILED = {column: compile_phrases(pattern) for column, pattern in _HEADINGS.items()}
_TIME = compile_phrases(
    r"""
    ^(?:(?:dự kiến|hoàn thành|xong|thực hiện)\s+)?
    (?:
    trước|trong|từ|đến|sau|chậm nhất|quý|quí|tháng|năm|ngày|hằng|hàng|thường(?: xuyên|\s*$)|định kỳ
    |theo (?:kế hoạch|lộ trình|tiến độ|quy định|yêu cầu|hướng dẫn)
    |khi |ngay|\d{4}\s*$|\d{4}\s*[-–]\s*\d{4}|\d{1,2}/\d
    )
    """,
    re.IGNORECASE,
)
_PRODUCT = compile_phrases(
    r"""
    ^(?:
    quyết định|kế hoạch|văn bản|báo cáo|đề án|tờ trình|nghị quyết|chương trình|quy chế|quy định
    |công văn|hội nghị|tài liệu|dự án|thông báo|hướng dẫn|cuộc|bản|danh mục|hồ sơ|biên bản|các[ ]
    |phần mềm|cơ sở dữ liệu|lớp
    )
    """,
    re.IGNORECASE,
)


def column_of_heading(heading: str) -> TaskColumn:
    folded = fold(heading)
    columns = (column for column, pattern in _COMPILED.items() if pattern.search(folded))
    return next(columns, TaskColumn.OTHER)


def join_heads(columns: list[TaskColumn]) -> list[TaskColumn]:
    """The columns of a table whose two rows of headings were read one after the other: "Phân công"
    over "Chủ trì" and "Phối hợp" is no column of its own.
    """
    leads = [at for at, column in enumerate(columns) if column is TaskColumn.LEAD]
    if len(leads) != 2 or columns[leads[1] + 1 : leads[1] + 2] != [TaskColumn.PARTNER]:
        return columns
    above, below = leads
    if below == above + 1:
        return columns[:above] + columns[below:]
    if below + 2 < len(columns) or TaskColumn.PARTNER in columns[:below]:
        return columns
    return [*columns[:above], *columns[below:], *columns[above + 1 : below]]


def is_task_table(columns: list[TaskColumn]) -> bool:
    return TaskColumn.CONTENT in columns and TaskColumn.LEAD in columns


def place_cells(cells: list[str], columns: list[TaskColumn]) -> list[int | None] | None:
    """For each cell the index of its column, None for one that belongs to no column; empty cells
    were lost, so a row may be short. None when it cannot be determined.
    """
    if len(cells) == len(columns):
        return list(range(len(columns)))
    if len(cells) == len(columns) + 1:
        return _without_stranger(cells, columns)
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


def _without_stranger(cells: list[str], columns: list[TaskColumn]) -> list[int | None]:
    # One cell too many: the title of a group, a footnote, a row below the row. The others keep
    # their order; left out is the one without which they fit best.
    def fit(stranger: int) -> float:
        rest = [*cells[:stranger], *cells[stranger + 1 :]]
        return sum(
            column_fit(cell, column, first=at == 0)
            for at, (cell, column) in enumerate(zip(rest, columns, strict=True))
        )

    stranger = max(reversed(range(len(cells))), key=fit)
    return [None if at == stranger else at - (at > stranger) for at in range(len(cells))]


def column_fit(text: str, column: TaskColumn, *, first: bool) -> float:
    """How well a cell fits a column; the weights were found by trial on documents."""
    is_time = bool(_TIME.match(text))
    if column is TaskColumn.CONTENT:
        return 3.0 if first else 0.5
    if column in (TaskColumn.LEAD, TaskColumn.PARTNER):
        is_body = bool(BODY.match(text) or LIST_PART.match(text.lower()))
        fits = is_body and not is_time and len(text) < _LONGEST_BODIES
        return (2.0 if fits else -1.5) + (0.2 if column is TaskColumn.LEAD else 0)
    if column is TaskColumn.TIME:
        return 2.0 if is_time or (len(text) < _LONGEST_TIME and deadlines_in_field(text)) else -1.5
    if column is TaskColumn.PRODUCT:
        doubtful = -0.5 if is_time else 0.3
        return 1.2 if _PRODUCT.match(text) else doubtful
    return 0.1
