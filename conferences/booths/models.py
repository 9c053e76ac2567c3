"""Employers at a job fair, and what they offer there."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _, pgettext_lazy

from agencies.database.columns import MomentColumn
from agencies.database.page_addresses import row_page_url
from agencies.database.personal_data import ACTED
from agencies.people.models import Person, Seat
from conferences.booths.choices import BoothState
from conferences.fairs.models import Fair
from recruitment.employers.models import Employer
from recruitment.vacancies.models import Vacancy


class Booth(models.Model):
    """An employer at a job fair (gian hàng).

    `number`: its order, given by the centre. `main_link` and `reserve_link` open its room in
    whatever program the employer uses; the portal never opens them. `link_number`: of the
    recruiters' address; a higher one ends the former. `present_since`: since when a recruiter says
    to be in the room.
    """

    fair = models.ForeignKey(Fair, on_delete=models.PROTECT, related_name="booths")
    employer = models.ForeignKey(Employer, on_delete=models.PROTECT, related_name="booths")
    state = models.CharField(
        pgettext_lazy("booth", "state"),
        max_length=10,
        choices=BoothState,
        default=BoothState.ASKED,
    )
    number = models.PositiveSmallIntegerField(_("booth number"), null=True, blank=True)
    words = models.CharField(_("what the centre says"), max_length=300, blank=True)
    main_link = models.URLField(_("link of the room"), max_length=500, blank=True)
    reserve_link = models.URLField(_("reserve link"), max_length=500, blank=True)
    link_number = models.PositiveSmallIntegerField(default=1, editable=False)
    present_since = MomentColumn(_("recruiter there since"), null=True, blank=True)
    asked_at = MomentColumn(_("asked at"))
    asked_by = models.ForeignKey(Seat, on_delete=models.PROTECT, related_name="+")
    asked_person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    version = models.PositiveIntegerField(default=0, editable=False)

    personal_data = {"asked_person": ACTED}
    no_personal_data = ("main_link", "reserve_link")

    class Meta:
        verbose_name = _("booth")
        verbose_name_plural = _("booths")
        ordering = ("number", "id")
        constraints = [
            models.UniqueConstraint(fields=["fair", "employer"], name="booth_once_at_a_fair"),
            models.UniqueConstraint(fields=["fair", "number"], name="booth_number_once"),
            models.CheckConstraint(
                condition=Q(state=BoothState.ACCEPTED, number__isnull=False)
                | (~Q(state=BoothState.ACCEPTED) & Q(number__isnull=True)),
                name="booth_accepted_with_a_number",
            ),
            models.CheckConstraint(
                condition=~Q(state=BoothState.DECLINED) | ~Q(words=""),
                name="booth_declined_with_a_reason",
            ),
        ]

    def __str__(self) -> str:
        return str(self.employer)

    def get_absolute_url(self) -> str:
        return row_page_url("conferences:booth", self.pk)

    @property
    def tone(self) -> str:
        return BoothState(self.state).tone

    @property
    def is_accepted(self) -> bool:
        return self.state == BoothState.ACCEPTED


class BoothVacancy(models.Model):
    """A published vacancy that the employer brings to the fair; `places`: people needed when the
    employer asked for the booth.
    """

    booth = models.ForeignKey(Booth, on_delete=models.CASCADE, related_name="offers")
    vacancy = models.ForeignKey(Vacancy, on_delete=models.PROTECT, related_name="+")
    places = models.PositiveIntegerField(_("places"))

    class Meta:
        verbose_name = _("vacancy of a booth")
        verbose_name_plural = _("vacancies of booths")
        ordering = ("id",)
        constraints = [
            models.UniqueConstraint(fields=["booth", "vacancy"], name="booth_vacancy_once")
        ]

    def __str__(self) -> str:
        return str(self.vacancy)
