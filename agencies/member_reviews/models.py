"""An agency's yearly review of its members."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from agencies.bodies.models import Agency
from agencies.database.columns import DayColumn, MomentColumn
from agencies.database.personal_data import ACTED
from agencies.people.models import Person
from agencies.tasks.models import Task


class MemberReview(models.Model):
    """The yearly look at who holds the seats of an agency (rà soát thành viên), done by one of its
    administrators.
    """

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="member_reviews")
    opened_on = DayColumn(_("opened on"))
    due_on = DayColumn(_("due on"))
    task = models.OneToOneField(Task, on_delete=models.PROTECT, related_name="+", editable=False)
    done_at = MomentColumn(_("done at"), null=True, blank=True)
    done_person = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    personal_data = {"done_person": ACTED}

    class Meta:
        verbose_name = _("review of members")
        verbose_name_plural = _("reviews of members")
        ordering = ("-opened_on", "-id")
        constraints = [
            models.UniqueConstraint(
                fields=["agency"], condition=Q(done_at=None), name="one_open_member_review"
            ),
            models.CheckConstraint(
                condition=Q(done_at=None, done_person=None)
                | Q(done_at__isnull=False, done_person__isnull=False),
                name="member_review_done_whole",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.agency} {self.opened_on:%Y}"
