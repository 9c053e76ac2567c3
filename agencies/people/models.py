from typing import Any, ClassVar

from django.apps import apps
from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Count, F, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from agencies.bodies.choices import ROLES_OF_KIND, SeatRole
from agencies.bodies.models import Agency
from agencies.database.addresses import AddressField, normal_address_condition
from agencies.database.columns import DayColumn, MomentColumn
from agencies.database.personal_data import (
    ACTED,
    OFFICIALS,
    PUBLIC_DUTY,
    WITH_ACCOUNT,
    PersonalData,
)
from agencies.people.choices import Channel, MailMode
from vietnam.emails import normalize_email
from vietnam.passwords import normalize_password, password_spellings


class PersonManager(BaseUserManager):
    @classmethod
    def normalize_email(cls, email: str | None) -> str:
        return normalize_email(email or "")

    def create_user(self, email: str, password: str | None = None, **fields: Any) -> "Person":
        person = self.model(email=self.normalize_email(email), **fields)
        person.set_password(password)
        person.save(using=self._db)
        return person

    def create_superuser(self, email: str, password: str | None = None, **fields: Any) -> "Person":
        return self.create_user(email, password, is_staff=True, is_superuser=True, **fields)

    def get_by_natural_key(self, username: str) -> "Person":
        return self.get(email=username)


class Person(AbstractBaseUser, PermissionsMixin):
    """Somebody who signs in. Rights come from the seats held, never from the person."""

    email = AddressField(_("e-mail"))
    full_name = models.CharField(_("full name"), max_length=120)
    language = models.CharField(_("language"), max_length=10, default="vi")
    mail_mode = models.CharField(
        _("mails"),
        max_length=8,
        choices=MailMode,
        default=MailMode.SINGLE,
        db_default=MailMode.SINGLE,
    )
    is_active = models.BooleanField(_("active"), default=True)
    is_staff = models.BooleanField(_("may open the administration pages"), default=False)
    last_login = MomentColumn(_("last login"), null=True, blank=True)
    created_at = MomentColumn(_("created at"), default=timezone.now, editable=False)
    reopened_at = MomentColumn(_("account reopened at"), null=True, blank=True, editable=False)

    personal_data = dict.fromkeys(
        ("email", "full_name"),
        PersonalData(
            OFFICIALS, _("sign-in, letters, and who is responsible"), PUBLIC_DUTY, WITH_ACCOUNT
        ),
    )
    no_personal_data = ("is_superuser", "mail_mode", "user_permissions")

    objects: ClassVar[PersonManager] = PersonManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["full_name"]

    class Meta:
        verbose_name = _("person")
        verbose_name_plural = _("people")
        constraints = [
            models.UniqueConstraint(
                fields=["email"],
                name="person_email_unique",
                violation_error_message=_("This e-mail is already used."),
            ),
            models.CheckConstraint(
                condition=normal_address_condition("email"), name="person_email_normal"
            ),
        ]

    def __str__(self) -> str:
        return self.full_name

    def set_password(self, raw_password: str | None) -> None:
        super().set_password(None if raw_password is None else normalize_password(raw_password))

    def check_password(self, raw_password: str) -> bool:
        return self.matching_spelling(raw_password) is not None

    def matching_spelling(self, raw_password: str) -> str | None:
        """The spelling of the password that matches, however its letters are composed: old hashes
        may have another form.

        A wrong password costs as many hashes as it has spellings, whether or not the account
        exists.
        """
        matches = filter(super().check_password, password_spellings(raw_password))
        return next(matches, None)

    def renew_password_hash(self, raw_password: str) -> None:
        # Converts the hash to the present form, unless another password was set meanwhile.
        old = self.password
        self.set_password(raw_password)
        self._password = None  # no change of the password
        if not Person.objects.filter(pk=self.pk, password=old).update(password=self.password):
            self.password = old


class SeatQuerySet(models.QuerySet["Seat"]):
    def held_by(self, person: Person, on=None) -> "SeatQuerySet":
        # Seats that the person holds on a day (default: today).
        on = on or timezone.localdate()
        holdings = SeatHolding.objects.current(on).filter(person=person)
        return self.filter(id__in=holdings.values("seat_id"))


class Seat(models.Model):
    """A post at an agency with a role (vị trí công tác). Tasks and reminders follow the seat, not
    the person.
    """

    agency = models.ForeignKey(
        Agency, verbose_name=_("agency"), on_delete=models.PROTECT, related_name="seats"
    )
    title = models.CharField(_("post"), max_length=120)
    role = models.CharField(_("role"), max_length=30, choices=SeatRole)
    gets_reminders = models.BooleanField(_("gets reminders of the agency's tasks"), default=True)

    # Of the seats that somebody holds, as the frame of a page shows them (held_seats).
    unread_notices: int
    is_administrators: bool

    objects = SeatQuerySet.as_manager()

    class Meta:
        verbose_name = _("seat")
        verbose_name_plural = _("seats")
        ordering = ("agency__sort_key", "title")
        constraints = [
            models.UniqueConstraint(fields=["agency", "title"], name="seat_title_unique_in_agency")
        ]

    def __str__(self) -> str:
        return f"{self.agency.display_name}, {self.title}"

    def clean(self) -> None:
        if self.agency_id and not self.has_role_of_its_kind:
            raise ValidationError(
                {"role": _("Seats of an agency of this kind do not have this role.")}
            )

    @property
    def has_role_of_its_kind(self) -> bool:
        return self.role in ROLES_OF_KIND[self.agency.kind]


class SeatHoldingQuerySet(models.QuerySet["SeatHolding"]):
    def current(self, on) -> "SeatHoldingQuerySet":
        return self.filter(Q(starts_on__lte=on), Q(ends_on__isnull=True) | Q(ends_on__gte=on))

    def with_unread_notices(self) -> "SeatHoldingQuerySet":
        """Each with `unread_notices`, how many notices of the portal its person has not read."""
        unread = apps.get_model("agencies.OutboxMessage").objects.filter(
            person=OuterRef("person"), channel=Channel.PORTAL, read_at=None
        )
        counted = unread.order_by().values("person").annotate(n=Count("pk")).values("n")
        number = Coalesce(Subquery(counted, output_field=models.IntegerField()), 0)
        shown = {"unread_notices": number}
        return self.annotate(**shown)

    def reachable(self, on) -> "SeatHoldingQuerySet":
        # Held on the day by people with an open account and an address.
        return self.current(on).filter(person__is_active=True).exclude(person__email="")

    def administrators_of(self, agency: Agency, on) -> "SeatHoldingQuerySet":
        # Those with an open account.
        return self.current(on).filter(
            seat__agency=agency, is_administrator=True, person__is_active=True
        )


class SeatHolding(models.Model):
    """A person holds a seat from the first day to the last, both included; without a last day it is
    still held.

    An administrator invites to the seats of the agency and ends holdings; no agency is left without
    one.
    """

    seat = models.ForeignKey(
        Seat, verbose_name=_("seat"), on_delete=models.PROTECT, related_name="holdings"
    )
    person = models.ForeignKey(
        Person, verbose_name=_("person"), on_delete=models.PROTECT, related_name="holdings"
    )
    starts_on = DayColumn(_("from"))
    ends_on = DayColumn(_("until"), null=True, blank=True)
    is_administrator = models.BooleanField(
        _("administrator of the agency's members"), default=False, db_default=False
    )

    unread_notices: int  # by with_unread_notices

    personal_data = {"person": ACTED}

    objects = SeatHoldingQuerySet.as_manager()

    class Meta:
        verbose_name = _("holding of a seat")
        verbose_name_plural = _("holdings of seats")
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
                name="holding_ends_after_start",
            ),
            models.UniqueConstraint(fields=["seat", "person", "starts_on"], name="holding_unique"),
        ]

    def __str__(self) -> str:
        return f"{self.person} – {self.seat}"


class ContactPoint(models.Model):
    """The seat that answers questions (đầu mối): for an agency, or for an agency about one
    directive.

    The last open row applies; ended rows are the history.
    """

    agency = models.ForeignKey(
        Agency, verbose_name=_("agency"), on_delete=models.PROTECT, related_name="contact_points"
    )
    directive = models.ForeignKey(
        "agencies.Directive",
        verbose_name=_("for the document"),
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="contact_points",
    )
    seat = models.ForeignKey(
        Seat, verbose_name=_("seat"), on_delete=models.PROTECT, related_name="+"
    )
    starts_on = DayColumn(_("from"))
    ends_on = DayColumn(_("until"), null=True, blank=True)

    class Meta:
        verbose_name = _("contact point")
        verbose_name_plural = _("contact points")
        ordering = ("-starts_on", "-id")
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
                name="contact_point_in_order",
            ),
            models.UniqueConstraint(
                fields=["agency", "directive"],
                condition=Q(ends_on__isnull=True),
                name="one_contact_point_at_a_time",
                nulls_distinct=False,
            ),
        ]

    def __str__(self) -> str:
        return f"{self.agency}: {self.seat.title}"
