"""The periodic jobs of the portal: what each is for, how often beat wakes it, and how it gets on.

A new job stands in its app's `portal_parts.py`, in its tasks.py (`run_job`) and in the beat
schedule of the settings.
"""

import datetime
from collections.abc import Callable
from dataclasses import dataclass

from django.db import connection
from django.db.migrations.recorder import MigrationRecorder
from django.db.models import Max
from django.utils.translation import gettext, gettext_lazy as _, ngettext

from agencies.jobs.choices import JobHealth
from agencies.jobs.models import ExpectedJob, JobRun
from agencies.lists.numbers import localized_number
from agencies.registry import Job, registry

DECIDE_REMINDERS = Job(
    "decide-reminders",
    _("Deciding reminders"),
    _("Finds out who must be reminded today and queues the messages, between 06:00 and 20:59."),
    datetime.timedelta(minutes=5),
)
DELIVER_MESSAGES = Job(
    "deliver-messages",
    _("Sending messages"),
    _("Sends what is due from the outbox, the oldest deadline first."),
    datetime.timedelta(seconds=30),
)
MAKE_OCCURRENCES = Job(
    "make-occurrences",
    _("Laying out recurring duties"),
    _("Adds what recurring tasks owe in the next two months."),
    datetime.timedelta(hours=1),
)
HAND_OVER = Job(
    "hand-over",
    _("Handing tasks over"),
    _("Gives the open tasks of merged and abolished agencies to their successors."),
    datetime.timedelta(hours=1),
)
CLOSE_IDLE_ACCOUNTS = Job(
    "close-idle-accounts",
    _("Closing idle accounts"),
    _(
        "Warns people who have not signed in for long, and closes accounts after 45 days without a "
        "sign-in."
    ),
    datetime.timedelta(hours=1),
)
RETENTION = Job(
    "retention",
    _("Deleting what is over"),
    _("Deletes ended sessions, old invitations and other data whose time is over."),
    datetime.timedelta(hours=1),
)
REVIEW_MEMBERS = Job(
    "review-members",
    _("Asking for the review of members"),
    _("Asks each agency's administrators once a year to confirm who holds its seats."),
    datetime.timedelta(hours=1),
)
BACK_UP = Job(
    "backup",
    _("Nightly backup"),
    _("Writes the database and all files into one file."),
    datetime.timedelta(days=1),
    is_called_by_beat=False,
)


@dataclass(frozen=True)
class JobState:
    """A job with its last run, None before the first; `since` when it is expected, None for one
    that is not set up.
    """

    job: Job
    run: JobRun | None
    since: datetime.datetime | None
    health: JobHealth

    @property
    def is_bad(self) -> bool:
        return self.health in JobHealth.BAD


def job_states(now: datetime.datetime) -> list[JobState]:
    """Every job as it stands. Two queries, a third before beat has begun for the first time."""
    runs = {run.name: run for run in JobRun.objects.all()}
    since = _expected_since()
    return [
        JobState(
            job=job,
            run=runs.get(job.name),
            since=since.get(job.name),
            health=_health(job, runs.get(job.name), since.get(job.name), now),
        )
        for job in registry.jobs
    ]


def _expected_since() -> dict[str, datetime.datetime]:
    # By name. What beat has not seen yet is expected since the tables were last brought up to date.
    since = dict(ExpectedJob.objects.values_list("name", "since"))
    unseen = [job.name for job in registry.jobs if job.is_called_by_beat and job.name not in since]
    if not unseen:
        return since
    migrated_at = MigrationRecorder(connection).migration_qs.aggregate(at=Max("applied"))["at"]
    return since | dict.fromkeys(unseen, migrated_at)


def _health(
    job: Job, run: JobRun | None, since: datetime.datetime | None, now: datetime.datetime
) -> JobHealth:
    if run is None and since is None:
        return JobHealth.NOT_SET_UP
    if run is None:
        return JobHealth.NOT_DUE if _is_recent(since, job, now) else JobHealth.NEVER
    if not _is_recent(run.finished_at, job, now):
        return JobHealth.SILENT
    if not _is_recent(run.succeeded_at, job, now):
        return JobHealth.FAILING
    return JobHealth.STUMBLED if run.error else JobHealth.ON_SCHEDULE


def _is_recent(moment: datetime.datetime | None, job: Job, now: datetime.datetime) -> bool:
    # Neither too old nor too far ahead: a clock put back must not hide that a job has stopped.
    return moment is not None and abs(now - moment) <= job.patience


# In words -----------------------------------------------------------------------------------------
def outcome_words(outcome: dict[str, int]) -> str:
    """“12 thư đã gửi, 1 thư hẹn gửi lại”; what is nothing is left out."""
    parts = [
        figure.count_text(outcome[figure.name]) % {"n": localized_number(outcome[figure.name])}
        for figure in registry.outcomes
        if outcome.get(figure.name)
    ]
    return ", ".join(parts) or gettext("Nothing needed to be done")


UNITS: tuple[tuple[int, Callable[[int], str]], ...] = (
    (86_400, lambda n: ngettext("%(n)s day", "%(n)s days", n)),
    (3_600, lambda n: ngettext("%(n)s hour", "%(n)s hours", n)),
    (60, lambda n: ngettext("%(n)s minute", "%(n)s minutes", n)),
    (1, lambda n: ngettext("%(n)s second", "%(n)s seconds", n)),
)


def length_words(length: datetime.timedelta) -> str:
    """A length of time in its largest whole unit: “30 giây”, “5 phút”, “2 ngày”."""
    seconds = max(0, int(length.total_seconds()))
    unit, words = next(((unit, words) for unit, words in UNITS if seconds >= unit), UNITS[-1])
    return words(seconds // unit) % {"n": localized_number(seconds // unit)}
