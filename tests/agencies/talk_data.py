"""What the tests of the conversation about a task share: who owes, who decides, who leads, and a
day.
"""

from dataclasses import dataclass
from datetime import date

from agencies.bodies.choices import SeatRole
from agencies.conversation.extensions import ask_extension
from agencies.people.permissions import Actor
from agencies.requests.models import Extension
from agencies.tasks.occurrence_models import Occurrence
from tests.factories import make_actor, make_deadline, make_task, noon

MONDAY, DUE, LATER = date(2024, 3, 4), date(2024, 3, 6), date(2024, 3, 12)


@dataclass
class Scene:
    """An occurrence due on 06/3/2024, “trước ngày 06/3/2024”, and the people around it."""

    occurrence: Occurrence
    officer: Actor
    decider: Actor
    leader: Actor

    def fresh(self) -> Occurrence:
        self.occurrence.refresh_from_db()
        return self.occurrence


def scene(**fields) -> Scene:
    officer, decider = make_actor(), make_actor(role=SeatRole.COORDINATOR)
    task = make_task(
        **{"lead": officer.seat.agency, "due_on": DUE, "assigned_by": decider.seat} | fields
    )
    deadline = make_deadline(task, due_on=DUE, bound="before")
    Occurrence.objects.filter(task=task).update(deadline=deadline)
    return Scene(task.occurrences.get(), officer, decider, make_actor(role=SeatRole.LEADER))


def asked(
    on: Scene, *, wanted_on: date = LATER, reason: str = "Chờ số liệu của các huyện."
) -> Extension:
    version = on.fresh().version
    given = {
        "wanted_on": wanted_on,
        "reason": reason,
        "by": on.officer,
        "version": version,
        "at": noon(MONDAY),
    }
    return ask_extension(occurrence=on.occurrence, **given)
