"""The programme of a conference: its draft, its published versions, and when each item ran."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _, pgettext_lazy

from agencies.database.columns import MomentColumn
from agencies.database.personal_data import ACTED, OFFICIALS, PUBLIC_DUTY, PersonalData
from agencies.people.models import Person, Seat
from conferences.meetings.models import Conference

MOST_MINUTES = 480
MOST_ITEMS = 60
PRESENTER = PersonalData(
    OFFICIALS,
    _("to know who presents an item at a conference"),
    PUBLIC_DUTY,
    _("as long as the record of the conference"),
)


class Programme(models.Model):
    """The programme of one conference. `version` counts changes of the draft; `live_version`
    whatever its followers see: a follower with the same number has missed nothing.

    `link_number`: part of the followers' address; another number, and the earlier one opens
    nothing.
    """

    conference = models.OneToOneField(
        Conference, on_delete=models.PROTECT, related_name="programme"
    )
    version = models.PositiveIntegerField(default=0, editable=False)
    live_version = models.PositiveIntegerField(default=0, editable=False)
    link_number = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        verbose_name = _("programme of a conference")
        verbose_name_plural = _("programmes of conferences")
        ordering = ("id",)

    def __str__(self) -> str:
        return str(self.conference)


class ItemFacts(models.Model):
    """What a line of a programme says. `clip_number`: of the film or slides, as the technician's
    computer has them ("01").
    """

    position = models.PositiveSmallIntegerField(pgettext_lazy("programme", "position"))
    title = models.CharField(pgettext_lazy("programme", "item"), max_length=300)
    minutes = models.PositiveSmallIntegerField(_("minutes"))
    presenter = models.CharField(_("presented by"), max_length=200, blank=True)
    clip_number = models.CharField(_("clip number"), max_length=10, blank=True)

    personal_data = {"presenter": PRESENTER}

    class Meta:
        abstract = True


class ProgrammeItem(ItemFacts):
    """A line of the draft; the row also holds when the item really began and ended.

    `is_removed`: no longer in the draft; it stays in versions published before.
    """

    programme = models.ForeignKey(Programme, on_delete=models.CASCADE, related_name="items")
    is_removed = models.BooleanField(default=False)
    started_at = MomentColumn(_("started at"), null=True, blank=True)
    ended_at = MomentColumn(_("ended at"), null=True, blank=True)

    class Meta:
        verbose_name = _("item of a programme")
        verbose_name_plural = _("items of programmes")
        ordering = ("position", "id")
        constraints = [
            models.CheckConstraint(
                condition=Q(minutes__gte=1, minutes__lte=MOST_MINUTES),
                name="programme_item_lasts",
            ),
            models.CheckConstraint(
                condition=Q(ended_at__isnull=True) | Q(ended_at__gte=F("started_at")),
                name="programme_item_ends_after_its_start",
            ),
            models.UniqueConstraint(
                fields=["programme"],
                condition=Q(started_at__isnull=False, ended_at__isnull=True),
                name="one_programme_item_runs",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def is_running(self) -> bool:
        return self.started_at is not None and self.ended_at is None


class ProgrammeVersion(models.Model):
    """The programme as it was published (bản đã ban hành), never changed; the newest one holds."""

    programme = models.ForeignKey(Programme, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveSmallIntegerField(pgettext_lazy("programme", "version"))
    starts_at = MomentColumn(_("begins at"))
    published_at = MomentColumn(_("published at"))
    published_by = models.ForeignKey(Seat, on_delete=models.PROTECT, related_name="+")
    published_person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    letters = models.PositiveIntegerField(_("letters"), default=0)

    personal_data = {"published_person": ACTED}

    class Meta:
        verbose_name = _("published programme")
        verbose_name_plural = _("published programmes")
        ordering = ("-number",)
        constraints = [
            models.UniqueConstraint(
                fields=["programme", "number"], name="programme_version_number_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.programme}, {self.number}"


class PublishedItem(ItemFacts):
    """A line of a published version; `item`: the same line in all versions."""

    version = models.ForeignKey(ProgrammeVersion, on_delete=models.CASCADE, related_name="lines")
    item = models.ForeignKey(ProgrammeItem, on_delete=models.PROTECT, related_name="published")

    class Meta:
        verbose_name = _("line of a published programme")
        verbose_name_plural = _("lines of published programmes")
        ordering = ("position", "id")
        constraints = [
            models.UniqueConstraint(fields=["version", "item"], name="programme_line_once")
        ]

    def __str__(self) -> str:
        return self.title
