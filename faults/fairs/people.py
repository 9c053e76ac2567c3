"""People of a job fair as they use the portal from outside: each with the own page, over HTTP."""

import http.client
import re
import socket
import time
from dataclasses import dataclass, field
from urllib.parse import urlencode

from django.conf import settings
from django.contrib.messages import constants
from django.core.signing import BadSignature, get_cookie_signer
from django.urls import reverse

from conferences.fair_booking.codes import door_code, seeker_token
from conferences.fair_booking.models import Seeker
from faults.fairs.rows import Wish

# What a browser was given by any page before, and sends back with each form.
SECRET = "t" * 32
TIMEOUT = 60.0
# The answer of a portal that is busy, and how often it is asked again.
BUSY = 503
ATTEMPTS = 5
SEAT = re.compile(r'name="seat"\s+value="(\d+)"')
_MESSAGES = re.compile(r"messages=([^;]+)")


@dataclass
class Answers:
    """How everything was answered in the end: 0 for what was not answered at all. `put_off`: how
    often somebody was told that the portal is busy, and tried again, as the page says.
    """

    statuses: list[int] = field(default_factory=list)
    put_off: list[float] = field(default_factory=list)
    seconds: list[float] = field(default_factory=list)


@dataclass(frozen=True)
class Answer:
    """`was_done`: whether the page that follows says so, and not why it could not be."""

    status: int
    page: str
    was_done: bool


@dataclass
class Visitor:
    """Somebody with the own page open. `holds`: the blocks in which the portal said that there is
    an interview, or a place in the line with the moments of asking and of its answer.
    """

    port: int
    answers: Answers
    seeker: Seeker
    cookie: str = ""
    holds: dict[int, tuple[float, float] | None] = field(default_factory=dict)
    has_cancelled: bool = False

    def wish_for(self, wish: Wish) -> None:
        """The interview, or else a place in the line."""
        given = {"block": wish.block}
        if self._act(act="book", at=wish.starts_at.isoformat(), **given).was_done:
            self.holds[wish.block] = None
            return
        began = time.monotonic()
        said = self._act(act="join", **given)
        # Whoever is refused both has it already: the first answer was lost.
        self.holds[wish.block] = (began, time.monotonic()) if said.was_done else None

    def lose_connection(self, wish: Wish) -> None:
        """Sends the wish, and is gone before it is answered."""
        body = self._body(act="book", block=wish.block, at=wish.starts_at.isoformat())
        head = f"POST {self._path('own-act')} HTTP/1.1\r\nHost: 127.0.0.1\r\n"
        head += "".join(f"{name}: {value}\r\n" for name, value in self._headers().items())
        head += f"Content-Length: {len(body)}\r\n\r\n"
        with socket.create_connection(("127.0.0.1", self.port), TIMEOUT) as line:
            line.sendall(head.encode() + body)

    def cancel(self, seat: int, block: int) -> None:
        """By the button of that interview on the own page."""
        if seat in self._read_own_page() and self._act(act="cancel", seat=seat).was_done:
            self.has_cancelled = True
            del self.holds[block]

    def _read_own_page(self) -> list[int]:
        # The places that can be declined there.
        page = self._ask("GET", self._path("own-registration")).page
        return [int(key) for key in SEAT.findall(page)]

    def say_there(self) -> None:
        self._act(act="there")

    def show_code(self, officer: str) -> None:
        """At the door, to an officer with that session."""
        body = self._body(code=door_code(self.seeker))
        self._ask("POST", reverse("conferences:fair-door"), body, officer)

    def _act(self, **fields: object) -> Answer:
        return self._ask("POST", self._path("own-act"), self._body(**fields))

    def _path(self, name: str) -> str:
        return reverse(f"conferences:{name}", args=[seeker_token(self.seeker)])

    def _body(self, **fields: object) -> bytes:
        return urlencode(fields | {"csrfmiddlewaretoken": SECRET}).encode()

    def _headers(self, session: str = "") -> dict[str, str]:
        cookies = f"{settings.CSRF_COOKIE_NAME}={SECRET}" + (f"; {session}" if session else "")
        return {"Cookie": cookies, "Content-Type": "application/x-www-form-urlencoded"}

    def _ask(self, method: str, path: str, body: bytes = b"", session: str = "") -> Answer:
        began = time.monotonic()
        answer = self._ask_once(method, path, body, session)
        for _attempt in range(ATTEMPTS):
            if answer.status != BUSY:
                break
            self.answers.put_off.append(time.monotonic())
            time.sleep(1)
            answer = self._ask_once(method, path, body, session)
        self.answers.statuses.append(answer.status)
        self.answers.seconds.append(time.monotonic() - began)
        return answer

    def _ask_once(self, method: str, path: str, body: bytes, session: str) -> Answer:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=TIMEOUT)
        try:
            connection.request(method, path, body, self._headers(session))
            answer = connection.getresponse()
            page = answer.read().decode(errors="replace")
            status = answer.status
            said = answer.headers.get_all("Set-Cookie") or []
        except (OSError, http.client.HTTPException):
            status, page, said = 0, "", []
        finally:
            connection.close()
        return Answer(status, page, status == 302 and _was_done(said))


def _was_done(cookies: list[str]) -> bool:
    # What the next page would show: each message is [mark, is safe, level, words, tags].
    for cookie in cookies:
        if found := _MESSAGES.match(cookie):
            signer = get_cookie_signer(salt="django.contrib.messages")
            try:
                messages = signer.unsign_object(found[1].strip('"'))
            except BadSignature:
                return False
            return all(message[2] == constants.SUCCESS for message in messages)
    return False
