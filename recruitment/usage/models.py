"""Reports of employers on the use of labour: counts, never names."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from agencies.bodies.models import Province
from agencies.database.columns import MomentColumn, YearColumn
from agencies.database.page_addresses import page_address
from agencies.database.personal_data import ACTED
from agencies.people.models import Person, Seat
from recruitment.employers.models import Employer
from recruitment.usage.choices import Rating, UsageSpan, UsageStatus
from recruitment.vacancies.choices import Contract, Skill


def _people(label: str) -> models.PositiveIntegerField:
    return models.PositiveIntegerField(label, default=0)


class LabourUsageQuerySet(models.QuerySet):
    def handed_in(self) -> "LabourUsageQuerySet":
        """Those that count."""
        return self.filter(status=UsageStatus.HANDED_IN)


class LabourUsageReport(models.Model):
    """Báo cáo tình hình sử dụng lao động of one employer for the half-year or the year, in people.

    `total` and its parts as of the day of the report; `hired` and `left` since the report before.
    Skills add up to the total, and so do contracts. Each correction is a new `version`; an office
    that is not content asks it back.
    """

    Status = UsageStatus  # for templates
    employer = models.ForeignKey(Employer, on_delete=models.PROTECT, related_name="usage_reports")
    year = YearColumn(_("year"))
    span = models.CharField(_("report for"), max_length=8, choices=UsageSpan)
    total = models.PositiveIntegerField(_("workers in all"))
    women = _people(_("women"))
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
    status = models.CharField(
        _("status"), max_length=10, choices=UsageStatus, default=UsageStatus.HANDED_IN
    )
    words = models.TextField(_("what the office says"), blank=True)
    handed_in_at = MomentColumn(_("handed in at"))
    handed_in_by = models.ForeignKey(Seat, on_delete=models.PROTECT, related_name="+")
    handed_in_person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    version = models.PositiveIntegerField(default=0, editable=False)

    personal_data = {"handed_in_person": ACTED}

    objects = LabourUsageQuerySet.as_manager()

    SKILLS = tuple(f"skill_{value}" for value in Skill.values)
    CONTRACTS = tuple(f"contract_{value}" for value in Contract.values)
    FIGURES = ("total", "women", "hired", "left", *SKILLS, *CONTRACTS)

    class Meta:
        verbose_name = _("report on the use of labour")
        verbose_name_plural = _("reports on the use of labour")
        ordering = ("-year", "-span", "employer")
        indexes = [models.Index(fields=["year", "span"], name="usage_of_span")]
        constraints = [
            models.UniqueConstraint(fields=["employer", "year", "span"], name="usage_once_a_span"),
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
            models.CheckConstraint(
                condition=~Q(status=UsageStatus.ASKED_BACK) | ~Q(words=""), name="usage_told_why"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.employer_id} {self.span} {self.year}"

    def get_absolute_url(self) -> str:
        return page_address("recruitment:usage-detail", self.pk)


class LabourOrigin(models.Model):
    """The workers of one home province in a report, and how the employer judges them; an old
    province stays itself.
    """

    report = models.ForeignKey(LabourUsageReport, on_delete=models.CASCADE, related_name="origins")
    province = models.ForeignKey(
        Province, verbose_name=_("home province"), on_delete=models.PROTECT, related_name="+"
    )
    people = _people(_("workers"))
    women = _people(_("women"))
    hired = _people(_("newly taken on"))
    left = _people(pgettext_lazy("labour use", "left"))
    rating = models.CharField(_("quality"), max_length=8, choices=Rating, blank=True)
    note = models.CharField(_("remark"), max_length=200, blank=True)

    FIGURES = ("people", "women", "hired", "left")

    class Meta:
        verbose_name = _("workers by home province")
        verbose_name_plural = _("workers by home province")
        ordering = ("-people", "id")
        constraints = [
            models.UniqueConstraint(fields=["report", "province"], name="origin_once"),
            models.CheckConstraint(condition=Q(women__lte=F("people")), name="origin_women"),
        ]

    def __str__(self) -> str:
        return f"{self.people}"
