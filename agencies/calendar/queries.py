import datetime

from agencies.calendar.models import CalendarDay, DeadlinePolicy
from agencies.lists.written_queries import WrittenQuery
from vietnam.calendar import WorkingCalendar

_DAYS = WrittenQuery[tuple[datetime.date, bool]](
    lambda: CalendarDay.objects.values_list("day", "is_working")
)


def working_calendar() -> WorkingCalendar:
    """Viet Nam's working days with this portal's own exceptions."""
    return WorkingCalendar(dict(_DAYS.read()))


def current_policy() -> DeadlinePolicy:
    """The one row that says how dates are read; the defaults until somebody changes them."""
    return DeadlinePolicy.objects.first() or DeadlinePolicy()
