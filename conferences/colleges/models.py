"""Colleges, what they train for, visits there, and graduates who want to be called."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _, pgettext_lazy

from agencies.bodies.models import Agency, Province
from agencies.database.columns import DayColumn, MomentColumn
from agencies.database.page_addresses import row_page_url
from agencies.database.personal_data import PersonalData
from agencies.people.models import Seat
from agencies.privacy.models import ConsentText
from agencies.tasks.models import Task
from conferences.colleges.choices import VisitState
from conferences.delegations.models import Delegation
from recruitment.vacancies.choices import Occupation

GRADUATE = PersonalData(
    _("graduates who ask to be called"),
    _("so that the labour department can call about a job"),
    _("consent, kept with its text; law 91/2025/QH15"),
    _("until the graduate withdraws; 180 days after registering at the latest"),
)


class College(models.Model):
    """A college or university from which people with a profession are wanted."""

    name = models.CharField(pgettext_lazy("college", "name"), max_length=200)
    province = models.ForeignKey(
        Province, verbose_name=_("province"), on_delete=models.PROTECT, related_name="+"
    )
    note = models.TextField(_("note"), max_length=2000, blank=True)
    entered_at = MomentColumn(_("entered at"))
    entered_by = models.ForeignKey(Seat, on_delete=models.PROTECT, related_name="+")
    version = models.PositiveIntegerField(default=0, editable=False)

    no_personal_data = ("name",)

    class Meta:
        verbose_name = _("college")
        verbose_name_plural = _("colleges")
        ordering = ("name", "id")
        constraints = [
            models.UniqueConstraint(fields=["province", "name"], name="college_once_in_province")
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return row_page_url("conferences:college", self.pk)


class Major(models.Model):
    """What a college trains for, as the list of occupations calls it. `graduates`: a year; empty
    where nobody has said.
    """

    college = models.ForeignKey(College, on_delete=models.CASCADE, related_name="majors")
    name = models.CharField(pgettext_lazy("major", "name"), max_length=160)
    occupation = models.CharField(_("occupation"), max_length=2, choices=Occupation)
    graduates = models.PositiveIntegerField(_("graduates a year"), null=True, blank=True)

    no_personal_data = ("name",)

    class Meta:
        verbose_name = _("major")
        verbose_name_plural = _("majors")
        ordering = ("id",)
        constraints = [
            models.UniqueConstraint(fields=["college", "name"], name="major_once_at_a_college")
        ]

    def __str__(self) -> str:
        return self.name


class CollegeVisit(models.Model):
    """A visit to a college, alone or as part of a delegation's journey.

    `agency` visits, and owes what is agreed there. `interested`: graduates who said that they would
    come, counted and not named; empty where nobody has counted. `changed_at`: when the day or hour
    was last changed.
    """

    State = VisitState  # for templates
    college = models.ForeignKey(College, on_delete=models.PROTECT, related_name="visits")
    delegation = models.ForeignKey(
        Delegation,
        verbose_name=_("delegation"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="college_visits",
    )
    agency = models.ForeignKey(
        Agency, verbose_name=_("who visits"), on_delete=models.PROTECT, related_name="+"
    )
    day = DayColumn(_("day"))
    starts_at = models.TimeField(pgettext_lazy("time of day", "from"))
    ends_at = models.TimeField(pgettext_lazy("time of day", "to"), null=True, blank=True)
    purpose = models.TextField(_("purpose"), max_length=1000, blank=True)
    state = models.CharField(
        pgettext_lazy("visit", "state"),
        max_length=10,
        choices=VisitState,
        default=VisitState.PLANNED,
    )
    reason = models.CharField(_("reason"), max_length=500, blank=True)
    interested = models.PositiveIntegerField(_("graduates interested"), null=True, blank=True)
    result = models.TextField(pgettext_lazy("visit", "result"), max_length=2000, blank=True)
    changed_at = MomentColumn(_("changed at"))
    entered_at = MomentColumn(_("entered at"))
    entered_by = models.ForeignKey(Seat, on_delete=models.PROTECT, related_name="+")
    version = models.PositiveIntegerField(default=0, editable=False)

    class Meta:
        verbose_name = _("visit to a college")
        verbose_name_plural = _("visits to colleges")
        ordering = ("-day", "-id")
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_at__isnull=True) | Q(ends_at__gt=F("starts_at")),
                name="college_visit_in_order",
            ),
            models.CheckConstraint(
                condition=Q(state="cancelled") & ~Q(reason="")
                | ~Q(state="cancelled") & Q(reason=""),
                name="college_visit_cancelled_with_a_reason",
            ),
            models.CheckConstraint(
                condition=Q(state="held") & ~Q(result="") | ~Q(state="held") & Q(result=""),
                name="college_visit_held_with_a_result",
            ),
        ]

    def __str__(self) -> str:
        return self.college.name

    def get_absolute_url(self) -> str:
        return row_page_url("conferences:college-visit", self.pk)


class FollowUp(models.Model):
    """What was agreed at a visit, as a task of the agency that visited."""

    visit = models.ForeignKey(CollegeVisit, on_delete=models.CASCADE, related_name="follow_ups")
    task = models.OneToOneField(Task, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("follow-up of a visit")
        verbose_name_plural = _("follow-ups of visits")
        ordering = ("id",)

    def __str__(self) -> str:
        return str(self.task)


class InterestedGraduate(models.Model):
    """Somebody who asked at a visit to be called, with consent and for a time."""

    visit = models.ForeignKey(CollegeVisit, on_delete=models.CASCADE, related_name="graduates")
    full_name = models.CharField(_("full name"), max_length=120)
    phone = models.CharField(_("phone"), max_length=15)
    major_name = models.CharField(_("major"), max_length=160, blank=True)
    consent = models.ForeignKey(
        ConsentText, verbose_name=_("consent"), on_delete=models.PROTECT, related_name="+"
    )
    registered_at = MomentColumn(_("registered at"))

    personal_data = dict.fromkeys(("full_name", "phone", "major_name"), GRADUATE)

    class Meta:
        verbose_name = _("graduate interested")
        verbose_name_plural = _("graduates interested")
        ordering = ("id",)
        constraints = [
            models.UniqueConstraint(
                fields=["visit", "full_name", "phone"], name="graduate_once_at_a_visit"
            )
        ]

    def __str__(self) -> str:
        return f"#{self.pk}"
