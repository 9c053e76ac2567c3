"""Petitions of workers, and the part that each agency has in answering them."""

import datetime
from typing import Any

from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _, pgettext_lazy

from agencies.bodies.models import Agency
from agencies.database.columns import DayColumn, MomentColumn
from agencies.database.page_addresses import row_page_url
from agencies.database.personal_data import ACTED
from agencies.people.models import Person, Seat
from agencies.tasks.models import Task
from conferences.dialogues.models import Dialogue, Speech
from conferences.petitions.choices import (
    AnswerClass,
    PartState,
    PetitionKind,
    Progress,
    Result,
    Theme,
)
from recruitment.employers.models import Employer, IndustrialPark


class Petition(models.Model):
    """One thing that workers ask or say (kiến nghị, ý kiến), numbered within its dialogue.

    `text`: the voice of the workers as it was taken down, which stays inside; `public_text`: the
    same as it is published, without names, once somebody has confirmed it. One that was merged
    stays, with its number and its speech, and has the answers of the one into which it was merged.
    """

    dialogue = models.ForeignKey(Dialogue, on_delete=models.PROTECT, related_name="petitions")
    speech = models.ForeignKey(
        Speech, on_delete=models.PROTECT, null=True, blank=True, related_name="petitions"
    )
    number = models.PositiveIntegerField(pgettext_lazy("petition", "number"))
    kind = models.CharField(pgettext_lazy("petition", "kind"), max_length=12, choices=PetitionKind)
    text = models.TextField(_("what the workers say"), max_length=4000)
    text_fold = models.TextField(editable=False, default="")
    theme = models.CharField(_("theme"), max_length=12, choices=Theme, default=Theme.OTHER)
    park = models.ForeignKey(
        IndustrialPark,
        verbose_name=_("zone"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    employer = models.ForeignKey(
        Employer, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    employer_name = models.CharField(_("employer"), max_length=200, blank=True)
    commune = models.ForeignKey(
        Agency,
        verbose_name=_("commune"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    note = models.TextField(_("private note"), max_length=2000, blank=True)
    merged_into = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="merged"
    )
    public_text = models.TextField(_("published words"), max_length=4000, blank=True)
    published_at = MomentColumn(_("published at"), null=True, blank=True)
    reopened_on = DayColumn(_("reopened on"), null=True, blank=True)
    reopened_why = models.CharField(_("why it was reopened"), max_length=500, blank=True)
    entered_at = MomentColumn(_("entered at"))
    entered_by = models.ForeignKey(Seat, on_delete=models.PROTECT, related_name="+")
    entered_person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    version = models.PositiveIntegerField(default=0, editable=False)

    # What `with_progress` reads besides.
    progress: str
    result: str
    parts_all: int
    parts_given: int
    due: datetime.date | None
    is_late: bool

    # What `petitions_for_list` reads besides.
    live_parts: "list[PetitionPart]"

    personal_data = {"entered_person": ACTED}
    no_personal_data = ("employer_name",)

    class Meta:
        verbose_name = pgettext_lazy("model", "petition")
        verbose_name_plural = _("petitions")
        ordering = ("-dialogue__held_on", "dialogue", "number")
        indexes = [
            GinIndex(name="petition_search_trgm", fields=["text_fold"], opclasses=["gin_trgm_ops"]),
        ]
        constraints = [
            models.UniqueConstraint(fields=["dialogue", "number"], name="petition_number_once"),
            models.CheckConstraint(
                condition=Q(merged_into__isnull=True) | ~Q(merged_into=F("id")),
                name="petition_merged_into_another",
            ),
            models.CheckConstraint(
                condition=Q(published_at__isnull=True) | ~Q(public_text=""),
                name="published_petition_has_words",
            ),
            models.CheckConstraint(
                condition=Q(reopened_on__isnull=True, reopened_why="")
                | Q(reopened_on__isnull=False) & ~Q(reopened_why=""),
                name="petition_reopened_with_a_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number}. {self.text[:60]}"

    def get_absolute_url(self) -> str:
        return row_page_url("conferences:petition", self.pk)

    @property
    def progress_state(self) -> Progress:
        return Progress(self.progress)

    @property
    def result_state(self) -> Result:
        return Result(self.result)


class PetitionPart(models.Model):
    """What one agency owes of a petition, from its routing to its answer.

    `first_routed_on`: since when somebody has had it; after a redirection that is longer ago than
    `routed_on`. `task`: the task by which the agency is reminded. `outcome` and `promised_on` are
    those of its standing answer.
    """

    petition = models.ForeignKey(Petition, on_delete=models.PROTECT, related_name="parts")
    agency = models.ForeignKey(
        Agency, verbose_name=_("who answers"), on_delete=models.PROTECT, related_name="+"
    )
    state = models.CharField(
        pgettext_lazy("petition", "state"),
        max_length=10,
        choices=PartState,
        default=PartState.OPEN,
    )
    due_on = DayColumn(_("due on"))
    routed_on = DayColumn(_("routed on"))
    first_routed_on = DayColumn(_("first routed on"))
    task = models.ForeignKey(
        Task, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    redirected_to = models.OneToOneField(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="redirected_from"
    )
    redirected_on = DayColumn(_("redirected on"), null=True, blank=True)
    reason = models.CharField(_("reason"), max_length=500, blank=True)
    outcome = models.CharField(
        _("class of the answer"), max_length=14, choices=AnswerClass, blank=True, default=""
    )
    promised_on = DayColumn(_("promised for"), null=True, blank=True)
    answered_on = DayColumn(_("answered on"), null=True, blank=True)
    routed_by = models.ForeignKey(Seat, on_delete=models.PROTECT, related_name="+")
    routed_person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    version = models.PositiveIntegerField(default=0, editable=False)

    # What `with_due` reads besides.
    due: datetime.date

    # What `parts_of` reads besides: its answers, the newest first.
    editions: list[Any]

    personal_data = {"routed_person": ACTED}

    class Meta:
        verbose_name = _("part of an agency in a petition")
        verbose_name_plural = _("parts of agencies in petitions")
        ordering = ("id",)
        constraints = [
            models.UniqueConstraint(
                fields=["petition", "agency"],
                condition=~Q(state=PartState.REDIRECTED),
                name="one_part_an_agency",
            ),
            models.CheckConstraint(
                condition=Q(state=PartState.REDIRECTED, redirected_to__isnull=False)
                | ~Q(state=PartState.REDIRECTED) & Q(redirected_to__isnull=True),
                name="redirected_part_names_the_next",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["answered", "accepted"]) | ~Q(outcome=""),
                name="answered_part_has_a_class",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.petition}: {self.agency}"

    def get_absolute_url(self) -> str:
        return self.petition.get_absolute_url()

    @property
    def tone(self) -> str:
        return PartState(self.state).tone

    @property
    def body(self) -> Agency:
        """Who answers now: the body that has taken the task over, where the asked one has ended."""
        return self.task.lead if self.task else self.agency
