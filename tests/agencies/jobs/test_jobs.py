"""Periodic jobs: what is kept of their runs, how they are judged, and the page that shows it."""

import datetime
from datetime import timedelta

import pytest
import time_machine
from django.conf import settings
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.db.migrations.recorder import MigrationRecorder
from django.utils import timezone, translation
from django.utils.module_loading import import_string

from agencies import celery_tasks as tasks
from agencies.jobs.choices import JobHealth
from agencies.jobs.models import ExpectedJob, JobRun
from agencies.jobs.queries import (
    BACK_UP,
    DECIDE_REMINDERS,
    DELIVER_MESSAGES,
    MAKE_OCCURRENCES,
    job_states,
    length_words,
    outcome_words,
)
from agencies.jobs.services import expect_jobs, run_job
from agencies.mail.choices import MailHealth, MessageStatus
from agencies.mail.models import OutboxMessage
from agencies.mail.queries import Backlog, mail_health, outbox_backlog
from agencies.registry import Job, registry
from agencies.reminders.models import Reminder
from agencies.reminders.services import DECIDING_HOURS, decide_reminders
from tests.factories import make_actor, make_agency, make_seat, make_task

pytestmark = pytest.mark.django_db

PAGE = "/he-thong/"
FRIDAY, WEDNESDAY = datetime.date(2024, 3, 1), datetime.date(2024, 3, 6)
NOON = datetime.datetime(2024, 3, 1, 12, 0, tzinfo=timezone.get_default_timezone())
MINUTE = timedelta(minutes=1)


def ran(
    job: Job,
    at: datetime.datetime,
    *,
    error: str = "",
    succeeded_at: datetime.datetime | None = None,
) -> JobRun:
    """The job's last run, ended at that moment; one that failed may have succeeded before."""
    times = {
        "started_at": at - timedelta(seconds=2),
        "finished_at": at,
        "succeeded_at": succeeded_at if error else at,
    }
    return JobRun.objects.create(name=job.name, error=error, **times)


def fail(problem: Exception):
    raise problem


def healths(now: datetime.datetime) -> dict[str, JobHealth]:
    return {state.job.name: state.health for state in job_states(now)}


# What is kept ----------------------------------------------------------------
def test_a_run_keeps_its_times_and_figures():
    with time_machine.travel(NOON, tick=False):
        assert run_job(DELIVER_MESSAGES, lambda: {"sent": 3, "parked": 0}) == {
            "sent": 3,
            "parked": 0,
        }
    run = JobRun.objects.get()
    assert (run.name, run.finished_at, run.succeeded_at) == ("deliver-messages", NOON, NOON)
    assert (run.outcome, run.error, run.duration >= timedelta()) == (
        {"sent": 3, "parked": 0},
        "",
        True,
    )


def test_a_failure_is_kept_with_the_last_success_and_raised_again():
    with time_machine.travel(NOON, tick=False):
        run_job(DECIDE_REMINDERS, lambda: {"reminders": 1})
    with time_machine.travel(NOON + 5 * MINUTE, tick=False), pytest.raises(ValueError, match="bảy"):
        run_job(
            DECIDE_REMINDERS, lambda: fail(ValueError("số bảy\nKey (email)=(an@coquan.example)"))
        )
    run = JobRun.objects.get()
    assert (run.finished_at, run.succeeded_at) == (NOON + 5 * MINUTE, NOON)
    assert (run.outcome, run.error) == ({}, "ValueError: số bảy")


def test_an_error_without_words_is_told_by_its_kind():
    with pytest.raises(KeyError):
        run_job(DECIDE_REMINDERS, lambda: fail(KeyError()))
    assert JobRun.objects.get().error == "KeyError"


def test_a_success_takes_the_error_away():
    ran(DECIDE_REMINDERS, NOON, error="ValueError")
    run_job(DECIDE_REMINDERS, dict)
    assert JobRun.objects.get().error == ""


def test_keeping_a_run_costs_one_statement(django_assert_num_queries):
    for _time in range(2):
        with django_assert_num_queries(1):
            run_job(DELIVER_MESSAGES, lambda: {"sent": 0})


@pytest.mark.django_db(transaction=True)
def test_a_failed_statement_of_the_work_does_not_keep_its_run_from_being_kept():
    def half_done() -> dict:
        with transaction.atomic(), connection.cursor() as cursor:
            make_agency("Sở đã bị hủy")
            cursor.execute("SELECT 1 / 0")
        return {}

    with pytest.raises(DatabaseError):
        run_job(DECIDE_REMINDERS, half_done)
    assert JobRun.objects.get().error == "DataError: division by zero"
    assert make_agency("Sở còn lại").__class__.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_a_run_that_cannot_be_kept_undoes_nothing():
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE agencies_jobrun RENAME TO agencies_jobrun_away")
        try:
            agency = make_agency()
            assert run_job(DECIDE_REMINDERS, lambda: {"reminders": 1}) == {"reminders": 1}
            with pytest.raises(ValueError, match="work"):
                run_job(DECIDE_REMINDERS, lambda: fail(ValueError("of the work")))
        finally:
            cursor.execute("ALTER TABLE agencies_jobrun_away RENAME TO agencies_jobrun")
    agency.refresh_from_db()
    assert JobRun.objects.count() == 0


@pytest.mark.django_db(transaction=True)
def test_a_connection_that_the_work_broke_is_replaced_to_keep_the_run():
    def cut() -> dict:
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_terminate_backend(pg_backend_pid())")
        return {}

    with pytest.raises(DatabaseError):
        run_job(DECIDE_REMINDERS, cut)
    assert JobRun.objects.get().error.startswith(("AdminShutdown", "OperationalError"))


def test_the_database_refuses_a_success_without_its_time_and_an_end_before_the_start():
    for wrong in (
        {"succeeded_at": None},
        {"succeeded_at": NOON, "finished_at": NOON - MINUTE, "error": "x"},
    ):
        fields = {"name": "x", "started_at": NOON, "finished_at": NOON} | wrong
        with pytest.raises(IntegrityError), transaction.atomic():
            JobRun.objects.create(**fields)


# The schedule ----------------------------------------------------------------
def test_the_beat_schedule_wakes_exactly_the_known_jobs_as_often_as_they_say():
    scheduled = {
        name: timedelta(seconds=entry["schedule"])
        for name, entry in settings.CELERY_BEAT_SCHEDULE.items()
    }
    assert scheduled == {job.name: job.every for job in registry.jobs if job.is_called_by_beat}


def test_each_task_of_beat_keeps_a_run_under_the_name_of_its_entry():
    for name, entry in settings.CELERY_BEAT_SCHEDULE.items():
        import_string(entry["task"])()
        assert JobRun.objects.get(name=name).error == ""


@pytest.mark.parametrize(
    ("hour", "decided"),
    [((5, 59), 0), ((6, 0), 1), ((20, 59), 1), ((21, 0), 0), ((0, 0), 0), ((12, 0), 1)],
)
def test_reminders_are_decided_by_day_only_but_every_call_counts_as_a_run(hour, decided):
    make_task(lead=make_actor().seat.agency, due_on=WEDNESDAY)
    with time_machine.travel(NOON.replace(hour=hour[0], minute=hour[1]), tick=False):
        tasks.run_reminder_decision()
        assert healths(timezone.now())["decide-reminders"] == JobHealth.ON_SCHEDULE
    assert Reminder.objects.count() == decided
    figures = {"reminders": 1, "messages": 1, "digests": 0, "escalations": 0, "undated": 0}
    expected = figures if decided else {"outside_hours": 1}
    assert JobRun.objects.get().outcome == expected


def test_a_decision_asked_for_by_hand_knows_no_hours():
    make_task(lead=make_actor().seat.agency, due_on=WEDNESDAY)
    with time_machine.travel(NOON.replace(hour=22), tick=False):
        assert decide_reminders(FRIDAY).reminders == 1


def test_the_hours_of_deciding_stand_in_the_job_s_description():
    first, last = DECIDING_HOURS[0], DECIDING_HOURS[-1]
    with translation.override("en"):
        assert f"between {first:02}:00 and {last:02}:59" in str(DECIDE_REMINDERS.purpose)


def test_a_day_off_is_a_run_that_decides_nothing():
    with time_machine.travel(NOON + timedelta(days=1), tick=False):
        tasks.run_reminder_decision()
    assert JobRun.objects.get().outcome == {"day_off": 1}


# How jobs are judged ---------------------------------------------------------
def expect(job: Job, since: datetime.datetime) -> None:
    with time_machine.travel(since, tick=False):
        expect_jobs([job.name])


@pytest.mark.parametrize(
    ("job", "patience"),
    [
        (DELIVER_MESSAGES, timedelta(minutes=3)),
        (MAKE_OCCURRENCES, timedelta(hours=3)),
        (BACK_UP, timedelta(hours=26)),
    ],
)
def test_a_job_is_not_due_until_its_patience_is_over_and_has_then_never_run(job, patience):
    expect(job, NOON)
    expect(job, NOON + patience)  # beat was started again: expected as before
    assert healths(NOON + patience)[job.name] == JobHealth.NOT_DUE
    assert healths(NOON + patience + timedelta(seconds=1))[job.name] == JobHealth.NEVER
    ran(job, NOON + patience)
    assert healths(NOON + patience)[job.name] == JobHealth.ON_SCHEDULE


def test_before_beat_has_begun_jobs_are_expected_since_the_tables_are_there():
    MigrationRecorder(connection).migration_qs.update(applied=NOON - timedelta(days=9))
    MigrationRecorder(connection).migration_qs.filter(
        app="agencies", name__startswith="0001"
    ).update(applied=NOON)
    by_beat = [job.name for job in registry.jobs if job.is_called_by_beat]
    assert healths(NOON + 2 * MINUTE) == dict.fromkeys(by_beat, JobHealth.NOT_DUE) | {
        "backup": JobHealth.NOT_SET_UP
    }
    assert healths(NOON + timedelta(hours=4)) == dict.fromkeys(by_beat, JobHealth.NEVER) | {
        "backup": JobHealth.NOT_SET_UP
    }


def test_a_failed_first_run_is_a_failure():
    expect(MAKE_OCCURRENCES, NOON)
    ran(MAKE_OCCURRENCES, NOON + MINUTE, error="ValueError")
    assert healths(NOON + 2 * MINUTE)["make-occurrences"] == JobHealth.FAILING


def test_beat_is_told_when_each_job_began():
    ran(DECIDE_REMINDERS, NOON)
    names = ["decide-reminders", "make-occurrences"]
    assert expect_jobs(names) == {"decide-reminders": NOON - timedelta(seconds=2)}
    assert sorted(ExpectedJob.objects.values_list("name", flat=True)) == names


@pytest.mark.parametrize(
    ("job", "patience"),
    [
        (DECIDE_REMINDERS, timedelta(minutes=15)),
        (DELIVER_MESSAGES, timedelta(minutes=3)),
        (MAKE_OCCURRENCES, timedelta(hours=3)),
        (BACK_UP, timedelta(hours=26)),
    ],
)
def test_a_job_is_silent_once_its_patience_is_over_and_not_before(job, patience):
    ran(job, NOON)
    assert healths(NOON + patience)[job.name] == JobHealth.ON_SCHEDULE
    assert healths(NOON + patience + timedelta(seconds=1))[job.name] == JobHealth.SILENT


def test_a_job_that_fails_stumbles_first_and_fails_when_no_success_follows():
    run = ran(DECIDE_REMINDERS, NOON, error="ValueError", succeeded_at=NOON - 5 * MINUTE)
    assert healths(NOON)["decide-reminders"] == JobHealth.STUMBLED
    for succeeded_at in (NOON - 16 * MINUTE, None):
        JobRun.objects.filter(pk=run.pk).update(succeeded_at=succeeded_at)
        assert healths(NOON)["decide-reminders"] == JobHealth.FAILING


def test_a_clock_put_back_does_not_hide_a_stopped_job():
    ran(DECIDE_REMINDERS, NOON)
    assert healths(NOON - timedelta(hours=1))["decide-reminders"] == JobHealth.SILENT


# The outbox as a whole -------------------------------------------------------
def queue(count: int, **fields) -> None:
    for _number in range(count):
        make_task(lead=make_actor().seat.agency, due_on=WEDNESDAY)
    decide_reminders(FRIDAY)
    OutboxMessage.objects.update(**{"next_attempt_at": NOON} | fields)


def test_a_message_waiting_for_its_next_attempt_is_queued_but_not_due():
    queue(3)
    first, second, _third = OutboxMessage.objects.order_by("pk")
    OutboxMessage.objects.filter(pk=first.pk).update(next_attempt_at=NOON + MINUTE, attempts=2)
    OutboxMessage.objects.filter(pk=second.pk).update(next_attempt_at=NOON - MINUTE)
    found = outbox_backlog(NOON)
    assert (found.queued, found.due, found.retried, found.due_since) == (3, 2, 1, NOON - MINUTE)
    assert (found.age, found.waiting_since) == (MINUTE, None)


@pytest.mark.parametrize(
    ("retried", "sent", "health"),
    [
        (0, 0, MailHealth.FLOWS),
        (5, 95, MailHealth.FLOWS),
        (6, 94, MailHealth.STUMBLES),
        (10, 90, MailHealth.STUMBLES),
        (11, 89, MailHealth.STUCK),
        (1, 0, MailHealth.STUCK),
    ],
)
def test_the_outbox_warns_above_5_and_alarms_above_10_per_cent_retried(retried, sent, health):
    waiting = Backlog(now=NOON, queued=retried, due=0, retried=retried, parked=0, due_since=None)
    assert mail_health(waiting, sent) == health


def test_the_outbox_alarms_when_a_due_message_is_left():
    queue(1)
    assert mail_health(outbox_backlog(NOON + 15 * MINUTE), 100) == MailHealth.FLOWS
    assert mail_health(outbox_backlog(NOON + 16 * MINUTE), 100) == MailHealth.STUCK


# In words --------------------------------------------------------------------
@pytest.mark.parametrize(
    ("length", "words"),
    [
        (0, "0 giây"),
        (30, "30 giây"),
        (61, "1 phút"),
        (3600, "1 giờ"),
        (2 * 86_400 + 5, "2 ngày"),
        (-5, "0 giây"),
    ],
)
def test_lengths_are_said_in_their_largest_unit(length, words):
    with translation.override("vi"):
        assert length_words(timedelta(seconds=length)) == words


def test_results_are_said_in_words_without_what_is_nothing():
    with translation.override("vi"):
        assert (
            outcome_words({"sent": 1200, "postponed": 1, "parked": 0})
            == "đã gửi 1.200 thư, 1 thư sẽ gửi lại"
        )
        assert outcome_words({"sent": 0}) == "Không có việc phải làm"


# The page --------------------------------------------------------------------
def text(client) -> str:
    return client.get(PAGE).content.decode()


def test_the_page_is_quiet_while_all_goes_well(coordinator_client):
    for job in registry.jobs:
        ran(job, timezone.now())
    page = text(coordinator_client)
    ticks = len(registry.jobs) + 1  # the outbox has one too
    assert (page.count("Runs on schedule"), page.count('href="#shape-tick"')) == (
        len(registry.jobs),
        ticks,
    )
    assert ("Not getting done" in page, "Is sent in time" in page) == (False, True)


def test_the_page_turns_red_and_names_what_is_not_done(coordinator_client):
    for job in registry.jobs:
        ran(
            job,
            timezone.now()
            - (4 if job == DELIVER_MESSAGES else 16 if job == DECIDE_REMINDERS else 0) * MINUTE,
        )
    page = text(coordinator_client)
    assert "Not running: Deciding reminders, Sending messages." in page
    assert (
        'tone-late"><svg class="shape" aria-hidden="true"><use href="#shape-triangle"/></svg>Has '
        "stopped"
    ) in page
    assert "16 minutes ago" in page


def test_the_page_shows_the_error_of_the_last_run(coordinator_client):
    now = timezone.now()
    ran(DECIDE_REMINDERS, now, error="ValueError: <b>hỏng</b>", succeeded_at=now - 5 * MINUTE)
    page = text(coordinator_client)
    assert ("ValueError: &lt;b&gt;hỏng&lt;/b&gt;" in page, "The last run failed" in page) == (
        True,
        True,
    )


def test_the_page_counts_the_outbox_and_names_whom_nobody_can_remind(coordinator_client):
    queue(4, next_attempt_at=timezone.now() - 20 * MINUTE)
    first, second, *_others = OutboxMessage.objects.order_by("pk")
    OutboxMessage.objects.filter(pk=first.pk).update(
        status=MessageStatus.SENT, sent_at=timezone.now()
    )
    OutboxMessage.objects.filter(pk=second.pk).update(status=MessageStatus.PARKED)
    make_task(lead=make_seat(agency=make_agency("Báo tỉnh")).agency, due_on=WEDNESDAY)
    answer = coordinator_client.get(PAGE)
    found = answer.context["backlog"]
    assert (found.queued, found.due, found.parked, answer.context["sent_today"]) == (2, 2, 1, 1)
    assert answer.context["mail_health"] == MailHealth.STUCK
    assert [agency.name for agency in answer.context["unreached"]] == ["Báo tỉnh"]


@pytest.mark.parametrize("count", [1, 3])
def test_the_page_takes_the_same_queries_for_any_number(
    coordinator_client, django_assert_num_queries, count
):
    for job in registry.jobs[:count]:
        ran(job, timezone.now())
    queue(count)
    coordinator_client.get(PAGE)
    with django_assert_num_queries(11):
        coordinator_client.get(PAGE)


def test_a_new_portal_is_not_called_late(coordinator_client):
    expect_jobs(job.name for job in registry.jobs if job.is_called_by_beat)
    page = text(coordinator_client)
    assert "Not getting done" not in page
    assert page.count("Not due for its first run yet") == len(registry.jobs) - 1
    assert page.count("Not set up") == 1
    ExpectedJob.objects.update(since=timezone.now() - timedelta(hours=4))
    assert "Not running: Deciding reminders" in text(coordinator_client)
