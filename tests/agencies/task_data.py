"""What the tests of the task list and of its workbook share: a day, and the filter put to a
question.
"""

from datetime import date

from django.http import QueryDict
from django.test import Client

from agencies.bodies.choices import SeatRole
from agencies.tasks.choices import OccurrenceStatus
from agencies.tasks.figures import StatusConditions
from agencies.tasks.forms import TaskFilter
from agencies.tasks.occurrence_models import Occurrence
from agencies.tasks.queries import in_list_order
from tests.factories import make_actor, sign_in
from vietnam.calendar import WorkingCalendar

MUST_DO, LIST, EXPORT = "/viec-can-lam/", "/nhiem-vu/", "/nhiem-vu/xuat/"
FRIDAY = date(2024, 3, 1)
SUBMITTED, DONE = OccurrenceStatus.SUBMITTED, OccurrenceStatus.DONE


def conditions_on(on: date = FRIDAY) -> StatusConditions:
    return StatusConditions(on, WorkingCalendar())


def found(query: str = "", on: date = FRIDAY) -> list[str]:
    """Titles that the filter lets through, in the order of the list."""
    rows = TaskFilter(QueryDict(query), judgement=conditions_on(on)).filter(
        Occurrence.objects.all()
    )
    return [occurrence.task.title for occurrence in in_list_order(rows)]


def coordinator(client: Client) -> Client:
    return sign_in(client, make_actor(role=SeatRole.COORDINATOR))
