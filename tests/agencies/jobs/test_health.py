"""What machines are told: whether the portal does its work, and its figures for Prometheus."""

import datetime
from datetime import timedelta

import pytest
import time_machine
from django.db import OperationalError, connection
from django.utils import timezone
from prometheus_client.parser import text_string_to_metric_families

from agencies.jobs.models import JobRun
from agencies.jobs.queries import BACK_UP, DECIDE_REMINDERS, DELIVER_MESSAGES, MAKE_OCCURRENCES
from agencies.jobs.services import expect_jobs, run_job
from agencies.mail.choices import MessageStatus
from agencies.mail.models import OutboxMessage
from agencies.people.choices import Channel
from agencies.registry import Job, registry
from agencies.reminders.services import decide_reminders
from agencies.tasks.choices import OccurrenceStatus
from tests.factories import make_actor, make_task

pytestmark = pytest.mark.django_db

READYZ, METRICS = "/readyz", "/metrics"
NOON = datetime.datetime(2024, 3, 6, 12, 0, tzinfo=timezone.get_default_timezone())
FRIDAY, TODAY = datetime.date(2024, 3, 1), datetime.date(2024, 3, 6)
MINUTE = timedelta(minutes=1)
TOKEN = "only-for-this-test"
WELL = {"database": True, "queue": True, "decision": True, "outbox": True, "backup": True}


def decided(at: datetime.datetime) -> None:
    with time_machine.travel(at, tick=False):
        run_job(DECIDE_REMINDERS, lambda: {"reminders": 2, "messages": 2})


def expect(job: Job, since: datetime.datetime) -> None:
    with time_machine.travel(since, tick=False):
        expect_jobs([job.name])


def queue(count: int, due_at: datetime.datetime) -> list[OutboxMessage]:
    for _number in range(count):
        make_task(lead=make_actor().seat.agency, due_on=TODAY)
    decide_reminders(FRIDAY)
    OutboxMessage.objects.update(next_attempt_at=due_at, created_at=due_at)
    return list(OutboxMessage.objects.order_by("pk"))


def asked(client, at: datetime.datetime = NOON) -> tuple[int, dict]:
    with time_machine.travel(at, tick=False):
        answer = client.get(READYZ)
    return answer.status_code, answer.json()


# Ready -----------------------------------------------------------------------
def test_ready_before_the_first_decision_is_due_and_not_without_it_after(client):
    expect(DECIDE_REMINDERS, NOON)
    assert asked(client, NOON + 15 * MINUTE) == (200, WELL)
    assert asked(client, NOON + 16 * MINUTE) == (503, WELL | {"decision": False})


def test_a_missed_backup_is_told_where_one_is_set_up(client):
    decided(NOON)
    assert asked(client) == (200, WELL)  # the trial has none
    expect(BACK_UP, NOON - timedelta(hours=27))
    assert asked(client) == (503, WELL | {"backup": False})
    with time_machine.travel(NOON - timedelta(hours=25), tick=False):
        run_job(BACK_UP, dict)
    assert asked(client) == (200, WELL)


@pytest.mark.parametrize(("minutes", "status"), [(0, 200), (14, 200), (15, 200), (16, 503)])
def test_ready_while_the_last_decision_is_at_most_15_minutes_old(client, minutes, status):
    decided(NOON - minutes * MINUTE)
    assert asked(client) == (status, WELL | {"decision": status == 200})


def test_a_decision_that_fails_again_and_again_is_none(client):
    decided(NOON - 16 * MINUTE)
    with time_machine.travel(NOON, tick=False), pytest.raises(ZeroDivisionError):
        run_job(DECIDE_REMINDERS, lambda: 1 // 0)
    assert asked(client) == (503, WELL | {"decision": False})


def test_the_run_of_another_job_does_not_stand_in_for_the_decision(client):
    with time_machine.travel(NOON, tick=False):
        run_job(DELIVER_MESSAGES, dict)
    assert asked(client) == (503, WELL | {"decision": False})


@pytest.mark.parametrize(("minutes", "status"), [(14, 200), (16, 503)])
def test_ready_while_no_due_message_is_left_for_more_than_15_minutes(client, minutes, status):
    queue(2, NOON - minutes * MINUTE)
    decided(NOON)
    assert asked(client) == (status, WELL | {"outbox": status == 200})


def test_a_message_that_waits_for_its_next_attempt_is_not_late_and_one_whose_attempt_is_missed_is(
    client,
):
    queue(1, NOON - 60 * MINUTE)
    decided(NOON)
    OutboxMessage.objects.update(
        attempts=4, last_error="451 Later", next_attempt_at=NOON + 30 * MINUTE
    )
    assert asked(client) == (200, WELL)
    decided(NOON + 46 * MINUTE)
    assert asked(client, NOON + 46 * MINUTE) == (503, WELL | {"outbox": False})


@pytest.mark.parametrize(
    "status", [MessageStatus.SENT, MessageStatus.PARKED, MessageStatus.CANCELLED]
)
def test_a_message_that_is_closed_is_not_late(client, status):
    queue(1, NOON - 60 * MINUTE)
    sent_at = NOON if status == MessageStatus.SENT else None
    OutboxMessage.objects.update(status=status, sent_at=sent_at)
    decided(NOON)
    assert asked(client) == (200, WELL)


def test_without_the_database_nothing_is_claimed(client):
    decided(NOON)

    def gone(*_arguments):
        raise OperationalError("the connection is lost")

    with connection.execute_wrapper(gone):
        assert asked(client) == (503, dict.fromkeys(WELL, False) | {"queue": True})


def test_readiness_costs_three_queries(client, django_assert_num_queries):
    expect_jobs(job.name for job in registry.jobs)
    with django_assert_num_queries(3):
        client.get(READYZ)


# Metrics ---------------------------------------------------------------------
def scrape(client, token: str = TOKEN, at: datetime.datetime = NOON):
    with time_machine.travel(at, tick=False):
        return client.get(METRICS, headers={"Authorization": f"Bearer {token}"})


def samples(client) -> dict[tuple, float]:
    """Each figure by its name and the values of its labels."""
    text = scrape(client).content.decode()
    families = text_string_to_metric_families(text)
    return {(s.name, *s.labels.values()): s.value for family in families for s in family.samples}


def test_without_a_configured_token_there_is_no_such_page(client, settings):
    settings.METRICS_TOKEN = ""
    assert [scrape(client, token).status_code for token in (TOKEN, "")] == [404, 404]
    assert client.get(METRICS).status_code == 404


def test_only_the_token_opens_the_figures(client, settings):
    settings.METRICS_TOKEN = TOKEN
    assert [scrape(client, token).status_code for token in (TOKEN, f"{TOKEN}x", "", "đ")] == [
        200,
        401,
        401,
        401,
    ]
    answer = client.get(METRICS)
    assert (answer.status_code, answer.headers["WWW-Authenticate"], answer.content) == (
        401,
        "Bearer",
        b"",
    )


def test_the_figures_are_those_of_the_database(client, settings):
    settings.METRICS_TOKEN = TOKEN
    queue(8, NOON - 3 * MINUTE)
    decided(NOON - 2 * MINUTE)
    make_task(due_on=FRIDAY)
    make_task(due_on=FRIDAY, status=OccurrenceStatus.DONE)
    first, second, third, fourth, *_due = OutboxMessage.objects.order_by("pk")
    OutboxMessage.objects.filter(pk__in=[first.pk, second.pk]).update(
        status=MessageStatus.SENT, sent_at=NOON
    )
    OutboxMessage.objects.filter(pk=second.pk).update(channel=Channel.PORTAL)
    OutboxMessage.objects.filter(pk=third.pk).update(status=MessageStatus.PARKED)
    OutboxMessage.objects.filter(pk=fourth.pk).update(next_attempt_at=NOON + MINUTE, attempts=2)
    with time_machine.travel(NOON, tick=False), pytest.raises(ZeroDivisionError):
        run_job(DELIVER_MESSAGES, lambda: 1 // 0)
    lengths = {run.name: run.duration.total_seconds() for run in JobRun.objects.all()}
    expect(MAKE_OCCURRENCES, NOON - 4 * 60 * MINUTE)
    expect(BACK_UP, NOON - MINUTE)
    found = samples(client)
    unseen = (
        "hand-over",
        "close-idle-accounts",
        "review-members",
        "update-vacancies",
        "continue-imports",
        "retention",
        "open-periods",
        "remind-invited",
        "build-reports",
    )
    assert {found.pop(("portal_job_bad", name)) for name in unseen} == {
        1
    }  # by this clock they are years ahead
    assert (
        len(
            {
                found.pop(("portal_job_seconds_since_success", name))
                for name in (*unseen, "deliver-messages")
            }
        )
        == 1
    )
    assert found == {
        ("portal_database_up",): 1,
        ("portal_queue_up",): 1,
        ("portal_queue_length",): 0,
        ("portal_occurrences_owed", "today"): 8,
        ("portal_occurrences_owed", "late"): 1,
        ("portal_messages_queued",): 5,
        ("portal_messages_due",): 4,
        ("portal_messages_retried",): 1,
        ("portal_messages_parked",): 1,
        ("portal_oldest_due_message_age_seconds",): 180,
        ("portal_mails_sent_total",): 1,
        ("portal_job_bad", "decide-reminders"): 0,
        ("portal_job_bad", "deliver-messages"): 1,
        ("portal_job_bad", "make-occurrences"): 1,
        ("portal_job_bad", "backup"): 0,
        ("portal_job_seconds_since_success", "decide-reminders"): 120,
        ("portal_job_seconds_since_success", "make-occurrences"): 4 * 3600,
        ("portal_job_seconds_since_success", "backup"): 60,
        ("portal_job_failed", "decide-reminders"): 0,
        ("portal_job_failed", "deliver-messages"): 1,
        ("portal_job_duration_seconds", "decide-reminders"): lengths["decide-reminders"],
        ("portal_job_duration_seconds", "deliver-messages"): lengths["deliver-messages"],
    }


def test_a_job_that_is_not_set_up_has_no_age(client, settings):
    settings.METRICS_TOKEN = TOKEN
    found = samples(client)
    assert ("portal_job_seconds_since_success", "backup") not in found
    assert found["portal_job_bad", "backup"] == 0


def test_without_the_database_the_rest_is_told(client, settings):
    settings.METRICS_TOKEN = TOKEN

    def gone(*_arguments):
        raise OperationalError("the connection is lost")

    with connection.execute_wrapper(gone):
        assert samples(client) == {
            ("portal_database_up",): 0,
            ("portal_queue_up",): 1,
            ("portal_queue_length",): 0,
        }


def test_the_count_of_sent_mails_begins_again_at_midnight_in_viet_nam(client, settings):
    settings.METRICS_TOKEN = TOKEN
    midnight = NOON.replace(hour=0)
    for message, sent_at in zip(queue(3, NOON), (midnight - MINUTE, midnight, NOON), strict=True):
        OutboxMessage.objects.filter(pk=message.pk).update(
            status=MessageStatus.SENT, sent_at=sent_at
        )
    assert samples(client)["portal_mails_sent_total",] == 2


def test_nothing_about_a_person_or_an_agency_is_in_the_figures(client, settings):
    settings.METRICS_TOKEN = TOKEN
    [message] = queue(1, NOON)
    text = scrape(client).content.decode()
    known = (
        message.recipient,
        message.person.full_name,
        message.seat.agency.name,
        message.seat.title,
    )
    assert [word for word in known if word in text] == []


def test_a_scrape_costs_six_queries(client, settings, django_assert_num_queries):
    settings.METRICS_TOKEN = TOKEN
    expect_jobs(job.name for job in registry.jobs)
    queue(3, NOON)
    with django_assert_num_queries(6):
        scrape(client)
