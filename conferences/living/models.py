"""What one should know before one comes to live somewhere."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _, pgettext_lazy

from agencies.bodies.models import Province
from agencies.database.columns import DayColumn, MomentColumn
from agencies.people.models import Seat
from agencies.tasks.models import Task
from conferences.living.choices import LivingKind
from recruitment.employers.models import IndustrialPark


class LivingFact(models.Model):
    """One fact about living at a destination, with its source and the day on which it was last
    looked at.

    It is about a `park`, else about a `ward`, else about the whole `province`. `home`: for people
    of which home province it matters, old ones too; empty for all. `task`: where a coach route is
    still being opened, the task that says how far it is.
    """

    kind = models.CharField(_("kind"), max_length=10, choices=LivingKind)
    title = models.CharField(pgettext_lazy("living", "what"), max_length=200)
    text = models.TextField(_("details"), max_length=1000, blank=True)
    price = models.CharField(_("price"), max_length=120, blank=True)
    province = models.ForeignKey(
        Province, verbose_name=_("province"), on_delete=models.PROTECT, related_name="+"
    )
    park = models.ForeignKey(
        IndustrialPark,
        verbose_name=_("industrial park or cluster"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    ward = models.CharField(_("ward or commune"), max_length=80, blank=True)
    home = models.ForeignKey(
        Province,
        verbose_name=_("home province"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    task = models.ForeignKey(
        Task,
        verbose_name=_("task"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    source = models.CharField(_("source"), max_length=200)
    checked_on = DayColumn(_("checked on"))
    withdrawn_at = MomentColumn(_("withdrawn at"), null=True, blank=True)
    entered_at = MomentColumn(_("entered at"))
    entered_by = models.ForeignKey(Seat, on_delete=models.PROTECT, related_name="+")
    version = models.PositiveIntegerField(default=0, editable=False)

    # What `living_facts` reads besides.
    is_task_open: bool
    is_task_done: bool

    class Meta:
        verbose_name = _("fact about living there")
        verbose_name_plural = _("facts about living there")
        ordering = ("kind", "id")
        indexes = [
            models.Index(
                fields=["province", "park"],
                name="living_facts_shown",
                condition=Q(withdrawn_at__isnull=True),
            )
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(park__isnull=True) | Q(ward=""), name="living_fact_at_one_place"
            ),
            models.CheckConstraint(
                condition=Q(task__isnull=True) | Q(kind="coach"),
                name="living_fact_with_a_task_is_a_coach",
            ),
        ]

    def __str__(self) -> str:
        return self.title
