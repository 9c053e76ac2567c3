"""Delegations: their members, itinerary and talking points."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _, pgettext_lazy

from agencies.bodies.models import Agency
from agencies.database.addresses import AddressField
from agencies.database.columns import DayColumn, MomentColumn
from agencies.database.page_addresses import row_page_url
from agencies.database.personal_data import (
    OFFICIALS,
    PUBLIC_DUTY,
    WITH_RECORD,
    PersonalData,
)
from agencies.people.models import Seat
from agencies.tasks.models import Task
from conferences.delegations.choices import AHEAD, DelegationState, MemberAnswer
from conferences.partnerships.models import Ask, Partnership, Shareable

TRAVELLER = PersonalData(
    OFFICIALS, _("who travelled for the province, and as what"), PUBLIC_DUTY, WITH_RECORD
)
REACHED = PersonalData(
    _("members of delegations without an account"),
    _("to reach a member before and during the journey"),
    PUBLIC_DUTY,
    _("90 days after the journey"),
)


class Delegation(Shareable):
    """Who travels to a partner province on which days, and why (đoàn công tác).

    `lead`: the agency that leads, issues the papers and owes the report; `task`: that report, owed
    from the return on. `estimated`, `spent`: in đồng, empty where it is not known yet. `result`:
    what was reported. `told_at`: when the plan last changed in a way that members were told of.
    """

    State = DelegationState  # for templates
    partnership = models.ForeignKey(
        Partnership, on_delete=models.PROTECT, related_name="delegations"
    )
    title = models.CharField(pgettext_lazy("delegation", "title"), max_length=200)
    purpose = models.TextField(_("purpose"), max_length=2000, blank=True)
    lead = models.ForeignKey(
        Agency, verbose_name=_("lead agency"), on_delete=models.PROTECT, related_name="+"
    )
    head_name = models.CharField(_("head of the delegation"), max_length=120)
    head_position = models.CharField(_("position of the head"), max_length=160, blank=True)
    starts_on = DayColumn(pgettext_lazy("journey", "first day"))
    ends_on = DayColumn(pgettext_lazy("journey", "last day"))
    gifts = models.TextField(_("gifts"), max_length=1000, blank=True)
    estimated = models.BigIntegerField(_("estimated cost"), null=True, blank=True)
    spent = models.BigIntegerField(_("spent"), null=True, blank=True)
    state = models.CharField(
        pgettext_lazy("delegation", "state"),
        max_length=10,
        choices=DelegationState,
        default=DelegationState.DRAFT,
    )
    decision_number = models.CharField(_("number of the decision"), max_length=60, blank=True)
    decided_on = DayColumn(_("decided on"), null=True, blank=True)
    reason = models.CharField(_("reason"), max_length=500, blank=True)
    task = models.OneToOneField(
        Task, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    result = models.TextField(pgettext_lazy("delegation", "result"), max_length=4000, blank=True)
    told_at = MomentColumn(_("members told at"), null=True, blank=True)
    changed_at = MomentColumn(_("changed at"))
    entered_at = MomentColumn(_("entered at"))
    entered_by = models.ForeignKey(Seat, on_delete=models.PROTECT, related_name="+")
    version = models.PositiveIntegerField(default=0, editable=False)

    personal_data = {"head_name": TRAVELLER, "head_position": TRAVELLER}

    class Meta:
        verbose_name = _("delegation")
        verbose_name_plural = _("delegations")
        ordering = ("-starts_on", "-id")
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__gte=F("starts_on")), name="delegation_in_order"
            ),
            models.CheckConstraint(
                condition=Q(state="cancelled") & ~Q(reason="")
                | ~Q(state="cancelled") & Q(reason=""),
                name="delegation_cancelled_with_a_reason",
            ),
            models.CheckConstraint(
                condition=Q(state__in=("draft", "cancelled"))
                | Q(decided_on__isnull=False) & ~Q(decision_number=""),
                name="delegation_decided_by_a_decision",
            ),
            models.CheckConstraint(
                condition=Q(state__in=("travelled", "reported"), task__isnull=False)
                | Q(task__isnull=True) & ~Q(state__in=("travelled", "reported")),
                name="delegation_owes_a_report_once_travelled",
            ),
            models.CheckConstraint(
                condition=(Q(estimated__isnull=True) | Q(estimated__gte=0))
                & (Q(spent__isnull=True) | Q(spent__gte=0)),
                name="delegation_costs_not_negative",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return row_page_url("conferences:delegation", self.pk)

    @property
    def is_ahead(self) -> bool:
        return self.state in AHEAD


class DelegationMember(models.Model):
    """Somebody who is to travel, named by agency.

    With a `seat`, the member's agency answers in the portal; without one, by a signed link.
    `invited_at`: from when an answer is awaited; `reminded_on`: when it was last asked for again.
    The last answer before the journey counts.
    """

    delegation = models.ForeignKey(Delegation, on_delete=models.CASCADE, related_name="members")
    seat = models.ForeignKey(
        Seat,
        verbose_name=_("seat"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    agency_name = models.CharField(_("agency"), max_length=200)
    full_name = models.CharField(_("full name"), max_length=120)
    position = models.CharField(_("position"), max_length=160, blank=True)
    phone = models.CharField(_("phone"), max_length=15, blank=True)
    email = AddressField(_("e-mail"), blank=True)
    invited_at = MomentColumn(_("invited at"), null=True, blank=True)
    reminded_on = DayColumn(_("reminded on"), null=True, blank=True, editable=False)
    answer = models.CharField(
        pgettext_lazy("invited member", "answer"),
        max_length=12,
        choices=MemberAnswer,
        default=MemberAnswer.OPEN,
    )
    answered_at = MomentColumn(_("answered at"), null=True, blank=True)
    reason = models.CharField(_("reason"), max_length=500, blank=True)
    substitute_name = models.CharField(_("who comes instead"), max_length=120, blank=True)
    substitute_position = models.CharField(
        _("position of who comes instead"), max_length=160, blank=True
    )
    substitute_phone = models.CharField(_("phone of who comes instead"), max_length=15, blank=True)

    personal_data = {
        **dict.fromkeys(
            ("full_name", "position", "substitute_name", "substitute_position"), TRAVELLER
        ),
        **dict.fromkeys(("phone", "email", "substitute_phone"), REACHED),
    }
    no_personal_data = ("agency_name",)

    class Meta:
        verbose_name = _("member of a delegation")
        verbose_name_plural = _("members of delegations")
        ordering = ("id",)
        constraints = [
            models.UniqueConstraint(
                fields=["delegation", "seat"], name="member_of_a_delegation_once"
            ),
            models.CheckConstraint(
                condition=Q(answer="substituted") & ~Q(substitute_name="")
                | ~Q(answer="substituted") & Q(substitute_name=""),
                name="member_substitute_has_a_name",
            ),
            models.CheckConstraint(
                condition=~Q(answer="declined") | ~Q(reason=""),
                name="member_declines_with_a_reason",
            ),
            models.CheckConstraint(
                condition=Q(answer="open", answered_at__isnull=True)
                | ~Q(answer="open") & Q(answered_at__isnull=False, invited_at__isnull=False),
                name="member_answers_once_invited",
            ),
        ]

    def __str__(self) -> str:
        return f"#{self.pk}"

    @property
    def travelling_name(self) -> str:
        """Of who comes: the member, or whom it sends instead."""
        return self.substitute_name or self.full_name

    @property
    def travelling_position(self) -> str:
        return self.substitute_position if self.substitute_name else self.position


class ItineraryStop(models.Model):
    """One line of the itinerary: when, where, what, and how one gets there."""

    delegation = models.ForeignKey(Delegation, on_delete=models.CASCADE, related_name="stops")
    day = DayColumn(_("day"))
    starts_at = models.TimeField(pgettext_lazy("time of day", "from"))
    ends_at = models.TimeField(pgettext_lazy("time of day", "to"), null=True, blank=True)
    what = models.CharField(pgettext_lazy("itinerary", "what"), max_length=300)
    place = models.CharField(pgettext_lazy("itinerary", "where"), max_length=200, blank=True)
    transport = models.CharField(_("transport"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("line of an itinerary")
        verbose_name_plural = _("lines of itineraries")
        ordering = ("day", "starts_at", "id")
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_at__isnull=True) | Q(ends_at__gt=F("starts_at")),
                name="itinerary_stop_in_order",
            )
        ]

    def __str__(self) -> str:
        return self.what


class TalkingPoint(models.Model):
    """What the delegation is to bring up there; `ask`: the line of the ledger it has become."""

    delegation = models.ForeignKey(Delegation, on_delete=models.CASCADE, related_name="points")
    position = models.PositiveSmallIntegerField(pgettext_lazy("talking point", "position"))
    text = models.TextField(_("talking point"), max_length=1000)
    ask = models.OneToOneField(
        Ask, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        verbose_name = _("talking point")
        verbose_name_plural = _("talking points")
        ordering = ("position", "id")

    def __str__(self) -> str:
        return self.text[:60]
