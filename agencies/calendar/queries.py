from agencies.calendar.models import CalendarDay, DeadlinePolicy
from vietnam.calendar import WorkingCalendar


def working_calendar() -> WorkingCalendar:
    """Viet Nam's working days with this portal's own exceptions."""
    return WorkingCalendar(dict(CalendarDay.objects.values_list("day", "is_working")))


def current_policy() -> DeadlinePolicy:
    """The one row that says how dates are read; the defaults until somebody changes them."""
    return DeadlinePolicy.objects.first() or DeadlinePolicy()
