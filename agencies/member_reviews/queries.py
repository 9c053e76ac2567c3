"""Which agencies still have to confirm their members this year."""

import datetime

from django.db.models import QuerySet

from agencies.bodies.models import Agency
from agencies.member_reviews.models import MemberReview
from agencies.people.models import SeatHolding


def open_review(agency: Agency) -> MemberReview | None:
    return MemberReview.objects.filter(agency=agency, done_at=None).first()


def last_review(agency: Agency) -> MemberReview | None:
    done = MemberReview.objects.filter(agency=agency, done_at__isnull=False)
    return done.select_related("done_person").order_by("-done_at").first()


def agencies_to_review(since: datetime.date, today: datetime.date) -> QuerySet[Agency]:
    """Those with administrators, no review opened since that day, and a first administrator by
    then.
    """
    held = SeatHolding.objects.current(today).filter(is_administrator=True, starts_on__lte=since)
    reviewed = MemberReview.objects.filter(opened_on__gt=since)
    unfinished = MemberReview.objects.filter(done_at=None)
    found = Agency.objects.valid(today).filter(pk__in=held.values("seat__agency"))
    recent = reviewed | unfinished
    return found.exclude(pk__in=recent.values("agency")).order_by("pk")
