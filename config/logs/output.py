"""What a command prints where nobody watches: each line is an event of the log."""

import contextlib
import io
import logging
import sys
from collections.abc import Iterator

from config.logs.configuration import begin_logging

# Commands that a deployment starts by itself. Output of others is for whoever called them, or for a
# file.
UNATTENDED = frozenset({"backup", "migrate"})


class PrintedLines(io.TextIOBase):
    """A stream whose lines go to the logger of the command."""

    def __init__(self, logger: logging.Logger, level: int) -> None:
        self.logger, self.level, self.begun = logger, level, ""

    def writable(self) -> bool:
        return True

    def write(self, text: str) -> int:
        *lines, self.begun = (self.begun + text).split("\n")
        for line in lines:
            self._log(line)
        return len(text)

    def end(self) -> None:
        self._log(self.begun)
        self.begun = ""

    def _log(self, line: str) -> None:
        if line.strip():
            self.logger.log(self.level, "%s", line.strip())


@contextlib.contextmanager
def logged_output(arguments: list[str]) -> Iterator[None]:
    """For one `manage.py` command, where the log is JSON; at a terminal it prints to whoever sits
    there.
    """
    command = (arguments[1:2] or [""])[0]
    if not begin_logging() or command not in UNATTENDED or sys.stdout.isatty():
        yield
        return
    logger = logging.getLogger(f"manage.{command}")
    said, complained = PrintedLines(logger, logging.INFO), PrintedLines(logger, logging.ERROR)
    try:
        with contextlib.redirect_stdout(said), contextlib.redirect_stderr(complained):
            yield
    finally:
        said.end()
        complained.end()
