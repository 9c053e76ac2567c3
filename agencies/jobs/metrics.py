"""The portal's figures for Prometheus, read from PostgreSQL at each scrape: every web server gives
the same ones.

Without PostgreSQL only two kinds remain: what Redis knows, and that PostgreSQL does not answer. No
figure says anything about a person or an agency.
"""

import datetime
from collections.abc import Iterator

from django.db import Error
from django.utils import timezone
from prometheus_client import CollectorRegistry, generate_latest
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, Metric
from prometheus_client.registry import Collector

from agencies.database.time_limits import limit_queries
from agencies.jobs.queries import JobState, job_states
from agencies.jobs.queue import queue_length
from agencies.mail.queries import count_mails_sent, outbox_backlog
from agencies.replica.freshness import has_replica, measure
from agencies.tasks.figures import owed_counts


def metrics_text(now: datetime.datetime) -> bytes:
    """The exposition format, text. Six queries, one question to Redis, and one to a replica where
    there is one.
    """
    registry = CollectorRegistry(auto_describe=False)
    registry.register(PortalCollector(now))
    return generate_latest(registry)


class PortalCollector(Collector):
    def __init__(self, now: datetime.datetime) -> None:
        self.now = now

    def describe(self) -> list[Metric]:
        return []

    def collect(self) -> Iterator[Metric]:
        yield from self._queue()
        figures = self._figures_of_database()
        answers = int(bool(figures))
        yield GaugeMetricFamily(
            "portal_database_up",
            "1 when PostgreSQL answers; else its figures are left out.",
            answers,
        )
        yield from figures

    def _queue(self) -> Iterator[Metric]:
        length = queue_length()
        yield GaugeMetricFamily("portal_queue_up", "1 when Redis answers.", int(length is not None))
        if length is not None:
            yield GaugeMetricFamily(
                "portal_queue_length", "Calls of jobs that wait for a worker.", length
            )

    def _figures_of_database(self) -> list[Metric]:
        """All of them, or none when PostgreSQL does not answer to the end."""
        try:
            with limit_queries():
                replica = self._replica() if has_replica() else ()
                return [*self._tasks(), *self._messages(), *self._jobs(), *replica]
        except Error:
            return []

    def _tasks(self) -> Iterator[Metric]:
        owed = GaugeMetricFamily(
            "portal_occurrences_owed",
            "Due instances of tasks that are owed today, or late.",
            labels=["due"],
        )
        for due, count in owed_counts(timezone.localdate(self.now)).items():
            owed.add_metric([due], count)
        yield owed

    def _messages(self) -> Iterator[Metric]:
        waiting = outbox_backlog(self.now)
        yield GaugeMetricFamily("portal_messages_queued", "Messages not sent yet.", waiting.queued)
        yield GaugeMetricFamily(
            "portal_messages_due", "Queued messages whose time has come.", waiting.due
        )
        yield GaugeMetricFamily(
            "portal_messages_retried", "Queued messages tried twice or more.", waiting.retried
        )
        yield GaugeMetricFamily(
            "portal_messages_parked", "Messages refused for good, for a person.", waiting.parked
        )
        yield GaugeMetricFamily(
            "portal_oldest_due_message_age_seconds",
            "For how long the oldest due message has been due; 0 when none is.",
            waiting.age.total_seconds(),
        )
        yield CounterMetricFamily(
            "portal_mails_sent",
            (
                "Mails that a mail server took; the count starts again at midnight in Viet Nam, as "
                "after a restart."
            ),
            count_mails_sent(timezone.localdate(self.now)),
        )

    def _jobs(self) -> Iterator[Metric]:
        success = GaugeMetricFamily(
            "portal_job_seconds_since_success",
            "Since the job's last success; before the first since it has been expected.",
            labels=["job"],
        )
        bad = GaugeMetricFamily(
            "portal_job_bad", "1 when the job is not done as it should be.", labels=["job"]
        )
        failed = GaugeMetricFamily(
            "portal_job_failed", "1 when the job's last run failed.", labels=["job"]
        )
        duration = GaugeMetricFamily(
            "portal_job_duration_seconds", "Length of the job's last run.", labels=["job"]
        )
        for state in job_states(self.now):
            bad.add_metric([state.job.name], int(state.is_bad))
            if counted_from := _succeeded_or_expected(state):
                success.add_metric([state.job.name], (self.now - counted_from).total_seconds())
            if state.run:
                failed.add_metric([state.job.name], int(bool(state.run.error)))
                duration.add_metric([state.job.name], state.run.duration.total_seconds())
        yield from (bad, success, failed, duration)

    def _replica(self) -> Iterator[Metric]:
        yield GaugeMetricFamily(
            "portal_replica_lag_seconds",
            "How far the read replica is behind the primary; +Inf while it does not answer.",
            measure().lag,
        )


def _succeeded_or_expected(state: JobState) -> datetime.datetime | None:
    """None for a job that is not set up."""
    return (state.run and state.run.succeeded_at) or state.since
