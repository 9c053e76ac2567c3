"""What columns add up to, exactly, and the formulas that say the same."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from workbooks.sheets import Column, Formula, Value

Total = int | Decimal | None
"""What a column adds up to; None of one that is not summed."""


def begin_totals(columns: Sequence[Column]) -> list[Total]:
    return [0 if column.total else None for column in columns]


def add_value(total: Total, value: Value) -> Total:
    """An empty cell adds nothing; raises TypeError of one that holds no number under a column that
    is summed.
    """
    if isinstance(value, Formula):
        value = value.value
    if total is None or not value:
        return total
    if isinstance(value, int):
        return total + value
    if isinstance(value, float | Decimal):
        return total + Decimal(str(value))
    raise TypeError(f"{value!r} cannot be summed")


def add_row(totals: Sequence[Total], values: Sequence[Value]) -> list[Total]:
    return [add_value(total, value) for total, value in zip(totals, values, strict=True)]


# Formulas -----------------------------------------------------------------------------------------
LONGEST_FORMULA = 8_000  # characters; Excel reads 8.192
MOST_ARGUMENTS = 200  # of SUM; Excel reads 255


@dataclass
class SummedRows:
    """The rows of one sheet, from the first to the last; `left_out`: those of them that are sums
    themselves.
    """

    sheet: str
    first: int
    last: int = 0
    left_out: list[int] = field(default_factory=list)


def sum_of_parts(column: str, parts: Sequence[SummedRows]) -> str:
    """The sum of a column over the sheets that a long one takes, written on the last of them; ""
    where there is nothing to sum, or too much for a formula.
    """
    terms = [
        _term(column, part, "" if part is parts[-1] else f"{quote_sheet(part.sheet)}!")
        for part in parts
        if part.last >= part.first
    ]
    expression = "+".join(terms)
    return expression if len(expression) <= LONGEST_FORMULA else ""


def _term(column: str, part: SummedRows, sheet: str) -> str:
    whole = f"SUM({sheet}{column}{part.first}:{column}{part.last})"
    left_out = [f"{sheet}{column}{row}" for row in part.left_out]
    batches = [left_out[at : at + MOST_ARGUMENTS] for at in range(0, len(left_out), MOST_ARGUMENTS)]
    return whole + "".join(f"-SUM({','.join(batch)})" for batch in batches)


def quote_sheet(sheet: str) -> str:
    """Its name within a formula."""
    return "'" + sheet.replace("'", "''") + "'"
