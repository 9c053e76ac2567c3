"""The task by which an agency is reminded of its part in a petition."""

import datetime

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _, override

from agencies.assignment.services import assign_task
from agencies.bodies.models import Agency
from agencies.people.permissions import Actor
from agencies.progress.endings import end_task, finish_task
from agencies.tasks.models import Task
from conferences.petitions.models import Petition, PetitionPart
from vietnam.dates import format_date
from vietnam.deadlines import StatedDeadline


def assign_part(
    petition: Petition,
    agency: Agency,
    due_on: datetime.date,
    *,
    by: Actor,
    title: str = "",
    at: datetime.datetime | None = None,
) -> Task:
    """“Trả lời kiến nghị số 3”, due on the day, with reminders; it leads to the petition."""
    with override(settings.LANGUAGE_CODE):
        number = petition.number
        title = title or _("Answer petition no. %(number)s") % {"number": number}
        label = petition.dialogue.title
    return assign_task(
        title=title,
        text=petition.text,
        lead=agency,
        deadlines=[StatedDeadline.due_by(due_on, format_date(due_on))],
        by=by,
        source=(label, petition.get_absolute_url()),
        assigned_at=at,
        today=timezone.localdate(at) if at else None,
    )


def finish_part_task(
    part: PetitionPart, text: str, *, by: Actor, at: datetime.datetime | None = None
) -> None:
    """The answer has been handed in."""
    if part.task:
        finish_task(task=part.task, text=text, by=by, at=at)


def withdraw_part_task(
    part: PetitionPart, text: str, *, by: Actor, at: datetime.datetime | None = None
) -> None:
    """Another agency answers instead: nobody is reminded of it any more."""
    if part.task:
        end_task(task=part.task, text=text, by=by, at=at, tells=False)
