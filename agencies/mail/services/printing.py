"""A mail as it goes over the line. Django's own printing takes half of the time of sending a mail;
this, a tenth.
"""

import base64
import uuid
from email.header import Header
from email.utils import formatdate
from functools import cache

from django.conf import settings
from django.core.mail import BadHeaderError, EmailMultiAlternatives
from django.core.mail.message import sanitize_address

# Bytes of a line of text that every server takes (RFC 5322, 2.1.1).
LONGEST_LINE = 998
# Of a header's line; a longer one is folded.
LONGEST_PLAIN = 76
END = "\r\n"


def mail_as_bytes(mail: EmailMultiAlternatives) -> bytes:
    """The text, and the HTML beside it where there is some. Raises ValueError of a header that
    cannot be written.
    """
    headers = {
        "Subject": mail.subject,
        "From": header_address(mail.from_email),
        "To": ", ".join(map(header_address, mail.to)),
        "Date": formatdate(),
        "MIME-Version": "1.0",
        **mail.extra_headers,
    }
    head = "".join(_header(name, value) for name, value in headers.items()).encode("ascii")
    text, *others = [
        _part("plain", str(mail.body)),
        *(_part("html", html.content) for html in mail.alternatives),
    ]
    if not others:
        return head + text
    between = f"--=_{uuid.uuid4().hex}"
    kind = f'Content-Type: multipart/alternative; boundary="{between[2:]}"{END}'.encode("ascii")
    line = f"{between}{END}".encode("ascii")
    parts = b"".join(line + part for part in (text, *others))
    return head + kind + END.encode() + parts + f"{between}--{END}".encode("ascii")


@cache
def header_address(address: str) -> str:
    """Name and address as they stand in a header and before the content."""
    return address if address.isascii() else sanitize_address(address, settings.DEFAULT_CHARSET)


def _header(name: str, value: str) -> str:
    if "\n" in value or "\r" in value:
        raise BadHeaderError(f"the header {name} would hold a line break")
    if not value.isascii() or len(name) + len(value) + 2 > LONGEST_PLAIN:
        charset = None if value.isascii() else "utf-8"
        value = Header(value, charset, header_name=name).encode(linesep=END)
    return f"{name}: {value}{END}"


def _part(kind: str, text: str) -> bytes:
    lines = text.encode().splitlines()
    encoding = "8bit"
    content = b"".join(line + b"\r\n" for line in lines)
    if any(len(line) > LONGEST_LINE for line in lines):
        encoding = "base64"
        content = base64.encodebytes(content).replace(b"\n", b"\r\n")
    head = (
        f'Content-Type: text/{kind}; charset="utf-8"{END}Content-Transfer-Encoding: '
        f"{encoding}{END}{END}"
    )
    return head.encode("ascii") + content
