"""Once a year an agency's administrator confirms that everybody holds the right seat."""

import datetime

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _, override

from agencies.assignment.services import assign_task
from agencies.audit.choices import AuditAction
from agencies.audit.services import record_action
from agencies.bodies.models import Agency
from agencies.errors import RuleError
from agencies.member_reviews.models import MemberReview
from agencies.member_reviews.queries import agencies_to_review
from agencies.members.services import may_manage_members
from agencies.people.models import Seat, SeatHolding
from agencies.people.permissions import Actor
from agencies.people.queries import portal_desk_seat
from agencies.progress.changes import refuse_unless
from agencies.progress.endings import finish_task
from agencies.tasks.models import Task
from vietnam.deadlines import StatedDeadline

EVERY = datetime.timedelta(days=365)
TIME_FOR_IT = datetime.timedelta(days=30)


def open_member_reviews(today: datetime.date | None = None) -> int:
    """A task for each agency whose last review, or first administrator, was a year ago; returns how
    many.

    Running it again adds nothing.
    """
    today = today or timezone.localdate()
    seat = portal_desk_seat(today)
    if seat is None:
        return 0
    agencies = list(agencies_to_review(today - EVERY, today))
    return sum(_open_review(agency, seat, today) for agency in agencies)


@transaction.atomic
def _open_review(agency: Agency, seat: Seat, today: datetime.date) -> bool:
    Agency.objects.select_for_update(no_key=True).get(pk=agency.pk)
    if not agencies_to_review(today - EVERY, today).filter(pk=agency.pk).exists():
        return False  # another run was here first
    due_on = today + TIME_FOR_IT
    task = _assign_review(agency, seat, today.year, due_on)
    MemberReview.objects.create(agency=agency, opened_on=today, due_on=due_on, task=task)
    return True


def _assign_review(agency: Agency, seat: Seat, year: int, due_on: datetime.date) -> Task:
    with override(settings.LANGUAGE_CODE):
        return assign_task(
            title=_("Review the agency's members on the portal, %(year)s") % {"year": year},
            text=_(
                "An administrator of the agency looks at who holds which seat, ends what is over, "
                "and confirms it."
            ),
            lead=agency,
            by=None,
            assigned_by=seat,
            deadlines=[StatedDeadline.due_by(due_on, _("within 30 days"))],
            is_housekeeping=True,
            source=(_("Members"), reverse("agencies:member-list", args=[agency.pk])),
        )


@transaction.atomic
def confirm_members(*, agency: Agency, by: Actor) -> MemberReview:
    refuse_unless(
        may_manage_members(agency, by),
        _("Only an administrator of the agency changes its members."),
    )
    locked = MemberReview.objects.select_for_update(no_key=True)
    review = locked.filter(agency=agency, done_at=None).first()
    if review is None:
        raise RuleError(_("No review is open. The next one opens a year after the last."))
    review.done_at = timezone.now()
    review.done_person = by.person
    review.save()
    finish_task(task=review.task, text=_("Confirmed on the page of the members."), by=by)
    members = SeatHolding.objects.current(timezone.localdate()).filter(seat__agency=agency).count()
    record_action(AuditAction.MEMBERS_REVIEWED, review, by=by, after={"members": members})
    return review
