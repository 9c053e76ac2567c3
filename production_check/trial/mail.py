"""The mail server of the check: the trial's, on the network of the containers."""

import email
import email.policy
import signal
import socket
import subprocess
import sys
from email.message import EmailMessage
from pathlib import Path

from config.embedded.processes import ends_with_parent, wait_until
from config.trial.environment import ROOT
from production_check.errors import CheckError
from production_check.report import Report


class MailServer:
    def __init__(self, address: tuple[str, int], report: Report) -> None:
        self.folder = report.place / "mail"
        listener = socket.create_server(address)
        with report.log("mail").open("ab") as log:
            subprocess.Popen(
                [
                    sys.executable,
                    "-m",
                    "config.trial.mail_sink",
                    str(listener.fileno()),
                    str(self.folder),
                ],
                cwd=ROOT,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                pass_fds=[listener.fileno()],
                preexec_fn=ends_with_parent(signal.SIGKILL),
            )
        listener.close()

    def wait_for(self, words: str, seconds: float) -> EmailMessage:
        """The first mail whose text has these words. Raises CheckError when none comes in time."""
        wait_until(lambda: self._with(words) is not None, seconds)
        found = self._with(words)
        if found is None:
            known = ", ".join(str(mail["Subject"]) for mail in self._all()) or "none"
            raise CheckError(
                f"No mail with “{words}” arrived within {seconds:.0f} s; those that did: {known}."
            )
        return found

    def _with(self, words: str) -> EmailMessage | None:
        return next((mail for mail in self._all() if words in text_of(mail)), None)

    def _all(self) -> list[EmailMessage]:
        return (
            [_read(path) for path in sorted(self.folder.glob("*.eml"))]
            if self.folder.exists()
            else []
        )


def text_of(mail: EmailMessage) -> str:
    body = mail.get_body(preferencelist=("plain",))
    return str(body.get_content()) if body is not None else ""


def _read(path: Path) -> EmailMessage:
    return email.message_from_bytes(
        path.read_bytes(), _class=EmailMessage, policy=email.policy.default
    )
