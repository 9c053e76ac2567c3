"""The ledger of reminders."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from agencies.database.columns import DayColumn, MomentColumn
from agencies.people.models import Seat
from agencies.tasks.occurrence_models import Occurrence


class Reminder(models.Model):
    """The ledger: seat S is owed reminder `stage` about occurrence O for its due date. One row,
    however often decided.

    `stage` is `lead-N` (N days before), `late-N` (Nth daily reminder), `week-N` (Nth weekly one),
    `boss` (to the leader's seat), `clear-…` (to a clearing agency about its own step) or
    `now-YYMMDD` (asked for by hand that day, possible without a date too).
    """

    # No index of its own: the ledger's key begins with it.
    occurrence = models.ForeignKey(
        Occurrence, on_delete=models.CASCADE, related_name="reminders", db_index=False
    )
    seat = models.ForeignKey(Seat, on_delete=models.PROTECT, related_name="reminders")
    stage = models.CharField(_("stage"), max_length=16)
    due_on = DayColumn(_("due on"), null=True, blank=True)
    decided_on = DayColumn(_("decided for"))
    decided_at = MomentColumn(_("decided at"))

    class Meta:
        verbose_name = _("reminder")
        verbose_name_plural = _("reminders")
        constraints = [
            models.UniqueConstraint(
                fields=["occurrence", "seat", "stage", "due_on"],
                name="reminder_owed_once",
                nulls_distinct=False,
            ),
        ]

    def __str__(self) -> str:
        return f"{self.stage} {self.occurrence_id}"
