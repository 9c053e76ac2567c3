"""What is to be said about a cell beside its value: refused, to be confirmed, or just to be known.
The sentences are elsewhere, where there is a language.
"""

from enum import StrEnum
from typing import NamedTuple


class MarkCode(StrEnum):
    # Refused: only a person can say what is meant.
    FORMULA = "formula"
    ERROR = "error"
    EXCEL_DAY = "excel_day"
    RIVALS = "rivals"
    MERGED_COUNT = "merged_count"
    PLACES = "places"
    PART_UNREAD = "part_unread"
    # To be confirmed: read with some guess.
    RANGE = "range"
    AT_LEAST = "at_least"
    ABOUT = "about"
    PARTS_DIFFER = "parts_differ"
    MONTHS_SUMMED = "months_summed"
    SERIAL_DAY = "serial_day"
    MONTH_DAY = "month_day"
    YEAR_ADDED = "year_added"
    OUTSIDE = "outside"
    CUT = "cut"
    CLEANED = "cleaned"
    OCCUPATION = "occupation"
    BENEFIT = "benefit"
    # To be known.
    MERGED = "merged"
    PARTS = "parts"
    LIMITS = "limits"
    ADDED = "added"
    SCHOOLING = "schooling"


REFUSED = frozenset(
    {
        MarkCode.FORMULA,
        MarkCode.ERROR,
        MarkCode.EXCEL_DAY,
        MarkCode.RIVALS,
        MarkCode.MERGED_COUNT,
        MarkCode.PLACES,
        MarkCode.PART_UNREAD,
    }
)
NOTES = frozenset(
    {MarkCode.MERGED, MarkCode.PARTS, MarkCode.LIMITS, MarkCode.ADDED, MarkCode.SCHOOLING}
)
TO_CONFIRM = frozenset(MarkCode) - REFUSED - NOTES


class Mark(NamedTuple):
    """`said`: what of the cell it is about, or what was read."""

    field: str
    code: MarkCode
    said: str = ""
