"""Employers and the industrial parks that decide who verifies them."""

from typing import Any

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from agencies.bodies.models import Agency, Province
from agencies.database.addresses import AddressField
from agencies.database.columns import MomentColumn
from agencies.database.page_addresses import row_page_url
from agencies.database.personal_data import ACTED, PUBLIC_DUTY, PersonalData
from agencies.people.models import Person, Seat, SeatHolding
from recruitment.employers.choices import EmployerKind, EmployerStatus, Industry, ParkKind, SizeBand
from vietnam.identifiers import TaxCode, parse_tax_code
from vietnam.language.collation import sort_key

CONTACT = PersonalData(
    _("contacts of employers"),
    _("to ask about the registration and to answer it"),
    PUBLIC_DUTY,
    _("as long as the employer is registered; 30 days when nobody confirms the address"),
)


class IndustrialPark(models.Model):
    """A park (KCN) or cluster (CCN), named as people write it: “KCN Quang Châu”.

    An employer inside one is verified by its board, any other by the department. `living` and
    `routes` are shown on the page of each vacancy there.
    """

    name = models.CharField(_("name"), max_length=120)
    kind = models.CharField(_("kind"), max_length=10, choices=ParkKind, default=ParkKind.PARK)
    province = models.ForeignKey(
        Province, verbose_name=_("province"), on_delete=models.PROTECT, related_name="parks"
    )
    board = models.ForeignKey(
        Agency,
        verbose_name=_("who verifies its employers"),
        on_delete=models.PROTECT,
        related_name="parks",
    )
    living = models.TextField(
        _("living around it"),
        max_length=2000,
        blank=True,
        help_text=_("Rooms and rents, markets, schools, clinics."),
    )
    routes = models.TextField(
        _("coach and bus routes"),
        max_length=2000,
        blank=True,
        help_text=_("One line each: from where, how often, fare."),
    )
    version = models.PositiveIntegerField(default=0, editable=False)
    sort_key = models.CharField(max_length=400, editable=False, db_collation="C")

    no_personal_data = ("name",)

    class Meta:
        verbose_name = _("industrial park")
        verbose_name_plural = _("industrial parks")
        ordering = ("sort_key", "id")
        constraints = [
            models.UniqueConstraint(fields=["province", "name"], name="park_unique_in_province")
        ]

    def __str__(self) -> str:
        return self.name

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.sort_key = sort_key(self.name)
        super().save(*args, **kwargs)


class EmployerQuerySet(models.QuerySet["Employer"]):
    def confirmed(self) -> "EmployerQuerySet":
        # Those whose address somebody has confirmed, or that an official has entered.
        holdings = SeatHolding.objects.filter(seat__agency=OuterRef("agency"))
        return self.filter(Exists(holdings) | Q(entered_by__isnull=False))

    def waiting(self) -> "EmployerQuerySet":
        # With their registration, or with a change of it.
        return self.confirmed().filter(
            Q(status__in=EmployerStatus.WAITING) | Q(change__isnull=False)
        )

    def routed_to(self, agency: Agency) -> "EmployerQuerySet":
        # To that office now, or once the waiting change is accepted.
        return self.filter(Q(office=agency) | Q(change__office=agency))


class Employer(models.Model):
    """A firm that registers the people it needs (doanh nghiệp), known by its tax code (MST).

    Its name, seats and representatives are those of `agency`, an agency of the kind firm. `office`
    verifies it: the board of its park, or the labour department; each change by the employer is a
    new `version`. `verified_at`: when its name and place were first found right; from then on they
    change by an EmployerChange alone. `entered_by` is the seat that registered it on its behalf. A
    tax code whose check digit is wrong is kept and marked: the office looks.
    """

    Status = EmployerStatus  # for templates
    agency = models.OneToOneField(Agency, on_delete=models.PROTECT, related_name="employer")
    tax_code = models.CharField(_("tax code"), max_length=13, unique=True)
    kind = models.CharField(_("kind"), max_length=10, choices=EmployerKind)
    english_name = models.CharField(_("name in English"), max_length=200, blank=True)
    province = models.ForeignKey(
        Province, verbose_name=_("province"), on_delete=models.PROTECT, related_name="+"
    )
    ward = models.CharField(_("ward or commune"), max_length=80)
    address = models.CharField(_("street and number, lot"), max_length=200)
    park = models.ForeignKey(
        IndustrialPark,
        verbose_name=_("industrial park or cluster"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="employers",
    )
    industry = models.CharField(_("main industry"), max_length=1, choices=Industry)
    products = models.CharField(_("main products"), max_length=200, blank=True)
    size = models.CharField(_("people who work there"), max_length=8, choices=SizeBand)
    contact_name = models.CharField(_("contact person"), max_length=120)
    contact_phone = models.CharField(_("phone"), max_length=15)
    contact_email = AddressField(_("e-mail"))
    status = models.CharField(
        _("status"),
        max_length=12,
        choices=EmployerStatus,
        default=EmployerStatus.REGISTERED,
        db_index=True,
    )
    office = models.ForeignKey(
        Agency, verbose_name=_("verified by"), on_delete=models.PROTECT, related_name="+"
    )
    registered_at = MomentColumn(_("registered at"))
    entered_by = models.ForeignKey(
        Seat, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    decided_at = MomentColumn(_("decided at"), null=True, blank=True)
    decided_by = models.ForeignKey(
        Seat, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    decided_person = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    verified_at = MomentColumn(_("first verified at"), null=True, blank=True, editable=False)
    words = models.TextField(_("what the office says"), blank=True)
    version = models.PositiveIntegerField(default=0, editable=False)

    personal_data = dict.fromkeys(("contact_name", "contact_phone", "contact_email"), CONTACT) | {
        "decided_person": ACTED
    }
    no_personal_data = ("english_name", "address")

    objects = EmployerQuerySet.as_manager()

    class Meta:
        verbose_name = _("employer")
        verbose_name_plural = _("employers")
        ordering = ("registered_at", "id")
        indexes = [
            models.Index(fields=["office", "status", "registered_at"], name="employer_of_office")
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(tax_code__regex=r"^([0-9]{10}|[0-9]{12}|[0-9]{13})$"),
                name="tax_code_digits",
            ),
            models.CheckConstraint(
                condition=Q(status=EmployerStatus.REGISTERED)
                | Q(
                    decided_at__isnull=False, decided_by__isnull=False, decided_person__isnull=False
                ),
                name="employer_decided_whole",
            ),
            models.CheckConstraint(
                condition=~Q(status__in=[EmployerStatus.ASKED_BACK, EmployerStatus.REFUSED])
                | ~Q(words=""),
                name="employer_told_why",
            ),
        ]

    def __str__(self) -> str:
        return self.agency.name

    def get_absolute_url(self) -> str:
        return row_page_url("recruitment:employer-detail", self.pk)

    @property
    def is_verified(self) -> bool:
        return self.status == EmployerStatus.VERIFIED

    @property
    def was_verified(self) -> bool:
        return self.is_verified or self.verified_at is not None

    @property
    def is_to_mend(self) -> bool:
        return self.status in EmployerStatus.TO_MEND

    @property
    def parsed_tax_code(self) -> TaxCode:
        return parse_tax_code(self.tax_code)


class EmployerChange(models.Model):
    """What a verified employer wants to be called, or where it is now: waits for the office, which
    sees both.

    Everybody else still reads the values that were checked. A later proposal replaces an earlier
    one; both stay in the log. `office` decides: the one that is responsible once the change is
    made.
    """

    employer = models.OneToOneField(Employer, on_delete=models.CASCADE, related_name="change")
    name = models.CharField(_("name"), max_length=200)
    english_name = models.CharField(_("name in English"), max_length=200, blank=True)
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
    ward = models.CharField(_("ward or commune"), max_length=80)
    address = models.CharField(_("street and number, lot"), max_length=200)
    office = models.ForeignKey(
        Agency, verbose_name=_("verified by"), on_delete=models.PROTECT, related_name="+"
    )
    proposed_at = MomentColumn(_("proposed at"))
    proposed_by = models.ForeignKey(Seat, on_delete=models.PROTECT, related_name="+")
    proposed_person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")

    personal_data = {"proposed_person": ACTED}
    no_personal_data = ("name", "english_name", "address")

    class Meta:
        verbose_name = _("change of an employer")
        verbose_name_plural = _("changes of employers")
        ordering = ("proposed_at", "id")

    def __str__(self) -> str:
        return self.name
