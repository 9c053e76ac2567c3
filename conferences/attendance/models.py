"""Who came."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _, pgettext_lazy

from agencies.database.columns import MomentColumn
from agencies.database.personal_data import ACTED, PUBLIC_DUTY, WITH_RECORD, PersonalData
from agencies.people.models import Person, Seat
from conferences.attendance.choices import AttendanceState
from conferences.invitations.models import ConferenceInvitation

REPRESENTATIVE = PersonalData(
    _("officials who take part in conferences"),
    _("who came for a body; the minutes name them"),
    PUBLIC_DUTY,
    WITH_RECORD,
)


class Attendance(models.Model):
    """Whether an invited body came; without a row nobody has said so yet.

    `arrived_at`: from when it was there; `left_at`: until when, so that who was present and who is
    present are told apart. `version` rises with each change: two secretaries at one list write over
    nobody.
    """

    invitation = models.OneToOneField(
        ConferenceInvitation, on_delete=models.CASCADE, related_name="attendance"
    )
    state = models.CharField(
        pgettext_lazy("attendance", "attendance"), max_length=12, choices=AttendanceState
    )
    reason = models.CharField(pgettext_lazy("attendance", "reason"), max_length=300, blank=True)
    represented_by = models.CharField(_("represented by"), max_length=200, blank=True)
    arrived_at = MomentColumn(_("present from"), null=True, blank=True)
    left_at = MomentColumn(_("present until"), null=True, blank=True)
    noted_at = MomentColumn(_("noted at"))
    noted_by = models.ForeignKey(
        Seat, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    noted_person = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    version = models.PositiveIntegerField(default=1, editable=False)

    personal_data = {"represented_by": REPRESENTATIVE, "noted_person": ACTED}

    class Meta:
        verbose_name = _("attendance")
        verbose_name_plural = _("attendance")
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=("present", "represented"), arrived_at__isnull=False)
                | Q(state__in=("excused", "absent"), arrived_at__isnull=True),
                name="who_came_has_arrived",
            ),
            models.CheckConstraint(
                condition=Q(left_at__isnull=True) | Q(left_at__gte=F("arrived_at")),
                name="nobody_leaves_before_arriving",
            ),
            models.CheckConstraint(
                condition=~Q(state="represented") | ~Q(represented_by=""),
                name="represented_by_somebody",
            ),
            models.CheckConstraint(
                condition=~Q(state="excused") | ~Q(reason=""), name="excused_for_a_reason"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.invitation}: {self.get_state_display()}"

    @property
    def is_present(self) -> bool:
        return self.arrived_at is not None and self.left_at is None
