"""The mail server behind one connection, and the meaning of its answers."""

import enum
import smtplib
from dataclasses import dataclass

from django.core.mail import EmailMessage, get_connection
from django.core.mail.backends.base import BaseEmailBackend

CLOSING = 421
"""The answer with which a server ends the connection."""


class Verdict(enum.Enum):
    REFUSED = enum.auto()  # for good: a person must look at it
    LATER = enum.auto()  # this message may pass at another time
    UNREACHABLE = enum.auto()  # no message can be sent now


@dataclass
class SendError(Exception):
    verdict: Verdict
    reason: str


class MailServer:
    """One connection for many messages, opened when first needed and again after it broke."""

    def __init__(self) -> None:
        self._connection: BaseEmailBackend | None = None

    def __enter__(self) -> "MailServer":
        return self

    def __exit__(self, *reason: object) -> None:
        self.close()

    def send(self, mail: EmailMessage) -> None:
        """Hand over one message; returns when the server has taken it, else raises SendError."""
        connection = self._open()
        try:
            connection.send_messages([mail])
        except (smtplib.SMTPException, OSError) as problem:
            if _breaks_connection(problem):
                self.close()
            raise SendError(_verdict(problem), _reason(problem)) from problem
        except (
            ValueError
        ) as problem:  # a header that cannot be written: line breaks, letters that no encoding has
            raise SendError(Verdict.REFUSED, str(problem)) from problem

    def close(self) -> None:
        connection, self._connection = self._connection, None
        if connection is not None:
            try:
                connection.close()
            except (smtplib.SMTPException, OSError):
                return  # it is gone, which is what we want

    def _open(self) -> BaseEmailBackend:
        if self._connection is None:
            connection = get_connection()
            try:
                connection.open()
            except (smtplib.SMTPException, OSError) as problem:
                raise SendError(Verdict.UNREACHABLE, _reason(problem)) from problem
            self._connection = connection
        return self._connection


def _verdict(problem: Exception) -> Verdict:
    """What was said about the recipient or the content with a 5xx code is final; all else may pass
    later.
    """
    if isinstance(problem, smtplib.SMTPNotSupportedError):
        return Verdict.REFUSED
    about_this_message = isinstance(problem, (smtplib.SMTPRecipientsRefused, smtplib.SMTPDataError))
    return Verdict.REFUSED if about_this_message and _answer(problem)[0] >= 500 else Verdict.LATER


def _breaks_connection(problem: Exception) -> bool:
    answered = isinstance(problem, (smtplib.SMTPRecipientsRefused, smtplib.SMTPResponseException))
    return not answered or _answer(problem)[0] == CLOSING


def _answer(problem: Exception) -> tuple[int, str]:
    """Code and words of the server; each message has one recipient."""
    if isinstance(problem, smtplib.SMTPRecipientsRefused):
        code, words = next(iter(problem.recipients.values()))
    elif isinstance(problem, smtplib.SMTPResponseException):
        code, words = problem.smtp_code, problem.smtp_error
    else:
        return 0, str(problem) or type(problem).__name__
    return code, words.decode(errors="replace") if isinstance(words, bytes) else words


def _reason(problem: Exception) -> str:
    code, words = _answer(problem)
    return f"{code} {words}" if code else words
