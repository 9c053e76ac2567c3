"""Reports of employers on the use of labour: counts, never names."""

from typing import TYPE_CHECKING

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _, pgettext_lazy

from agencies.database.page_addresses import row_page_url
from recruitment.period_reports.models import HomeLine, PeriodReport
from recruitment.usage.choices import Rating
from recruitment.vacancies.choices import Contract, Skill

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


def _people(label: "StrOrPromise") -> models.PositiveIntegerField:
    return models.PositiveIntegerField(label, default=0)


class LabourUsageReport(PeriodReport):
    """Báo cáo tình hình sử dụng lao động of one employer for the half-year or the year, in people.

    `total` and its parts as of the day of the report; `hired` and `left` since the report before.
    Skills add up to the total, and so do contracts.
    """

    total = models.PositiveIntegerField(_("workers in all"))
    women = _people(_("of them women"))
    hired = _people(_("newly taken on"))
    left = _people(pgettext_lazy("labour use", "left"))
    skill_none = _people(Skill.NONE.label)
    skill_cnkt = _people(Skill.UNCERTIFIED.label)
    skill_elementary = _people(Skill.ELEMENTARY.label)
    skill_intermediate = _people(Skill.INTERMEDIATE.label)
    skill_college = _people(Skill.COLLEGE.label)
    skill_university = _people(Skill.UNIVERSITY.label)
    skill_master = _people(Skill.MASTER.label)
    skill_doctor = _people(Skill.DOCTOR.label)
    contract_open = _people(Contract.OPEN_END.label)
    contract_u36 = _people(Contract.UP_TO_36.label)
    contract_u12 = _people(Contract.UNDER_12.label)
    contract_seasonal = _people(Contract.SEASONAL.label)

    WORKERS = ("total", "women", "hired", "left")
    SKILLS = tuple(f"skill_{value}" for value in Skill.values)
    CONTRACTS = tuple(f"contract_{value}" for value in Contract.values)
    FIGURES = (*WORKERS, *SKILLS, *CONTRACTS)

    class Meta(PeriodReport.Meta):
        verbose_name = _("report on the use of labour")
        verbose_name_plural = _("reports on the use of labour")
        constraints = [
            *PeriodReport.Meta.constraints,
            models.CheckConstraint(condition=Q(women__lte=F("total")), name="usage_women"),
            models.CheckConstraint(
                condition=Q(
                    total=F("skill_none")
                    + F("skill_cnkt")
                    + F("skill_elementary")
                    + F("skill_intermediate")
                    + F("skill_college")
                    + F("skill_university")
                    + F("skill_master")
                    + F("skill_doctor")
                ),
                name="usage_skills_add_up",
            ),
            models.CheckConstraint(
                condition=Q(
                    total=F("contract_open")
                    + F("contract_u36")
                    + F("contract_u12")
                    + F("contract_seasonal")
                ),
                name="usage_contracts_add_up",
            ),
        ]

    def get_absolute_url(self) -> str:
        return row_page_url("recruitment:usage-detail", self.pk)


class LabourOrigin(HomeLine):
    """The workers of one home province in a report, and how the employer judges them."""

    report = models.ForeignKey(LabourUsageReport, on_delete=models.CASCADE, related_name="homes")
    people = _people(_("workers"))
    women = _people(_("of them women"))
    hired = _people(_("newly taken on"))
    left = _people(pgettext_lazy("labour use", "left"))
    rating = models.CharField(_("quality"), max_length=8, choices=Rating, blank=True)
    note = models.CharField(_("remark"), max_length=200, blank=True)

    FIGURES = ("people", "women", "hired", "left")

    class Meta(HomeLine.Meta):
        verbose_name = _("workers by home province")
        verbose_name_plural = _("workers by home province")
        constraints = [
            *HomeLine.Meta.constraints,
            models.CheckConstraint(condition=Q(women__lte=F("people")), name="origin_women"),
        ]
