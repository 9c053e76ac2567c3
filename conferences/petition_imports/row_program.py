"""The program that reads a list of petitions from Excel or Word, in a process of its own: the file
on standard input, on standard output one JSON object a line.

Arguments: most rows, most columns, most characters of a cell. First line {"sheet": name, "unknown":
[headings]} or {"error": code, "sheets": [names]}; then for each row below the heading {"row":
number, "said": {field: text}, "is_title"}; at last {"more": true} when there are more rows.

Of a Word file each table is a sheet.
"""

import io
import re
import sys
from collections.abc import Iterator

from reader.content import FileType, detect_file_type
from reader.spreadsheets import print_record, workbook_problem
from tables.cells import Limits, TableError
from tables.files import read_uploaded_sheets
from tables.heads import IN_BRACKETS
from vietnam.folding import fold

ROWS_WITH_HEADING = 20
KNOWN_WORDS: dict[str, tuple[str, ...]] = {
    "number": ("stt", "tt", "so thu tu", "so"),
    "text": (
        "noi dung kien nghi",
        "noi dung y kien",
        "noi dung de xuat",
        "noi dung",
        "kien nghi",
        "y kien",
        "de xuat",
        "cau hoi",
    ),
    "kind": ("loai kien nghi", "loai", "phan loai"),
    "theme": ("chu de", "linh vuc", "nhom van de"),
    "employer": ("doanh nghiep", "cong ty", "don vi", "noi lam viec"),
    "park": ("khu cong nghiep", "kcn", "cum cong nghiep", "khu"),
}
NEEDED = "text"
TITLE = re.compile(r"(?:[IVXLC]+|[A-ZĐ])\s*[.)/-]\s*\D|[IVXLC]+\s*$")
SUM = re.compile(r"(?:tong (?:cong|so)|cong)\b")
Row = tuple[int, list[str]]


def main() -> None:
    most_rows, most_columns, longest = map(int, sys.argv[1:])
    data = sys.stdin.buffer.read()
    limits = Limits(most_rows, most_columns, longest)
    try:
        sheets = list(_word_tables(data, limits) if _is_word(data) else _sheets(data, limits))
    except TableError as error:
        print_record(error=error.code)
        return
    for name, rows in sheets:
        if heading := _find_heading(rows):
            at, columns, unknown = heading
            print_record(sheet=name, unknown=unknown)
            _print_rows(rows[at + 1 :], columns, most_rows)
            return
    print_record(error="no_heads", sheets=[name for name, _rows in sheets])


def _is_word(data: bytes) -> bool:
    return detect_file_type(data) == FileType.DOCX


def _sheets(data: bytes, limits: Limits) -> Iterator[tuple[str, list[Row]]]:
    for sheet in read_uploaded_sheets(data, limits):
        if not sheet.is_hidden:
            texts = [
                (number, [cell.text for cell in sheet.rows[number]])
                for number in sorted(sheet.rows)
                if number not in sheet.hidden_rows
            ]
            yield sheet.name, texts


def _word_tables(data: bytes, limits: Limits) -> Iterator[tuple[str, list[Row]]]:
    from docx import Document  # slow import: python-docx and lxml

    if problem := workbook_problem(data):
        raise TableError(problem)
    for order, table in enumerate(Document(io.BytesIO(data)).tables, 1):
        rows = [
            (number, [cell.text.strip()[: limits.characters] for cell in row.cells])
            for number, row in enumerate(table.rows, 1)
        ]
        yield str(order), rows


def _find_heading(rows: list[Row]) -> tuple[int, dict[str, int], list[str]] | None:
    """Among the first rows: its place, where each field stands, and the headings that say nothing
    to us. Of two columns with the same meaning the first is read.
    """
    for at, (_number, texts) in enumerate(rows[:ROWS_WITH_HEADING]):
        columns: dict[str, int] = {}
        unknown = []
        for place, text in enumerate(texts):
            name = _match_heading(text)
            if name and name not in columns:
                columns[name] = place
            elif text:
                unknown.append(text[:80])
        if NEEDED in columns and len(columns) > 1:
            return at, columns, unknown
    return None


def _match_heading(heading: str) -> str:
    folded = fold(IN_BRACKETS.sub(" ", heading))
    found = [
        (len(word), name)
        for name, words in KNOWN_WORDS.items()
        for word in words
        if f"{folded} ".startswith(f"{word} ")
    ]
    return max(found)[1] if found else ""


def _print_rows(rows: list[Row], columns: dict[str, int], most_rows: int) -> None:
    for printed, (number, texts) in enumerate(row for row in rows if any(row[1])):
        if printed == most_rows:
            print_record(more=True)
            return
        said = {name: texts[place] if place < len(texts) else "" for name, place in columns.items()}
        filled = list(dict.fromkeys(text for text in texts if text))
        is_title = _is_title(filled, said[NEEDED])
        print_record(row=number, said={"text": filled[0]} if is_title else said, is_title=is_title)


def _is_title(filled: list[str], text: str) -> bool:
    # A heading of a group, a sum, or a line outside of the column of the petitions.
    first = filled[0]
    alone = len(filled) == 1 and not first.isdigit() and (not text or bool(TITLE.match(first)))
    return alone or bool(SUM.match(fold(first)))


if __name__ == "__main__":
    main()
