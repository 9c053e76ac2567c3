"""The rows of the must-do page, as words and addresses that its templates only write down."""

import datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from agencies.lists.badges import draw_shape
from agencies.must_do.queries import MustDoRow, ShortList
from agencies.tasks.due_days import DueDays
from vietnam.dates import format_date

ShownRow = dict[str, object]


def shown_rows(of: ShortList, days: DueDays) -> list[ShownRow]:
    # Dictionaries: templates look a name up there first, and a page looks up hundreds.
    return [_shown_row(row, days) for row in of.rows]


def _shown_row(row: MustDoRow, days: DueDays) -> ShownRow:
    occurrence = row.occurrence
    address = occurrence.get_absolute_url()
    since = timezone.localtime(row.since) if row.since else None
    # Every key is there: a template pays most for a name that it does not find.
    return {
        "url": f"{address}#act",
        "extension_url": f"{address}#extension" if row.may_extend else "",
        "shape": draw_shape(row.tone),
        "title": occurrence.task.title,
        "label": row.label,
        "verb": str(row.verb),
        "wanted": _wanted_words(row.wanted_on) if row.wanted_on else "",
        "deadline": days.draw_deadline(
            row.due, first=occurrence.first_due_on, extended=row.extended_to
        )
        if row.due
        else "",
        "since_word": row.since_word,
        "since_at": since.isoformat(timespec="seconds") if since else "",
        "since_on": format_date(since) if since else "",
    }


def _wanted_words(day: datetime.date) -> str:
    return _("%(day)s asked for, not answered yet") % {"day": format_date(day)}
