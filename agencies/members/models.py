from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from agencies.database.addresses import AddressField, normal_address_condition
from agencies.database.columns import DayColumn, MomentColumn
from agencies.database.personal_data import (
    ACTED,
    INVITED,
    OFFICIALS,
    PUBLIC_DUTY,
    SECURITY,
    PersonalData,
)
from agencies.people.models import Person, Seat


class EmailChange(models.Model):
    """A person's request for another address.

    It takes effect when a link sent to the old address and one sent to the new have both been
    confirmed; only the hashes of their tokens are stored.
    """

    person = models.ForeignKey(
        Person, verbose_name=_("person"), on_delete=models.CASCADE, related_name="email_changes"
    )
    new_email = AddressField(_("new e-mail"))
    old_digest = models.CharField(max_length=64, unique=True, editable=False)
    new_digest = models.CharField(max_length=64, unique=True, editable=False)
    asked_at = MomentColumn(_("asked at"))
    old_confirmed_at = MomentColumn(_("confirmed from the old address at"), null=True, blank=True)
    new_confirmed_at = MomentColumn(_("confirmed from the new address at"), null=True, blank=True)
    ended_at = MomentColumn(_("ended at"), null=True, blank=True)

    personal_data = dict.fromkeys(
        ("person", "new_email"),
        PersonalData(
            OFFICIALS,
            _("change of the address to sign in with"),
            SECURITY,
            _("30 days after it has ended"),
        ),
    )

    class Meta:
        verbose_name = _("change of e-mail")
        verbose_name_plural = _("changes of e-mail")
        constraints = [
            models.UniqueConstraint(
                fields=["person"], condition=Q(ended_at__isnull=True), name="one_open_email_change"
            ),
            models.CheckConstraint(
                condition=Q(ended_at__isnull=False) | normal_address_condition("new_email"),
                name="email_change_normal",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person} {self.asked_at:%Y-%m-%d}"


class Invitation(models.Model):
    """An invitation to a seat, by a link in a letter (thư mời); only the hash of its token is
    stored.

    It ends when it is accepted, withdrawn or replaced. Two kinds have no inviter: somebody who
    registers an organisation and confirms the address by the link, and the first coordinator, whom
    the command `bootstrap` invites.
    """

    seat = models.ForeignKey(
        Seat, verbose_name=_("seat"), on_delete=models.PROTECT, related_name="invitations"
    )
    email = AddressField(_("e-mail"))
    full_name = models.CharField(_("full name"), max_length=120)
    starts_on = DayColumn(_("from"))
    as_administrator = models.BooleanField(
        _("administrator of the agency's members"), default=False
    )
    token_digest = models.CharField(max_length=64, unique=True, editable=False)
    sent_at = MomentColumn(_("sent at"))
    invited_by = models.ForeignKey(
        Seat, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    invited_person = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    letter = models.ForeignKey(
        "agencies.OutboxMessage",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
    )
    ended_at = MomentColumn(_("ended at"), null=True, blank=True)
    accepted_person = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    personal_data = dict.fromkeys(
        ("email", "full_name"),
        PersonalData(
            INVITED, _("invitation to a seat"), PUBLIC_DUTY, _("30 days after it has ended")
        ),
    ) | {"invited_person": ACTED, "accepted_person": ACTED}

    class Meta:
        verbose_name = _("invitation")
        verbose_name_plural = _("invitations")
        ordering = ("-sent_at", "-id")
        constraints = [
            models.UniqueConstraint(
                fields=["seat", "email"],
                condition=Q(ended_at__isnull=True),
                name="one_open_invitation_to_a_seat",
            ),
            models.CheckConstraint(
                condition=Q(ended_at__isnull=False) | normal_address_condition("email"),
                name="invitation_email_normal",
            ),
            models.CheckConstraint(
                condition=Q(accepted_person__isnull=True) | Q(ended_at__isnull=False),
                name="accepted_invitation_ended",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.full_name} – {self.seat}"

    @property
    def is_registration(self) -> bool:
        return self.invited_person_id is None and self.seat.agency.is_firm
