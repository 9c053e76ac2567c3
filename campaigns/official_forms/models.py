"""Forms that are handed in (biểu mẫu), line by line, each with the days of its validity."""

import datetime
from typing import Any

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from agencies.database.columns import DayColumn
from agencies.database.page_addresses import row_page_url
from campaigns.indicators.models import Indicator


class FormTermQuerySet(models.QuerySet[Any]):
    def in_force(self, on: datetime.date) -> "FormTermQuerySet":
        return self.filter(Q(valid_to=None) | Q(valid_to__gte=on), valid_from__lte=on)


class OfficialForm(models.Model):
    """A form that an authority has set, such as the job centre's month table. A new form, or a new
    line of one, is a row here and nothing else.
    """

    number = models.CharField(_("number of the form"), max_length=60)
    title = models.CharField(_("title of the form"), max_length=300)
    basis = models.CharField(_("document that sets it"), max_length=300)
    valid_from = DayColumn(_("in force from"))
    valid_to = DayColumn(_("in force until"), null=True, blank=True)
    version = models.PositiveIntegerField(default=0, editable=False)

    objects = FormTermQuerySet.as_manager()

    class Meta:
        verbose_name = _("official form")
        verbose_name_plural = _("official forms")
        ordering = ("-valid_from", "id")
        constraints = [
            models.UniqueConstraint(fields=["number", "valid_from"], name="official_form_once"),
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True) | Q(valid_to__gte=F("valid_from")),
                name="official_form_term_in_order",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.title}"

    def get_absolute_url(self) -> str:
        return row_page_url("campaigns:form-detail", self.pk)


class FormLine(models.Model):
    """A line of a form: its number (STT), its words, its unit, and where its figures come from.

    People (người) and times (lượt) are two columns, each with an indicator of its own. A line with
    neither is a heading if `is_heading`; else it is not collected, which is not 0.
    """

    form = models.ForeignKey(OfficialForm, on_delete=models.CASCADE, related_name="lines")
    position = models.PositiveSmallIntegerField(_("place"))
    number = models.CharField(_("No. in the form"), max_length=20, blank=True)
    title = models.CharField(_("words of the line"), max_length=300)
    unit = models.CharField(_("unit as the form writes it"), max_length=40, blank=True)
    is_heading = models.BooleanField(_("heading without figures"), default=False)
    people = models.ForeignKey(
        Indicator,
        verbose_name=_("figure, or people"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="people_lines",
    )
    turns = models.ForeignKey(
        Indicator,
        verbose_name=_("times"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="turn_lines",
    )
    valid_from = DayColumn(_("in force from"))
    valid_to = DayColumn(_("in force until"), null=True, blank=True)

    objects = FormTermQuerySet.as_manager()

    class Meta:
        verbose_name = _("line of a form")
        verbose_name_plural = _("lines of a form")
        ordering = ("form", "position", "id")
        constraints = [
            models.CheckConstraint(
                condition=Q(is_heading=False) | Q(people__isnull=True, turns__isnull=True),
                name="form_heading_without_figures",
            ),
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True) | Q(valid_to__gte=F("valid_from")),
                name="form_line_term_in_order",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.title}".strip()
