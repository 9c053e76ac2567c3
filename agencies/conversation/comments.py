"""Comments on a task (ý kiến), which may call people by name: they move neither its state nor its
version.
"""

import datetime
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from django.core.files.base import File
from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from agencies.audit.choices import AuditAction
from agencies.audit.services import record_action
from agencies.errors import RuleError
from agencies.evidence.services import check_files, store_files
from agencies.notices.choices import NoticeEvent
from agencies.notices.services import notify_seats
from agencies.people.models import Seat, SeatHolding, SeatQuerySet
from agencies.people.permissions import Actor, Permission, roles_with
from agencies.progress.changes import refuse_unless
from agencies.tasks.choices import ProgressKind
from agencies.tasks.models import Task
from agencies.tasks.occurrence_models import Occurrence, Progress
from agencies.tasks.queries import visible_occurrences


def seats_that_see(task: Task) -> SeatQuerySet:
    agencies = [task.lead_id, *(partner.agency_id for partner in task.partners.all())]
    roles = list(roles_with(Permission.SEE_ALL_TASKS))
    return Seat.objects.filter(Q(agency__in=agencies) | Q(role__in=roles))


@dataclass(frozen=True)
class MentionableSeat:
    """A seat with the people who hold it: “Nông Minh Châu – Trưởng phòng Việc làm, Sở LĐ-TB&XH”."""

    seat: Seat
    people: tuple[str, ...]

    def __str__(self) -> str:
        return f"{', '.join(self.people)} – {self.seat.title}, {self.seat.agency.display_name}"


def mentionable_seats(task: Task, *, on: datetime.date) -> list[MentionableSeat]:
    """Seats that see the task and are held on the day: the lead agency's first, then partners, then
    all others.

    One query, apart from the task's partners.
    """
    held = SeatHolding.objects.current(on).filter(
        seat__in=seats_that_see(task), person__is_active=True
    )
    people: dict[Seat, list[str]] = {}
    for holding in held.select_related("seat__agency", "person").order_by(
        "person__full_name", "pk"
    ):
        people.setdefault(holding.seat, []).append(holding.person.full_name)
    partners = {partner.agency_id for partner in task.partners.all()}

    def place(seat: Seat) -> tuple[bool, bool, str, str]:
        return (
            seat.agency_id != task.lead_id,
            seat.agency_id not in partners,
            seat.agency.sort_key,
            seat.title,
        )

    return [MentionableSeat(seat, tuple(people[seat])) for seat in sorted(people, key=place)]


def may_comment(occurrence: Occurrence, by: Actor) -> bool:
    visible = visible_occurrences(by.seat, all_agencies=by.may(Permission.SEE_ALL_TASKS))
    return visible.filter(pk=occurrence.pk).exists()


def add_comment(
    *,
    occurrence: Occurrence,
    text: str,
    by: Actor,
    mentioned: Collection[Seat] = (),
    files: Sequence[File] = (),
    at: datetime.datetime | None = None,
) -> Progress:
    """Keep a comment with its files, and tell the seats that it mentions; only those that see the
    task can be.
    """
    at = at or timezone.now()
    if not text.strip():
        raise RuleError(_("Write your comment."), field="text")
    check_files(files)
    with transaction.atomic():
        _check_audience(occurrence, mentioned, by)
        comment = Progress.objects.create(
            occurrence=occurrence,
            kind=ProgressKind.COMMENT,
            text=text.strip(),
            at=at,
            seat=by.seat,
            person=by.person,
        )
        comment.mentioned.set(mentioned)
        with store_files(comment, files) as kept:
            after = {
                "occurrence": occurrence.pk,
                "mentioned": sorted(seat.pk for seat in mentioned),
                "files": [file.name for file in kept],
            }
            record_action(AuditAction.COMMENTED, comment, by=by, after=after, at=at)
            notify_seats(
                NoticeEvent.MENTIONED,
                occurrence=occurrence,
                seats=mentioned,
                by=by,
                words=comment.text,
                at=at,
            )
    return comment


def _check_audience(occurrence: Occurrence, mentioned: Collection[Seat], by: Actor) -> None:
    refuse_unless(may_comment(occurrence, by), _("Only those who see the task can comment on it."))
    seeing = seats_that_see(occurrence.task)
    if seeing.filter(pk__in=[seat.pk for seat in mentioned]).count() != len(set(mentioned)):
        raise RuleError(_("Mention only people who see this task."), field="mentioned")
