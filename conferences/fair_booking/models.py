"""People at a job fair, and the interview places that they hold. Places are rows: a place is taken
by writing a person into it, and nothing is ever counted up or down.
"""

from decimal import Decimal

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateTimeRangeField, RangeOperators
from django.contrib.postgres.fields.ranges import BigIntegerRangeField
from django.db import models
from django.db.models import Deferrable, F, Func, Q, Value
from django.utils.translation import gettext_lazy as _, pgettext_lazy

from agencies.bodies.models import Province
from agencies.database.addresses import AddressField
from agencies.database.columns import MomentColumn
from agencies.database.personal_data import ACTED, PersonalData
from agencies.people.models import Person, Seat as OfficialSeat
from agencies.privacy.models import ConsentText
from conferences.booths.models import Booth
from conferences.fair_booking.choices import AttendanceMode, NewsKind, SeatState
from conferences.fairs.models import Fair, FairPoint

SEEKERS = PersonalData(
    _("people who register for a job fair"),
    _("to book interviews, to tell of changes and of the result"),
    _("consent, kept with its text; law 91/2025/QH15"),
    _("until the person withdraws; 90 days after the fair at the latest"),
)
HELPERS = PersonalData(
    _("commune officers who register somebody"),
    _("to reach somebody who has no phone"),
    _("consent, kept with its text; law 91/2025/QH15"),
    _("as long as the registration of the person"),
)
NAMES = ("full_name", "phone", "email", "commune", "about", "helper_name", "name_fold")
"""Emptied when their time is over; what is counted stays."""


class Seeker(models.Model):
    """Somebody who comes to a job fair, by one of its points.

    `home`: the home province, of today or before the mergers. `about`: what the person says to the
    recruiters. `number`: by which the person is called on the day, given on arrival.
    """

    fair = models.ForeignKey(Fair, on_delete=models.PROTECT, related_name="seekers")
    point = models.ForeignKey(
        FairPoint, verbose_name=_("point"), on_delete=models.PROTECT, related_name="seekers"
    )
    mode = models.CharField(_("how one takes part"), max_length=8, choices=AttendanceMode)
    full_name = models.CharField(_("full name"), max_length=120, blank=True)
    phone = models.CharField(_("phone"), max_length=15, blank=True)
    email = AddressField(_("e-mail"), blank=True)
    commune = models.CharField(_("commune and province"), max_length=120, blank=True)
    home = models.ForeignKey(
        Province, verbose_name=_("home province"), on_delete=models.PROTECT, related_name="+"
    )
    about = models.TextField(_("work done before, and wishes"), max_length=500, blank=True)
    helper_name = models.CharField(_("commune officer"), max_length=120, blank=True)
    name_fold = models.CharField(max_length=120, blank=True, editable=False)
    registered_at = MomentColumn(_("registered at"))
    registered_by = models.ForeignKey(
        OfficialSeat, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    consent = models.ForeignKey(
        ConsentText, verbose_name=_("consent"), on_delete=models.PROTECT, related_name="+"
    )
    withdrawn_at = MomentColumn(_("withdrawn at"), null=True, blank=True)
    arrived_at = MomentColumn(_("arrived at"), null=True, blank=True)
    number = models.PositiveSmallIntegerField(_("number"), null=True, blank=True)

    personal_data = dict.fromkeys((*NAMES[:5], "name_fold"), SEEKERS) | {"helper_name": HELPERS}

    class Meta:
        verbose_name = _("person at a job fair")
        verbose_name_plural = _("people at job fairs")
        ordering = ("registered_at", "id")
        constraints = [
            models.UniqueConstraint(
                fields=["fair", "phone", "name_fold"],
                condition=~Q(phone=""),
                name="seeker_once_at_a_fair",
            ),
            models.UniqueConstraint(fields=["fair", "number"], name="seeker_number_once"),
            models.CheckConstraint(
                condition=Q(number__isnull=True, arrived_at__isnull=True)
                | Q(number__isnull=False, arrived_at__isnull=False),
                name="seeker_number_on_arrival",
            ),
        ]

    def __str__(self) -> str:
        return f"#{self.pk}"


class InterviewBlock(models.Model):
    """Interviews of one employer with people of one point in one stretch of time; without a booth,
    the times at which the centre's computers can be used.

    `minutes`: the grid that the employer chose; `group_size`: how many are seen at one time.
    """

    booth = models.ForeignKey(
        Booth, on_delete=models.PROTECT, null=True, blank=True, related_name="blocks"
    )
    point = models.ForeignKey(
        FairPoint, verbose_name=_("point"), on_delete=models.PROTECT, related_name="blocks"
    )
    starts_at = MomentColumn(_("begins"))
    ends_at = MomentColumn(_("ends"))
    minutes = models.DecimalField(_("minutes for each"), max_digits=4, decimal_places=1)
    group_size = models.PositiveSmallIntegerField(_("people at one time"), default=1)

    class Meta:
        verbose_name = _("times of interviews")
        verbose_name_plural = _("times of interviews")
        ordering = ("starts_at", "id")
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_at__gt=F("starts_at")), name="interview_block_in_order"
            ),
            models.CheckConstraint(
                condition=Q(minutes__gte=Decimal(5)) & Q(group_size__range=(1, 50)),
                name="interview_block_is_possible",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.booth or self.point} {self.starts_at:%H:%M}"

    @property
    def is_of_computers(self) -> bool:
        return self.booth_id is None


def _no_overlap(name: str, *, for_computer: bool) -> ExclusionConstraint:
    # A key as a range of one, so that no extension of PostgreSQL is needed.
    person = Func(
        "seeker",
        "seeker",
        Value("[]"),
        function="int8range",
        output_field=BigIntegerRangeField(),
    )
    time = Func("starts_at", "ends_at", function="tstzrange", output_field=DateTimeRangeField())
    return ExclusionConstraint(
        name=name,
        expressions=[(person, RangeOperators.OVERLAPS), (time, RangeOperators.OVERLAPS)],
        condition=Q(seeker__isnull=False, for_computer=for_computer),
        deferrable=Deferrable.IMMEDIATE,
    )


class InterviewSeat(models.Model):
    """One place at one time; `seeker`: who has it. No person has two places at one time: the
    database refuses it.

    `order_at`: by which people are called; whoever was absent and came back has a later one.
    """

    block = models.ForeignKey(InterviewBlock, on_delete=models.CASCADE, related_name="seats")
    number = models.PositiveSmallIntegerField()
    starts_at = MomentColumn(_("begins"))
    ends_at = MomentColumn(_("ends"))
    for_computer = models.BooleanField(default=False)
    seeker = models.ForeignKey(
        Seeker, on_delete=models.PROTECT, null=True, blank=True, related_name="seats"
    )
    taken_at = MomentColumn(_("booked at"), null=True, blank=True)
    state = models.CharField(
        pgettext_lazy("interview", "state"),
        max_length=8,
        choices=SeatState,
        default=SeatState.BOOKED,
    )
    called_at = MomentColumn(_("called at"), null=True, blank=True)
    order_at = MomentColumn(_("in the line since"), null=True, blank=True)

    class Meta:
        verbose_name = _("interview place")
        verbose_name_plural = _("interview places")
        ordering = ("starts_at", "number", "id")
        constraints = [
            models.UniqueConstraint(
                fields=["block", "starts_at", "number"],
                name="interview_seat_once",
                deferrable=Deferrable.IMMEDIATE,
            ),
            models.UniqueConstraint(fields=["block", "seeker"], name="interview_once_in_a_block"),
            _no_overlap("seeker_in_one_room_at_a_time", for_computer=False),
            _no_overlap("seeker_at_one_computer_at_a_time", for_computer=True),
            models.CheckConstraint(
                condition=Q(seeker__isnull=True, taken_at__isnull=True, state=SeatState.BOOKED)
                | Q(seeker__isnull=False, taken_at__isnull=False),
                name="interview_seat_taken_with_its_moment",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.block_id} {self.starts_at:%H:%M} {self.number}"

    @property
    def tone(self) -> str:
        return SeatState(self.state).tone


class LinePlace(models.Model):
    """Somebody in the waiting line of an employer's interviews (or of the computers)."""

    block = models.ForeignKey(InterviewBlock, on_delete=models.CASCADE, related_name="line")
    seeker = models.ForeignKey(Seeker, on_delete=models.PROTECT, related_name="lines")
    joined_at = MomentColumn(_("in the line since"))

    class Meta:
        verbose_name = _("place in a waiting line")
        verbose_name_plural = _("places in waiting lines")
        ordering = ("joined_at", "id")
        constraints = [
            models.UniqueConstraint(fields=["block", "seeker"], name="in_a_line_once"),
        ]

    def __str__(self) -> str:
        return f"{self.block_id} #{self.seeker_id}"


class PhoneCall(models.Model):
    """Somebody without an e-mail address who has to be called about a change.

    `about`: the employer and the time, as they were.
    """

    seeker = models.ForeignKey(Seeker, on_delete=models.PROTECT, related_name="calls")
    kind = models.CharField(_("about what"), max_length=16, choices=NewsKind)
    about = models.CharField(_("what it is about"), max_length=300, blank=True)
    made_at = MomentColumn(_("since"))
    called_at = MomentColumn(_("called at"), null=True, blank=True)
    called_by = models.ForeignKey(
        OfficialSeat, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    called_person = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    personal_data = {"called_person": ACTED}

    class Meta:
        verbose_name = _("person to be called")
        verbose_name_plural = _("people to be called")
        ordering = ("made_at", "id")

    def __str__(self) -> str:
        return f"#{self.seeker_id}"
