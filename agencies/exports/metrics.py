"""The portal's figures for Prometheus, read from PostgreSQL at each scrape: every web server gives the same ones.

No figure carries anything about a person or an agency.
"""

import datetime
from collections.abc import Iterator

from django.utils import timezone
from prometheus_client import CollectorRegistry, generate_latest
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, Metric
from prometheus_client.registry import Collector

from agencies.queries.board import owed_counts
from agencies.queries.jobs import JobState, job_states
from agencies.queries.outbox import backlog, mails_sent
from agencies.replica.freshness import has_replica, measure


def metrics_text(now: datetime.datetime) -> bytes:
    """The exposition format, text. Five queries, and one of each server where there is a replica."""
    registry = CollectorRegistry(auto_describe=False)
    registry.register(PortalCollector(now))
    return generate_latest(registry)


class PortalCollector(Collector):
    def __init__(self, now: datetime.datetime) -> None:
        self.now = now

    def describe(self) -> list[Metric]:
        return []

    def collect(self) -> Iterator[Metric]:
        yield from self._tasks()
        yield from self._messages()
        yield from self._jobs()
        if has_replica():
            yield from self._replica()

    def _tasks(self) -> Iterator[Metric]:
        owed = GaugeMetricFamily(
            "portal_occurrences_owed", "Due instances of tasks that are owed today, or late.", labels=["due"]
        )
        for due, count in owed_counts(timezone.localdate(self.now)).items():
            owed.add_metric([due], count)
        yield owed

    def _messages(self) -> Iterator[Metric]:
        waiting = backlog(self.now)
        yield GaugeMetricFamily("portal_messages_queued", "Messages not sent yet.", waiting.queued)
        yield GaugeMetricFamily("portal_messages_due", "Queued messages whose time has come.", waiting.due)
        yield GaugeMetricFamily("portal_messages_retried", "Queued messages tried twice or more.", waiting.retried)
        yield GaugeMetricFamily("portal_messages_parked", "Messages refused for good, for a person.", waiting.parked)
        yield GaugeMetricFamily(
            "portal_oldest_due_message_age_seconds",
            "For how long the oldest due message has been due; 0 when none is.",
            waiting.age.total_seconds(),
        )
        yield CounterMetricFamily(
            "portal_mails_sent",
            "Mails that a mail server took, counted anew from midnight in Viet Nam as after a restart.",
            mails_sent(timezone.localdate(self.now)),
        )

    def _jobs(self) -> Iterator[Metric]:
        success = GaugeMetricFamily(
            "portal_job_seconds_since_success", "Since the job's last success; +Inf before the first.", labels=["job"]
        )
        failed = GaugeMetricFamily("portal_job_failed", "1 when the job's last run failed.", labels=["job"])
        duration = GaugeMetricFamily("portal_job_duration_seconds", "Length of the job's last run.", labels=["job"])
        for state in job_states(self.now):
            success.add_metric([state.job.name], self._since_success(state))
            if state.run:
                failed.add_metric([state.job.name], int(bool(state.run.error)))
                duration.add_metric([state.job.name], state.run.duration.total_seconds())
        yield from (success, failed, duration)

    def _replica(self) -> Iterator[Metric]:
        yield GaugeMetricFamily(
            "portal_replica_lag_seconds",
            "How far the read replica is behind the primary; +Inf while it does not answer.",
            measure().lag,
        )

    def _since_success(self, state: JobState) -> float:
        if state.run is None or state.run.succeeded_at is None:
            return float("inf")
        return (self.now - state.run.succeeded_at).total_seconds()
