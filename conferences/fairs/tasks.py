"""Tasks that come from a fair, in the transaction of the act from which they follow."""

import datetime

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _, override

from agencies.assignment.services import assign_task
from agencies.bodies.choices import AgencyKind, SeatRole
from agencies.bodies.models import Agency
from agencies.calendar.date_words import moment_words
from agencies.calendar.queries import working_calendar
from agencies.people.models import Seat
from agencies.people.permissions import Actor
from agencies.progress.endings import end_task
from agencies.tasks.models import Task
from conferences.fairs.models import Fair, FairPoint
from vietnam.dates import format_date
from vietnam.deadlines import StatedDeadline


def give_task(fair: Fair, lead: Agency, text: str, due_on: datetime.date) -> Task:
    """By the portal itself, in the name of the centre that has made the fair."""
    with override(settings.LANGUAGE_CODE):
        label = _("Job fair: %(fair)s") % {"fair": fair.title}
    return assign_task(
        text=text,
        lead=lead,
        deadlines=[StatedDeadline.due_by(due_on, format_date(due_on))],
        by=None,
        assigned_by=fair.made_by,
        source=(label[:200], fair.get_absolute_url()),
    )


def ask_partner_departments(fair: Fair) -> None:
    """Each other province's department is asked, once, to prepare its point; where none uses the
    portal, the job centre of the point is.
    """
    today = timezone.localdate()
    day = working_calendar().add_working_days(timezone.localdate(fair.starts_at), -1)
    points = fair.points.filter(task=None).exclude(agency=fair.host_id)
    for point in points.select_related("agency__province"):
        with override(settings.LANGUAGE_CODE):
            text = _(
                "Prepare the point of “%(fair)s”, %(moment)s, at %(agency)s: room and computers, "
                "announce it to communes and schools, register people."
            ) % {
                "fair": fair.title,
                "moment": moment_words(fair.starts_at),
                "agency": point.agency.name,
            }
        lead = _department_of(point, today) or point.agency
        point.task = give_task(fair, lead, text, max(day, today))
        point.save(update_fields=["task"])


def end_requests(fair: Fair, why: str, by: Actor) -> None:
    """What departments were asked to prepare ends with the fair, or with the time for which they
    were asked; each is told why.
    """
    for point in fair.points.filter(task__isnull=False).select_related("task"):
        if point.task:
            end_task(task=point.task, text=why, by=by)
        point.task = None
        point.save(update_fields=["task"])


def ask_departments_again(fair: Fair, by: Actor) -> None:
    """For the new time of a fair that was announced."""
    with override(settings.LANGUAGE_CODE):
        why = _("“%(fair)s” now begins %(moment)s; a new task asks for that time.") % {
            "fair": fair.title,
            "moment": moment_words(fair.starts_at),
        }
    end_requests(fair, why, by)
    ask_partner_departments(fair)


def _department_of(point: FairPoint, today: datetime.date) -> Agency | None:
    # With somebody who works with the portal there.
    roles = (SeatRole.COORDINATOR, SeatRole.VERIFIER, SeatRole.PARTNER_OFFICER)
    seats = Seat.objects.filter(role__in=roles, agency__province=point.agency.province_id)
    departments = Agency.objects.valid(today).filter(kind=AgencyKind.DEPARTMENT)
    return departments.filter(pk__in=seats.values("agency")).order_by("pk").first()
