"""The rows of the must-do page, drawn in Python: through the template language they cost a third
of the page.
"""

from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from agencies.lists.badges import draw_shape
from agencies.lists.patterns import fill_pattern
from agencies.must_do.queries import MustDoRow, ShortList
from agencies.tasks.due_days import DueDays
from vietnam.dates import format_date

_ROW = """
<tr data-item>
  <td class="lead">
    <a href="{url}#act">{shape}{title}</a> <span class="sub">{label}{extension}</span>
  </td>
  <td class="fit">{day}</td>
  <td class="act"><a class="btn btn-secondary btn-sm" href="{url}#act">{verb}</a></td>
</tr>"""
_ASK = ' · <a href="{url}#extension">{words}<span class="visually-hidden"> {title}</span></a>'
_SINCE = '<span class="soft small">{words}</span> <time datetime="{at}">{on}</time>'


def draw_must_do_rows(of: ShortList, days: DueDays) -> list[SafeString]:
    """A table row each."""
    return [_draw_row(row, days) for row in of.rows]


def _draw_row(row: MustDoRow, days: DueDays) -> SafeString:
    occurrence = row.occurrence
    url = occurrence.get_absolute_url()
    return fill_pattern(
        _ROW,
        url=url,
        shape=draw_shape(row.tone),
        title=occurrence.task.title,
        label=row.label,
        extension=_draw_extension(row, url),
        day=_draw_day(row, days),
        verb=row.verb,
    )


def _draw_extension(row: MustDoRow, url: str) -> str:
    # The later date that was asked for, or the way to ask for one.
    if row.wanted_on:
        day = {"day": format_date(row.wanted_on)}
        return fill_pattern(" · {words}", words=_("%(day)s asked for, not answered yet") % day)
    if row.may_extend:
        title = row.occurrence.task.title
        return fill_pattern(_ASK, url=url, words=_("Ask for a later date"), title=title)
    return ""


def _draw_day(row: MustDoRow, days: DueDays) -> str:
    if row.due:
        first = row.occurrence.first_due_on
        return days.draw_deadline(row.due, first=first, extended=row.extended_to)
    if row.since is None:
        return ""
    since = timezone.localtime(row.since)
    at = since.isoformat(timespec="seconds")
    return fill_pattern(_SINCE, words=row.since_word, at=at, on=format_date(since))
