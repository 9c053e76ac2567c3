"""What workers say of answers, and the links by which they say it."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _, pgettext_lazy

from agencies.database.columns import DayColumn, MomentColumn
from agencies.people.models import Seat
from conferences.opinions.choices import Judgement
from conferences.petitions.models import Petition


class OpinionLink(models.Model):
    """An address by which the worker who raised a petition says, without an account, whether the
    answer helped. It says nothing of the worker.
    """

    petition = models.ForeignKey(Petition, on_delete=models.CASCADE, related_name="opinion_links")
    expires_on = DayColumn(_("open until"))
    made_at = MomentColumn(_("made at"))
    made_by = models.ForeignKey(Seat, on_delete=models.PROTECT, related_name="+")
    withdrawn_at = MomentColumn(_("withdrawn at"), null=True, blank=True)

    class Meta:
        verbose_name = _("link for a worker's opinion")
        verbose_name_plural = _("links for workers' opinions")
        ordering = ("id",)
        constraints = [
            models.UniqueConstraint(
                fields=["petition"],
                condition=Q(withdrawn_at__isnull=True),
                name="one_live_opinion_link",
            )
        ]

    def __str__(self) -> str:
        return str(self.petition)


class Opinion(models.Model):
    """Whether the answers to a petition helped the worker who raised it; each is kept, the latest
    counts. Without `entered_by` it came by the link. `settled_at`: once the union has reopened the
    petition for it, or seen to it otherwise.
    """

    petition = models.ForeignKey(Petition, on_delete=models.CASCADE, related_name="opinions")
    judgement = models.CharField(_("opinion"), max_length=8, choices=Judgement)
    why = models.TextField(pgettext_lazy("opinion", "why"), max_length=1000, blank=True)
    given_at = MomentColumn(_("given at"))
    entered_by = models.ForeignKey(
        Seat, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    settled_at = MomentColumn(_("seen to at"), null=True, blank=True)

    class Meta:
        verbose_name = _("worker's opinion of an answer")
        verbose_name_plural = _("workers' opinions of answers")
        ordering = ("id",)

    def __str__(self) -> str:
        return self.get_judgement_display()
