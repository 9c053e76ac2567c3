import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils.translation import gettext as _

from agencies.mail.services import deliver_messages


class Command(BaseCommand):
    help = (
        "Send the queued messages that are due. Stopped by a signal, it finishes the message "
        "in flight."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--limit", type=int, help="send at most this many")

    def handle(self, *args: Any, **options: Any) -> None:
        with _stop_signals() as asked_to_stop:
            delivery = deliver_messages(options["limit"], stop=asked_to_stop.is_set)
        words = _(
            "Sent %(sent)s, postponed %(postponed)s, refused %(parked)s, no longer needed "
            "%(cancelled)s."
        )
        self.stdout.write(words % vars(delivery))


@contextmanager
def _stop_signals() -> Iterator[threading.Event]:
    # An event that SIGTERM or Ctrl-C sets, instead of ending the process; only the main thread gets
    # signals.
    asked = threading.Event()
    if threading.current_thread() is not threading.main_thread():
        yield asked
        return
    numbers = (signal.SIGTERM, signal.SIGINT)
    before = [signal.signal(number, lambda *_received: asked.set()) for number in numbers]
    try:
        yield asked
    finally:
        for number, handler in zip(numbers, before, strict=True):
            signal.signal(number, handler)
