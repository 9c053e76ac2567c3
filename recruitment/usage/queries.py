"""Who owes a report on the use of labour and when, and what employers have entered that it begins
with.
"""

import datetime

from django.db.models import Count, Q, QuerySet, Sum

from agencies.bodies.choices import SeatRole
from agencies.bodies.models import Agency
from agencies.calendar.queries import current_policy, working_calendar
from agencies.people.permissions import Actor
from recruitment.desks.queries import seen_from_desk
from recruitment.employers.choices import EmployerStatus
from recruitment.employers.models import Employer
from recruitment.period_reports.calendars import DAY, ReportCalendar
from recruitment.usage.choices import Rating
from recruitment.vacancies.people_models import VacancyFill
from vietnam.deadlines import Bound, due_date
from vietnam.periods import Period


class HalfYears(ReportCalendar):
    """The two reports of a year (decree 145/2020/NĐ-CP, article 4, as amended): of its first half,
    and of all of it.
    """

    has_due_day = True

    def periods_of(self, year: int) -> list[Period]:
        return [Period.of_first_half(year), Period.of_year(year)]

    def opens_on(self, period: Period) -> datetime.date:
        return datetime.date(period.year, 5 if period.months == 6 else 11, 1)

    def due_on(self, period: Period) -> datetime.date:
        """“trước ngày 05/6”, “trước ngày 05/12”, as the province reads “trước ngày” and days
        off.
        """
        written = datetime.date(period.year, 6 if period.months == 6 else 12, 5)
        return due_date(written, Bound.BEFORE, current_policy().rules, working_calendar())


def employers_owing(due_on: datetime.date) -> QuerySet[Agency]:
    """Verified, and registered by the day on which the report is due."""
    registered = Employer.objects.filter(
        status=EmployerStatus.VERIFIED, registered_at__date__lt=due_on + DAY
    )
    return Agency.objects.filter(employer__in=registered)


def employers_seen(by: Actor) -> QuerySet[Agency]:
    """A representative's own; for an office those at its desk."""
    rows = Employer.objects.confirmed()
    is_own = by.seat.role == SeatRole.EMPLOYER
    seen = rows.filter(agency=by.seat.agency) if is_own else seen_from_desk(by, rows)
    return Agency.objects.filter(employer__in=seen)


def count_ratings() -> dict[str, Count]:
    """How many employers say so, of each rating."""
    return {rating: Count("pk", filter=Q(rating=rating)) for rating in Rating.values}


def taken_on_by_home(agency: Agency, since: datetime.date) -> dict[int, int]:
    """By home province, as the employer entered at its vacancies: what a new report begins with."""
    rows = VacancyFill.objects.filter(
        vacancy__employer__agency=agency, entered_at__date__gte=since, province__isnull=False
    )
    return dict(rows.order_by().values_list("province").annotate(n=Sum("people")))
