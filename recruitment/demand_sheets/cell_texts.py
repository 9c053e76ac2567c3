"""What one cell of a sheet of demand says, as the text from which a fact is read, and the marks
that belong to it. Nothing is guessed without a mark.
"""

import calendar
import datetime
import re
from decimal import Decimal

from recruitment.demand_sheets.marks import Mark, MarkCode
from tables.cells import Cell, CellKind
from vietnam.dates import format_date
from vietnam.folding import clean_text
from vietnam.numbers import format_number

Read = tuple[str, list[Mark]]
_PEOPLE = r"\s*(?:người|nguời|nguoi|lđ|lao động|công nhân|cn|ng|persons?|people|pax)?\.?\s*"
_NUMBER = r"(\d{1,3}(?:[. ]\d{3})+|\d+)"
_RANGE = re.compile(rf"(?:khoảng|từ|~)?\s*{_NUMBER}\s*(?:-|–|—|đến|tới|~)\s*{_NUMBER}{_PEOPLE}")
_AT_LEAST = re.compile(
    rf"(?:trên|hơn|từ|ít nhất|tối thiểu|>=?|≥)\s*{_NUMBER}{_PEOPLE}(?:trở lên)?|"
    rf"{_NUMBER}{_PEOPLE}(?:\+|trở lên|or more){_PEOPLE}"
)
_ABOUT = re.compile(rf"(?:khoảng|tầm|độ|~|dự kiến|about)\s*{_NUMBER}{_PEOPLE}")
_PARTS = re.compile(
    rf"{_NUMBER}{_PEOPLE}(nam|nữ|nu|male|female)\b|\b(nam|nữ|nu|male|female)\s*[:=]?\s*{_NUMBER}"
)
_PLAIN_FIGURE = re.compile(r"[\d.,\s–-]+")
_IN_DONG = re.compile(r"\d{5}|\d[.,]\d{3}")
_UNIT_SAID = re.compile(r"triệu|trieu|tr\b|\dtr|nghìn|ngàn|nghin|ngan|đồng|vnd|vnđ|\dk\b|đ\b", re.I)
_DAY_MONTH = re.compile(r"(?:ngày\s*)?(\d{1,2})\s*(?:[/.-]|tháng)\s*(\d{1,2})")
_MONTH = re.compile(
    r"(?:đến\s+|trong\s+|hết\s+|cuối\s+|đến hết\s+)*(?:tháng|thang|t)\s*\.?\s*(\d{1,2})"
    r"(?:\s*(?:/|-|\.|năm)\s*(\d{4}))?"
)
_QUARTER = re.compile(
    r"(?:đến\s+|trong\s+|hết\s+|cuối\s+)*(?:quý|quí|q)\s*(iv|i{1,3}|[1-4])(?:\s*(?:/|-|năm)\s*(\d{4}))?"
)
_QUARTERS = {"i": 1, "ii": 2, "iii": 3, "iv": 4}
_SERIAL_DAYS = range(36_526, 73_051)  # 2000 to 2099
_EXCEL_BEGINS = datetime.date(1899, 12, 30)


def lowered(text: str) -> str:
    return " ".join(clean_text(text).lower().split())


def unread_cell(field: str, cell: Cell) -> list[Mark]:
    """What the file itself does not say."""
    if cell.kind == CellKind.FORMULA:
        return [Mark(field, MarkCode.FORMULA)]
    if cell.kind == CellKind.ERROR:
        return [Mark(field, MarkCode.ERROR)]
    return [Mark(field, MarkCode.CUT, cell.text[:60])] if cell.is_cut else []


def figures_before_excel(day: str) -> str:
    """“09/12/2026” was typed as 9-12 or as 12-9."""
    parts = [str(int(part)) for part in day.split()[0].split("/")[:2]]
    return " / ".join(dict.fromkeys(["-".join(parts), "-".join(reversed(parts))]))


def excel_day(field: str, cell: Cell) -> Read:
    return cell.text, [Mark(field, MarkCode.EXCEL_DAY, figures_before_excel(cell.text))]


def read_count_cell(cell: Cell) -> Read:
    """People: “20-30 người” is read as the certain number, “10 nam, 20 nữ” as their sum."""
    field = "headcount"
    if cell.kind == CellKind.DAY:
        return excel_day(field, cell)
    text = lowered(cell.text)
    if _PARTS.search(text):
        return _read_parts(text)
    for pattern, code in (
        (_RANGE, MarkCode.RANGE),
        (_AT_LEAST, MarkCode.AT_LEAST),
        (_ABOUT, MarkCode.ABOUT),
    ):
        if found := pattern.fullmatch(text):
            number = next(group for group in found.groups() if group)
            return number, [Mark(field, code, cell.text)]
    return cell.text, []


def _read_parts(text: str) -> Read:
    parts: dict[str, int] = {}
    for first, sex, other_sex, second in _PARTS.findall(text):
        name = "nữ" if (sex or other_sex) in ("nữ", "nu", "female") else "nam"
        parts[name] = parts.get(name, 0) + whole_number(first or second)
    rest = re.findall(r"\d[\d. ]*", _PARTS.sub(" ", text))
    said = ", ".join(f"{format_number(people)} {name}" for name, people in parts.items())
    total = sum(parts.values())
    marks = [Mark("headcount", MarkCode.PARTS, said)]
    if len(rest) > 1:
        return text, marks
    if rest and whole_number(rest[0]) != total:
        total_said = whole_number(rest[0])
        marks.append(Mark("headcount", MarkCode.PARTS_DIFFER, f"{total_said}: {said}"))
        return str(total_said), marks
    return str(total), marks


def whole_number(text: str) -> int:
    digits = re.sub(r"\D", "", text)
    return int(digits) if digits else 0


def read_wage_cell(field: str, cell: Cell, unit: str) -> Read:
    """With the unit that its heading names, unless the cell has its own or is plainly đồng."""
    if cell.kind == CellKind.DAY:
        return excel_day(field, cell)
    return add_unit(cell.text, unit), []


def add_unit(text: str, unit: str = "triệu") -> str:
    """A figure below "(triệu đồng)" is millions, unless it is plainly đồng."""
    if not unit or unit == "đồng" or not re.search(r"\d", text) or _UNIT_SAID.search(text):
        return text
    if unit == "nghìn":
        is_whole_dong = re.search(r"\d{6}|\d{1,3}[.,]\d{3}[.,]\d{3}", text)
        return text if is_whole_dong else f"{text} nghìn"
    # “từ 9” and “9+” are figures too.
    plain = re.sub(r"từ|trở lên|trên|\+|đến", " ", text.lower())
    if _PLAIN_FIGURE.fullmatch(plain) and not _IN_DONG.search(text):
        return f"{text} {unit}"
    return text


def read_day_cell(field: str, cell: Cell, today: datetime.date) -> Read:
    """Day first, always. What lacks its year, or names a month, is read and marked."""
    text = lowered(cell.text)
    if cell.kind == CellKind.DAY:
        return cell.text, []
    if text.isdigit() and int(text) in _SERIAL_DAYS:
        day = _EXCEL_BEGINS + datetime.timedelta(days=int(text))
        return format_date(day), [Mark(field, MarkCode.SERIAL_DAY, cell.text)]
    if found := _DAY_MONTH.fullmatch(
        re.sub(r"^(?:đến hết|đến|hết|trước)\s+(?:ngày\s+)?", "", text)
    ):
        day_found = _next_day(int(found[1]), int(found[2]), today)
        if day_found:
            return format_date(day_found), [Mark(field, MarkCode.YEAR_ADDED, cell.text)]
    month = _month_of(text, today)
    if month:
        last = datetime.date(*month, calendar.monthrange(*month)[1])
        return format_date(last), [Mark(field, MarkCode.MONTH_DAY, cell.text)]
    return cell.text, []


def _next_day(day: int, month: int, today: datetime.date) -> datetime.date | None:
    for year in (today.year, today.year + 1):
        try:
            found = datetime.date(year, month, day)
        except ValueError:
            continue
        if found >= today:
            return found
    return None


def _month_of(text: str, today: datetime.date) -> tuple[int, int] | None:
    # Year and month: of “tháng 12”, of the end of “quý I/2027”; without a year the next to come.
    if found := _MONTH.fullmatch(text):
        month = int(found[1])
    elif found := _QUARTER.fullmatch(text):
        month = 3 * (_QUARTERS.get(found[1]) or int(found[1]))
    else:
        return None
    if not 1 <= month <= 12:
        return None
    year = int(found[2]) if found[2] else today.year + (month < today.month)
    return year, month


def number_of(cell: Cell) -> int | None:
    """People of a cell that holds nothing but their number."""
    text = re.sub(rf"{_PEOPLE}$", "", lowered(cell.text)).strip()
    if not re.fullmatch(r"\d{1,3}(?:[. ]\d{3})+|\d+", text):
        return None
    return int(Decimal(re.sub(r"\D", "", text)))
