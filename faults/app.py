"""The portal's own Celery application with a quicker beat, and the ways of sending that are known
to lose mail.

`celery -A faults.app worker` runs the portal's tasks and settings as they are. FAULTS_CONTROL puts
one mistake in, for the control that must fail.
"""

import os

from celery.signals import worker_process_init
from django.conf import settings

from config.celery import app

SECONDS_BETWEEN = {"decide-reminders": 2.0, "deliver-messages": 1.0}

app.conf.beat_schedule = {
    name: entry | {"schedule": SECONDS_BETWEEN[name], "options": {"expires": 20}}
    if name in SECONDS_BETWEEN
    else entry
    for name, entry in settings.CELERY_BEAT_SCHEDULE.items()
}
app.conf.beat_max_loop_interval = 1


@app.task(name="faults.send_one", ignore_result=True)
def send_one(recipient: str, message_id: str) -> None:
    """One task for each message: the queue is the only place that knows what is still to be
    sent.
    """
    from django.core.mail import (
        EmailMessage,  # slow import: settings are read once the worker has begun
    )

    EmailMessage(
        "Nhắc việc", "Nhắc việc", to=[recipient], headers={"Message-ID": message_id}
    ).send()


@worker_process_init.connect
def decide_at_any_hour(**_signal: object) -> None:
    # The faults are tried by night too; what the hours do has its own tests.
    from agencies.reminders.services import (
        decision,  # slow import: once the applications are loaded
    )

    decision.DECIDING_HOURS = range(24)


@worker_process_init.connect
def put_mistake_in(**_signal: object) -> None:
    if os.environ.get("FAULTS_CONTROL") == "mark before sending":
        from agencies.mail.services import delivery  # slow import: once the applications are loaded

        mark_before_sending(delivery)


def mark_before_sending(delivery) -> None:
    # The order of healthchecks: done first, sent then.
    class Hasty(delivery.Deliverer):
        def _send(self, message, until) -> None:
            self.marker.mark_sent(message, until)
            super()._send(message, until)
            self.marker.wait()
            self.marker.holds_lease = True

    delivery.Deliverer = Hasty
