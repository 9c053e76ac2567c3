import datetime

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from agencies.database.columns import MomentColumn


class JobRun(models.Model):
    """The last run of a periodic job of the portal (quyết định nhắc hạn, gửi thư …): one row for
    each job.

    Written once, when a run ends, so the times belong to one run. `succeeded_at` survives later
    runs that fail; `outcome` holds counts of what the run did, `error` the first line of what
    stopped it.
    """

    name = models.CharField(_("name"), max_length=60, unique=True)
    started_at = MomentColumn(_("started at"))
    finished_at = MomentColumn(_("finished at"))
    succeeded_at = MomentColumn(_("last succeeded at"), null=True, blank=True)
    outcome = models.JSONField(_("result"), default=dict, blank=True)
    error = models.TextField(_("error"), blank=True)

    no_personal_data = ("name",)

    class Meta:
        verbose_name = _("run of a job")
        verbose_name_plural = _("runs of jobs")
        ordering = ("name",)
        constraints = [
            models.CheckConstraint(
                condition=Q(finished_at__gte=F("started_at")), name="job_run_ends_after_its_start"
            ),
            models.CheckConstraint(
                condition=~Q(error="")
                | Q(succeeded_at__isnull=False, succeeded_at=F("finished_at")),
                name="job_run_without_error_succeeded",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def duration(self) -> datetime.timedelta:
        return self.finished_at - self.started_at


class ExpectedJob(models.Model):
    """Since when this portal expects a periodic job to run: written once, when whatever calls it
    first starts.
    """

    name = models.CharField(_("name"), max_length=60, unique=True)
    since = MomentColumn(_("expected since"))

    no_personal_data = ("name",)

    class Meta:
        verbose_name = _("expected job")
        verbose_name_plural = _("expected jobs")
        ordering = ("name",)

    def __str__(self) -> str:
        return self.name
