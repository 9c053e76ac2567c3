"""Why this date: the steps from the phrase to the day, as data which a page puts into words."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from vietnam.calendar import WorkingCalendar
from vietnam.deadlines.model import Bound, Deadline, DeadlineKind
from vietnam.deadlines.policy import DeadlinePolicy, apply_bound, raw_due, roll_day

Value = str | int | float | bool | date | None


@dataclass(frozen=True)
class Step:
    """One step of an explanation.

    Codes and their params, in order: `phrase` (text), `rule` (name, kind, confidence), then of
    `written_date` (due_on), `period` (starts_on, ends_on), `opens` (starts_on), `recurs` (freq,
    day, month, min_count), `continues`, `counted` (count, unit, working, trigger, triggered_on);
    `tentative`; `no_date`; `before_includes_day` or `before_excludes_day` (day); `working_day`
    (day) or `day_off` (day, holiday); `rolled` (roll, day); at last `due` (day).
    """

    code: str
    params: Mapping[str, Value] = field(default_factory=dict)


def explain(
    deadline: Deadline,
    policy: DeadlinePolicy | None = None,
    calendar: WorkingCalendar | None = None,
    *,
    triggered_on: date | None = None,
) -> list[Step]:
    """The steps from phrase to rule, date, policy, calendar and day due."""
    policy, calendar = policy or DeadlinePolicy(), calendar or WorkingCalendar()
    steps = [
        Step("phrase", {"text": deadline.text}),
        Step(
            "rule",
            {"name": deadline.rule, "kind": str(deadline.kind), "confidence": deadline.confidence},
        ),
        _meaning(deadline, triggered_on),
    ]
    if deadline.tentative:
        steps.append(Step("tentative"))
    raw = raw_due(deadline, calendar, triggered_on=triggered_on)
    return steps + (
        list(_to_due(raw, deadline.bound, policy, calendar)) if raw else [Step("no_date")]
    )


def explain_due(
    written: date, bound: Bound | str | None, policy: DeadlinePolicy, calendar: WorkingCalendar
) -> list[Step]:
    """The last steps alone, for an occurrence or a date typed by hand."""
    return list(_to_due(written, bound, policy, calendar))


def _meaning(deadline: Deadline, triggered_on: date | None) -> Step:
    if deadline.kind is DeadlineKind.ON:
        return Step("written_date", {"due_on": deadline.due_on})
    if deadline.kind is DeadlineKind.WITHIN:
        return Step("period", {"starts_on": deadline.starts_on, "ends_on": deadline.ends_on})
    if deadline.kind is DeadlineKind.FROM:
        return Step("opens", {"starts_on": deadline.starts_on})
    if deadline.recurrence:
        r = deadline.recurrence
        return Step(
            "recurs", {"freq": r.freq, "day": r.day, "month": r.month, "min_count": r.min_count}
        )
    if deadline.relative:
        t = deadline.relative
        counted = {"count": t.count, "unit": t.unit, "working": t.working, "trigger": t.trigger}
        return Step("counted", counted | {"triggered_on": triggered_on})
    return Step("continues")


def _to_due(
    raw: date, bound: Bound | str | None, policy: DeadlinePolicy, calendar: WorkingCalendar
) -> Iterator[Step]:
    day = apply_bound(raw, bound, policy)
    if bound == Bound.BEFORE:
        yield Step(
            "before_includes_day" if policy.before_includes_day else "before_excludes_day",
            {"day": day},
        )
    if calendar.is_working(day):
        yield Step("working_day", {"day": day})
    else:
        yield Step("day_off", {"day": day, "holiday": calendar.holiday_name(day)})
    due = roll_day(day, policy, calendar)
    if due != day:
        yield Step("rolled", {"roll": policy.roll, "day": due})
    yield Step("due", {"day": due})
