"""Where the head of a table is, and what stands above each column: one level or several, merged,
in two languages, under title lines.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from tables.cells import Area, Cell, CellKind, Sheet
from vietnam.folding import fold

MOST_LEVELS = 3
LOOKED_AT = 60  # rows that say something, in which a sheet's first head must be
LONGEST_HEADING = 150
IN_BRACKETS = re.compile(r"\((.*?)\)")
# A text merged over so much of the table is a title, not a heading over some columns.
WIDTH_OF_TITLE = 0.8
_DIGITS = re.compile(r"[\d.,\s()%/-]+")
_BRACKETS = re.compile(r"\(([^)]*)\)|\[([^\]]*)\]")
_LANGUAGES = re.compile(r"\s*(?:/|\n|\||;|–|—|\s-\s)\s*")


class Match(NamedTuple):
    """What a heading names. `rank`: 0 the best of several columns for one field; `bound`: "from",
    "to" or nothing; `is_part`: only a part of the heading is known, as in two languages.
    """

    field: str
    rank: int = 1
    bound: str = ""
    is_part: bool = False


Matcher = Callable[[str], Match | None]


@dataclass(frozen=True)
class HeadRules:
    """How heads of one kind of table are known. `match`: what one heading names; `is_head`: whether
    columns of these fields make a table; `sub_words`: folded headings that say something only
    together with the one above (“Từ”, “Nam”); `stands_below`: those and others that belong to the
    second level of a head (“Tháng 12”).
    """

    match: Matcher
    is_head: Callable[[set[str]], bool]
    sub_words: Callable[[str], bool]
    stands_below: Callable[[str], bool]


@dataclass(frozen=True)
class HeadColumn:
    """`heading`: its levels, from the top, with “ / ” between."""

    at: int
    heading: str
    match: Match | None
    is_hidden: bool


@dataclass(frozen=True)
class Head:
    """Of a table: its rows, as the program numbers them, and its columns that say something."""

    first_row: int
    last_row: int
    columns: tuple[HeadColumn, ...]

    @property
    def fields(self) -> set[str]:
        return {column.match.field for column in self.columns if column.match}


def find_head(sheet: Sheet, rules: HeadRules) -> Head | None:
    """The head that names most columns, among the first rows: the first of equal ones, without the
    title lines above it and with all of its own levels.
    """
    finder = HeadFinder(sheet, rules)
    found = [
        head
        for number in sorted(sheet.rows)[:LOOKED_AT]
        for head in finder.heads_from(number)
        if rules.is_head(head.fields)
    ]
    if not found:
        return None
    most = max(map(_named, found))
    best = [head for head in found if _named(head) == most]
    end = max(head.last_row for head in best if head.first_row == best[0].first_row)
    within = [head for head in best if head.first_row <= end]
    return max(within, key=lambda head: (head.first_row, head.last_row))


def _named(head: Head) -> int:
    return sum(column.match is not None for column in head.columns)


class HeadFinder:
    """Looks for heads in one sheet."""

    def __init__(self, sheet: Sheet, rules: HeadRules) -> None:
        self.sheet = sheet
        self.rules = rules
        self.match = cache(lambda text: match_in_languages(text, rules.match))
        self.merged: dict[tuple[int, int], Area] = {}
        for area in sheet.merged:
            if area.last_row - area.first_row <= MOST_LEVELS:
                for row in range(area.first_row, area.last_row + 1):
                    for column in range(area.first_column, area.last_column + 1):
                        self.merged[row, column - 1] = area

    def heads_from(self, number: int) -> list[Head]:
        """Those whose first row it is: of one row, and of more where more belong to it."""
        if not self.may_be_head(number) or self._begins_above(number):
            return []
        rows = [number]
        heads = [self.head_of(rows)]
        while len(rows) < MOST_LEVELS and self._goes_on(rows[-1]):
            rows = [*rows, rows[-1] + 1]
            heads.append(self.head_of(rows))
        return heads

    def _begins_above(self, number: int) -> bool:
        # A row within cells that are merged downwards is not the first of a head.
        areas = (area for (row, _at), area in self.merged.items() if row == number)
        return any(area.first_row < number and not self._is_title(area) for area in areas)

    def may_be_head(self, number: int) -> bool:
        """A head has words and no figures."""
        cells = [cell for cell in self.sheet.rows.get(number, []) if cell.kind != CellKind.EMPTY]
        return bool(cells) and not any(_is_figure(cell) for cell in cells)

    def head_of(self, rows: list[int]) -> Head:
        width = max(len(self.sheet.rows.get(row, [])) for row in rows)
        width = max([width, *(area.last_column for area in self._areas(rows))])
        columns = []
        for at in range(width):
            levels = self._levels(rows, at)
            if levels:
                is_hidden = at in self.sheet.hidden_columns
                found = self._match_levels(levels)
                columns.append(HeadColumn(at, " / ".join(levels), found, is_hidden))
        return Head(rows[0], rows[-1], tuple(columns))

    def _areas(self, rows: list[int]) -> list[Area]:
        return [area for (row, _at), area in self.merged.items() if row in rows]

    def _levels(self, rows: list[int], at: int) -> list[str]:
        # What stands above a column, from the top; what is merged downwards counts once.
        levels: list[str] = []
        for row in rows:
            text = self._text(row, at) or self._spread(rows, row, at)
            if text and len(text) <= LONGEST_HEADING and text not in levels:
                levels.append(text)
        return levels

    def _text(self, row: int, at: int) -> str:
        area = self.merged.get((row, at))
        if area is None or self._is_title(area):
            return self.sheet.cell(row, at).text
        return self.sheet.cell(area.first_row, area.first_column - 1).text

    def _spread(self, rows: list[int], row: int, at: int) -> str:
        # “Lương” above “Từ” is above “Đến” beside it too, in files that merge nothing.
        below = row + 1
        if below not in rows or not self.rules.stands_below(fold(self.sheet.cell(below, at).text)):
            return ""
        for left in range(at - 1, -1, -1):
            if not self.rules.stands_below(fold(self.sheet.cell(below, left).text)):
                return ""
            if text := self._text(row, left):
                return text
        return ""

    def _is_title(self, area: Area) -> bool:
        wide = len(self.sheet.rows.get(area.last_row + 1, []))
        width = area.last_column - area.first_column + 1
        return width > 2 and width >= wide * WIDTH_OF_TITLE

    def _goes_on(self, row: int) -> bool:
        # Whether the next row belongs to the head that has this one.
        below = row + 1
        if not self.may_be_head(below):
            return False
        cells = self.sheet.rows[below]
        texts = [(at, cell.text) for at, cell in enumerate(cells) if cell.text]
        if all(self.rules.stands_below(fold(text)) for _at, text in texts):
            return True
        named = sum(self.match(text) is not None for _at, text in texts)
        if named >= 2 and named * 2 >= len(texts):
            return True
        return any(
            (area := self.merged.get((row, at))) is not None
            and not self._is_title(area)
            and (area.last_row >= below or area.last_column > area.first_column)
            for at in range(len(cells))
        )

    def _match_levels(self, levels: list[str]) -> Match | None:
        last = levels[-1]
        if len(levels) == 1:
            return self.match(last)
        joined = " ".join(levels)
        first_tries = (joined, last) if self.rules.sub_words(fold(last)) else (last, joined)
        return next(
            (found for text in (*first_tries, *levels) if (found := self.match(text))), None
        )


def match_in_languages(text: str, match: Matcher) -> Match | None:
    """What a heading names, as a whole or in one of its languages: “Job title / Chức danh”."""
    if found := match(text):
        return found
    inside = [a or b for a, b in _BRACKETS.findall(text)]
    pieces = [*_LANGUAGES.split(_BRACKETS.sub(" ", text)), *inside]
    for piece in pieces:
        if piece.strip() and piece.strip() != text.strip() and (found := match(piece)):
            return found._replace(is_part=True)
    return None


def _is_figure(cell: Cell) -> bool:
    if cell.kind in (CellKind.NUMBER, CellKind.DAY, CellKind.FORMULA, CellKind.ERROR):
        return True
    return bool(_DIGITS.fullmatch(cell.text))


def column_key(heading: str) -> str:
    """Under which a clerk's choice for a column is kept: its words, folded."""
    return fold(heading)


def find_next_heads(sheet: Sheet, head: Head, rules: HeadRules) -> Mapping[int, Head]:
    """Heads of further tables below, by their first row; the same head once more is none."""
    finder = HeadFinder(sheet, rules)
    said = {fold(column.heading) for column in head.columns}
    found: dict[int, Head] = {}
    beyond = head.last_row
    for number in sorted(sheet.rows):
        if number <= beyond or not finder.may_be_head(number):
            continue
        fields = {named.field for cell in sheet.rows[number] if (named := finder.match(cell.text))}
        if not rules.is_head(fields):
            continue
        heads = [each for each in finder.heads_from(number) if rules.is_head(each.fields)]
        best = max(heads, key=lambda each: (_named(each), -each.last_row), default=None)
        if best is None:
            continue
        beyond = best.last_row
        if {fold(column.heading) for column in best.columns} != said:
            found[number] = best
    return found
