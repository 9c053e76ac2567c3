"""One fault's own servers, processes and count."""

import contextlib
import datetime
import time
from collections.abc import Callable
from pathlib import Path

from django.core.mail import EmailMessage, get_connection
from django.db import Error, connection
from django.utils import timezone

from agencies.mail.choices import MessageStatus
from agencies.mail.models import OutboxMessage
from agencies.reminders.models import Reminder
from agencies.reminders.services import decide_reminders
from config.embedded import EmbeddedServers
from faults.data import make_due
from faults.mail import Mail
from faults.mistakes import execute
from faults.programs import Program, beat, worker
from faults.result import Outcome

PATIENCE = 240.0
# As in `bench`: Django itself sends fewer a second only where other work holds the machine.
BUSY = 400

# Messages of a control's round.
CONTROL = 600

EMPTY = "TRUNCATE agencies_outboxmessage, agencies_reminder CASCADE"
UNFINISHED = (MessageStatus.QUEUED,)


class Stage:
    """Programs started here end with it. `wanted` are the Message-IDs that the present round
    owes.
    """

    def __init__(self, place: Path, servers: EmbeddedServers, mail: Mail, messages: int) -> None:
        self.place, self.servers, self.mail, self.messages = place, servers, mail, messages
        self.worker, self.beat = worker(place), beat(place)
        self.programs: list[Program] = [self.worker, self.beat]
        self.wanted: set[str] = set()
        self.is_part = False
        self.longest_pause = 0.0

    def add(self, program: Program) -> Program:
        self.programs.append(program)
        return program

    def end_programs(self) -> None:
        for program in self.programs:
            program.kill()

    # Waiting --------------------------------------------------------------------------------------
    def until(self, condition: Callable[[], bool], seconds: float = PATIENCE) -> bool:
        """Whether it came true in time; meanwhile what fell by itself is started again, as a
        supervisor does.
        """
        limit = time.monotonic() + seconds
        while True:
            with contextlib.suppress(Error):
                if condition():
                    return True
            if time.monotonic() > limit:
                return False
            for program in self.programs:
                program.supervise()
            connection.close_if_unusable_or_obsolete()
            time.sleep(0.05)

    def must(self, condition: Callable[[], bool], what: str, seconds: float = PATIENCE) -> None:
        """What the harness itself needs to go on; a fault's promise is judged by `until`
        instead.
        """
        if not self.until(condition, seconds):
            raise RuntimeError(f"The trial cannot go on: {what} ({seconds:.0f} s).")

    def taken(self, count: int) -> None:
        self.must(lambda: len(self.mail.taken) >= count, f"{count} mails did not arrive")

    def all_sent(self, limit: float) -> float | None:
        """Seconds until nothing is queued any more; None when that takes too long and nothing
        arrives for so long.

        A slow machine may take longer than the limit; `outcome` judges that by `longest_pause`.
        """
        began = time.monotonic()
        self.longest_pause, counted, last = 0.0, len(self.mail.taken), began

        def over() -> bool:
            nonlocal counted, last
            now, count = time.monotonic(), len(self.mail.taken)
            self.longest_pause = max(self.longest_pause, now - last)
            if count > counted:
                counted, last = count, now
            return (
                now - last > limit
                or not OutboxMessage.objects.filter(status__in=UNFINISHED).exists()
            )

        self.until(over, PATIENCE)
        with contextlib.suppress(Error):
            if not OutboxMessage.objects.filter(status__in=UNFINISHED).exists():
                return time.monotonic() - began
        return None

    def quiet(self, seconds: float, patience: float = PATIENCE) -> None:
        """Until the mail server has taken nothing for so long."""
        self.until(
            lambda: time.time() - max([e.at for e in self.mail.look()], default=0) > seconds,
            patience,
        )

    # Rounds ---------------------------------------------------------------------------------------
    def new_round(
        self, *, decide: bool = True, pause: float = 0.0, only: int | None = None
    ) -> None:
        """Nothing decided, sent or waiting yet; with `decide`, everybody is owed a message now.

        `only` so many of them: a control needs to show that harm is done, not how much.
        """
        self.end_programs()
        execute(EMPTY)
        self.mail.forget()
        self.mail.rule(pause_before=pause, pause_after=pause)
        self.wanted, self.is_part = set(), False
        if decide:
            make_due(timezone.localdate())
            decide_reminders()
            self.owed_now()
        if only is not None:
            self.keep(only)

    def keep(self, count: int) -> None:
        """The ledger still knows of the others, so that nobody decides them again."""
        self.is_part = True
        keys = list(OutboxMessage.objects.order_by("pk").values_list("pk", flat=True)[:count])
        OutboxMessage.objects.exclude(pk__in=keys).delete()
        self.wanted = set(OutboxMessage.objects.values_list("message_id", flat=True))

    @property
    def owed(self) -> int:
        return len(self.wanted)

    def owed_now(self) -> None:
        """What is decided is due, whatever quiet hours say, and is what must arrive."""
        now = timezone.now()
        OutboxMessage.objects.filter(attempts=0).update(created_at=now, next_attempt_at=now)
        self.wanted = set(OutboxMessage.objects.values_list("message_id", flat=True))
        if len(self.wanted) != self.messages:
            raise RuntimeError(
                f"{len(self.wanted)} messages were decided for {self.messages} people."
            )

    def hold_back(self, count: int) -> None:
        """The last ones are due another day, until `let_go`."""
        last = OutboxMessage.objects.order_by("-urgency_on", "-pk")[:count]
        OutboxMessage.objects.filter(pk__in=list(last.values_list("pk", flat=True))).update(
            created_at=timezone.now(), next_attempt_at=timezone.now() + datetime.timedelta(days=1)
        )

    def let_go(self) -> None:
        OutboxMessage.objects.filter(status__in=UNFINISHED).update(next_attempt_at=timezone.now())

    def start(self, **environment: str) -> None:
        self.worker.start(**environment)
        self.beat.start()

    # Counting -------------------------------------------------------------------------------------
    @property
    def lost(self) -> int:
        return len(self.wanted - self.mail.copies().keys())

    @property
    def extra(self) -> int:
        """Second copies, and mails that nobody owed."""
        copies = self.mail.copies()
        return sum(copies.values()) - len(self.wanted & copies.keys())

    def outcome(
        self,
        fault: str,
        *,
        allowed: int = 0,
        seconds: float | None = None,
        limit: float | None = None,
    ):
        outcome = Outcome(
            fault, self.owed, self.lost, self.extra, allowed, seconds, limit, self.longest_pause
        )
        if limit is not None and seconds is None:
            outcome.problems.append(f"not all was sent, and nothing came for {limit:.0f} s")
        outcome.problems += self.broken_rows()
        if limit is not None and seconds is not None and seconds > limit:
            outcome.is_busy = self.rate_of_django() < BUSY
        return outcome

    def rate_of_django(self) -> float:
        # Mails a second that Django sends by itself over one connection, now.
        mails = [EmailMessage("x", "x", to=["do@thu-loi.example"]) for _number in range(100)]
        self.mail.rule(pause_before=0, pause_after=0)
        began = time.monotonic()
        get_connection().send_messages(mails)
        return len(mails) / (time.monotonic() - began)

    def broken_rows(self) -> list[str]:
        # What the rows say that cannot be: a half-made decision, a message sent without its letter,
        # a wrong mark.
        silent = 0 if self.is_part else Reminder.objects.filter(messages__isnull=True).count()
        empty = OutboxMessage.objects.filter(status=MessageStatus.SENT, text="").count()
        sent = set(
            OutboxMessage.objects.filter(status=MessageStatus.SENT).values_list(
                "message_id", flat=True
            )
        )
        unseen = len(sent - self.mail.copies().keys())
        found = {
            "reminders without a message": silent,
            "sent without a letter": empty,
            "marked but not sent": unseen,
        }
        return [f"{count} {what}" for what, count in found.items() if count]
