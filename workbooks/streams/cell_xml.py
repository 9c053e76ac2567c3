"""Cells as a workbook spells them (ECMA-376, part 1, 18.3.1.4)."""

import datetime
import math
import re
from collections.abc import Callable
from decimal import Decimal
from typing import Any

from django.utils import timezone

from vietnam.dates import format_date
from vietnam.text import without_controls
from workbooks.lines import lines_needed
from workbooks.looks import CellLook, Styles
from workbooks.sheets import Formula, Link, Value

LONGEST_TEXT = 32_767  # characters of a cell
LONGEST_LITERAL = 255  # characters of a text within a formula
RISKY = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")
RISKY_SIGNS = frozenset((*RISKY, " "))
DAY_NOUGHT = datetime.date(1899, 12, 30).toordinal()
# Excel counts a day that never was, 29/02/1900.
FIRST_COUNTED = datetime.date(1900, 3, 1)
SECONDS = 86_400
MOST_KEPT = 1_000
# Read as one character by Excel (ECMA-376, part 1, 22.9.2.19).
_LOOKS_ESCAPED = re.compile("_x[0-9A-Fa-f]{4}_")


Cell = tuple[str, int]
"""What follows a cell's place, and how many lines it needs."""


class CellSpeller:
    """Of one column. `kept`: what was spelled first; columns repeat themselves."""

    def __init__(self, look: CellLook, width: float, styles: Styles, *, bold: bool = False) -> None:
        self.look = look
        self.width = width
        self.styles = styles
        self.bold = bold
        self.style = styles.number(look, bold=bold)
        self.empty = (f's="{self.style}"/>', 1)
        self.kept: dict[Value, Cell] = {None: self.empty}
        self._zone = timezone.get_current_timezone()
        self._before_text = f's="{self.style}" t="inlineStr"><is><t>'
        self._spellings: dict[type, Callable[[Any, int], Cell]] = {
            str: self._text,
            datetime.datetime: self._moment,
            datetime.date: self._day,
            Link: self._link,
            Formula: self._formula,
        }

    def spell(self, value: Value, row: int = 0) -> Cell:
        """`row`: the number of its row, which formulas name."""
        cell = self._spellings.get(value.__class__, self._number)(value, row)
        if len(self.kept) < MOST_KEPT and value.__class__ is not Formula:
            self.kept[value] = cell
        return cell

    def _number(self, value: Any, _row: int) -> Cell:
        return f's="{self.style}"><v>{spell_number(value)}</v></c>', 1

    def _formula(self, formula: Formula, row: int) -> Cell:
        body = escape(formula.expression.replace("{row}", str(row)))
        return f's="{self.style}"><f>{body}</f><v>{spell_number(formula.value)}</v></c>', 1

    def _text(self, value: str, _row: int = 0) -> Cell:
        length = len(value)
        # Most texts are harmless: asked quickly, since it is asked of each.
        if (
            0 < length < LONGEST_TEXT
            and value.isprintable()
            and "&" not in value
            and "<" not in value
            and ">" not in value
            and "_x" not in value
            and value[0] not in RISKY_SIGNS
            and value[-1] != " "
        ):
            lines = 1 if length < self.width else lines_needed(value, self.width)
            return f"{self._before_text}{value}</t></is></c>", lines
        return self._spell_text(value)

    def _spell_text(self, value: str) -> Cell:
        text = without_controls(value)[:LONGEST_TEXT]
        if not text:
            return self.empty
        style = self.style
        if text.startswith(RISKY):
            style = self.styles.number(self.look, bold=self.bold, quoted=True)
        rest = f's="{style}" t="inlineStr"><is><t{_space(text)}>{escape(text)}</t></is></c>'
        return rest, lines_needed(text, self.width)

    def _link(self, link: Link, _row: int) -> Cell:
        # As a formula: links of their own would have to be kept until the sheet ends, and no
        # program reads more than 65.530 of them.
        text = without_controls(link.text)
        literals = [part.replace('"', '""') for part in (link.address, text)]
        if not link.address.startswith(("https://", "http://")) or any(
            len(part) > LONGEST_LITERAL for part in literals
        ):
            return self._text(text)
        address, shown = map(escape, literals)
        style = self.styles.number(self.look, bold=self.bold, linked=True)
        rest = (
            f's="{style}" t="str"><f>HYPERLINK("{address}","{shown}")</f><v>{escape(text)}</v></c>'
        )
        return rest, lines_needed(text, self.width)

    def _day(self, day: datetime.date, _row: int) -> Cell:
        if day < FIRST_COUNTED:
            return self._text(format_date(day))
        look = CellLook.DATE_ZERO if day.month < 3 else CellLook.DATE
        style = self.styles.number(look, bold=self.bold)
        return f's="{style}"><v>{day.toordinal() - DAY_NOUGHT}</v></c>', 1

    def _moment(self, moment: datetime.datetime, _row: int) -> Cell:
        # Workbooks know no zones: the time in Viet Nam, to the second.
        if moment.tzinfo is not None:
            moment = moment.astimezone(self._zone)
        if moment.date() < FIRST_COUNTED:
            return self._text(f"{moment:%H:%M} {format_date(moment.date())}")
        seconds = moment.hour * 3600 + moment.minute * 60 + moment.second
        number = moment.toordinal() - DAY_NOUGHT + seconds / SECONDS
        style = self.styles.number(CellLook.MOMENT, bold=self.bold)
        return f's="{style}"><v>{number!r}</v></c>', 1


def spell_number(value: float | Decimal) -> str:
    """Raises ValueError of what is no number."""
    if isinstance(value, int):
        return str(int(value))
    if not math.isfinite(value):
        raise ValueError(f"{value!r} is no number that a workbook can hold")
    return repr(value) if isinstance(value, float) else str(value)


def escape(text: str) -> str:
    escaped = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    escaped = escaped.replace("\r", "&#13;")
    return _LOOKS_ESCAPED.sub(r"_x005F\g<0>", escaped) if "_x" in escaped else escaped


def _space(text: str) -> str:
    # Spaces at the ends and line breaks are kept only where this is said.
    is_plain = text == text.strip() and "\n" not in text
    return "" if is_plain else ' xml:space="preserve"'
