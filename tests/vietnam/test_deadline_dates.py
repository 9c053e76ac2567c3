"""From a deadline to its days: policy, working calendar, events, occurrences, explanation."""

from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given, strategies as st

from vietnam.calendar import WorkingCalendar
from vietnam.dates import format_date
from vietnam.deadlines import (
    Bound,
    DueDateRules,
    DueDateStep,
    Recurrence,
    RelativeTerm,
    StatedDeadline,
    count_from_event,
    due_date,
    due_date_steps,
    due_periods,
    find_deadlines,
    stated_day,
)

CALENDAR = WorkingCalendar({date(2024, 4, 29): False, date(2024, 5, 4): True})


def only(text: str, **known: object) -> StatedDeadline:
    (deadline,) = find_deadlines(text, **known)  # type: ignore[arg-type]
    return deadline


def due(text: str, rules: DueDateRules, *, triggered_on: date | None = None) -> date | None:
    deadline = only(text)
    written = stated_day(deadline, CALENDAR, triggered_on=triggered_on)
    return written and due_date(written, deadline.bound, rules, CALENDAR)


@pytest.mark.parametrize(
    ("text", "rules", "due_on"),
    [
        ("trước ngày 06/3/2024", DueDateRules(), date(2024, 3, 6)),
        ("trước ngày 06/3/2024", DueDateRules(before_includes_day=False), date(2024, 3, 5)),
        ("chậm nhất ngày 06/3/2024", DueDateRules(before_includes_day=False), date(2024, 3, 6)),
        ("báo cáo UBND tỉnh trong tháng 4/2024", DueDateRules(), date(2024, 4, 30)),
        ("báo cáo UBND tỉnh trong tháng 4/2024", DueDateRules(roll="back"), date(2024, 4, 26)),
        ("báo cáo UBND tỉnh trong tháng 4/2024", DueDateRules(roll="forward"), date(2024, 5, 2)),
        ("năm trước ngày 25/11/2023", DueDateRules(roll="back"), date(2023, 11, 24)),
        ("sau quý I/2024", DueDateRules(), None),
        ("thường xuyên", DueDateRules(), None),
        ("định kỳ hằng tháng", DueDateRules(), None),
    ],
)
def test_the_day_due_follows_the_rules(text: str, rules: DueDateRules, due_on: date | None) -> None:
    assert due(text, rules) == due_on


def test_a_relative_deadline_is_due_once_its_event_is_known() -> None:
    phrase = "trong thời hạn 05 ngày làm việc kể từ ngày nhận được văn bản"
    assert due(phrase, DueDateRules()) is None
    assert due(phrase, DueDateRules(), triggered_on=date(2024, 4, 26)) == date(2024, 5, 7)


@pytest.mark.parametrize(
    ("term", "due"),
    [
        (RelativeTerm(10, False, ""), date(2024, 2, 10)),
        (RelativeTerm(2, False, "", "week"), date(2024, 2, 14)),
        (RelativeTerm(1, False, "", "month"), date(2024, 2, 29)),
        (RelativeTerm(-3, True, ""), date(2024, 1, 26)),
        (RelativeTerm(None, False, ""), None),
    ],
)
def test_relative_terms_count_from_the_event(term: RelativeTerm, due: date | None) -> None:
    start = date(2024, 1, 31)
    assert count_from_event(term, start, CALENDAR) == due


@pytest.mark.parametrize(
    ("recurrence", "until", "due"),
    [
        (Recurrence("monthly", 20), date(2024, 3, 31), ["20/01/2024", "20/02/2024", "20/3/2024"]),
        (Recurrence("monthly"), date(2024, 3, 31), ["31/01/2024", "29/02/2024", "31/3/2024"]),
        (Recurrence("monthly", 31), date(2024, 2, 29), ["31/01/2024", "29/02/2024"]),
        (Recurrence("monthly", 5, 2), date(2024, 2, 29), ["05/01/2024", "05/02/2024"]),
        (
            Recurrence("quarterly"),
            date(2024, 12, 31),
            ["31/3/2024", "30/6/2024", "30/9/2024", "31/12/2024"],
        ),
        (Recurrence("quarterly", 20), date(2024, 6, 30), ["20/3/2024", "20/6/2024"]),
        (Recurrence("quarterly", 10, 4), date(2024, 6, 30), ["10/01/2024", "10/4/2024"]),
        (Recurrence("half_yearly"), date(2024, 12, 31), ["30/6/2024", "31/12/2024"]),
        (Recurrence("yearly", 15, 11), date(2025, 12, 31), ["15/11/2024", "15/11/2025"]),
        (Recurrence("yearly", month=12), date(2024, 12, 31), ["31/12/2024"]),
        (Recurrence("yearly"), date(2024, 12, 30), []),
        (Recurrence("weekly", 5), date(2024, 1, 14), ["05/01/2024", "12/01/2024"]),
        (Recurrence("weekly"), date(2024, 1, 14), ["07/01/2024", "14/01/2024"]),
        (Recurrence(None), date(2024, 12, 31), []),
    ],
)
def test_occurrences_from_new_year_2024(
    recurrence: Recurrence, until: date, due: list[str]
) -> None:
    assert [format_date(o.due_on) for o in due_periods(recurrence, date(2024, 1, 1), until)] == due


def test_an_occurrence_knows_its_period() -> None:
    (occurrence,) = due_periods(Recurrence("quarterly", 10, 4), date(2024, 4, 1), date(2024, 4, 30))
    assert occurrence == (date(2024, 1, 1), date(2024, 3, 31), date(2024, 4, 10))


@given(
    st.builds(
        Recurrence,
        st.sampled_from(["weekly", "monthly", "quarterly", "half_yearly", "yearly"]),
        st.one_of(st.none(), st.integers(1, 7)),
    ),
    st.dates(date(2020, 1, 1), date(2024, 1, 1)),
    st.integers(0, 900),
)
def test_occurrences_come_in_order_without_gaps(
    recurrence: Recurrence, start: date, days: int
) -> None:
    until = date.fromordinal(start.toordinal() + days)
    occurrences = due_periods(recurrence, start, until)
    assert all(start <= o.due_on <= until for o in occurrences)
    assert all(
        a.period_end.toordinal() + 1 == b.period_start.toordinal() for a, b in pairwise(occurrences)
    )


def test_a_date_explains_itself_up_to_its_day() -> None:
    rules = DueDateRules(before_includes_day=False, roll="back")
    assert list(due_date_steps(date(2024, 5, 1), Bound.BEFORE, rules, CALENDAR)) == [
        DueDateStep("before_excludes_day", date(2024, 4, 30)),
        DueDateStep("day_off", date(2024, 4, 30), "Ngày Chiến thắng"),
        DueDateStep("rolled", date(2024, 4, 26)),
        DueDateStep("due", date(2024, 4, 26)),
    ]


def test_a_working_day_by_which_something_is_due_is_its_own_reason() -> None:
    assert list(due_date_steps(date(2024, 5, 31), None, DueDateRules(), CALENDAR)) == [
        DueDateStep("working_day", date(2024, 5, 31)),
        DueDateStep("due", date(2024, 5, 31)),
    ]
