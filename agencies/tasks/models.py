from dataclasses import asdict

from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from agencies.bodies.models import Agency, AgencyGroup
from agencies.database.columns import DayColumn, MomentColumn
from agencies.database.page_addresses import row_page_url
from agencies.directives.choices import AgencyRole
from agencies.directives.models import Clause, Directive, Proposal
from agencies.people.models import Seat
from agencies.tasks.choices import BOUND_LABELS, KIND_LABELS
from vietnam.deadlines import Bound, DeadlineKind, Recurrence, RelativeTerm, StatedDeadline
from vietnam.folding import fold


class Task(models.Model):
    """What one agency owes under a clause (nhiệm vụ). A clause with several leads makes one task
    for each.

    A task that does not come from a directive names its source by label and URL (a conference, an
    inspection). `handled_by` is the seat of the lead agency that looks after it; without one all
    its reminded seats do. `is_housekeeping`: the portal asks for it, such as the yearly look at the
    own members; no document does, so it counts in no figure. When an agency with finished
    occurrences is merged, its task continues as a new one of the successor, which `continues` it.
    """

    title = models.CharField(_("title of the task"), max_length=300)
    text = models.TextField(_("content"))
    lead = models.ForeignKey(
        Agency,
        verbose_name=_("lead agency"),
        on_delete=models.PROTECT,
        related_name="tasks",
        db_index=False,
    )
    group = models.ForeignKey(
        AgencyGroup,
        verbose_name=_("addressed group"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="tasks",
    )
    directive = models.ForeignKey(
        Directive,
        verbose_name=_("directive"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="tasks",
    )
    clause = models.ForeignKey(
        Clause,
        verbose_name=_("clause"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="tasks",
    )
    proposal = models.ForeignKey(
        Proposal,
        verbose_name=_("proposal"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="tasks",
    )
    handled_by = models.ForeignKey(
        Seat,
        verbose_name=_("handled by"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="handled_tasks",
    )
    continues = models.ForeignKey(
        "self",
        verbose_name=_("continues the task of a former agency"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="continued_by",
    )
    section = models.CharField(_("section"), max_length=40, blank=True)
    source_label = models.CharField(_("source"), max_length=200, blank=True)
    source_url = models.CharField(max_length=300, blank=True)
    assigned_at = MomentColumn(_("assigned at"))
    assigned_by = models.ForeignKey(
        Seat, verbose_name=_("assigned by"), on_delete=models.PROTECT, related_name="+"
    )
    is_housekeeping = models.BooleanField(_("housekeeping"), default=False, db_default=False)
    search_fold = models.TextField(editable=False)

    class Meta:
        verbose_name = _("task")
        verbose_name_plural = _("tasks")
        ordering = ("id",)
        indexes = [
            models.Index(fields=["lead", "id"], name="task_of_lead"),
            GinIndex(name="task_search_trgm", fields=["search_fold"], opclasses=["gin_trgm_ops"]),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(directive__isnull=False) | ~Q(source_label=""), name="task_has_a_source"
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def save(self, *args, **kwargs) -> None:
        self.search_fold = fold(f"{self.title} {self.text}")
        super().save(*args, **kwargs)

    def get_absolute_url(self) -> str:
        return row_page_url("agencies:task-detail", self.pk)


class TaskAgency(models.Model):
    """An agency that helps with a task (phối hợp) or clears its result before release (duyệt)."""

    task = models.ForeignKey(Task, on_delete=models.CASCADE, related_name="partners")
    agency = models.ForeignKey(
        Agency, on_delete=models.PROTECT, related_name="partnered_tasks", db_index=False
    )
    role = models.CharField(
        _("role"),
        max_length=12,
        choices=[(r.value, r.label) for r in AgencyRole if r != AgencyRole.LEAD],
    )

    class Meta:
        verbose_name = _("partner of a task")
        verbose_name_plural = _("partners of a task")
        indexes = [models.Index(fields=["agency", "task"], name="task_agency_helps")]
        constraints = [
            models.UniqueConstraint(fields=["task", "agency", "role"], name="task_partner_unique")
        ]

    def __str__(self) -> str:
        return f"{self.agency} ({self.get_role_display()})"


class Deadline(models.Model):
    """When a task is owed, as the document says it (thời hạn): its own dates, before policy and
    calendar.

    `inherited_from` names the clause (section) whose deadline this task takes. `triggered_on` is
    the day of the event from which a relative deadline counts; until it is known the occurrence has
    no date.
    """

    task = models.ForeignKey(Task, on_delete=models.CASCADE, related_name="deadlines")
    kind = models.CharField(
        _("kind"),
        max_length=10,
        choices=[(kind.value, label) for kind, label in KIND_LABELS.items()],
    )
    phrase = models.CharField(_("as written"), max_length=300)
    bound = models.CharField(
        _("bound"),
        max_length=6,
        choices=[(bound.value, label) for bound, label in BOUND_LABELS.items()],
        blank=True,
    )
    due_on = DayColumn(_("due on"), null=True, blank=True)
    starts_on = DayColumn(_("starts on"), null=True, blank=True)
    ends_on = DayColumn(_("ends on"), null=True, blank=True)
    recurrence = models.JSONField(_("recurrence"), null=True, blank=True)
    relative = models.JSONField(_("counted from"), null=True, blank=True)
    triggered_on = DayColumn(_("day of the event"), null=True, blank=True)
    tentative = models.BooleanField(_("tentative"), default=False)
    rule = models.CharField(_("rule of the grammar"), max_length=60, blank=True)
    inherited_from = models.CharField(_("taken from clause"), max_length=40, blank=True)

    class Meta:
        verbose_name = _("deadline")
        verbose_name_plural = _("deadlines")
        ordering = ("id",)
        constraints = [
            models.CheckConstraint(
                condition=~Q(kind="on") | Q(due_on__isnull=False), name="deadline_on_has_its_date"
            ),
            models.CheckConstraint(
                condition=Q(starts_on__isnull=True)
                | Q(ends_on__isnull=True)
                | Q(ends_on__gte=F("starts_on")),
                name="deadline_period_in_order",
            ),
        ]

    def __str__(self) -> str:
        return self.phrase

    @classmethod
    def of_task(cls, task: Task, stated: StatedDeadline) -> "Deadline":
        # Unsaved; a phrase is cut to the column's 300 characters.
        return cls(
            task=task,
            kind=stated.kind,
            phrase=stated.text[:300],
            bound=stated.bound or "",
            due_on=stated.due_on,
            starts_on=stated.starts_on,
            ends_on=stated.ends_on,
            recurrence=asdict(stated.recurrence) if stated.recurrence else None,
            relative=asdict(stated.relative) if stated.relative else None,
            tentative=stated.tentative,
            rule=stated.rule,
            inherited_from=stated.inherited_from,
        )

    @property
    def stated(self) -> StatedDeadline:
        """What `of_task` was given."""
        return StatedDeadline(
            kind=DeadlineKind(self.kind),
            bound=Bound(self.bound) if self.bound else None,
            due_on=self.due_on,
            starts_on=self.starts_on,
            ends_on=self.ends_on,
            recurrence=Recurrence(**self.recurrence) if self.recurrence else None,
            relative=RelativeTerm(**self.relative) if self.relative else None,
            text=self.phrase,
            tentative=self.tentative,
            rule=self.rule,
            inherited_from=self.inherited_from,
        )
