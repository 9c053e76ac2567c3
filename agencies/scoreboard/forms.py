import datetime

from agencies.forms.query_strings import build_query
from agencies.scoreboard.queries import COLUMNS, NAME
from agencies.tasks.forms import PeriodForm
from vietnam.dates import format_date, quarter_bounds

FIRST_ORDER = "on_time_share"


class ScoreboardForm(PeriodForm):
    """Quarter (the last finished one unless a known one is asked for) and document of the
    scoreboard.

    Call its methods after is_valid.
    """

    def __init__(self, data, *, on: datetime.date) -> None:
        asked = data.copy()
        super().__init__(asked, on=on)
        self.fields["quarter"].choices = quarters = self.fields["quarter"].choices[1:]
        if asked.get("quarter") not in dict(quarters):
            asked["quarter"] = _last_finished(on)

    def bounds(self) -> tuple[datetime.date, datetime.date]:
        return quarter_bounds(*self.quarter())

    def quarter(self) -> tuple[int, int]:
        """What was asked for, unless it cannot be read."""
        year, number = _last_finished(self.on).split("-")
        return self.cleaned_data.get("quarter") or (int(year), int(number))

    def order(self) -> str:
        asked = self.data.get("sort", "")
        return asked if asked in (*COLUMNS, NAME) else FIRST_ORDER

    def query(self) -> str:
        """Quarter and document as a query string, for other orders and the workbook."""
        year, number = self.quarter()
        return build_query({"quarter": f"{year}-{number}", **self._document()})

    def rows(self) -> str:
        """The part of the task list's address that asks for the rows that count here."""
        start, end = self.bounds()
        return build_query(
            {"due_from": format_date(start), "due_to": format_date(end), **self._document()}
        )

    def _document(self) -> dict[str, int]:
        directive = self.cleaned_data.get("directive")
        return {"directive": directive.pk} if directive else {}


def _last_finished(on: datetime.date) -> str:
    quarters = on.year * 4 + (on.month - 1) // 3 - 1
    return f"{quarters // 4}-{quarters % 4 + 1}"
