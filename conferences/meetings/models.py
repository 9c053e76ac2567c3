"""Conferences, their points, and by which links a point joins."""

from django.core.validators import URLValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _, pgettext_lazy

from agencies.bodies.models import Agency
from agencies.database.columns import MomentColumn
from agencies.database.page_addresses import row_page_url
from agencies.database.personal_data import ACTED, PUBLIC_DUTY, WITH_RECORD, PersonalData
from agencies.people.models import Person, Seat
from conferences.meetings.choices import ConferenceState, LinkKind, PointLevel
from conferences.partnerships.models import Partnership

TECHNICIAN = PersonalData(
    _("technicians at the points of conferences"),
    _("to call the point when its line fails"),
    PUBLIC_DUTY,
    _("90 days after the conference"),
)
CHAIR = PersonalData(
    _("officials who take part in conferences"),
    _("who leads the point; the minutes name them"),
    PUBLIC_DUTY,
    WITH_RECORD,
)


class Conference(models.Model):
    """A conference at several connected points (hội nghị trực tiếp kết hợp trực tuyến).

    `host`: the body of the host province that holds it. `basis`: number and day of the decision or
    plan. `partnership`: the partner province together with which it is held. `test_at`: when the
    lines are tried the first time; the second time is an hour before the start. `sequence` rises
    and `moved_at` is set whenever what calendars show of it changes. `line_version` rises with each
    change that the page of the line test shows.
    """

    title = models.CharField(pgettext_lazy("conference", "title"), max_length=300)
    basis = models.CharField(_("decision or plan"), max_length=200, blank=True)
    host = models.ForeignKey(
        Agency, verbose_name=_("held by"), on_delete=models.PROTECT, related_name="+"
    )
    partnership = models.ForeignKey(
        Partnership,
        verbose_name=_("together with"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="conferences",
    )
    starts_at = MomentColumn(_("begins at"))
    ends_at = MomentColumn(_("ends at"))
    venue = models.CharField(_("venue"), max_length=300)
    test_at = MomentColumn(_("line test at"), null=True, blank=True)
    state = models.CharField(
        pgettext_lazy("conference", "state"),
        max_length=10,
        choices=ConferenceState,
        default=ConferenceState.DRAFT,
    )
    sequence = models.PositiveIntegerField(default=0, editable=False)
    moved_at = MomentColumn(editable=False)
    line_version = models.PositiveIntegerField(default=0, editable=False)
    invited_at = MomentColumn(_("invited at"), null=True, blank=True)
    begun_at = MomentColumn(_("opened at"), null=True, blank=True)
    closed_at = MomentColumn(_("closed at"), null=True, blank=True)
    cancelled_at = MomentColumn(_("cancelled at"), null=True, blank=True)
    cancel_reason = models.CharField(_("why it is cancelled"), max_length=500, blank=True)
    made_at = MomentColumn(_("made at"))
    made_by = models.ForeignKey(Seat, on_delete=models.PROTECT, related_name="+")
    made_person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    version = models.PositiveIntegerField(default=0, editable=False)

    personal_data = {"made_person": ACTED}

    class Meta:
        verbose_name = _("conference")
        verbose_name_plural = _("conferences")
        ordering = ("-starts_at", "-id")
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_at__gt=F("starts_at")), name="conference_ends_after_its_start"
            ),
            models.CheckConstraint(
                condition=Q(test_at__isnull=True) | Q(test_at__lt=F("starts_at")),
                name="lines_are_tried_before_the_start",
            ),
            models.CheckConstraint(
                condition=Q(state="cancelled", cancelled_at__isnull=False)
                | ~Q(state="cancelled") & Q(cancelled_at__isnull=True),
                name="conference_cancelled_with_its_time",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return row_page_url("conferences:conference", self.pk)

    @property
    def is_changeable(self) -> bool:
        return self.state in ConferenceState.CHANGEABLE


class Point(models.Model):
    """A connected place of a conference (điểm cầu): the room of one body, from which its people
    take part.

    `expected`, `present`: people, as announced and as counted. `link_version` rises when the link
    of its page is renewed: earlier ones then open nothing.
    """

    conference = models.ForeignKey(Conference, on_delete=models.PROTECT, related_name="points")
    level = models.CharField(_("level"), max_length=8, choices=PointLevel)
    agency = models.ForeignKey(
        Agency, verbose_name=_("body"), on_delete=models.PROTECT, related_name="+"
    )
    name = models.CharField(pgettext_lazy("point", "name"), max_length=200)
    room = models.CharField(_("room"), max_length=300, blank=True)
    chair = models.CharField(_("chaired by"), max_length=200, blank=True)
    expected = models.PositiveIntegerField(_("expected people"), default=0)
    present = models.PositiveIntegerField(_("people present"), null=True, blank=True)
    technician_name = models.CharField(_("technician"), max_length=120, blank=True)
    technician_phone = models.CharField(_("technician's phone"), max_length=15, blank=True)
    link_version = models.PositiveIntegerField(default=0, editable=False)
    added_at = MomentColumn(_("added at"))
    version = models.PositiveIntegerField(default=0, editable=False)

    personal_data = {
        "chair": CHAIR,
        "technician_name": TECHNICIAN,
        "technician_phone": TECHNICIAN,
    }
    no_personal_data = ("name",)

    class Meta:
        verbose_name = _("point")
        verbose_name_plural = _("points")
        ordering = ("id",)
        constraints = [
            models.UniqueConstraint(fields=["conference", "name"], name="point_name_once"),
            models.UniqueConstraint(
                fields=["conference"], condition=Q(level="central"), name="one_central_point"
            ),
            models.CheckConstraint(
                condition=Q(technician_phone="") | ~Q(technician_name=""),
                name="technician_phone_with_a_name",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return row_page_url("conferences:point", self.pk)

    @property
    def short_name(self) -> str:
        """For tables in which every row is a point."""
        return self.name.removeprefix("Điểm cầu ").strip() or self.name


class JoinLink(models.Model):
    """By which address a point joins the picture and sound of a conference; the portal never opens
    it. The passcode stands on the point's own page and nowhere else.
    """

    point = models.ForeignKey(Point, on_delete=models.CASCADE, related_name="links")
    kind = models.CharField(pgettext_lazy("join link", "kind"), max_length=8, choices=LinkKind)
    url = models.CharField(
        _("address"), max_length=500, validators=[URLValidator(schemes=["http", "https"])]
    )
    passcode = models.CharField(_("passcode"), max_length=40, blank=True)

    class Meta:
        verbose_name = _("join link")
        verbose_name_plural = _("join links")
        ordering = ("kind",)
        constraints = [
            models.UniqueConstraint(fields=["point", "kind"], name="join_link_once_a_kind"),
            models.CheckConstraint(
                condition=Q(url__startswith="http://") | Q(url__startswith="https://"),
                name="join_link_is_of_the_web",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.point}, {self.get_kind_display()}"
