"""Which rows below a head are the table's, and which are left out, each with its reason."""

import re
from collections.abc import Collection
from dataclasses import dataclass, field
from enum import StrEnum
from functools import lru_cache

from tables.cells import Area, Cell, CellKind, Sheet, cell_at
from tables.heads import Head
from vietnam.folding import clean_text, fold

MOST_SHOWN = 120  # characters of a row that is left out


class LeftOutWhy(StrEnum):
    ABOVE = "above"
    HEAD = "head"
    NUMBERING = "numbering"
    SUM = "sum"
    SECTION = "section"
    SIGNATURE = "signature"
    NOTE = "note"
    EXAMPLE = "example"
    HIDDEN = "hidden"
    FILTERED = "filtered"


@dataclass(frozen=True)
class LeftOut:
    number: int
    why: LeftOutWhy
    text: str


@dataclass(frozen=True)
class TableShape:
    """Columns, from 0: `names`, what a row is about; `counts`, its figures that a sum adds up;
    `order`, the rows' own numbers; `read`, all that are read.
    """

    names: tuple[int, ...]
    counts: tuple[int, ...]
    order: tuple[int, ...]
    read: tuple[int, ...]


@dataclass
class TableRow:
    """`merged`: columns whose value stands in a cell that is merged over several rows, with how
    many.
    """

    number: int
    cells: list[Cell]
    merged: dict[int, int] = field(default_factory=dict)


@dataclass
class TableRows:
    rows: list[TableRow] = field(default_factory=list)
    left_out: list[LeftOut] = field(default_factory=list)


# Most cells of a long table say what others said before.
_fold = lru_cache(maxsize=20_000)(fold)
_SUM = re.compile(
    r"(?:tổng\s*(?:cộng|số|nhu cầu|hợp|lao động|số lao động|cả|toàn .*)\b.*|tổng\s*[:.]?|"
    r"cộng\s*(?:[:.].*|chung.*|xưởng.*|bộ phận.*|phòng.*|tổ .*|trang.*|dồn.*)?|"
    r"(?:grand |sub\s*-?)?total\b.*|sum\b.*|tong (?:cong|so)\b.*)",
    re.DOTALL,
)
_NOTE = re.compile(
    r"(?:\(?\*+\)?|\(?(?:ghi chú|chú thích|lưu ý|ghi chu|luu y|notes?|nb)\b).*", re.DOTALL
)
_EXAMPLE = re.compile(r"(?:ví dụ|vd|vi du|example|mẫu)\s*[:.)-].*", re.DOTALL)
_SIGNED = re.compile(
    r"\b(?:người lập|lập biểu|lập bảng|người duyệt|phê duyệt|xác nhận|ký tên|ký, ?ghi|ký và ghi|"
    r"đóng dấu|thủ trưởng đơn vị|đại diện (?:công ty|doanh nghiệp|đơn vị)|prepared by|approved by|"
    r"signature|nguoi lap|ngày\s*[\d.…_]*\s*tháng\s*[\d.…_]*\s*năm)|"
    r"\((?:ký|đã ký)|\btm\.\s|\bkt\.\s"
)
_SECTION_ORDER = re.compile(r"(?:[IVXLC]+|[A-ZĐ])\s*[.)/-]?")
_LEAST_OF_ROW = 3  # cells that make a row without figures one to be asked about
_PARAGRAPH = 60  # characters of a single text that is a note, not a section's name


def sort_rows(
    sheet: Sheet, head: Head, shape: TableShape, *, until: int, included: Collection[int] = ()
) -> TableRows:
    """The rows between the head and row `until`. `included`: rows that a person wants to be read
    though they would be left out.
    """
    numbers = [number for number in sorted(sheet.rows) if head.last_row < number < until]
    sorter = _Sorter(sheet, head, shape, numbers)
    found = TableRows()
    for number in numbers:
        why = None if number in included else sorter.why_left_out(number)
        cells = sheet.rows[number]
        if why:
            found.left_out.append(LeftOut(number, why, row_text(cells)))
        elif sorter.filled(cells):
            found.rows.append(sorter.whole_row(number))
        # A row that says something only in columns without a head is told too.
        elif text := row_text(cells):
            found.left_out.append(LeftOut(number, LeftOutWhy.NOTE, text))
    return found


def row_text(cells: list[Cell]) -> str:
    text = " · ".join(cell.text for cell in cells if cell.text)
    return text if len(text) <= MOST_SHOWN else f"{text[: MOST_SHOWN - 1]}…"


class _Sorter:
    def __init__(self, sheet: Sheet, head: Head, shape: TableShape, numbers: list[int]) -> None:
        self.sheet = sheet
        self.shape = shape
        self.headings = {fold(level) for c in head.columns for level in c.heading.split(" / ")}
        self.first = numbers[0] if numbers else 0
        self.spread = _spread_downwards(sheet.merged, head.last_row, shape.read)
        self.wide = {
            area.first_row
            for area in sheet.merged
            if area.last_column - area.first_column >= 2 and area.first_row == area.last_row
        }
        self.last_counted = max(filter(self._counts, numbers), default=0)
        self.is_numbered = any(
            cell_at(sheet.rows[number], at).text.isdigit()
            for number in numbers[:50]
            for at in shape.order
        )

    def filled(self, cells: list[Cell]) -> list[int]:
        kinds = ((at, cell_at(cells, at).kind) for at in self.shape.read)
        return [at for at, kind in kinds if kind != CellKind.EMPTY]

    def _counts(self, number: int) -> bool:
        cells = self.whole_row(number).cells
        return self._has_count(cells) and not self._is_sum(cells)

    def _has_count(self, cells: list[Cell]) -> bool:
        return any(_is_counted(cell_at(cells, at)) for at in self.shape.counts)

    def whole_row(self, number: int) -> TableRow:
        """With what is merged downwards."""
        row = TableRow(number, list(self.sheet.rows[number]))
        for at, area in self.spread.get(number, {}).items():
            row.cells += [Cell()] * (at + 1 - len(row.cells))
            row.cells[at] = self.sheet.cell(area.first_row, at)
            row.merged[at] = area.last_row - area.first_row + 1
        return row

    def why_left_out(self, number: int) -> LeftOutWhy | None:
        cells = self.whole_row(number).cells
        if number in self.sheet.hidden_rows:
            return LeftOutWhy.FILTERED if self.sheet.is_filtered else LeftOutWhy.HIDDEN
        if self._repeats_head(cells):
            return LeftOutWhy.HEAD
        if number == self.first and _is_numbering(cells):
            return LeftOutWhy.NUMBERING
        if self._is_sum(cells):
            return LeftOutWhy.SUM
        return self._why_other(number, cells)

    def _why_other(self, number: int, cells: list[Cell]) -> LeftOutWhy | None:
        said = [cell for cell in cells if cell.text]
        first = clean_text(said[0].text).lower() if said else ""
        names = [text for at in self.shape.names if (text := cell_at(cells, at).text)]
        filled = [at for at in self.filled(cells) if at not in self.shape.order]
        has_count = self._has_count(cells)
        if _NOTE.fullmatch(first) and not has_count:
            return LeftOutWhy.NOTE
        if _EXAMPLE.fullmatch(first) or any(_EXAMPLE.fullmatch(name.lower()) for name in names):
            return LeftOutWhy.EXAMPLE
        is_signed = any(_SIGNED.search(clean_text(cell.text).lower()) for cell in said)
        is_short = len(filled) < _LEAST_OF_ROW or number > self.last_counted
        if is_signed and is_short and not has_count:
            return LeftOutWhy.SIGNATURE
        if self._is_section(number, cells, filled, has_count):
            return LeftOutWhy.SECTION
        if not has_count and len(said) <= 1 and said and len(first) > _PARAGRAPH:
            return LeftOutWhy.NOTE
        if not has_count and number > self.last_counted and len(filled) < _LEAST_OF_ROW:
            return LeftOutWhy.SIGNATURE if self.last_counted else None
        return None

    def _is_section(
        self, number: int, cells: list[Cell], filled: list[int], has_count: bool
    ) -> bool:
        order = next((text for at in self.shape.order if (text := cell_at(cells, at).text)), "")
        said = [cell for cell in cells if cell.kind != CellKind.EMPTY]
        is_lettered = bool(_SECTION_ORDER.fullmatch(order))
        only_named = set(filled) <= {*self.shape.names, *self.shape.counts}
        if is_lettered and self.is_numbered and only_named and len(filled) <= 2:
            return True  # “II | Khối sản xuất | 120”: the figure adds up the rows below
        if has_count or number > self.last_counted:
            return False
        if number in self.wide and len(said) == 1:
            return True
        return len(said) == 1 or (len(said) == 2 and bool(order) and is_lettered)

    def _repeats_head(self, cells: list[Cell]) -> bool:
        texts = [_fold(cell.text) for cell in cells if cell.text]
        repeated = sum(text in self.headings for text in texts if text)
        return repeated >= 2 and repeated * 5 >= len(texts) * 3

    def _is_sum(self, cells: list[Cell]) -> bool:
        labels = [cell.text for cell in cells[: max((0, *self.shape.names)) + 1] if cell.text]
        texts = [clean_text(text).lower().strip() for text in labels]
        others = [at for at in self.filled(cells) if at not in self.shape.counts]
        if any(_SUM.fullmatch(text) for text in texts) and len(others) <= 4:
            return True
        # Figures alone: a sum without its word.
        says_word = any(cell.kind == CellKind.TEXT for cell in cells)
        counted = any(cell_at(cells, at).kind != CellKind.EMPTY for at in self.shape.counts)
        return counted and not others and not says_word and bool(self.shape.names)


def _spread_downwards(
    merged: list[Area], last_head_row: int, read: tuple[int, ...]
) -> dict[int, dict[int, Area]]:
    # By row and column, the area below the head that covers several rows.
    found: dict[int, dict[int, Area]] = {}
    for area in merged:
        if area.first_row <= last_head_row or area.first_row == area.last_row:
            continue
        if area.first_column - 1 in read:
            for row in range(area.first_row, min(area.last_row, area.first_row + 10_000) + 1):
                found.setdefault(row, {})[area.first_column - 1] = area
    return found


def _is_counted(cell: Cell) -> bool:
    # “Giám đốc” below the figures is no number of people, “20-30 người” is one.
    if cell.kind == CellKind.TEXT:
        return any(sign.isdigit() for sign in cell.text)
    return cell.kind != CellKind.EMPTY


def _is_numbering(cells: list[Cell]) -> bool:
    # “(1) (2) (3)” or “A B 1 2 3” below the head.
    texts = [cell.text.strip("() ") for cell in cells if cell.text]
    figures = [int(text) for text in texts if text.isdigit()]
    letters = [text for text in texts if re.fullmatch("[A-ZĐ]", text)]
    in_turn = figures == [*range(figures[0], figures[0] + len(figures))] if figures else False
    return in_turn and len(figures) >= 3 and len(figures) + len(letters) == len(texts)
