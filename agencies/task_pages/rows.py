"""The rows of the task list, drawn in Python: fifty rows through the template language cost a
quarter of the page.
"""

import datetime
from collections.abc import Iterable

from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from agencies.lists.badges import draw_badge
from agencies.lists.patterns import fill_pattern
from agencies.tasks.due_days import DueDays
from agencies.tasks.figures import StatusConditions
from agencies.tasks.models import Deadline
from agencies.tasks.occurrence_models import Occurrence
from agencies.tasks.queries import TaskRow, task_rows
from vietnam.dates import format_date

_ROW = """
<tr data-item>
  {choice}
  <td class="lead">
    <a class="clamp" href="{url}">{title}</a> <span class="sub wide one-line">{source}</span>
  </td>
  <td class="agency">{agency}</td>
  <td class="due-cell">{deadline}{phrase}</td>
  <td class="fit">{state}</td>
  <td class="fit wide soft"><time datetime="{moved_at}">{moved_on}</time></td>
</tr>"""
_CHOICE = """
<td class="choose"><label>
  <input class="form-check-input" type="checkbox" name="row" form="bulk" value="{key}:{version}">
  <span class="visually-hidden">{words} {title}</span>
</label></td>"""
_PHRASE = '<span class="sub wide">“{words}”</span>'


def draw_task_rows(
    occurrences: Iterable[Occurrence], judgement: StatusConditions, *, with_choice: bool
) -> list[SafeString]:
    """A table row each; `with_choice`: with the box that chooses it for what is done to many."""
    days = DueDays(judgement.on, judgement.calendar)
    clock = timezone.get_current_timezone()
    words = _("Choose:") if with_choice else ""
    return [_draw_row(row, days, clock, words) for row in task_rows(occurrences, judgement)]


def _draw_row(row: TaskRow, days: DueDays, clock: datetime.tzinfo, choice_words: str) -> SafeString:
    occurrence = row.occurrence
    deadline = occurrence.deadline
    moved_at = occurrence.moved_at.astimezone(clock)
    return fill_pattern(
        _ROW,
        choice=_draw_choice(occurrence, choice_words) if choice_words else "",
        url=occurrence.get_absolute_url(),
        title=occurrence.task.title,
        source=row.source_line,
        agency=occurrence.task.lead.display_name,
        deadline=days.draw_deadline(
            occurrence.due_on,
            closed=row.is_closed,
            tentative=deadline is not None and deadline.tentative,
            meaning=row.undated_meaning,
            first=occurrence.first_due_on,
            extended=occurrence.extended_to,
        ),
        phrase=_draw_phrase(deadline),
        state=draw_badge(row.label, row.tone),
        moved_at=moved_at.isoformat(timespec="seconds"),
        moved_on=format_date(moved_at),
    )


def _draw_phrase(deadline: Deadline | None) -> str:
    return fill_pattern(_PHRASE, words=deadline.phrase) if deadline and deadline.phrase else ""


def _draw_choice(occurrence: Occurrence, words: str) -> SafeString:
    return fill_pattern(
        _CHOICE,
        key=occurrence.pk,
        version=occurrence.version,
        words=words,
        title=occurrence.task.title,
    )
