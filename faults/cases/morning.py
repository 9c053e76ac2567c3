"""Five thousand due on one morning, late by up to six weeks: the oldest deadline goes first."""

from bisect import bisect_left, insort
from datetime import date

from django.core.mail import EmailMessage, get_connection
from django.utils import timezone

from agencies.mail.models import OutboxMessage
from agencies.mail.services.delivery import BATCH
from agencies.reminders.services import decide_reminders
from bench.measure import seconds as seconds_of
from faults.data import make_due, make_due_on_many_days
from faults.programs import SENDERS
from faults.result import Outcome
from faults.stage import CONTROL, Stage

DAYS, SEED, LIMIT = 30, 2024, 60.0
OF_DJANGO = 500
# What may still be in the hands of other senders when a younger one goes: their batches.
OVERTAKEN = BATCH * SENDERS


def five_thousand(stage: Stage) -> list[Outcome]:
    urgency = decide(stage)
    stage.start()
    seconds = stage.all_sent(LIMIT)
    outcome = stage.outcome("one morning's backlog", seconds=seconds, limit=LIMIT)
    worst = most_overtaken(stage, urgency)
    outcome.problems += (
        [f"{worst} older ones came after a younger one"] if worst > OVERTAKEN else []
    )
    rate, django = (
        stage.messages / sending_seconds(stage),
        OF_DJANGO / seconds_of(lambda: send_with_django(stage)),
    )
    outcome.note = (
        f"{rate:.0f}/s by {SENDERS} senders beside {django:.0f}/s of Django alone over one "
        f"connection; at most {worst} "
        f"older ones came after a younger one (batches in other hands: {OVERTAKEN})"
    )
    decide(stage, only=CONTROL * 2)
    OutboxMessage.objects.update(urgency_on=timezone.localdate())
    urgency = real_urgency()
    stage.start()
    stage.all_sent(LIMIT)
    worst = most_overtaken(stage, urgency)
    outcome.control = (
        f"an outbox that does not know deadlines: {worst} older ones came after a younger one"
    )
    outcome.control_failed = worst > OVERTAKEN
    return [outcome]


def decide(stage: Stage, only: int | None = None) -> dict[str, date]:
    stage.new_round(decide=False)
    make_due(timezone.localdate())
    make_due_on_many_days(timezone.localdate(), days=DAYS, seed=SEED)
    decide_reminders()
    stage.owed_now()
    if only is not None:
        stage.keep(only)
    return real_urgency()


def real_urgency() -> dict[str, date]:
    return dict(OutboxMessage.objects.values_list("message_id", "reminder__occurrence__due_on"))


def most_overtaken(stage: Stage, urgency: dict[str, date]) -> int:
    # The most mails about older deadlines that came after one mail.
    later: list[date] = []
    worst = 0
    for event in reversed(stage.mail.taken):
        day = urgency[event.what]
        worst = max(worst, bisect_left(later, day))
        insort(later, day)
    return worst


def sending_seconds(stage: Stage) -> float:
    # From the first mail to the last.
    taken = stage.mail.taken
    return taken[-1].at - taken[0].at


def send_with_django(stage: Stage) -> None:
    mails = [
        EmailMessage(subject, text, to=[to])
        for subject, text, to in OutboxMessage.objects.values_list("subject", "text", "recipient")[
            :OF_DJANGO
        ]
    ]
    stage.end_programs()
    get_connection().send_messages(mails)
