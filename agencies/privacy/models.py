"""The rights of people over their data, and what went wrong with it (law 91/2025/QH15, decree
356/2025).
"""

import datetime

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from agencies.database.columns import DayColumn, MomentColumn
from agencies.database.page_addresses import row_page_url
from agencies.database.personal_data import ACTED, ASKING, PUBLIC_DUTY, PersonalData
from agencies.people.models import Person, Seat
from agencies.privacy.choices import DataRequestKind, DataRequestStatus
from agencies.tasks.models import Task


class DataRequest(models.Model):
    """What somebody asks about their own personal data (yêu cầu của chủ thể dữ liệu).

    Two tasks of the desk carry its clocks: to answer how it will be handled, and to carry it out or
    refuse it. Their texts name the request only by its number. `entered_by` is the seat that
    entered it from paper or telephone.
    """

    kind = models.CharField(_("what is asked"), max_length=10, choices=DataRequestKind)
    full_name = models.CharField(_("full name"), max_length=120)
    contact = models.CharField(_("phone or e-mail"), max_length=120)
    text = models.TextField(_("in their own words"), blank=True)
    received_on = DayColumn(_("received on"))
    answer_task = models.OneToOneField(
        Task, on_delete=models.PROTECT, related_name="+", editable=False
    )
    settle_task = models.OneToOneField(
        Task, on_delete=models.PROTECT, related_name="+", editable=False
    )
    answer_by = DayColumn(_("answer by"))
    settle_by = DayColumn(_("carry out by"))
    answered_at = MomentColumn(_("answered at"), null=True, blank=True)
    answer = models.TextField(_("answer"), blank=True)
    settled_at = MomentColumn(_("settled at"), null=True, blank=True)
    granted = models.BooleanField(_("carried out"), null=True, blank=True)
    settlement = models.TextField(_("what was done, or why not"), blank=True)
    entered_by = models.ForeignKey(
        Seat, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    settled_person = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    personal_data = dict.fromkeys(
        ("full_name", "contact", "text"),
        PersonalData(
            ASKING, _("to answer what they ask"), PUBLIC_DUTY, _("two years after it was settled")
        ),
    ) | {"settled_person": ACTED}

    class Meta:
        verbose_name = _("request about personal data")
        verbose_name_plural = _("requests about personal data")
        ordering = ("-received_on", "-id")
        indexes = [
            models.Index(
                fields=["settle_by", "id"], name="data_request_open", condition=Q(settled_at=None)
            )
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(settled_at=None, granted=None, settled_person=None)
                | Q(settled_at__isnull=False, granted__isnull=False, answered_at__isnull=False)
                & ~Q(settlement=""),
                name="data_request_settled_whole",
            ),
            models.CheckConstraint(
                condition=Q(answered_at=None, answer="")
                | Q(answered_at__isnull=False) & ~Q(answer=""),
                name="data_request_answered_whole",
            ),
        ]

    def __str__(self) -> str:
        return f"{_('Request')} {self.pk}"

    def get_absolute_url(self) -> str:
        return row_page_url("agencies:data-request", self.pk)

    @property
    def status(self) -> DataRequestStatus:
        if self.settled_at:
            return DataRequestStatus.DONE if self.granted else DataRequestStatus.REFUSED
        return DataRequestStatus.ANSWERED if self.answered_at else DataRequestStatus.RECEIVED

    @property
    def next_day(self) -> datetime.date:
        """The day by which the next step is owed."""
        return self.settle_by if self.answered_at else self.answer_by


class Breach(models.Model):
    """Something that may have harmed personal data (vi phạm về bảo vệ dữ liệu cá nhân).

    The authority must be told within 72 hours of the moment when it was noticed; a late report says
    why.
    """

    noticed_at = MomentColumn(_("noticed at"))
    report_by = MomentColumn(_("to be reported by"))
    what = models.TextField(_("what happened"))
    data = models.TextField(_("which data, of whom"))
    people = models.PositiveIntegerField(_("people concerned"), null=True, blank=True)
    harm = models.TextField(_("possible harm"))
    measures = models.TextField(_("measures taken"))
    task = models.OneToOneField(Task, on_delete=models.PROTECT, related_name="+", editable=False)
    reported_at = MomentColumn(_("reported at"), null=True, blank=True)
    report_number = models.CharField(_("number and date of the report"), max_length=120, blank=True)
    late_reason = models.TextField(_("why it was late"), blank=True)
    entered_by = models.ForeignKey(Seat, on_delete=models.PROTECT, related_name="+")
    entered_person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")

    personal_data = {"entered_person": ACTED}

    class Meta:
        verbose_name = _("breach of personal data")
        verbose_name_plural = _("breaches of personal data")
        ordering = ("-noticed_at", "-id")
        constraints = [
            models.CheckConstraint(
                condition=Q(reported_at=None, report_number="")
                | Q(reported_at__isnull=False) & ~Q(report_number=""),
                name="breach_reported_whole",
            ),
            models.CheckConstraint(
                condition=Q(reported_at=None)
                | Q(reported_at__lte=models.F("report_by"))
                | ~Q(late_reason=""),
                name="breach_late_says_why",
            ),
        ]

    def __str__(self) -> str:
        return f"{_('Breach')} {self.pk}"

    def get_absolute_url(self) -> str:
        return row_page_url("agencies:breach", self.pk)


class ConsentText(models.Model):
    """The words to which people consent, as they were shown: consents refer to them, so they never
    change.

    A new wording is a new version for its purpose and language.
    """

    purpose = models.CharField(_("purpose"), max_length=40)
    language = models.CharField(_("language"), max_length=10)
    version = models.PositiveIntegerField(_("version"))
    text = models.TextField(_("text"))
    digest = models.CharField(max_length=64, editable=False)
    first_used_at = MomentColumn(_("first used at"))

    class Meta:
        verbose_name = _("consent text")
        verbose_name_plural = _("consent texts")
        ordering = ("purpose", "language", "version")
        constraints = [
            models.UniqueConstraint(
                fields=["purpose", "language", "version"], name="consent_version_unique"
            ),
            models.UniqueConstraint(
                fields=["purpose", "language", "digest"], name="consent_text_unique"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.purpose} {self.version} ({self.language})"
