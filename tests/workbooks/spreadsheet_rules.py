"""What ECMA-376 (part 1, 18) asks of a workbook as far as we write it: the order of elements,
places of cells, styles that exist, references that lead somewhere. A reader that repairs would
hide it.
"""

import posixpath
import re
from zipfile import ZipFile

from lxml import etree

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
# CT_Worksheet, in the sequence of the schema.
WORKSHEET = (
    "sheetPr dimension sheetViews sheetFormatPr cols sheetData sheetCalcPr sheetProtection "
    "protectedRanges scenarios autoFilter sortState dataConsolidate customSheetViews "
    "mergeCells phoneticPr conditionalFormatting dataValidations hyperlinks printOptions "
    "pageMargins pageSetup headerFooter rowBreaks colBreaks customProperties cellWatches "
    "ignoredErrors smartTags drawing legacyDrawing legacyDrawingHF picture oleObjects controls "
    "webPublishItems tableParts extLst"
)
MOST_ROWS = 1_048_576
_PLACE = re.compile(r"([A-Z]{1,3})([0-9]+)")
_NUMBER = re.compile(r"-?[0-9]+(\.[0-9]+)?([eE][-+]?[0-9]+)?")


def broken_rules(file: object) -> list[str]:
    """In words; empty for a workbook in order."""
    with ZipFile(file) as book:
        parts = {name: etree.fromstring(book.read(name)) for name in _xml_parts(book)}
        problems = [*_broken_relations(parts), *_untyped_parts(book, parts)]
        styles = len(parts["xl/styles.xml"].find(f"{MAIN}cellXfs"))
        for name, sheet in parts.items():
            if name.startswith("xl/worksheets/sheet"):
                problems += [f"{name}: {problem}" for problem in _sheet_problems(sheet, styles)]
    return problems


def _xml_parts(book: ZipFile) -> list[str]:
    return [name for name in book.namelist() if name.endswith((".xml", ".rels"))]


def _untyped_parts(book: ZipFile, parts):
    types = parts["[Content_Types].xml"]
    known = {each.get("PartName", "").lstrip("/") for each in types}
    endings = {each.get("Extension") for each in types}
    for name in book.namelist():
        if name not in known and name.rpartition(".")[2] not in endings:
            yield f"{name} has no type"


def _broken_relations(parts):
    for name, relations in parts.items():
        if not name.endswith(".rels"):
            continue
        base = posixpath.dirname(posixpath.dirname(name))
        for relation in relations:
            target = posixpath.normpath(posixpath.join(base, relation.get("Target"))).lstrip("/")
            if relation.get("TargetMode") != "External" and target not in parts:
                yield f"{name}: {target} is not there"


def _sheet_problems(sheet, styles: int):
    names = [etree.QName(child).localname for child in sheet]
    if sorted(names, key=WORKSHEET.split().index) != names or len(set(names)) != len(names):
        yield f"elements out of order: {names}"
    last_row = 0
    last_column = 0
    for row in sheet.find(f"{MAIN}sheetData"):
        number = int(row.get("r"))
        if not last_row < number <= MOST_ROWS:
            yield f"row {number} after {last_row}"
        last_row = number
        before = 0
        for cell in row:
            letters, at = _PLACE.fullmatch(cell.get("r")).groups()
            column = _column(letters)
            if int(at) != number or column <= before:
                yield f"cell {cell.get('r')} in row {number} after column {before}"
            before = column
            last_column = max(last_column, column)
            yield from _cell_problems(cell, styles)
    yield from _area_problems(sheet, last_row, last_column)


def _cell_problems(cell, styles: int):
    place = cell.get("r")
    if not 0 <= int(cell.get("s", 0)) < styles:
        yield f"{place}: style {cell.get('s')} of {styles}"
    kind = cell.get("t", "n")
    children = [etree.QName(child).localname for child in cell]
    allowed = {"inlineStr": (["is"],), "str": (["f", "v"],), "n": ([], ["v"], ["f", "v"])}
    if children not in allowed.get(kind, ()):
        yield f"{place}: {children} in a cell of kind {kind}"
    value = cell.find(f"{MAIN}v")
    if kind == "n" and value is not None and not _NUMBER.fullmatch(value.text or ""):
        yield f"{place}: {value.text} is no number"


def _area_problems(sheet, last_row: int, last_column: int):
    merges = sheet.find(f"{MAIN}mergeCells")
    areas = [] if merges is None else [each.get("ref") for each in merges]
    if merges is not None and int(merges.get("count")) != len(areas):
        yield "merged cells are counted wrongly"
    taken: set[tuple[int, int]] = set()
    filtered = sheet.find(f"{MAIN}autoFilter")
    for area in [*areas, *([] if filtered is None else [filtered.get("ref")])]:
        (left, top), (right, bottom) = (
            _PLACE.fullmatch(corner).groups() for corner in area.split(":")
        )
        if int(bottom) > last_row or _column(right) > max(last_column, 1) + 40:
            yield f"{area} reaches beyond the rows"
        if area in areas:
            cells = {
                (row, column)
                for row in range(int(top), int(bottom) + 1)
                for column in range(_column(left), _column(right) + 1)
            }
            if cells & taken:
                yield f"{area} overlaps another merged area"
            taken |= cells


def _column(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number
