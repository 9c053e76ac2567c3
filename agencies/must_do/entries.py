"""What waits for seats in this app: tasks that their agency owes, what it was asked, and what they
decide on.
"""

import datetime
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from agencies.deciding.queries import extensions_decided_by, results_decided_by
from agencies.people.permissions import Permission, roles_with
from agencies.registry import EVERYBODY, MustDoEntries
from agencies.requests.choices import ClearanceStatus, ExtensionStatus
from agencies.requests.models import Clearance, Explanation, Extension
from agencies.tasks.choices import OccurrenceStatus
from agencies.tasks.occurrence_models import Occurrence
from agencies.tasks.queries import SOON

MUST_DO = "agencies:must-do"
REPORTING = frozenset(roles_with(Permission.REPORT_PROGRESS))
DECIDING = frozenset(roles_with(Permission.DECIDE_RESULTS))


def owed_until_soon(today: datetime.date) -> QuerySet[Any]:
    # Later ones, and those without a date, are only told of.
    return Occurrence.objects.owed().filter(due_on__lte=today + SOON)


def explanations_to_give(_today: datetime.date | None = None) -> QuerySet[Any]:
    # Not about tasks that were withdrawn since.
    is_alive = Q(occurrence__status__in=OccurrenceStatus.OPEN | {OccurrenceStatus.DONE})
    return Explanation.objects.filter(is_alive, answered_at__isnull=True)


def clearances_to_give(_today: datetime.date | None = None) -> QuerySet[Any]:
    return Clearance.objects.filter(status=ClearanceStatus.ASKED)


def results_to_decide(_today: datetime.date | None = None) -> QuerySet[Any]:
    # A result that an agency still has to clear waits for that agency first.
    to_clear = Clearance.objects.filter(occurrence=OuterRef("pk"), status=ClearanceStatus.ASKED)
    return Occurrence.objects.filter(~Exists(to_clear), status=OccurrenceStatus.SUBMITTED)


def extensions_to_answer(_today: datetime.date | None = None) -> QuerySet[Any]:
    return Extension.objects.filter(status=ExtensionStatus.ASKED)


def _is_due_past(today: datetime.date) -> Q:
    return Q(due_on__lt=today)


def _is_answer_past(today: datetime.date) -> Q:
    return Q(answer_by__lt=today)


OWED = MustDoEntries(
    MUST_DO, owed_until_soon, agency="task__lead", roles=EVERYBODY, late=_is_due_past
)
EXPLANATIONS = MustDoEntries(
    MUST_DO,
    explanations_to_give,
    agency="occurrence__task__lead",
    roles=REPORTING,
    late=_is_answer_past,
)
CLEARANCES = MustDoEntries(
    MUST_DO, clearances_to_give, agency="agency", roles=REPORTING, late=_is_due_past
)
RESULTS = MustDoEntries(
    MUST_DO, results_to_decide, roles_of_all=DECIDING, narrowed=results_decided_by
)
EXTENSIONS = MustDoEntries(
    MUST_DO, extensions_to_answer, roles_of_all=DECIDING, narrowed=extensions_decided_by
)
OWN_ENTRIES = (OWED, EXPLANATIONS, CLEARANCES, RESULTS, EXTENSIONS)
