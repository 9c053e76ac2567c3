"""What a reader chooses on the board: quarter, document and order."""

import datetime
from typing import Any

from agencies.forms.query_strings import build_query
from agencies.tasks.figures import COLUMNS, AgencyFigures
from agencies.tasks.forms import PeriodForm, quarter_key, running_quarter

NAME = "name"
LATE = "late"


class BoardForm(PeriodForm):
    """The running quarter unless another, or all time (an empty one), is asked for. Call its
    methods after is_valid.
    """

    def __init__(self, data: Any, *, on: datetime.date) -> None:
        asked = data.copy()
        if "sort" not in asked:  # a link to another order without a quarter asks for all time
            asked.setdefault("quarter", quarter_key(running_quarter(on)))
        super().__init__(asked, on=on)

    def order(self) -> str:
        """The column by which the rows stand, the highest first; `name`; or empty: late ones first,
        the others folded.
        """
        asked = self.data.get("sort", "")
        return asked if asked in (*COLUMNS, NAME) else ""

    def query(self) -> str:
        """Quarter and document as a query string, for other orders."""
        chosen = {name: self.data.get(name, "") for name in ("quarter", "directive")}
        return build_query(
            {name: value for name, value in chosen.items() if value or name != "directive"}
        )


def sort_figures(rows: list[AgencyFigures], by: str) -> list[AgencyFigures]:
    """By a column, the highest first; equal ones, and without a column of numbers all, by name."""
    return rows if by == NAME else sorted(rows, key=lambda row: -getattr(row, by or LATE))
