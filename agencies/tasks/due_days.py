"""Due days as pages draw them: the day, how far it is, and the tone of that distance."""

import datetime
from html import escape

from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext

from agencies.calendar.date_words import working_days_left
from agencies.lists.patterns import fill_pattern
from agencies.tasks.figures import RISK_WORKING_DAYS
from vietnam.calendar import WorkingCalendar
from vietnam.dates import format_date

_NO_DATE = '<span class="due soft">{words}</span>'
_BELOW = '<span class="sub">{words}</span>'


class DueDays:
    """The due days of one page. Many rows share a day, so each is worded and drawn once."""

    def __init__(self, today: datetime.date, calendar: WorkingCalendar) -> None:
        self.today = today
        self.calendar = calendar
        self._drawn: dict[tuple[datetime.date, bool, bool], SafeString] = {}

    def draw_deadline(
        self,
        due_on: datetime.date | None,
        *,
        closed: bool = False,
        tentative: bool = False,
        meaning: str = "",
        phrase: str = "",
        first: datetime.date | None = None,
        extended: datetime.date | None = None,
    ) -> SafeString:
        """The due day with its distance and tone; `closed`: without both.

        `meaning` stands in place of a date or below it, `phrase` is how the document says it,
        `first` the due day before it was `extended`.
        """
        parts = []
        if due_on:
            parts.append(self._draw_day(due_on, closed=closed, tentative=tentative))
        elif not meaning:
            parts.append(fill_pattern(_NO_DATE, words=gettext("no date")))
        below = [
            meaning,
            f"“{phrase}”" if phrase else "",
            _extension_words(first, extended) if extended else "",
        ]
        parts += [fill_pattern(_BELOW, words=words) for words in below if words]
        return mark_safe("".join(parts))  # noqa: S308 - each part is escaped

    def _draw_day(self, due_on: datetime.date, *, closed: bool, tentative: bool) -> SafeString:
        key = (due_on, closed, tentative)
        if key not in self._drawn:
            tone = "" if closed else f" tone-{self.tone_of(due_on)}"
            shown = f'<time datetime="{due_on.isoformat()}">{format_date(due_on)}</time>'
            if tentative:
                shown += f' <span class="soft">({escape(gettext("tentative"))})</span>'
            if not closed:
                words = working_days_left(due_on, self.today, self.calendar)
                shown += f' <span class="due-distance">{escape(words)}</span>'
            self._drawn[key] = mark_safe(  # noqa: S308 - all words are escaped
                f'<span class="due{tone}">{shown}</span>'
            )
        return self._drawn[key]

    def tone_of(self, due_on: datetime.date) -> str:
        """late; risk (today or within 3 working days); open."""
        if due_on < self.today:
            return "late"
        left = self.calendar.working_days_between(self.today, due_on)
        return "risk" if left <= RISK_WORKING_DAYS else "open"


def _extension_words(first: datetime.date | None, extended: datetime.date) -> str:
    days = {"first": format_date(first) if first else "", "extended": format_date(extended)}
    return gettext("first due %(first)s · extended to %(extended)s") % days
