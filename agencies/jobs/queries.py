"""The periodic jobs of the portal: what each is for, how often beat wakes it, and how it gets on.

A new job is one line here, one in the app's tasks.py (`run_job`) and one in the beat schedule of
the settings.
"""

import datetime
from collections.abc import Callable
from dataclasses import dataclass

from django.db import connection
from django.db.migrations.recorder import MigrationRecorder
from django.db.models import Max
from django.utils.functional import Promise
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from agencies.jobs.choices import JobHealth
from agencies.jobs.models import ExpectedJob, JobRun
from vietnam.numbers import format_number

LEAST_PATIENCE = datetime.timedelta(minutes=3)
"""A deploy or a slow mail server may hold up a job that runs every few seconds for as long."""
LONGEST_GRACE = datetime.timedelta(hours=2)
"""A daily job that did not come is not waited for until the next day."""


@dataclass(frozen=True)
class Job:
    """`name` is its key in the beat schedule and in its run's row; `every` the time from one call
    to the next.

    A job that beat does not call has a process of its own, and is expected once that has been set
    up.
    """

    name: str
    title: Promise
    purpose: Promise
    every: datetime.timedelta
    is_called_by_beat: bool = True

    @property
    def patience(self) -> datetime.timedelta:
        """How long its last success may lie back: three calls, but of a daily job a day and two
        hours.
        """
        return max(self.every + min(2 * self.every, LONGEST_GRACE), LEAST_PATIENCE)


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
    _("Warns who has not signed in for long, and closes accounts after 45 days without a sign-in."),
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
JOBS = [
    DECIDE_REMINDERS,
    DELIVER_MESSAGES,
    MAKE_OCCURRENCES,
    HAND_OVER,
    CLOSE_IDLE_ACCOUNTS,
    REVIEW_MEMBERS,
    RETENTION,
    BACK_UP,
]
"""The apps to the right of this one enter theirs when they start (`AppConfig.ready`)."""


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
    return [_state(job, runs.get(job.name), since.get(job.name), now) for job in JOBS]


def _expected_since() -> dict[str, datetime.datetime]:
    """By name. What beat has not seen yet is expected since the tables were last brought up to
    date.
    """
    since = dict(ExpectedJob.objects.values_list("name", "since"))
    unseen = [job.name for job in JOBS if job.is_called_by_beat and job.name not in since]
    if not unseen:
        return since
    migrated_at = MigrationRecorder(connection).migration_qs.aggregate(at=Max("applied"))["at"]
    return since | dict.fromkeys(unseen, migrated_at)


def _state(
    job: Job, run: JobRun | None, since: datetime.datetime | None, now: datetime.datetime
) -> JobState:
    health = _health_before_first_run(job, since, now) if run is None else _health(job, run, now)
    return JobState(job, run, since, health)


def _health_before_first_run(
    job: Job, since: datetime.datetime | None, now: datetime.datetime
) -> JobHealth:
    if since is None:
        return JobHealth.NOT_SET_UP
    return JobHealth.NOT_DUE if _is_recent(since, job, now) else JobHealth.NEVER


def _health(job: Job, run: JobRun, now: datetime.datetime) -> JobHealth:
    if not _is_recent(run.finished_at, job, now):
        return JobHealth.SILENT
    if not _is_recent(run.succeeded_at, job, now):
        return JobHealth.FAILING
    return JobHealth.STUMBLED if run.error else JobHealth.ON_SCHEDULE


def _is_recent(moment: datetime.datetime | None, job: Job, now: datetime.datetime) -> bool:
    """Neither too old nor too far ahead: a clock put back must not hide that a job has stopped."""
    return moment is not None and abs(now - moment) <= job.patience


# In words -----------------------------------------------------------------------------------------
OUTCOMES: dict[str, Callable[[int], str]] = {
    "outside_hours": lambda n: gettext("Outside the hours of deciding"),
    "day_off": lambda n: gettext("A day off: nobody is reminded"),
    "reminders": lambda n: ngettext("%(n)s reminder decided", "%(n)s reminders decided", n),
    "messages": lambda n: ngettext("%(n)s message queued", "%(n)s messages queued", n),
    "digests": lambda n: ngettext("%(n)s morning mail opened", "%(n)s morning mails opened", n),
    "escalations": lambda n: ngettext("%(n)s leader told", "%(n)s leaders told", n),
    "sent": lambda n: ngettext("%(n)s message sent", "%(n)s messages sent", n),
    "postponed": lambda n: ngettext("%(n)s to be tried again", "%(n)s to be tried again", n),
    "parked": lambda n: ngettext("%(n)s refused", "%(n)s refused", n),
    "cancelled": lambda n: ngettext("%(n)s no longer needed", "%(n)s no longer needed", n),
    "occurrences": lambda n: ngettext("%(n)s due instance added", "%(n)s due instances added", n),
    "tasks": lambda n: ngettext("%(n)s task handed over", "%(n)s tasks handed over", n),
    "deleted": lambda n: ngettext("%(n)s row deleted", "%(n)s rows deleted", n),
    "warned": lambda n: ngettext("%(n)s person warned", "%(n)s people warned", n),
    "reviews": lambda n: ngettext("%(n)s review asked for", "%(n)s reviews asked for", n),
    "closed": lambda n: ngettext("%(n)s account closed", "%(n)s accounts closed", n),
    "published": lambda n: ngettext("%(n)s vacancy published", "%(n)s vacancies published", n),
    "vacancies_closed": lambda n: ngettext("%(n)s vacancy closed", "%(n)s vacancies closed", n),
    "offices_told": lambda n: ngettext("%(n)s letter to an office", "%(n)s letters to offices", n),
    "usage_asked": lambda n: ngettext("%(n)s report asked for", "%(n)s reports asked for", n),
    "licences_warned": lambda n: ngettext(
        "%(n)s warning of a licence", "%(n)s warnings of licences", n
    ),
    "alerts_sent": lambda n: ngettext(
        "%(n)s letter about new demand", "%(n)s letters about new demand", n
    ),
    "imports": lambda n: ngettext("%(n)s workbook gone on with", "%(n)s workbooks gone on with", n),
    "months_begun": lambda n: ngettext(
        "%(n)s vacancy carried into the month", "%(n)s vacancies carried into the month", n
    ),
    "rows_backed_up": lambda n: ngettext("%(n)s row kept", "%(n)s rows kept", n),
    "files_backed_up": lambda n: ngettext("%(n)s file kept", "%(n)s files kept", n),
    "refresh_asked": lambda n: ngettext(
        "%(n)s vacancy to be confirmed", "%(n)s vacancies to be confirmed", n
    ),
}
"""The figures that runs keep, in the order in which they are read."""


def outcome_words(outcome: dict[str, int]) -> str:
    """“12 thư đã gửi, 1 thư hẹn gửi lại”; what is nothing is left out."""
    said = [
        words(outcome[key]) % {"n": format_number(outcome[key])}
        for key, words in OUTCOMES.items()
        if outcome.get(key)
    ]
    return ", ".join(said) or gettext("There was nothing to do")


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
    return words(seconds // unit) % {"n": format_number(seconds // unit)}
