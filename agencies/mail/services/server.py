"""The mail server behind one connection, and the meaning of its answers."""

import enum
import re
import smtplib
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass

from django.core.mail import EmailMultiAlternatives, get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.core.mail.backends.smtp import EmailBackend

from agencies.mail.services.printing import header_address, mail_as_bytes

# The answers with which a server asks for the content, and ends the connection.
GO_ON = 354
CLOSING = 421
# A dot on a line of its own ends the content; another line that begins with one gets a second (RFC
# 5321, 4.5.2).
LINE_WITH_DOT = re.compile(rb"^\.", re.MULTILINE)
LINE_END = b"\r\n"
END = b"\r\n.\r\n"


def do_nothing() -> None:
    """What is called before the content where nothing has to be waited for."""


class SendVerdict(enum.Enum):
    REFUSED = enum.auto()  # for good: a person must look at it
    LATER = enum.auto()  # this message may pass at another time
    UNREACHABLE = enum.auto()  # no message can be sent now


@dataclass
class SendError(Exception):
    verdict: SendVerdict
    reason: str


class MailServerConnection:
    """One connection for many messages, opened when first needed and again after it broke."""

    def __init__(self) -> None:
        self._connection: BaseEmailBackend | None = None
        self._before_content: Callable[[], None] = do_nothing

    def __enter__(self) -> "MailServerConnection":
        return self

    def __exit__(self, *reason: object) -> None:
        self.close()

    def send(
        self, mail: EmailMultiAlternatives, before_content: Callable[[], None] = do_nothing
    ) -> None:
        """Hand over one message; returns when the server has taken it, else raises SendError.

        `before_content` is called when the server knows from whom and to whom; what it raises
        leaves the mail unsent.
        """
        connection = self._open()
        self._before_content = before_content
        try:
            if smtp := _smtp_of(connection):
                smtp.sendmail(header_address(mail.from_email), mail.to, mail_as_bytes(mail))
            else:
                before_content()
                connection.send_messages([mail])
        except (smtplib.SMTPException, OSError) as problem:
            code, reason = _answer(problem)
            if code in (0, CLOSING):
                self.close()
            raise SendError(_verdict(problem, code), reason) from problem
        except ValueError as problem:
            # a header that cannot be written: line breaks, letters that no encoding has
            raise SendError(SendVerdict.REFUSED, str(problem)) from problem
        # of `before_content`: the server waits for a content, and would not understand a farewell
        except Exception:
            if smtp := _smtp_of(connection):
                smtp.close()
            self.close()
            raise

    def close(self) -> None:
        connection = self._connection
        self._connection = None
        if connection is not None:
            # a connection that fails here is gone, which is what we want
            with suppress(smtplib.SMTPException, OSError):
                connection.close()

    def _open(self) -> BaseEmailBackend:
        if self._connection is None:
            connection = get_connection()
            try:
                connection.open()
            except (smtplib.SMTPException, OSError) as problem:
                raise SendError(SendVerdict.UNREACHABLE, _answer(problem)[1]) from problem
            self._connection = connection
            if smtp := _smtp_of(connection):
                self._wait_before_content(smtp)
        return self._connection

    def _wait_before_content(self, smtp: smtplib.SMTP) -> None:
        # `smtplib` has no place for it: `sendmail` names sender and recipient, then calls `data`
        # with the content.

        def data(content: bytes) -> tuple[int, bytes]:
            code, words = smtp.docmd("data")
            if code != GO_ON:
                raise smtplib.SMTPDataError(code, words)
            self._before_content()
            smtp.send(LINE_WITH_DOT.sub(b"..", content).removesuffix(LINE_END) + END)
            return smtp.getreply()

        smtp.data = data


def _smtp_of(connection: BaseEmailBackend) -> smtplib.SMTP | None:
    # What speaks with the server; other backends than Django's for SMTP have none.
    return connection.connection if isinstance(connection, EmailBackend) else None


def _verdict(problem: Exception, code: int) -> SendVerdict:
    # What was said about the recipient or the content with a 5xx code is final; all else may pass
    # later.
    if isinstance(problem, smtplib.SMTPNotSupportedError):
        return SendVerdict.REFUSED
    is_about_message = isinstance(problem, (smtplib.SMTPRecipientsRefused, smtplib.SMTPDataError))
    return SendVerdict.REFUSED if is_about_message and code >= 500 else SendVerdict.LATER


def _answer(problem: Exception) -> tuple[int, str]:
    # Code, and code with words; 0 where the server said nothing. Each message has one recipient.
    if isinstance(problem, smtplib.SMTPRecipientsRefused):
        code, words = next(iter(problem.recipients.values()))
    elif isinstance(problem, smtplib.SMTPResponseException):
        code = problem.smtp_code
        words = problem.smtp_error
    else:
        return 0, str(problem) or type(problem).__name__
    return code, f"{code} {words.decode(errors='replace') if isinstance(words, bytes) else words}"
