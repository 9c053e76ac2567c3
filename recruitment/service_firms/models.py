"""Employment service firms under supervision: licences, contracts with employers, inspections."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _, pgettext_lazy

from agencies.bodies.models import Agency, Province
from agencies.database.addresses import AddressField
from agencies.database.columns import DayColumn, MomentColumn
from agencies.database.page_addresses import row_page_url
from agencies.database.personal_data import ACTED, PUBLIC_DUTY, PersonalData
from agencies.people.models import Person, Seat
from agencies.tasks.models import Task
from recruitment.employers.models import Employer
from recruitment.service_firms.choices import FindingKind, LabourService

CONTACT = PersonalData(
    _("contacts of employment service firms"),
    _("to supervise their services"),
    PUBLIC_DUTY,
    _("as long as the firm is supervised"),
)


class ServiceFirm(models.Model):
    """A firm that introduces workers to employers or leases them (doanh nghiệp dịch vụ việc làm).

    Its name and its tasks are those of `agency`. `office` supervises it: the labour department of
    its province.
    """

    agency = models.OneToOneField(Agency, on_delete=models.PROTECT, related_name="service_firm")
    tax_code = models.CharField(_("tax code"), max_length=13, unique=True)
    province = models.ForeignKey(
        Province, verbose_name=_("province"), on_delete=models.PROTECT, related_name="+"
    )
    address = models.CharField(_("address"), max_length=200)
    office = models.ForeignKey(
        Agency, verbose_name=_("supervised by"), on_delete=models.PROTECT, related_name="+"
    )
    contact_name = models.CharField(_("contact person"), max_length=120)
    contact_phone = models.CharField(_("phone"), max_length=15)
    contact_email = AddressField(_("e-mail"), blank=True)
    entered_at = MomentColumn(_("entered at"))
    entered_by = models.ForeignKey(Seat, on_delete=models.PROTECT, related_name="+")
    version = models.PositiveIntegerField(default=0, editable=False)

    personal_data = dict.fromkeys(("contact_name", "contact_phone", "contact_email"), CONTACT)
    no_personal_data = ("address",)

    class Meta:
        verbose_name = _("employment service firm")
        verbose_name_plural = _("employment service firms")
        ordering = ("agency__sort_key", "id")

    def __str__(self) -> str:
        return self.agency.name

    def get_absolute_url(self) -> str:
        return row_page_url("recruitment:service-firm", self.pk)


class Licence(models.Model):
    """The right to one service, for 60 months at most; a renewal is a row of its own."""

    firm = models.ForeignKey(ServiceFirm, on_delete=models.PROTECT, related_name="licences")
    service = models.CharField(_("service"), max_length=12, choices=LabourService)
    number = models.CharField(_("number of the licence"), max_length=40)
    issued_on = DayColumn(pgettext_lazy("licence", "issued on"))
    valid_until = DayColumn(_("valid until"))
    revoked_on = DayColumn(_("revoked on"), null=True, blank=True)

    class Meta:
        verbose_name = _("licence")
        verbose_name_plural = _("licences")
        ordering = ("-valid_until", "-id")
        constraints = [
            models.UniqueConstraint(fields=["firm", "number"], name="licence_once"),
            models.CheckConstraint(
                condition=Q(valid_until__gt=F("issued_on")), name="licence_in_order"
            ),
        ]

    def __str__(self) -> str:
        return self.number


class SupplyContract(models.Model):
    """A contract by which a firm introduces or leases workers to an employer, in people.

    `employer_name` where the employer is not registered here.
    """

    firm = models.ForeignKey(ServiceFirm, on_delete=models.PROTECT, related_name="contracts")
    service = models.CharField(_("service"), max_length=12, choices=LabourService)
    employer = models.ForeignKey(
        Employer,
        verbose_name=_("employer"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    employer_name = models.CharField(_("employer"), max_length=200, blank=True)
    number = models.CharField(_("number of the contract"), max_length=40)
    starts_on = DayColumn(pgettext_lazy("period", "from"))
    ends_on = DayColumn(pgettext_lazy("period", "to"))
    people = models.PositiveIntegerField(_("people agreed"))
    supplied = models.PositiveIntegerField(_("people supplied so far"), default=0)
    version = models.PositiveIntegerField(default=0, editable=False)

    no_personal_data = ("employer_name",)

    class Meta:
        verbose_name = _("supply contract")
        verbose_name_plural = _("supply contracts")
        ordering = ("-ends_on", "-id")
        constraints = [
            models.UniqueConstraint(fields=["firm", "number"], name="supply_contract_once"),
            models.CheckConstraint(
                condition=Q(ends_on__gte=F("starts_on")), name="supply_contract_in_order"
            ),
            models.CheckConstraint(
                condition=Q(supplied__lte=F("people")), name="supplied_within_contract"
            ),
            models.CheckConstraint(
                condition=Q(employer__isnull=False, employer_name="")
                | (Q(employer__isnull=True) & ~Q(employer_name="")),
                name="supply_contract_of_an_employer",
            ),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def with_whom(self) -> str:
        return self.employer.agency.name if self.employer else self.employer_name


class Inspection(models.Model):
    """A visit of supervision, or a check of papers, with its conclusion."""

    firm = models.ForeignKey(ServiceFirm, on_delete=models.PROTECT, related_name="inspections")
    number = models.CharField(_("number of the minutes or conclusion"), max_length=40, blank=True)
    inspected_on = DayColumn(_("inspected on"))
    conclusion = models.TextField(_("conclusion"), max_length=4000)
    entered_at = MomentColumn(_("entered at"))
    entered_by = models.ForeignKey(Seat, on_delete=models.PROTECT, related_name="+")
    entered_person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")

    personal_data = {"entered_person": ACTED}

    class Meta:
        verbose_name = _("inspection")
        verbose_name_plural = _("inspections")
        ordering = ("-inspected_on", "-id")

    def __str__(self) -> str:
        return f"{self.inspected_on}"

    def get_absolute_url(self) -> str:
        return row_page_url("recruitment:inspection", self.pk)


class Finding(models.Model):
    """One thing that was found; what has to be corrected by a day is a task of the firm. `fine` in
    million đồng.
    """

    inspection = models.ForeignKey(Inspection, on_delete=models.PROTECT, related_name="findings")
    kind = models.CharField(pgettext_lazy("finding", "kind"), max_length=12, choices=FindingKind)
    text = models.TextField(_("what was found, what has to be done"), max_length=1000)
    fine = models.DecimalField(_("fine"), max_digits=7, decimal_places=2, null=True, blank=True)
    task = models.OneToOneField(
        Task, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        verbose_name = _("finding")
        verbose_name_plural = _("findings")
        ordering = ("id",)
        constraints = [
            models.CheckConstraint(
                condition=Q(fine__isnull=True) | Q(kind=FindingKind.VIOLATION),
                name="fine_for_a_violation",
            )
        ]

    def __str__(self) -> str:
        return self.text[:60]
