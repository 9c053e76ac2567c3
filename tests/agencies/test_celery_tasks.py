import pytest
from django.conf import settings

from agencies import celery_tasks as tasks
from agencies.mail.models import OutboxMessage
from agencies.reminders.services import decide_reminders
from config.celery import app
from tests.agencies.mail.test_outbox_delivery import FRIDAY, WEDNESDAY
from tests.factories import make_actor, make_task


def test_every_entry_of_the_beat_schedule_is_a_task_that_exists():
    app.loader.import_default_modules()
    assert {entry["task"] for entry in settings.CELERY_BEAT_SCHEDULE.values()} <= set(app.tasks)


@pytest.mark.django_db
def test_beats_tasks_decide_and_deliver(mailoutbox):
    make_task(lead=make_actor().seat.agency, due_on=WEDNESDAY)
    decide_reminders(FRIDAY)
    tasks.run_reminder_decision()
    tasks.run_occurrence_making()
    tasks.deliver_messages()
    assert OutboxMessage.objects.filter(status="sent").count() == len(mailoutbox) >= 1
