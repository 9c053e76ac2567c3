"""What a mail server may say, each for one of a hundred recipients, while the other ninety-three
get their mail.
"""

import contextlib
import datetime
from collections import Counter

from django.core.mail import EmailMessage, get_connection
from django.db.models import F
from django.utils import timezone

from agencies.mail.choices import MessageStatus
from agencies.mail.models import OutboxMessage
from faults.mistakes import NEVER_MARKED, mistake
from faults.result import Outcome
from faults.sink import CLOSE_IN_DATA, DROP, NUMBER
from faults.stage import Stage

REFUSED = "550 5.1.1 No such user"
# What is said at the first attempts; then the message is taken. 450 is said four times, to see all
# waits.
ANSWERS = {
    "421": ["421 4.3.2 Closing"],
    "450": ["450 4.2.1 Mailbox busy"] * 4,
    "451": ["451 4.3.0 Try later"],
    "452": ["452 4.2.2 Mailbox full"],
    "550": [REFUSED] * 9,
    CLOSE_IN_DATA: [CLOSE_IN_DATA],
    DROP: [DROP],
}

CLASS = {name: str(number) for number, name in enumerate(ANSWERS, 11)}
WAITS = [1, 5, 15, 60]
TOLERANCE = 30.0
NAMES = {CLOSE_IN_DATA: "closing in mid-DATA", DROP: "drop after the message, before 250"}


def each_for_one_of_a_hundred(stage: Stage) -> list[Outcome]:
    stage.new_round()
    stage.mail.rule(answers={CLASS[name]: script for name, script in ANSWERS.items()})
    stage.start()
    waits = play_attempts(stage)
    stage.end_programs()
    outcomes = [outcome_of(stage, name, waits) for name in ANSWERS]
    others = others_of(stage)
    naive = send_without_looking(stage)
    never = copies_without_marks(stage)
    for name, outcome in zip(ANSWERS, outcomes, strict=True):
        if name == DROP:
            outcome.control = f"a delivery that keeps no mark: {never} copies of one message"
            outcome.control_failed = never > 2
        else:
            outcome.control = f"Django's mail sent once, errors unheard: lost {naive[name]}"
            outcome.control_failed = naive[name] > 0
    return [others, *outcomes]


def play_attempts(stage: Stage) -> dict[str, list[float]]:
    # Let the worker try, and move the clock to the next attempt by data; minutes waited by the
    # recipients of 450.
    waits: dict[str, list[float]] = {}
    for _attempt in range(len(WAITS) + 2):
        stage.must(lambda: not due().exists(), "what is due is not tried")
        for recipient, minutes in waits_of_450(stage):
            waits.setdefault(recipient, []).append(minutes)
        queued = OutboxMessage.objects.filter(status=MessageStatus.QUEUED)
        first = queued.order_by("next_attempt_at").values_list("next_attempt_at", flat=True).first()
        if first is None:
            break
        gap = first - timezone.now() + datetime.timedelta(minutes=0.5)
        queued.update(next_attempt_at=F("next_attempt_at") - gap)
    return waits


def due():
    return OutboxMessage.objects.filter(
        status=MessageStatus.QUEUED,
        next_attempt_at__lte=timezone.now() + datetime.timedelta(seconds=20),
    )


def waits_of_450(stage: Stage):
    # For each recipient that was refused just now: minutes from the refusal to the next attempt.
    last = {
        event.recipient: event.at for event in stage.mail.look() if event.what.startswith("450")
    }
    rows = OutboxMessage.objects.filter(recipient__in=last, status=MessageStatus.QUEUED)
    for recipient, at in rows.values_list("recipient", "next_attempt_at"):
        yield recipient, (at.timestamp() - last[recipient]) / 60


def kind_of(recipient: str) -> str:
    number = str(int(NUMBER.search(recipient)[1]) % 100)
    return next((name for name, known in CLASS.items() if known == number), "")


def messages_of(name: str) -> list[OutboxMessage]:
    return [
        message
        for message in OutboxMessage.objects.defer("html")
        if kind_of(message.recipient) == name
    ]


def outcome_of(stage: Stage, name: str, waits: dict[str, list[float]]) -> Outcome:
    messages, copies = messages_of(name), stage.mail.copies()
    ids = [message.message_id for message in messages]
    lost = (
        sum(not copies[each] for each in ids)
        if name != "550"
        else sum(m.status == "queued" for m in messages)
    )
    extra = sum(max(copies[each] - 1, 0) for each in ids)
    title = NAMES.get(name, f"SMTP {name}") + " for 1 of 100"
    outcome = Outcome(title, len(ids), lost, extra, len(ids) if name == DROP else 0)
    if name == "550":
        parked = sum(m.status == MessageStatus.PARKED and m.last_error == REFUSED for m in messages)
        outcome.note = f"{parked} parked with the reason “{REFUSED}”"
        outcome.problems += [] if parked == len(ids) else [outcome.note]
        outcome.problems += (
            ["a refused message arrived"] if any(copies[each] for each in ids) else []
        )
    if name == "450":
        outcome.note, outcome.problems = judge_waits(messages, waits)
    if name == DROP:
        outcome.note = "at most one more copy of each, under the same Message-ID"
        worst = max((copies[each] for each in ids), default=0)
        outcome.problems += [f"{worst} copies of one message"] if worst > 2 else []
    return outcome


def judge_waits(
    messages: list[OutboxMessage], waits: dict[str, list[float]]
) -> tuple[str, list[str]]:
    wrong = [
        found
        for message in messages
        if len(found := waits.get(message.recipient, [])) != len(WAITS)
        or any(
            abs(minutes - wanted) * 60 > TOLERANCE
            for minutes, wanted in zip(found, WAITS, strict=False)
        )
    ]
    note = (
        f"refused four times, tried again after {', '.join(map(str, WAITS))} minutes (clock "
        "moved by data)"
    )
    return note, [
        f"{len(wrong)} waited otherwise, such as {[round(m, 1) for m in wrong[0]]}"
    ] if wrong else []


def others_of(stage: Stage) -> Outcome:
    # The ninety-three that have nothing to do with it: their mail comes at the first attempt.
    copies = stage.mail.copies()
    messages = messages_of("")
    ids = [message.message_id for message in messages]
    late = sum(message.attempts != 1 for message in messages)
    outcome = Outcome(
        "the other 93 of 100 beside the answers below",
        len(ids),
        sum(not copies[each] for each in ids),
        sum(max(copies[each] - 1, 0) for each in ids),
        0,
        problems=[f"{late} needed more than one attempt"] if late else [],
    )
    first = send_in_one_call(stage, messages)
    outcome.control = (
        f"Django's send_messages() with the refused among them: lost {first} of {len(ids)}"
    )
    outcome.control_failed = first > 0
    return outcome


def send_in_one_call(stage: Stage, messages: list[OutboxMessage]) -> int:
    # How many of the others Django's own batch does not deliver when it meets the first refusal.
    stage.mail.forget()
    stage.mail.rule(answers={CLASS["550"]: ANSWERS["550"]})
    everybody = OutboxMessage.objects.order_by("pk").values_list("recipient", "message_id")
    mails = [
        EmailMessage("x", "x", to=[to], headers={"Message-ID": each}) for to, each in everybody
    ]
    with contextlib.suppress(OSError):  # that is the mistake: the rest is not sent
        get_connection().send_messages(mails)
    copies = stage.mail.copies()
    return sum(not copies[message.message_id] for message in messages)


def send_without_looking(stage: Stage) -> Counter:
    # What is lost of each kind when every mail is tried once and errors are unheard.
    stage.mail.forget()
    stage.mail.rule(answers={CLASS[name]: script for name, script in ANSWERS.items()})
    rows = [
        row
        for row in OutboxMessage.objects.values_list("recipient", "message_id")
        if kind_of(row[0])
    ]
    for recipient, message_id in rows:
        EmailMessage("x", "x", to=[recipient], headers={"Message-ID": message_id}).send(
            fail_silently=True
        )
    copies = stage.mail.copies()
    return Counter(kind_of(recipient) for recipient, message_id in rows if not copies[message_id])


def copies_without_marks(stage: Stage) -> int:
    # The most copies of one message when the connection drops and the ledger keeps no mark.
    stage.new_round(only=50)
    with mistake(NEVER_MARKED):
        stage.start()
        stage.taken(250)
        stage.end_programs()
    return max(stage.mail.copies().values())
