"""What a mail server may say, each for one of a hundred recipients, while the other ninety-three
get their mail.
"""

import contextlib
import datetime
from collections import Counter, defaultdict

from django.core.mail import EmailMessage, get_connection
from django.db.models import F
from django.utils import timezone

from agencies.mail.choices import MessageStatus
from agencies.mail.models import OutboxMessage
from faults.data import NEVER_MARKED
from faults.result import FaultOutcome
from faults.sink import CLOSE_IN_DATA, DROP, NUMBER
from faults.stage import FaultStage, due_messages, queued_messages

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
NUMBERS = {name: str(number) for number, name in enumerate(ANSWERS, 11)}
NAMES = {str(number): name for name, number in NUMBERS.items()}
SCRIPTS = {NUMBERS[name]: script for name, script in ANSWERS.items()}
TITLES = {CLOSE_IN_DATA: "closing in mid-DATA", DROP: "drop after the message, before 250"}
WAITS = [1, 5, 15, 60]
TOLERANCE = 30.0


def refuse_some(stage: FaultStage) -> list[FaultOutcome]:
    stage.new_round()
    stage.mail.set_rules(answers=SCRIPTS)
    stage.start_programs()
    waits = _play_attempts(stage)
    stage.end_programs()
    by_answer = defaultdict(list)
    for message in OutboxMessage.objects.defer("html").order_by("pk"):
        by_answer[_answer_to(message.recipient)].append(message)
    others, *outcomes = [
        _judge_answer(stage, name, by_answer[name], waits) for name in ("", *ANSWERS)
    ]
    # The ninety-three that have nothing to do with it: their mail comes at the first attempt.
    late = sum(message.attempts != 1 for message in by_answer[""])
    others.note_problem_unless(not late, f"{late} needed more than one attempt")
    lost = _count_lost(stage, in_one_call=True)
    others.note_control(
        f"Django's send_messages() with the refused among them: lost {lost['']} of "
        f"{others.messages}",
        did_harm=lost[""] > 0,
    )
    lost = _count_lost(stage, in_one_call=False)
    for name, outcome in zip(ANSWERS, outcomes, strict=True):
        outcome.note_control(
            f"Django's mail sent once, errors unheard: lost {lost[name]}", did_harm=lost[name] > 0
        )
    # The most copies of one message when the connection drops and the ledger keeps no mark.
    stage.count_extra_without(NEVER_MARKED, sent=5, pause=0, only=50)
    most = max(stage.mail.count_copies().values())
    outcomes[-1].note_control(
        f"a delivery that keeps no mark: {most} copies of one message", did_harm=most > 2
    )
    return [others, *outcomes]


def _play_attempts(stage: FaultStage) -> dict[str, list[float]]:
    # Let the worker try, and move the clock to the next attempt by data; minutes waited by the
    # recipients of 450.
    waits = defaultdict(list)
    for _attempt in range(len(WAITS) + 2):
        stage.require_condition(
            lambda: not due_messages(margin=20).exists(), "what is due is not tried"
        )
        refused_at = {
            event.recipient: event.at
            for event in stage.mail.read_events()
            if event.what.startswith("450")
        }
        rows = queued_messages().filter(recipient__in=refused_at)
        for recipient, at in rows.values_list("recipient", "next_attempt_at"):
            waits[recipient].append((at.timestamp() - refused_at[recipient]) / 60)
        first = queued_messages().order_by("next_attempt_at").first()
        if first is None:
            break
        gap = first.next_attempt_at - timezone.now() + datetime.timedelta(minutes=0.5)
        queued_messages().update(next_attempt_at=F("next_attempt_at") - gap)
    return waits


def _answer_to(recipient: str) -> str:
    # Empty for those whose mail is simply taken.
    return NAMES.get(str(int(NUMBER.search(recipient)[1]) % 100), "")


def _judge_answer(
    stage: FaultStage, name: str, messages: list[OutboxMessage], waits: dict[str, list[float]]
) -> FaultOutcome:
    copies = [stage.mail.count_copies()[message.message_id] for message in messages]
    title = TITLES.get(name, f"SMTP {name}") + " for 1 of 100"
    outcome = FaultOutcome(
        title if name else "the other 93 of 100 beside the answers below",
        len(messages),
        lost=copies.count(0),
        extra=sum(max(count - 1, 0) for count in copies),
    )
    if name == "550":
        outcome.lost = sum(message.status == MessageStatus.QUEUED for message in messages)
        parked = sum(
            message.status == MessageStatus.PARKED and message.last_error == REFUSED
            for message in messages
        )
        outcome.note = f"{parked} parked with the reason “{REFUSED}”"
        outcome.note_problem_unless(parked == len(messages), outcome.note)
        outcome.note_problem_unless(not any(copies), "a refused message arrived")
    if name == "450":
        wrong = [found for message in messages if _is_wrong(found := waits[message.recipient])]
        outcome.note = (
            f"refused four times, tried again after {', '.join(map(str, WAITS))} minutes (clock "
            "moved by data)"
        )
        such = [round(minutes, 1) for minutes in wrong[0]] if wrong else []
        outcome.note_problem_unless(not wrong, f"{len(wrong)} waited otherwise, such as {such}")
    if name == DROP:
        outcome.allowed = len(messages)
        outcome.note = "at most one more copy of each, under the same Message-ID"
        outcome.note_problem_unless(max(copies) <= 2, f"{max(copies)} copies of one message")
    return outcome


def _is_wrong(found: list[float]) -> bool:
    return len(found) != len(WAITS) or any(
        abs(minutes - wanted) * 60 > TOLERANCE for minutes, wanted in zip(found, WAITS, strict=True)
    )


def _count_lost(stage: FaultStage, *, in_one_call: bool) -> Counter[str]:
    # By what the recipients were answered: when Django sends all in one call, which meets a
    # refusal, or each who is refused alone and tried once, with errors unheard.
    stage.mail.reset()
    stage.mail.set_rules(answers={NUMBERS["550"]: ANSWERS["550"]} if in_one_call else SCRIPTS)
    rows = OutboxMessage.objects.order_by("pk").values_list("recipient", "message_id")
    chosen = [row for row in rows if in_one_call or _answer_to(row[0])]
    mails = [
        EmailMessage("x", "x", to=[recipient], headers={"Message-ID": message_id})
        for recipient, message_id in chosen
    ]
    if in_one_call:
        with contextlib.suppress(OSError):  # that is the mistake: the rest is not sent
            get_connection().send_messages(mails)
    else:
        for mail in mails:
            mail.send(fail_silently=True)
    copies = stage.mail.count_copies()
    return Counter(_answer_to(recipient) for recipient, each in chosen if not copies[each])
