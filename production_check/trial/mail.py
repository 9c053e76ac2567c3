"""The mail server of the check: the trial's, on the network of the containers."""

import email
import email.policy
import signal
import socket
import sys
from collections.abc import Iterator
from email.message import EmailMessage

from config.embedded.processes import start_logged, wait_until
from config.trial.environment import ROOT
from production_check.report import CheckError, Report


class CaughtMail:
    def __init__(self, address: tuple[str, int], report: Report) -> None:
        self.folder = report.place / "mail"
        with socket.create_server(address) as listener:
            start_logged(
                [
                    sys.executable,
                    "-m",
                    "config.trial.mail_sink",
                    str(listener.fileno()),
                    str(self.folder),
                ],
                report.log("mail"),
                signal.SIGKILL,
                cwd=ROOT,
                pass_fds=[listener.fileno()],
            )

    def wait_for(self, words: str, seconds: float) -> EmailMessage:
        """The first mail whose text has these words. Raises CheckError when none comes in time."""
        found: list[EmailMessage] = []

        def has_arrived() -> bool:
            found.extend(mail for mail in self._read_all() if words in mail_text(mail))
            return bool(found)

        if not wait_until(has_arrived, seconds):
            known = ", ".join(str(mail["Subject"]) for mail in self._read_all()) or "none"
            raise CheckError(
                f"No mail with “{words}” arrived within {seconds:.0f} s; those that did: {known}."
            )
        return found[0]

    def _read_all(self) -> Iterator[EmailMessage]:
        for path in sorted(self.folder.glob("*.eml")):
            yield email.message_from_bytes(
                path.read_bytes(), _class=EmailMessage, policy=email.policy.default
            )


def mail_text(mail: EmailMessage) -> str:
    body = mail.get_body(preferencelist=("plain",))
    return str(body.get_content()) if body is not None else ""
