"""Who is to sit at which point, and what they answered."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _, pgettext_lazy

from agencies.bodies.models import Agency
from agencies.database.columns import DayColumn, MomentColumn
from agencies.database.page_addresses import row_page_url
from agencies.database.personal_data import ACTED, PUBLIC_DUTY, WITH_RECORD, PersonalData
from agencies.people.models import Person, Seat
from conferences.invitations.choices import InvitationAnswer, PartInConference
from conferences.meetings.models import Point

DELEGATE = PersonalData(
    _("officials who take part in conferences"),
    _("who comes for a body; the minutes name them"),
    PUBLIC_DUTY,
    WITH_RECORD,
)


class ConferenceInvitation(models.Model):
    """A body in the composition of a point (thành phần dự), invited once it has been sent.

    `places`: for how many people. `sent_sequence`: of which version of the conference's time and
    place the body was told last, by how many `letters`: by none where nobody of it has an address,
    and then somebody passes its link on. `reminded_on`: when its answer was last asked for again.
    `delegate_name`: who comes for it, or the substitute.
    Answered by a seat, or without one by the signed link.
    """

    point = models.ForeignKey(Point, on_delete=models.CASCADE, related_name="invitations")
    agency = models.ForeignKey(
        Agency, verbose_name=_("body"), on_delete=models.PROTECT, related_name="+"
    )
    part = models.CharField(
        pgettext_lazy("conference", "takes part as"),
        max_length=10,
        choices=PartInConference,
        default=PartInConference.MEMBER,
    )
    who = models.CharField(_("who of it"), max_length=200, blank=True)
    places = models.PositiveSmallIntegerField(_("places"), default=1)
    added_at = MomentColumn(_("added at"))
    sent_at = MomentColumn(pgettext_lazy("invitation", "sent at"), null=True, blank=True)
    sent_sequence = models.PositiveIntegerField(null=True, blank=True, editable=False)
    letters = models.PositiveSmallIntegerField(_("letters"), default=0, editable=False)
    reminded_on = DayColumn(_("reminded on"), null=True, blank=True, editable=False)
    answer = models.CharField(
        pgettext_lazy("invitation", "answer"),
        max_length=10,
        choices=InvitationAnswer,
        default=InvitationAnswer.NONE,
    )
    reason = models.CharField(pgettext_lazy("invitation", "reason"), max_length=500, blank=True)
    delegate_name = models.CharField(_("who comes"), max_length=120, blank=True)
    delegate_position = models.CharField(_("position"), max_length=120, blank=True)
    answered_at = MomentColumn(pgettext_lazy("invitation", "answered at"), null=True, blank=True)
    answered_by = models.ForeignKey(
        Seat, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    answered_person = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    version = models.PositiveIntegerField(default=0, editable=False)

    personal_data = {
        "delegate_name": DELEGATE,
        "delegate_position": DELEGATE,
        "answered_person": ACTED,
    }

    class Meta:
        verbose_name = _("invitation to a conference")
        verbose_name_plural = _("invitations to conferences")
        ordering = ("id",)
        constraints = [
            models.UniqueConstraint(fields=["point", "agency"], name="invited_once_to_a_point"),
            models.CheckConstraint(
                condition=Q(answer="none", answered_at__isnull=True)
                | ~Q(answer="none") & Q(answered_at__isnull=False),
                name="conference_answer_with_its_time",
            ),
            models.CheckConstraint(
                condition=Q(sent_at__isnull=True, sent_sequence__isnull=True)
                | Q(sent_at__isnull=False, sent_sequence__isnull=False),
                name="conference_invitation_sent_whole",
            ),
            models.CheckConstraint(
                condition=~Q(answer="substitute") | ~Q(delegate_name=""),
                name="substitute_has_a_name",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.agency}: {self.point}"

    def get_absolute_url(self) -> str:
        return row_page_url("conferences:invitation", self.pk)

    @property
    def answer_words(self) -> str:
        """Who comes, and the reason where somebody does not."""
        said = (self.delegate_name, self.delegate_position, self.reason)
        return ", ".join(filter(None, said))
