"""XLSX as Excel, LibreOffice, Google and programs write it, also Strict and with any prefix: one
pass over each sheet gives values, days by their number format, formulas without a result, and
what is hidden, filtered and merged.
"""

import datetime
import io
import posixpath
import re
import zipfile
from collections.abc import Iterator
from typing import Any

from tables.cells import Area, Cell, CellKind, Limits, RowCollector, Sheet, Value, make_cells
from tables.xml_parts import attribute, is_true, local_name, read_elements

MOST_MERGED = 20_000
# Number formats that Excel itself knows as days ([ECMA-376] part 1, 18.8.30).
DAY_FORMATS = frozenset([*range(14, 18), 22, *range(27, 37), *range(50, 59)])
OTHER_FORMATS = {3: "#,##0", 4: "#,##0.00", 9: "0%", 10: "0.00%", 37: "#,##0", 38: "#,##0"}
_SAID_LITERALLY = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]|_.|\*.')
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
_PLACE = re.compile(r"([A-Z]{1,3})(\d+)")


def read_xlsx(data: bytes, limits: Limits) -> list[Sheet]:
    """Raises TableError."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return _Workbook(archive, limits).sheets()


class _Workbook:
    """What all sheets share: texts, number formats, the first day of the calendar."""

    def __init__(self, archive: zipfile.ZipFile, limits: Limits) -> None:
        self.archive = archive
        self.limits = limits
        self.names = set(archive.namelist())
        self.path = self._main_part()
        self.targets = self._targets(self.path)
        self.texts: list[str] = []
        self.patterns: list[tuple[bool, str]] = []
        self.first_day = datetime.datetime(1899, 12, 30)  # noqa: DTZ001 days of a sheet have no zone

    def sheets(self) -> list[Sheet]:
        named = list(self._named_sheets())
        self.texts = list(self._shared_texts())
        self.patterns = list(self._cell_formats())
        collector = RowCollector(self.limits)
        found = []
        for sheet, part in named[: self.limits.sheets]:
            self._fill(sheet, part, collector)
            found.append(sheet)
        return found

    def _main_part(self) -> str:
        found = self._targets("")
        return next(
            (target for kind, target in found.values() if kind.endswith("/officeDocument")),
            "xl/workbook.xml",
        )

    def _targets(self, part: str) -> dict[str, tuple[str, str]]:
        # By its key: what kind of part a part refers to, and its path.
        folder, name = posixpath.split(part)
        listed = posixpath.join(folder, "_rels", f"{name}.rels")
        if listed not in self.names:
            return {}
        found = {}
        for _name, element in read_elements(self.archive, listed, "Relationship"):
            target = posixpath.normpath(posixpath.join("/", folder, element.get("Target", "")))
            found[element.get("Id", "")] = (element.get("Type", ""), target.lstrip("/"))
        return found

    def _part_of_kind(self, kind: str) -> str:
        targets = self.targets.values()
        return next((path for name, path in targets if name.endswith(f"/{kind}")), "")

    def _named_sheets(self) -> Iterator[tuple[Sheet, str]]:
        for name, element in read_elements(self.archive, self.path, "sheet", "workbookPr"):
            if name == "workbookPr":
                if is_true(attribute(element, "date1904")):
                    self.first_day = datetime.datetime(1904, 1, 1)  # noqa: DTZ001
                continue
            kind, path = self.targets.get(attribute(element, "id"), ("", ""))
            if kind.endswith("/worksheet") and path in self.names:
                state = attribute(element, "state", "visible")
                yield Sheet(attribute(element, "name"), is_hidden=state != "visible"), path

    def _shared_texts(self) -> Iterator[str]:
        part = self._part_of_kind("sharedStrings")
        if part in self.names:
            for _name, element in read_elements(self.archive, part, "si"):
                yield _shown_text(element)

    def _cell_formats(self) -> Iterator[tuple[bool, str]]:
        # By the number that a cell gives as its style: whether it is a day, and the format.
        part = self._part_of_kind("styles")
        if part not in self.names:
            return
        own: dict[int, str] = {}
        for name, element in read_elements(self.archive, part, "numFmt", "cellXfs"):
            if name == "numFmt":
                own[int(element.get("numFmtId", 0))] = element.get("formatCode", "")
                continue
            for each in element:
                number = int(each.get("numFmtId") or 0)
                pattern = own.get(number, OTHER_FORMATS.get(number, ""))
                yield number in DAY_FORMATS or is_day_format(pattern), pattern

    def _fill(self, sheet: Sheet, part: str, collector: RowCollector) -> None:
        number = 0
        wanted = ("row", "col", "mergeCell", "filterColumn")
        for name, element in read_elements(self.archive, part, *wanted):
            if name == "row":
                number = int(element.get("r") or number + 1)
                if is_true(element.get("hidden", "")) or element.get("ht") == "0":
                    sheet.hidden_rows.add(number)
                if len(element):
                    collector.add(sheet, number, self._cells(element))
            elif name == "col":
                if is_true(element.get("hidden", "")) or element.get("width") == "0":
                    last = min(int(element.get("max")), self.limits.columns)
                    sheet.hidden_columns.update(range(int(element.get("min")) - 1, last))
            elif name == "mergeCell":
                if len(sheet.merged) < MOST_MERGED and (area := _area(element.get("ref", ""))):
                    sheet.merged.append(area)
            else:
                sheet.is_filtered = True

    def _cells(self, row: Any) -> list[Cell]:
        values: list[tuple[Value, str]] = []
        waiting: dict[int, Cell] = {}
        at = -1
        for element in row:
            if local_name(element) != "c":
                continue
            place = element.get("r")
            at = _column(place) if place else at + 1
            if at >= self.limits.columns:
                break
            value, pattern = self._value(element)
            if isinstance(value, Cell):
                waiting[at] = value
                value = None
            if value is None and at not in waiting:
                continue
            values += [(None, "")] * (at - len(values))
            values[at:] = [(value, pattern)]
        cells = make_cells(values, self.limits)
        for at, cell in waiting.items():
            cells[at] = cell
        return cells

    def _value(self, element: Any) -> tuple[Any, str]:
        # The value of a cell with its number format; a Cell of FORMULA or ERROR where it has none.
        kind = element.get("t", "n")
        said = None
        is_formula = False
        for part in element:
            name = local_name(part)
            if name == "v":
                said = part.text or ""
            elif name == "is":
                return _shown_text(part), ""
            elif name == "f":
                is_formula = True
        if is_formula and (said is None or (said == "" and kind != "str")):
            return Cell("", CellKind.FORMULA), ""
        if kind == "n" and said:
            return self._number(float(said), int(element.get("s") or 0))
        return self._said_by_kind(kind, said) if said else None, ""

    def _said_by_kind(self, kind: str, said: str) -> Any:
        # Of a cell that is no number.
        if kind == "s":
            return self.texts[int(said)] if int(said) < len(self.texts) else None
        if kind == "d":
            return datetime.datetime.fromisoformat(said.rstrip("Z"))
        if kind == "b":
            return said == "1"
        return Cell(said, CellKind.ERROR) if kind == "e" else _unescape(said)

    def _number(self, value: float, style: int) -> tuple[Any, str]:
        is_day, pattern = self.patterns[style] if style < len(self.patterns) else (False, "")
        if not is_day:
            return value, pattern
        return day_of_serial(value, self.first_day), pattern


def is_day_format(pattern: str) -> bool:
    """Whether Excel shows a number of this format as a day or an hour."""
    return bool(re.search(r"[dmyhs]", _SAID_LITERALLY.sub("", pattern), re.IGNORECASE))


def day_of_serial(value: float, first_day: datetime.datetime) -> Value:
    """Excel counts days; below 1 it is an hour alone. What is no day stays a number."""
    if 0 <= value < 1:
        return (first_day + datetime.timedelta(seconds=round(value * 86_400))).time()
    try:
        seconds = round(value * 86_400)
        return first_day + datetime.timedelta(days=seconds // 86_400, seconds=seconds % 86_400)
    except OverflowError:
        return value


def _shown_text(element: Any) -> str:
    # The runs of a text, without what says how it is pronounced.
    return _unescape(
        "".join(
            part.text or ""
            for part in element.iter()
            if local_name(part) == "t" and local_name(part.getparent()) != "rPh"
        )
    )


def _unescape(text: str) -> str:
    # Signs that XML cannot hold are written as “_x000B_” ([ECMA-376] part 1, 22.9.2.19).
    return _ESCAPED.sub(lambda found: chr(int(found[1], 16)), text) if "_x" in text else text


def _column(place: str) -> int:
    number = 0
    for letter in place:
        if not "A" <= letter <= "Z":
            break
        number = number * 26 + ord(letter) - 64
    return number - 1


def _area(reference: str) -> Area | None:
    first, _colon, last = reference.replace("$", "").partition(":")
    begins = _PLACE.fullmatch(first)
    ends = _PLACE.fullmatch(last)
    if not begins or not ends:
        return None
    return Area(int(begins[2]), int(ends[2]), _column(begins[1]) + 1, _column(ends[1]) + 1)
