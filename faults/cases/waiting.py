"""Eight previews at once, and a table that somebody keeps locked: what a web server answers
meanwhile.
"""

import hashlib
import http.client
import threading
import time
import uuid
from collections.abc import Iterable
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psycopg
from django.conf import settings
from django.core.files.base import ContentFile
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from agencies.people.models import SeatHolding
from agencies.tasks.occurrence_models import EvidenceFile, Occurrence, Progress
from faults.cases.postgres import free_port, reads_database
from faults.programs import Program, web
from faults.result import Outcome
from faults.stage import Stage

AT_ONCE = 8
# More than two web processes have threads.
LOOKERS = 24
# Seconds. A thread waits two at most for another one; the rest is a machine that others use.
LONGEST_HEALTH = 4.0
# Seconds until all is answered, or never is.
LONGEST = 40.0
# A page that takes all the seconds that drawing is given.
STROKES = b"0 0 m 600 800 l 3 5 l S\n" * 400_000
WAITING = ("Đang tạo bản xem", "The preview is being made")


@dataclass
class Seen:
    """What was answered: status, seconds and page of each; and the longest wait of `/healthz`
    meanwhile.
    """

    answers: list[tuple[int, float, str]]
    health: float
    programs: int


def previews(stage: Stage) -> list[Outcome]:
    paths, cookie = hand_in_pages()
    seen = asked(stage, paths, cookie)
    outcome = Outcome(f"{AT_ONCE} previews at once", AT_ONCE, 0, 0, 0, seen.health, LONGEST_HEALTH)
    told = sum(any(words in page for words in WAITING) for _status, _seconds, page in seen.answers)
    outcome.problems += (
        [] if {answer[0] for answer in seen.answers} == {200} else ["a preview was no page"]
    )
    outcome.problems += (
        []
        if told == AT_ONCE - 1
        else [f"{told} of {AT_ONCE - 1} were told that theirs is being made"]
    )
    outcome.problems += (
        [] if seen.programs <= 1 else [f"{seen.programs} files were looked into at once"]
    )
    outcome.note = f"/healthz answered within {seen.health:.1f} s; {told} had to ask again, at once"
    without = asked(stage, paths, cookie, PREVIEWS_ROOT=str(place_without_slot(stage)))
    outcome.control = f"without the slot: {without.programs} programs at once, each of up to 1 GB"
    outcome.control_failed = without.programs > 1
    return [outcome]


def locked_table(stage: Stage) -> list[Outcome]:
    path, cookie = reverse("agencies:task-list"), signed_in(SeatHolding.objects.first())
    with locked("agencies_task"):
        seen = asked(stage, [path] * LOOKERS, cookie)
    outcome = Outcome("a table locked for good", LOOKERS, 0, 0, 0, seen.health, LONGEST_HEALTH)
    wrong = sum(status != 503 for status, _seconds, _page in seen.answers)
    outcome.problems += (
        [f"{wrong} of {LOOKERS} were not told that the portal is busy"] if wrong else []
    )
    longest = max(seconds for _status, seconds, _page in seen.answers)
    outcome.note = (
        f"/healthz answered within {seen.health:.1f} s, all were told so within {longest:.1f} s"
    )
    with locked("agencies_task"):
        without = asked(stage, [path] * LOOKERS, cookie, IS_WEB_SERVER="false")
    outcome.control = f"without limits: /healthz waited {without.health:.1f} s"
    outcome.control_failed = without.health > LONGEST_HEALTH
    return [outcome]


def place_without_slot(stage: Stage) -> Path:
    # Where the lock should be made, something else stands: nobody is kept out.
    place = stage.place / "previews-without-slot"
    (place / "evidence.lock").mkdir(parents=True)
    return place


# Asking -------------------------------------------------------------------------------------------
def asked(stage: Stage, paths: list[str], cookie: str, **environment: str) -> Seen:
    """All paths at once, of a web server of its own; `/healthz` and the running programs are looked
    at meanwhile.
    """
    port = free_port()
    server = stage.add(web(stage.place, port))
    server.start(**environment)
    stage.must(lambda: reads_database(port), "the web server did not start")
    answers: list[tuple[int, float, str]] = []
    threads = [threading.Thread(target=ask, args=(port, path, cookie, answers)) for path in paths]
    started_all(threads)
    health, programs = 0.0, 0
    until = time.monotonic() + LONGEST
    while time.monotonic() < until and any(thread.is_alive() for thread in threads):
        health = max(health, seconds_of_health(port))
        programs = max(programs, programs_of(server))
        time.sleep(0.05)
    server.kill()
    for thread in threads:
        thread.join()
    return Seen(answers, health, programs)


def started_all(threads: Iterable[threading.Thread]) -> None:
    for thread in threads:
        thread.start()


def ask(port: int, path: str, cookie: str, answers: list[tuple[int, float, str]]) -> None:
    began = time.monotonic()
    status, page = get(port, path, 60, {"Cookie": cookie})
    answers.append((status, time.monotonic() - began, page))


def seconds_of_health(port: int) -> float:
    began = time.monotonic()
    status, _page = get(port, "/healthz", 2 * LONGEST_HEALTH, {})
    return time.monotonic() - began if status == 200 else 2 * LONGEST_HEALTH


def get(port: int, path: str, timeout: float, headers: dict[str, str]) -> tuple[int, str]:
    """Status and page; 0 of what was not answered."""
    page = http.client.HTTPConnection("127.0.0.1", port, timeout=timeout)
    try:
        page.request("GET", path, headers=headers)
        answer = page.getresponse()
        return answer.status, answer.read().decode(errors="replace")
    except (OSError, http.client.HTTPException):
        return 0, ""
    finally:
        page.close()


def programs_of(server: Program) -> int:
    # How many programs of the server look into a file now.
    return sum(
        _is_looking(entry, server.process.pid)
        for entry in Path("/proc").iterdir()
        if entry.name.isdigit()
    )


def _is_looking(entry: Path, group: int) -> bool:
    try:
        is_ours = int((entry / "stat").read_text().rpartition(")")[2].split()[2]) == group
        return is_ours and b"bounded.py" in (entry / "cmdline").read_bytes()
    except (OSError, ValueError, IndexError):
        return False


# What is asked for --------------------------------------------------------------------------------
def hand_in_pages() -> tuple[list[str], str]:
    # The addresses of previews of different files, and the session of who may see them.
    holding = SeatHolding.objects.first()
    occurrence = Occurrence.objects.filter(task__lead=holding.seat.agency).first()
    said = {
        "kind": "report",
        "text": "Kèm tệp.",
        "at": timezone.now(),
        "seat": holding.seat,
        "person": holding.person,
    }
    progress = Progress.objects.create(occurrence=occurrence, **said)
    keys = [hand_in(progress, slow_page(number)).pk for number in range(AT_ONCE)]
    return [reverse("agencies:evidence-preview", args=[key]) for key in keys], signed_in(holding)


def hand_in(progress: Progress, data: bytes) -> EvidenceFile:
    digest = hashlib.sha256(data).hexdigest()
    kept = EvidenceFile(progress=progress, name="A.pdf", size=len(data), sha256=digest)
    kept.file.save(f"{uuid.uuid4().hex}.pdf", ContentFile(data))
    return kept


def slow_page(number: int) -> bytes:
    """A PDF of one page with so many strokes that drawing it is ended."""
    parts: list[bytes] = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(STROKES), STROKES),
    ]
    whole = b"%PDF-1.4\n" + b"".join(
        b"%d 0 obj\n%s\nendobj\n" % (at, part) for at, part in enumerate(parts, 1)
    )
    return whole + b"trailer << /Root 1 0 R /Size 5 >>\n%%%%EOF %d" % number


def signed_in(holding: SeatHolding) -> str:
    """The cookie of a session as a sign-in makes it."""
    client = Client()
    client.force_login(holding.person, backend=settings.AUTHENTICATION_BACKENDS[0])
    name = settings.SESSION_COOKIE_NAME
    return f"{name}={client.cookies[name].value}"


@contextmanager
def locked(table: str):
    """By somebody who does not let go."""
    given = connection.get_connection_params()
    names = ("host", "port", "dbname", "user", "password")
    with psycopg.connect(**{name: given[name] for name in names if given.get(name)}) as other:
        other.execute(f'LOCK TABLE "{table}" IN ACCESS EXCLUSIVE MODE')
        yield
