import datetime

from agencies.forms.query_strings import build_query
from agencies.scoreboard.queries import COLUMNS, NAME
from agencies.tasks.forms import PeriodForm, quarter_key, running_quarter
from vietnam.dates import format_date
from vietnam.periods import Period

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
            asked["quarter"] = quarter_key(running_quarter(on).earlier)

    def period(self) -> Period:
        """What was asked for, unless it cannot be read."""
        return super().period() or running_quarter(self.on).earlier

    def order(self) -> str:
        asked = self.data.get("sort", "")
        return asked if asked in (*COLUMNS, NAME) else FIRST_ORDER

    def query(self) -> str:
        """Quarter and document as a query string, for other orders and the workbook."""
        return build_query({"quarter": quarter_key(self.period()), **self._document()})

    def rows(self) -> str:
        """The part of the task list's address that asks for the rows that count here."""
        period = self.period()
        days = {"due_from": format_date(period.first), "due_to": format_date(period.last)}
        return build_query({**days, **self._document()})

    def _document(self) -> dict[str, int]:
        directive = self.cleaned_data.get("directive")
        return {"directive": directive.pk} if directive else {}
