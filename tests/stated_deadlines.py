"""Deadlines of every kind, for tests of their way from the reader to the mail."""

from datetime import date

from vietnam.deadlines import Bound, DeadlineKind, Recurrence, RelativeTerm, StatedDeadline

EXAMPLES = {
    DeadlineKind.ON: StatedDeadline(
        DeadlineKind.ON, Bound.BEFORE, due_on=date(2024, 3, 6), text="trước ngày 06/3/2024"
    ),
    DeadlineKind.WITHIN: StatedDeadline(
        DeadlineKind.WITHIN,
        starts_on=date(2024, 4, 1),
        ends_on=date(2024, 6, 30),
        text="trong quý II/2024",
        inherited_from="II.1",
    ),
    DeadlineKind.FROM: StatedDeadline(
        DeadlineKind.FROM, starts_on=date(2024, 4, 1), text="dự kiến từ quý II", tentative=True
    ),
    DeadlineKind.RECURRING: StatedDeadline(
        DeadlineKind.RECURRING,
        Bound.BY,
        recurrence=Recurrence("monthly", 20, min_count=1),
        text="hằng tháng",
        rule="monthly_day",
    ),
    DeadlineKind.CONTINUING: StatedDeadline(DeadlineKind.CONTINUING, text="thường xuyên"),
    DeadlineKind.RELATIVE: StatedDeadline(
        DeadlineKind.RELATIVE,
        relative=RelativeTerm(5, True, "ngày nhận được văn bản", "week"),
        text="trong thời hạn 5 tuần",
    ),
}
"""One of each kind, with everything that the kind can say."""
