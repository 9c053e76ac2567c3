"""One fault's own servers, processes and count."""

import contextlib
import datetime
import time
from collections.abc import Callable
from pathlib import Path

from django.core.mail import EmailMessage, get_connection
from django.db import Error, connection
from django.db.models import QuerySet
from django.utils import timezone

from agencies.mail.choices import MessageStatus
from agencies.mail.models import OutboxMessage
from agencies.reminders.models import Reminder
from agencies.reminders.services import decide_reminders
from config.embedded import EmbeddedServers
from faults.data import EMPTY, make_due, planted_mistake, run_statements
from faults.mail import MailServerProcess
from faults.programs import Program, beat_program, worker_program
from faults.proxy import RedisProxy
from faults.result import FaultOutcome

PATIENCE = 240.0
# As in `bench`: Django itself sends fewer a second only where other work holds the machine.
BUSY = 400
# Messages of a control's round.
CONTROL = 300
# Seconds that the mail server waits before and after it takes a message, so that a fault falls into
# a sending.
PAUSE = 0.003


class FaultStage:
    """Programs started here end with it. `wanted` are the Message-IDs that the present round
    owes.
    """

    def __init__(
        self,
        place: Path,
        servers: EmbeddedServers,
        mail: MailServerProcess,
        proxy: RedisProxy,
        messages: int,
    ) -> None:
        self.place = place
        self.servers = servers
        self.mail = mail
        self.proxy = proxy
        self.messages = messages
        self.worker = worker_program(place)
        self.beat = beat_program(place)
        self.programs = [self.worker, self.beat]
        self.wanted: set[str] = set()
        self.is_part = False
        self.longest_pause = 0.0

    def add_program(self, program: Program) -> Program:
        self.programs.append(program)
        return program

    def end_programs(self) -> None:
        for program in self.programs:
            program.kill()

    # Waiting --------------------------------------------------------------------------------------
    def wait_until(self, condition: Callable[[], bool], seconds: float = PATIENCE) -> bool:
        """Whether it came true in time; meanwhile what fell by itself is started again, as a
        supervisor does.
        """
        limit = time.monotonic() + seconds
        while time.monotonic() <= limit:
            with contextlib.suppress(Error):
                if condition():
                    return True
            for program in self.programs:
                program.restart_if_fallen()
            connection.close_if_unusable_or_obsolete()
            time.sleep(0.05)
        return False

    def require_condition(
        self, condition: Callable[[], bool], what: str, seconds: float = PATIENCE
    ) -> None:
        """What the harness itself needs to go on; a fault's promise is judged by `wait_until`
        instead.
        """
        if not self.wait_until(condition, seconds):
            raise RuntimeError(f"The trial cannot go on: {what} ({seconds:.0f} s).")

    def wait(self, seconds: float) -> None:
        """The fault's own time; programs that fall meanwhile are started again."""
        self.wait_until(lambda: False, seconds)

    def wait_for_mails(self, share: float) -> None:
        """Until this share of what is owed was taken."""
        count = int(share * len(self.wanted))
        self.require_condition(
            lambda: len(self.mail.taken) >= count, f"{count} mails did not arrive"
        )

    def wait_for_quiet(self, seconds: float) -> None:
        """Until the mail server has taken nothing for so long."""
        self.wait_until(
            lambda: time.time() - max([e.at for e in self.mail.read_events()], default=0) > seconds
        )

    def wait_until_sent(self, limit: float) -> float | None:
        """Seconds until nothing is queued any more; None when that takes too long and nothing
        arrives for so long.

        A slow machine may take longer than the limit; `judge` looks at `longest_pause` then.
        """
        began = last = time.monotonic()
        self.longest_pause = 0.0
        counted = len(self.mail.taken)

        def is_over() -> bool:
            nonlocal counted, last
            now = time.monotonic()
            count = len(self.mail.taken)
            self.longest_pause = max(self.longest_pause, now - last)
            if count > counted:
                counted = count
                last = now
            return now - last > limit or not queued_messages().exists()

        self.wait_until(is_over)
        with contextlib.suppress(Error):
            if not queued_messages().exists():
                return time.monotonic() - began
        return None

    # Rounds ---------------------------------------------------------------------------------------
    def new_round(
        self, *, decide: bool = True, pause: float = 0.0, only: int | None = None
    ) -> None:
        """Nothing decided, sent or waiting yet; with `decide`, everybody is owed a message now.

        `only` so many of them: a control needs to show that harm is done, not how much.
        """
        self.end_programs()
        run_statements(EMPTY)
        self.mail.reset()
        self.mail.set_rules(pause_before=pause, pause_after=pause)
        self.wanted = set()
        self.is_part = False
        if decide:
            make_due(timezone.localdate())
            decide_reminders()
            self.note_owed()
        if only is not None:
            self.leave_only(only)

    def begin_round(
        self,
        *,
        sent: float = 0.0,
        held_back: float = 0.0,
        pause: float = PAUSE,
        only: int | None = None,
    ) -> None:
        """Everybody is owed a message, and the programs are sending: goes on once the share `sent`
        was taken. The share `held_back` is due another day, until `release_held_back`.
        """
        self.new_round(pause=pause, only=only)
        last = OutboxMessage.objects.order_by("-urgency_on", "-pk").values_list("pk", flat=True)
        OutboxMessage.objects.filter(pk__in=[*last[: int(held_back * len(self.wanted))]]).update(
            created_at=timezone.now(), next_attempt_at=timezone.now() + datetime.timedelta(days=1)
        )
        self.start_programs()
        self.wait_for_mails(sent)

    def release_held_back(self) -> None:
        queued_messages().update(next_attempt_at=timezone.now())

    def leave_only(self, count: int) -> None:
        """The ledger still knows of the others, so that nobody decides them again."""
        self.is_part = True
        keys = [*OutboxMessage.objects.order_by("pk").values_list("pk", flat=True)[:count]]
        OutboxMessage.objects.exclude(pk__in=keys).delete()
        self.wanted = set(OutboxMessage.objects.values_list("message_id", flat=True))

    def note_owed(self) -> None:
        """What is decided is due, whatever quiet hours say, and is what must arrive."""
        now = timezone.now()
        OutboxMessage.objects.filter(attempts=0).update(created_at=now, next_attempt_at=now)
        self.wanted = set(OutboxMessage.objects.values_list("message_id", flat=True))
        if len(self.wanted) != self.messages:
            raise RuntimeError(
                f"{len(self.wanted)} messages were decided for {self.messages} people."
            )

    def note_owed_if_not_cancelled(self) -> None:
        """For rounds that a moved clock decided: what it overtook is owed to nobody."""
        owed = OutboxMessage.objects.exclude(status=MessageStatus.CANCELLED)
        self.wanted = set(owed.values_list("message_id", flat=True))

    def start_programs(self, **environment: str) -> None:
        self.worker.start(**environment)
        self.beat.start()

    def count_extra_without(
        self,
        safeguard: str,
        *,
        sent: float = 0.0,
        limit: float = 0.0,
        meanwhile: Callable[[], object] = lambda: None,
        **round_options: float,
    ) -> int:
        """Extra copies of a control's round with the safeguard taken away (faults.data), until the
        share `sent` was taken or, with a limit, until all is sent.
        """
        with planted_mistake(safeguard):
            self.begin_round(sent=sent, **{"only": CONTROL} | round_options)
            meanwhile()
            if limit:
                self.wait_until_sent(limit)
            self.end_programs()
        return self.extra

    # Counting -------------------------------------------------------------------------------------
    @property
    def lost(self) -> int:
        return len(self.wanted - self.mail.count_copies().keys())

    @property
    def extra(self) -> int:
        """Second copies, and mails that nobody owed."""
        copies = self.mail.count_copies()
        return copies.total() - len(self.wanted & copies.keys())

    def judge_sending(self, fault: str, limit: float, *, allowed: int = 0) -> FaultOutcome:
        """Waits until all is sent, at most `limit` seconds."""
        seconds = self.wait_until_sent(limit)
        return self.judge_fault(fault, allowed=allowed, seconds=seconds, limit=limit)

    def judge_fault(
        self,
        fault: str,
        *,
        allowed: int = 0,
        seconds: float | None = None,
        limit: float | None = None,
    ) -> FaultOutcome:
        outcome = FaultOutcome(
            fault,
            len(self.wanted),
            self.lost,
            self.extra,
            allowed,
            seconds,
            limit,
            self.longest_pause,
        )
        if limit is not None:
            outcome.note_problem_unless(
                seconds is not None, f"not all was sent, and nothing came for {limit:.0f} s"
            )
        outcome.problems += self._broken_rows()
        if seconds is not None and outcome.is_late:
            outcome.is_busy = self.rate_of_django() < BUSY
        return outcome

    def rate_of_django(self) -> float:
        """Mails a second that Django sends by itself over one connection, now."""
        mails = [EmailMessage("x", "x", to=["do@thu-loi.example"]) for _number in range(100)]
        self.mail.set_rules(pause_before=0, pause_after=0)
        began = time.monotonic()
        get_connection().send_messages(mails)
        return len(mails) / (time.monotonic() - began)

    def _broken_rows(self) -> list[str]:
        # What the rows say that cannot be: a half-made decision, a message sent without its letter,
        # a wrong mark.
        sent = OutboxMessage.objects.filter(status=MessageStatus.SENT)
        marked = set(sent.values_list("message_id", flat=True))
        silent = Reminder.objects.filter(messages__isnull=True).count()
        found = {
            "reminders without a message": 0 if self.is_part else silent,
            "sent without a letter": sent.filter(text="").count(),
            "marked but not sent": len(marked - self.mail.count_copies().keys()),
        }
        return [f"{count} {what}" for what, count in found.items() if count]


def queued_messages() -> QuerySet[OutboxMessage]:
    return OutboxMessage.objects.filter(status=MessageStatus.QUEUED)


def due_messages(margin: float = 0.0) -> QuerySet[OutboxMessage]:
    """`margin`: seconds by which what falls due soon counts too."""
    moment = timezone.now() + datetime.timedelta(seconds=margin)
    return queued_messages().filter(next_attempt_at__lte=moment)
