"""What a plan wants of an indicator."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from agencies.bodies.models import Agency
from agencies.database.columns import DayColumn
from agencies.database.page_addresses import row_page_url
from agencies.directives.models import Clause, Directive
from campaigns.indicators.models import Indicator, amount_column
from campaigns.targets.choices import Channel, Operator
from vietnam.periods import Period


class Target(models.Model):
    """What a plan wants of an indicator by the end of its time (chỉ tiêu), and the document that
    says so.

    Its parts, `children`, have to add up to it; a difference is shown. `baseline`: how it stood
    before, in no cumulative figure.
    """

    indicator = models.ForeignKey(
        Indicator, verbose_name=_("indicator"), on_delete=models.PROTECT, related_name="targets"
    )
    operator = models.CharField(_("goal"), max_length=10, choices=Operator)
    goal = amount_column(_("figure of the goal"))
    baseline = amount_column(_("how it stood before"), null=True, blank=True)
    starts_on = DayColumn(_("from"))
    ends_on = DayColumn(_("to"))
    directive = models.ForeignKey(
        Directive,
        verbose_name=_("document"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="targets",
    )
    clause = models.ForeignKey(
        Clause,
        verbose_name=_("clause"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="targets",
    )
    basis = models.CharField(_("basis in words"), max_length=300, blank=True)
    parent = models.ForeignKey(
        "self",
        verbose_name=_("part of"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="children",
    )
    channel = models.CharField(_("channel"), max_length=12, choices=Channel, blank=True)
    lead = models.ForeignKey(
        Agency,
        verbose_name=_("lead agency"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="targets",
    )
    version = models.PositiveIntegerField(default=0, editable=False)

    class Meta:
        verbose_name = _("target")
        verbose_name_plural = _("targets")
        ordering = ("starts_on", "id")
        constraints = [
            models.UniqueConstraint(
                fields=["indicator", "starts_on", "ends_on"], name="target_once_a_time"
            ),
            models.CheckConstraint(
                condition=Q(ends_on__gte=F("starts_on")), name="target_time_in_order"
            ),
            models.CheckConstraint(
                condition=Q(directive__isnull=False) | ~Q(basis=""), name="target_has_a_basis"
            ),
            models.CheckConstraint(
                condition=Q(parent__isnull=True) | ~Q(parent=F("id")), name="target_not_in_itself"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.indicator.name} ({self.ends_on.year})"

    def get_absolute_url(self) -> str:
        return row_page_url("campaigns:target-detail", self.pk)

    @property
    def horizon(self) -> Period:
        """With the bounds of its indicator's periods: a year of officials begins on 15/12."""
        span = Period(self.starts_on, self.ends_on)
        return span.official if self.indicator.kind.is_official else span

    @property
    def basis_words(self) -> str:
        cited = self.directive.citation if self.directive else ""
        section = self.clause.section if self.clause else ""
        return ", ".join(part for part in (section, cited, self.basis) if part)
