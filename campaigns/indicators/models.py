"""Indicators with their definitions, and what agencies have measured of them."""

from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from agencies.bodies.models import Agency
from agencies.database.columns import DayColumn, MomentColumn
from agencies.database.page_addresses import row_page_url
from agencies.database.personal_data import ACTED
from agencies.people.models import Person, Seat
from campaigns.indicators.choices import (
    ENTERED_STANDINGS,
    PERIOD_KINDS,
    ComputedSource,
    MeasureUnit,
    Standing,
)
from vietnam.periods import Period, PeriodKind

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


def amount_column(label: "StrOrPromise", **options: Any) -> "models.DecimalField[Any, Any]":
    # People and jobs as well as rates such as 25,03 %.
    return models.DecimalField(label, max_digits=16, decimal_places=4, **options)


class Indicator(models.Model):
    """What is measured (chỉ số), year after year, whatever the goal of a year is.

    `rhythm`: the kind of period for which its figures come. `is_cumulative`: the figures of several
    periods add up; else a figure is how it stands at the end of its period. `source`: counted from
    the portal's own rows and by nobody; empty where `reporters` measure it.
    """

    name = models.CharField(_("what is measured"), max_length=300, unique=True)
    unit = models.CharField(_("unit"), max_length=10, choices=MeasureUnit)
    rhythm = models.CharField(_("figures come by"), max_length=20, choices=PERIOD_KINDS)
    is_cumulative = models.BooleanField(_("figures of several periods add up"), default=True)
    source = models.CharField(
        _("counted from the portal"), max_length=12, choices=ComputedSource, blank=True
    )
    reporters = models.ManyToManyField(
        Agency, verbose_name=_("who measures it"), blank=True, related_name="indicators"
    )
    version = models.PositiveIntegerField(default=0, editable=False)

    no_personal_data = ("name",)

    class Meta:
        verbose_name = _("indicator")
        verbose_name_plural = _("indicators")
        ordering = ("id",)

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return row_page_url("campaigns:indicator-change", self.pk)

    @property
    def kind(self) -> PeriodKind:
        return PeriodKind(self.rhythm)

    @property
    def is_ratio(self) -> bool:
        return MeasureUnit(self.unit).is_ratio


class IndicatorDefinition(models.Model):
    """How an indicator is measured, in words, from a day on; a figure keeps the version by which it
    was measured.
    """

    indicator = models.ForeignKey(Indicator, on_delete=models.CASCADE, related_name="definitions")
    version = models.PositiveIntegerField(_("version of the definition"))
    text = models.TextField(_("how it is measured"))
    denominator = models.CharField(_("in relation to"), max_length=300, blank=True)
    valid_from = DayColumn(_("valid from"))

    class Meta:
        verbose_name = _("definition of an indicator")
        verbose_name_plural = _("definitions of indicators")
        ordering = ("-version",)
        constraints = [
            models.UniqueConstraint(fields=["indicator", "version"], name="definition_version_once")
        ]

    def __str__(self) -> str:
        return f"{self.indicator_id}.{self.version}"


class MeasurementQuerySet(models.QuerySet["Measurement"]):
    def counting(self) -> "MeasurementQuerySet":
        # The last versions, without those of reports that were sent back.
        return self.filter(is_current=True).exclude(report__status="returned")


class Measurement(models.Model):
    """What one agency has measured of an indicator for one period (số liệu); a correction is a new
    version, and the ones before stay.

    Of a ratio `numerator` and `denominator` are kept, from which every total is made anew.
    `is_computed`: counted from the portal's rows when the period was closed.
    """

    indicator = models.ForeignKey(Indicator, on_delete=models.PROTECT, related_name="measurements")
    definition = models.ForeignKey(IndicatorDefinition, on_delete=models.PROTECT, related_name="+")
    agency = models.ForeignKey(
        Agency, verbose_name=_("agency"), on_delete=models.PROTECT, related_name="measurements"
    )
    starts_on = DayColumn(_("first day of the period"))
    ends_on = DayColumn(_("last day of the period"))
    version = models.PositiveIntegerField(_("version"))
    is_current = models.BooleanField(default=True)
    standing = models.CharField(
        _("what is known"), max_length=14, choices=ENTERED_STANDINGS, default=Standing.GIVEN
    )
    value = amount_column(_("figure"), null=True, blank=True)
    numerator = amount_column(_("numerator"), null=True, blank=True)
    denominator = amount_column(_("denominator"), null=True, blank=True)
    note = models.CharField(_("note"), max_length=500, blank=True)
    is_computed = models.BooleanField(default=False)
    # With which it was handed in; None where the desk has entered it, or the portal counted it.
    report = models.ForeignKey(
        "campaigns.FigureReport",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="measurements",
    )
    entered_at = MomentColumn(_("entered at"), default=timezone.now)
    entered_by = models.ForeignKey(Seat, on_delete=models.PROTECT, related_name="+")
    entered_person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")

    personal_data = {"entered_person": ACTED}

    objects = MeasurementQuerySet.as_manager()

    class Meta:
        verbose_name = _("measurement")
        verbose_name_plural = _("measurements")
        ordering = ("starts_on", "agency", "-version")
        indexes = [models.Index(fields=["indicator", "ends_on"], name="measurement_of_period")]
        constraints = [
            models.UniqueConstraint(
                fields=["indicator", "agency", "starts_on", "ends_on", "version"],
                name="measurement_version_once",
            ),
            models.UniqueConstraint(
                fields=["indicator", "agency", "starts_on", "ends_on"],
                condition=Q(is_current=True),
                name="measurement_one_current",
            ),
            models.CheckConstraint(
                condition=Q(standing="given", value__isnull=False)
                | (~Q(standing="given") & Q(value__isnull=True)),
                name="measurement_value_as_it_stands",
            ),
            models.CheckConstraint(
                condition=Q(denominator__isnull=True, numerator__isnull=True)
                | Q(denominator__gt=0, numerator__isnull=False),
                name="measurement_parts_together",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.agency} {self.period}"

    @property
    def period(self) -> Period:
        return Period(self.starts_on, self.ends_on)

    @property
    def parts(self) -> tuple[Decimal, Decimal] | None:
        if self.numerator is None or self.denominator is None:
            return None
        return self.numerator, self.denominator
