"""What the report says in words: text blocks written from the figures in plain official Vietnamese,
which an officer may put in other words before the month is frozen.

Always the same four comparisons: the result, per cent of the year's plan, the change on the month
before and on the same month of the year before. What cannot be said is left out, never guessed.
"""

import datetime
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _, gettext_lazy, pgettext, pgettext_lazy

from agencies.board.report_sheets import late_tasks, tasks_of_next_month
from agencies.calendar.report_month import ReportMonth
from agencies.registry import FigureUnit, Number, ReportSection
from campaigns.report_figures.queries import ReportFigure, percentage
from campaigns.targets.queries import target_rows
from campaigns.targets.wording import figure_words, goal_words
from vietnam.dates import format_date
from vietnam.numbers import format_number, format_percent

MOST_NAMED = 30  # tasks that one list of the paper names


@dataclass(frozen=True)
class TextBlock:
    """`part`: the roman heading under which it stands. Its text has one paragraph a line; a line
    that begins with “- ” is an item.
    """

    key: str
    part: str | Promise
    heading: str | Promise


RESULTS = pgettext_lazy("paper", "Results")
ASSESSMENT = pgettext_lazy("paper", "Assessment, obstacles")
PROPOSALS = pgettext_lazy("paper", "Proposals")
NEXT = pgettext_lazy("paper", "Tasks of the next month")
BLOCKS = (
    *(TextBlock(section.value, RESULTS, section.label) for section in ReportSection),
    TextBlock("late", ASSESSMENT, gettext_lazy("Late tasks")),
    TextBlock("obstacles", ASSESSMENT, gettext_lazy("Obstacles and causes")),
    TextBlock("proposals", PROPOSALS, ""),
    TextBlock("next", NEXT, ""),
)


def report_texts(
    month: ReportMonth, figures: Sequence[ReportFigure], written: Mapping[str, Any]
) -> list[dict[str, Any]]:
    """The blocks in their order, empty ones left out; `written`: by key, what officers wrote."""
    texts = []
    for block in BLOCKS:
        made = written_text(block.key, month, figures)
        text = written.get(block.key, made)
        if text.strip():
            texts.append(
                {
                    "key": block.key,
                    "part": str(block.part),
                    "heading": str(block.heading),
                    "text": text,
                    "is_edited": text != made,
                }
            )
    return texts


def written_text(key: str, month: ReportMonth, figures: Sequence[ReportFigure]) -> str:
    """What the figures say for a block."""
    if key == "late":
        return _join_lines(_late_lines(month, figures))
    if key == "next":
        return _join_lines(_next_lines(month))
    own = [figure for figure in figures if figure.section == key]
    if key == ReportSection.TARGETS:
        return _join_lines([*_section_lines(own), *_target_lines(month)])
    return _join_lines(_section_lines(own))


def _join_lines(lines: Iterable[str]) -> str:
    """Items that follow each other end with “;”, the last of them with “.”."""
    told = [line.rstrip(".;") if line.startswith("- ") else line for line in lines]
    following = [*told[1:], ""][: len(told)]
    return "\n".join(
        f"{line}{';' if after.startswith('- ') else '.'}" if line.startswith("- ") else line
        for line, after in zip(told, following, strict=True)
    )


def _target_lines(month: ReportMonth) -> Iterator[str]:
    """Each target that is no part of another: what was reached of what."""
    rows = [row for row in target_rows(month.period, month.judged_on) if not row.depth]
    if not rows:
        return
    yield _("Each by name:")
    for row in rows[:MOST_NAMED]:
        words = {
            "target": row.name,
            "goal": goal_words(row.operator, row.goal, row.unit),
            "reached": figure_words(row.cumulative, row.unit),
            "verdict": str(row.verdict.label).lower(),
        }
        yield _("- %(target)s: cumulative %(reached)s, goal %(goal)s; %(verdict)s") % words
    left = len(rows) - MOST_NAMED
    if left > 0:
        yield _("- and %(n)s more, on the sheet of targets") % {"n": format_number(left)}


# Figures in sentences -------------------------------------------------------------------------
def _section_lines(figures: Sequence[ReportFigure]) -> Iterator[str]:
    for figure in figures:
        if figure.is_part:
            continue
        parts = [each for each in figures if figure.key in (each.part_of, each.within)]
        yield figure_sentence(figure)
        for part in parts:
            if part.value:
                yield f"- {part_words(part, figure)}"


def figure_sentence(figure: ReportFigure) -> str:
    """“Nhu cầu tuyển dụng trong tháng: 12.400 người, bằng 42,7 % kế hoạch năm; tăng 5,2 % so với
    tháng trước, giảm 3 % so với cùng kỳ năm trước.”
    """
    if figure.value is None:
        return _("%(label)s: not collected.") % {"label": figure.label}
    said = [f"{figure.label}: {amount_words(figure)}"]
    if figure.so_far is not None and figure.so_far != figure.value:
        so_far = {"amount": f"{format_number(figure.so_far)} {figure.unit_label}"}
        said.append(_("%(amount)s in the year so far") % so_far)
    if figure.of_plan is not None:
        said.append(_("%(percent)s of the year's plan") % {"percent": percent_text(figure.of_plan)})
    changes = [
        change_words(figure, figure.previous, pgettext("compared with", "the month before")),
        change_words(figure, figure.year_before, pgettext("compared with", "last year")),
    ]
    told = "; ".join([", ".join(said), ", ".join(filter(None, changes))])
    return f"{told.rstrip('; ')}."


def amount_words(figure: ReportFigure) -> str:
    return f"{format_number(figure.value or 0)} {figure.unit_label}"


def change_words(figure: ReportFigure, before: Number | None, than: str) -> str:
    """“tăng 5,2 % so với tháng trước”; of percentages in percentage points; empty where there is
    nothing to compare with.
    """
    if figure.value is None or before is None:
        return ""
    if figure.value == before:
        return _("unchanged against %(than)s") % {"than": than}
    words = {"than": than, "amount": _distance(figure, figure.value, before)}
    if figure.value > before:
        return _("up %(amount)s on %(than)s") % words
    return _("down %(amount)s on %(than)s") % words


def _distance(figure: ReportFigure, value: Number, before: Number) -> str:
    difference = value - before if value > before else before - value
    if figure.unit == FigureUnit.PERCENT:
        return _("%(n)s percentage points") % {"n": format_number(difference)}
    if not before:
        return f"{format_number(difference)} {figure.unit_label}"
    return percent_text(percentage(difference, before))


def percent_text(value: Number | None) -> str:
    """42,7 %; 20 % without a decimal that says nothing."""
    return "" if value is None else format_percent(Decimal(value).normalize() + 0)


def part_words(part: ReportFigure, whole: ReportFigure) -> str:
    """“- Đã tuyển: 3.100 người, chiếm 25 %”."""
    words = f"{part.label}: {amount_words(part)}"
    if not whole.value or part.value is None or part.unit != whole.unit:
        return words
    return f"{words} ({percent_text(percentage(part.value, whole.value))})"


# Tasks by name --------------------------------------------------------------------------------
def _late_lines(month: ReportMonth, figures: Sequence[ReportFigure]) -> Iterator[str]:
    late = next((each.value for each in figures if each.key == "tasks.late"), None)
    if not late:
        return
    yield _("On %(day)s %(n)s tasks were late:") % {
        "day": format_date(month.judged_on),
        "n": format_number(late),
    }
    named = late_tasks(month).values_list("task__lead__name", "task__title", "due_on", "cause")
    for agency, title, due_on, cause in named[:MOST_NAMED]:
        words = {"agency": agency, "task": title, "day": format_date(due_on)}
        line = _("- %(agency)s: %(task)s (due on %(day)s)") % words
        yield _("%(line)s; cause: %(cause)s") % {"line": line, "cause": cause} if cause else line
    if late > MOST_NAMED:
        yield _("- and %(n)s more, by name on the sheet of late tasks.") % {
            "n": format_number(late - MOST_NAMED)
        }


def _next_lines(month: ReportMonth) -> Iterator[str]:
    # A task that many agencies owe by one day is one line.
    due = tasks_of_next_month(month).order_by("due_on", "task__title", "task__lead__sort_key", "pk")
    owing: dict[tuple[str, datetime.date], list[str]] = {}
    count = 0
    for title, day, agency in due.values_list("task__title", "due_on", "task__lead__name"):
        owing.setdefault((title, day), []).append(agency)
        count += 1
    if not count:
        yield _("No task with a date is due in month %(month)s.") % {"month": month.later.name}
        return
    yield _("%(n)s tasks are due in month %(month)s:") % {
        "n": format_number(count),
        "month": month.later.name,
    }
    named = list(owing.items())[:MOST_NAMED]
    for (title, day), agencies in named:
        words = {"task": title, "day": format_date(day), "agencies": ", ".join(agencies)}
        yield _("- %(task)s (due on %(day)s): %(agencies)s") % words
    if left := count - sum(len(agencies) for _task, agencies in named):
        yield _("- and %(n)s more, by name on the sheet of the next month.") % {
            "n": format_number(left)
        }
