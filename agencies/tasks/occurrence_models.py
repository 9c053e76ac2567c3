"""What is owed once, its history, and the files that prove it."""

import datetime
from functools import cached_property

from django.db import models
from django.db.models import OuterRef, Q
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from agencies.bodies.models import Agency
from agencies.database.columns import DayColumn, MomentColumn
from agencies.database.page_addresses import row_page_url
from agencies.database.personal_data import ACTED
from agencies.people.models import Person, Seat
from agencies.tasks.choices import OccurrenceStatus, ProgressKind
from agencies.tasks.models import Deadline, Task
from vietnam.deadlines import Bound


class OccurrenceQuerySet(models.QuerySet):
    def owed(self) -> "OccurrenceQuerySet":
        return self.filter(status__in=OccurrenceStatus.OWED)

    def open(self) -> "OccurrenceQuerySet":
        return self.filter(status__in=OccurrenceStatus.OPEN)

    def owed_by(self, agency: Agency) -> "OccurrenceQuerySet":
        return self.owed().filter(task__lead=agency)

    def with_deeds(self) -> "OccurrenceQuerySet":
        """Each with its `deed_count`."""
        deeds = Progress.objects.filter(
            occurrence=OuterRef("pk"), kind=ProgressKind.DEED, struck_by=None
        ).order_by()
        counted = deeds.values("occurrence").annotate(n=models.Count("pk")).values("n")
        return self.annotate(deed_count=Coalesce(models.Subquery(counted), 0))


class Occurrence(models.Model):
    """One due instance of a task (kỳ thực hiện), the unit that is owed, submitted, accepted or
    returned.

    Every task has at least one. `stated_on` is the document's date; `due_on` the last day by policy
    and calendar; `act_by` the last working day on or before `due_on`, from which reminders count;
    `first_due_on` never changes. All four are set, or none. `extended_to` is the date granted on
    request: it takes the place of the document's.
    """

    task = models.ForeignKey(Task, on_delete=models.CASCADE, related_name="occurrences")
    deadline = models.ForeignKey(
        Deadline, on_delete=models.PROTECT, null=True, blank=True, related_name="occurrences"
    )
    period_start = DayColumn(_("period from"), null=True, blank=True)
    period_end = DayColumn(_("period to"), null=True, blank=True)
    stated_on = DayColumn(_("date in the document"), null=True, blank=True)
    due_on = DayColumn(_("due on"), null=True, blank=True)
    first_due_on = DayColumn(_("first due on"), null=True, blank=True)
    act_by = DayColumn(_("last working day"), null=True, blank=True)
    extended_to = DayColumn(_("extended to"), null=True, blank=True)
    status = models.CharField(
        _("status"), max_length=12, choices=OccurrenceStatus, default=OccurrenceStatus.ASSIGNED
    )
    submitted_at = MomentColumn(_("submitted at"), null=True, blank=True)
    done_at = MomentColumn(_("accepted at"), null=True, blank=True)
    done_by = models.ForeignKey(
        Seat,
        verbose_name=_("accepted by"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    moved_at = MomentColumn(_("last movement"))
    version = models.PositiveIntegerField(default=0, editable=False)

    objects = OccurrenceQuerySet.as_manager()

    class Meta:
        verbose_name = _("occurrence")
        verbose_name_plural = _("occurrences")
        ordering = ("due_on", "id")
        indexes = [
            models.Index(fields=["due_on", "id"], name="occurrence_by_due"),
            models.Index(
                fields=["act_by"],
                name="occurrence_owed_act_by",
                condition=Q(status__in=["assigned", "in_progress", "returned"]),
            ),
            models.Index(
                fields=["submitted_at", "id"],
                name="occurrence_to_decide",
                condition=Q(status="submitted"),
            ),
            models.Index(fields=["task", "due_on"], name="occurrence_of_task"),
            models.Index(
                fields=["task", "due_on"],
                name="occurrence_owed_of_task",
                condition=Q(status__in=["assigned", "in_progress", "returned"]),
            ),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["task", "deadline", "period_start"],
                name="occurrence_period_once",
                condition=Q(period_start__isnull=False),
            ),
            models.CheckConstraint(
                condition=Q(done_at__isnull=True, done_by__isnull=True)
                | Q(done_at__isnull=False, done_by__isnull=False),
                name="occurrence_done_at_and_by",
            ),
            models.CheckConstraint(
                condition=Q(status="done", done_at__isnull=False)
                | ~Q(status="done") & Q(done_at__isnull=True),
                name="occurrence_done_has_time",
            ),
            models.CheckConstraint(
                condition=~Q(status__in=["submitted", "done"]) | Q(submitted_at__isnull=False),
                name="occurrence_submitted_has_time",
            ),
            models.CheckConstraint(
                condition=Q(
                    stated_on__isnull=True,
                    due_on__isnull=True,
                    first_due_on__isnull=True,
                    act_by__isnull=True,
                )
                | Q(
                    stated_on__isnull=False,
                    due_on__isnull=False,
                    first_due_on__isnull=False,
                    act_by__isnull=False,
                ),
                name="occurrence_dates_together",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.task} ({self.due_on or '–'})"

    def get_absolute_url(self) -> str:
        return f"{row_page_url('agencies:task-detail', self.task_id)}?ky={self.pk}"

    @property
    def is_owed(self) -> bool:
        return self.status in OccurrenceStatus.OWED

    @property
    def counted_from(self) -> tuple[datetime.date | None, Bound | None]:
        """The written date from which `due_on` follows, and its bound: the one granted on request,
        else the document's.
        """
        if self.extended_to:
            return self.extended_to, Bound.BY
        return self.stated_on, self.deadline.stated.bound if self.deadline else None

    @cached_property
    def deed_count(self) -> int:
        """How many deeds were reported for it; lists read it with `with_deeds`."""
        return self.progress.filter(kind=ProgressKind.DEED).count()

    def is_late(self, on: datetime.date) -> bool:
        return self.is_owed and self.due_on is not None and self.due_on < on


class Progress(models.Model):
    """One entry in the history of an occurrence: a report, a deed, a submitted result, an
    acceptance or a return with its reason, a comment.

    `happened_on` is the day of a deed, one of the times that a duty such as "ít nhất 01 đợt/tháng"
    counts; `strikes` the deed that this entry strikes out; `on_behalf`: somebody of another agency
    entered what came from the lead agency on paper. `mentioned` are the seats that a comment
    mentions by name.
    """

    occurrence = models.ForeignKey(Occurrence, on_delete=models.CASCADE, related_name="progress")
    kind = models.CharField(_("kind"), max_length=10, choices=ProgressKind)
    text = models.TextField(_("what was done"), blank=True)
    at = MomentColumn(_("at"))
    happened_on = DayColumn(_("done on"), null=True, blank=True)
    on_behalf = models.BooleanField(_("entered on behalf"), default=False, db_default=False)
    strikes = models.OneToOneField(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="struck_by",
    )
    mentioned = models.ManyToManyField(Seat, blank=True, related_name="+")
    seat = models.ForeignKey(Seat, on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")

    personal_data = {"person": ACTED}

    class Meta:
        verbose_name = _("progress entry")
        verbose_name_plural = _("progress entries")
        ordering = ("at", "id")
        constraints = [
            models.CheckConstraint(
                condition=~Q(kind="return") | ~Q(text=""), name="return_has_a_reason"
            ),
            models.CheckConstraint(
                condition=Q(kind="deed", happened_on__isnull=False)
                | ~Q(kind="deed") & Q(happened_on__isnull=True),
                name="deed_has_its_day",
            ),
            models.CheckConstraint(
                condition=Q(kind="strike", strikes__isnull=False) & ~Q(text="")
                | ~Q(kind="strike") & Q(strikes__isnull=True),
                name="strike_has_deed_and_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.at:%Y-%m-%d}"


class EvidenceFile(models.Model):
    """A file that proves what was done; stored under a random name, served only to those who may
    see the task. Of one that was removed, its name and digest stay, with who removed it and when.
    """

    progress = models.ForeignKey(Progress, on_delete=models.CASCADE, related_name="files")
    file = models.FileField(upload_to="evidence/%Y/%m/", max_length=200)
    name = models.CharField(_("name of the file"), max_length=200)
    size = models.PositiveBigIntegerField(_("size"), help_text=_("bytes"))
    sha256 = models.CharField(max_length=64)
    removed_at = MomentColumn(_("removed at"), null=True, blank=True)
    removed_by = models.ForeignKey(
        Person,
        verbose_name=_("removed by"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )

    personal_data = {"removed_by": ACTED}
    no_personal_data = ("name",)  # of the file; what it holds is the agency's own matter

    class Meta:
        verbose_name = _("evidence file")
        verbose_name_plural = _("evidence files")
        constraints = [
            models.CheckConstraint(
                condition=Q(removed_at__isnull=True, removed_by__isnull=True)
                | Q(removed_at__isnull=False, removed_by__isnull=False, file=""),
                name="evidence_removed_whole",
            )
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def type(self) -> str:
        # pdf, docx, xlsx, jpg, png or webp, as the content proved when the file was stored under
        # this ending.
        return str(self.file).rpartition(".")[2]
