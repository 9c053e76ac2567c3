"""Eight previews at once, and a table that somebody keeps locked: what a web server answers
meanwhile. And a full disk under uploads: each is refused with a sentence, nothing half stays, and
later ones work.
"""

import contextlib
import hashlib
import subprocess
import threading
import time
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

import psycopg
from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import FileSystemStorage, default_storage
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from agencies.database.disk import WholeFileStorage
from agencies.errors import RuleError
from agencies.files.views import delete_upload, store_upload
from agencies.people.models import SeatHolding
from agencies.tasks.occurrence_models import EvidenceFile, Occurrence, Progress
from faults.programs import find_free_port, get_page, reads_database, web_program
from faults.result import FaultOutcome
from faults.stage import FaultStage

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


class WebAnswer(NamedTuple):
    status: int
    seconds: float
    page: str


class Visit(NamedTuple):
    """What was answered; and meanwhile the longest wait of `/healthz` in seconds, and the most
    programs that looked into a file.
    """

    answers: list[WebAnswer]
    health: float
    programs: int


def draw_previews(stage: FaultStage) -> list[FaultOutcome]:
    paths, cookie = _hand_in_pages()
    visit = _visit(stage, paths, cookie)
    outcome = FaultOutcome(
        f"{AT_ONCE} previews at once", AT_ONCE, seconds=visit.health, limit=LONGEST_HEALTH
    )
    told = sum(any(words in answer.page for words in WAITING) for answer in visit.answers)
    outcome.note_problem_unless(
        {answer.status for answer in visit.answers} == {200}, "a preview was no page"
    )
    outcome.note_problem_unless(
        told == AT_ONCE - 1, f"{told} of {AT_ONCE - 1} were told that theirs is being made"
    )
    outcome.note_problem_unless(
        visit.programs <= 1, f"{visit.programs} files were looked into at once"
    )
    outcome.note = (
        f"/healthz answered within {visit.health:.1f} s; {told} had to ask again, at once"
    )
    # Where the lock should be made, something else stands: nobody is kept out.
    place = stage.place / "previews-without-slot"
    (place / "evidence.lock").mkdir(parents=True)
    programs = _visit(stage, paths, cookie, PREVIEWS_ROOT=str(place)).programs
    outcome.note_control(
        f"without the slot: {programs} programs at once, each of up to 1 GB", did_harm=programs > 1
    )
    return [outcome]


def lock_table(stage: FaultStage) -> list[FaultOutcome]:
    paths = [reverse("agencies:task-list")] * LOOKERS
    cookie = _session_cookie(SeatHolding.objects.first())
    with _table_lock("agencies_task"):
        visit = _visit(stage, paths, cookie)
    outcome = FaultOutcome(
        "a table locked for good", LOOKERS, seconds=visit.health, limit=LONGEST_HEALTH
    )
    wrong = sum(answer.status != 503 for answer in visit.answers)
    outcome.note_problem_unless(
        not wrong, f"{wrong} of {LOOKERS} were not told that the portal is busy"
    )
    longest = max(answer.seconds for answer in visit.answers)
    outcome.note = (
        f"/healthz answered within {visit.health:.1f} s, all were told so within {longest:.1f} s"
    )
    with _table_lock("agencies_task"):
        # Nobody is answered there: it is watched for as long as /healthz may take, and a while.
        health = _visit(stage, paths, cookie, 4 * LONGEST_HEALTH, IS_WEB_SERVER="false").health
    outcome.note_control(
        f"without limits: /healthz waited {health:.1f} s", did_harm=health > LONGEST_HEALTH
    )
    return [outcome]


# Asking ------------------------------------------------------------------------------------------
def _visit(
    stage: FaultStage,
    paths: list[str],
    cookie: str,
    longest: float = LONGEST,
    **environment: str,
) -> Visit:
    # All paths at once, of a web server of its own.
    port = find_free_port()
    server = stage.add_program(web_program(stage.place, port))
    server.start(**environment)
    stage.require_condition(lambda: reads_database(port), "the web server did not start")
    answers: list[WebAnswer] = []
    threads = [
        threading.Thread(target=lambda path=path: answers.append(_get(port, path, 60, cookie)))
        for path in paths
    ]
    for thread in threads:
        thread.start()
    health = 0.0
    programs = 0
    until = time.monotonic() + longest
    while time.monotonic() < until and any(thread.is_alive() for thread in threads):
        answer = _get(port, "/healthz", 2 * LONGEST_HEALTH)
        health = max(health, answer.seconds if answer.status == 200 else 2 * LONGEST_HEALTH)
        group = server.process.pid
        looking = sum(_is_looking(entry, group) for entry in Path("/proc").glob("[0-9]*"))
        programs = max(programs, looking)
        time.sleep(0.05)
    server.kill()
    for thread in threads:
        thread.join()
    return Visit(answers, health, programs)


def _get(port: int, path: str, timeout: float, cookie: str = "") -> WebAnswer:
    began = time.monotonic()
    status, page = get_page(port, path, timeout, cookie)
    return WebAnswer(status, time.monotonic() - began, page)


def _is_looking(entry: Path, group: int) -> bool:
    # Whether a program of the server's group looks into a file now.
    try:
        is_ours = int((entry / "stat").read_text().rpartition(")")[2].split()[2]) == group
        return is_ours and b"limited_program.py" in (entry / "cmdline").read_bytes()
    except (OSError, ValueError, IndexError):
        return False


# What is asked for -------------------------------------------------------------------------------
def _hand_in_pages() -> tuple[list[str], str]:
    # The addresses of previews of different files, and the session of who may see them.
    holding = SeatHolding.objects.first()
    progress = Progress.objects.create(
        occurrence=Occurrence.objects.filter(task__lead=holding.seat.agency).first(),
        kind="report",
        text="Kèm tệp.",
        at=timezone.now(),
        seat=holding.seat,
        person=holding.person,
    )
    keys = [_hand_in_file(progress, _slow_page(number)).pk for number in range(AT_ONCE)]
    paths = [reverse("agencies:evidence-preview", args=[key]) for key in keys]
    return paths, _session_cookie(holding)


def _hand_in_file(progress: Progress, data: bytes) -> EvidenceFile:
    digest = hashlib.sha256(data).hexdigest()
    evidence = EvidenceFile(progress=progress, name="A.pdf", size=len(data), sha256=digest)
    evidence.file.save(f"{uuid.uuid4().hex}.pdf", ContentFile(data))
    return evidence


def _slow_page(number: int) -> bytes:
    # A PDF of one page with so many strokes that drawing it is ended.
    parts: list[bytes] = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(STROKES), STROKES),
    ]
    objects = [b"%d 0 obj\n%s\nendobj\n" % (at, part) for at, part in enumerate(parts, 1)]
    return b"%%PDF-1.4\n%strailer << /Root 1 0 R /Size 5 >>\n%%%%EOF %d" % (
        b"".join(objects),
        number,
    )


def _session_cookie(holding: SeatHolding) -> str:
    # Of a session as a sign-in makes it.
    client = Client()
    client.force_login(holding.person, backend=settings.AUTHENTICATION_BACKENDS[0])
    name = settings.SESSION_COOKIE_NAME
    return f"{name}={client.cookies[name].value}"


@contextmanager
def _table_lock(table: str):
    # By somebody who does not let go.
    given = connection.get_connection_params()
    names = ("host", "port", "dbname", "user", "password")
    with psycopg.connect(**{name: given[name] for name in names if given.get(name)}) as other:
        other.execute(f'LOCK TABLE "{table}" IN ACCESS EXCLUSIVE MODE')
        yield


# A full disk --------------------------------------------------------------------------------------
ROOM = 1024 * 1024
# Of 300 KB each: the disk holds three of them.
UPLOADS = 8
SIZE = 300 * 1024


def fill_disk(stage: FaultStage) -> list[FaultOutcome]:
    outcome = FaultOutcome("a full disk under eight uploads", 0)
    with _small_disk(stage.place / "small") as place:
        default_storage._wrapped = WholeFileStorage(location=place)
        # Anything but a refusal with a sentence ends the trial.
        kept = _count_kept(lambda _number: store_upload(bytes(SIZE)), RuleError)
        outcome.note_problem_unless(0 < kept < UPLOADS, "an upload without an answer")
        outcome.problems += _half_files(place)
        first = next(path for path in place.rglob("*") if path.is_file())
        delete_upload(first.name)
        store_upload(bytes(SIZE))
        outcome.problems += _half_files(place)
    outcome.note = (
        f"{kept} were kept, {UPLOADS - kept} refused with a sentence; after one had gone the next "
        "was kept"
    )
    with _small_disk(stage.place / "small") as place:
        storage = FileSystemStorage(location=place)
        _count_kept(
            lambda number: storage.save(f"kept/{number}", ContentFile(bytes(SIZE))), OSError
        )
        left = len(_half_files(place))
    outcome.note_control(
        f"Django's own storage on the same disk: {left} half-written", did_harm=left > 0
    )
    return [outcome]


@contextlib.contextmanager
def _small_disk(place: Path) -> Iterator[Path]:
    place.mkdir(exist_ok=True)
    subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={ROOM}", "none", place], check=True)
    try:
        yield place
    finally:
        subprocess.run(["umount", "--lazy", place], check=True)


def _count_kept(keep: Callable[[int], object], refusal: type[Exception]) -> int:
    kept = 0
    for number in range(UPLOADS):
        with contextlib.suppress(refusal):
            keep(number)
            kept += 1
    return kept


def _half_files(place: Path) -> list[str]:
    return [
        f"{path.name} is half a file"
        for path in place.rglob("*")
        if path.is_file() and path.stat().st_size != SIZE
    ]
