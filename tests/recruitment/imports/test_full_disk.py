"""A full disk is said at the field, leaves nothing half, and what needs less room works: real small
disks.
"""

import io
import re

import pytest
from django.core.cache import caches
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.db import OperationalError, connection
from django.test import RequestFactory
from django.urls import reverse

from agencies.bodies.choices import SeatRole
from agencies.database.disk import write_whole_file
from agencies.directives.models import Directive
from agencies.errors import RuleError
from agencies.evidence.queries import draw_pages
from agencies.files.views import store_upload
from agencies.progress.services import report_progress
from agencies.tasks.occurrence_models import EvidenceFile, Occurrence, Progress
from config.middleware.trouble import TroubleMiddleware
from recruitment.imports.models import VacancyImport
from tests.agencies.evidence_data import hand_in, pdf, png
from tests.factories import make_actor, make_task, sign_in
from tests.factories_recruitment import (
    make_board,
    make_department,
    make_park,
    make_province,
    representative_of,
    verified_employer,
)
from tests.small_disk import files_below, largest_file, small_disk

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("english")]
ROOM = 16 * 1024
NO_ROOM = (
    "The portal's disk is full, so the file could not be kept; nothing was changed. Try again "
    "later, or tell who runs "
    "the portal."
)
PLAN = (
    "KẾ HOẠCH\nVề việc thử nghiệm\nI. TỔ CHỨC THỰC HIỆN\n1. Sở Y tế\n- Báo cáo trước ngày "
    "06/3/2024.\n"
)


@pytest.fixture(params=["disk", "limit"])
def place(request, tmp_path, settings):
    """Where files are kept, with little room: once on a disk of its own, once by a limit."""
    settings.MEDIA_ROOT = str(tmp_path / "files")
    if request.param == "disk":
        with small_disk(tmp_path / "files", ROOM) as disk:
            yield disk
    else:
        (tmp_path / "files").mkdir()
        with largest_file(ROOM):
            yield tmp_path / "files"


@pytest.fixture
def spool(tmp_path, settings):
    """Where what is sent waits."""
    settings.MEDIA_ROOT = str(tmp_path / "files")
    with small_disk(tmp_path / "spool", ROOM) as disk:
        settings.FILE_UPLOAD_TEMP_DIR = str(disk)
        yield disk


def plan(size: int) -> bytes:
    return (PLAN + "Nội dung khác.\n" * (size // 20)).encode()


def picture(size: int) -> bytes:
    return png() + bytes(size)


def errors_of(page, field: str) -> list[str]:
    return list(page.context["form"].errors.get(field, []))


def send_plan(client, data: bytes):
    sent = {"file": SimpleUploadedFile("kh.txt", data), "issued_on": "21/02/2024"}
    return client.post(reverse("agencies:directive-upload"), sent)


# Where files are kept -----------------------------------------------------------------------------
def test_a_directive_finds_no_room(place, client):
    sign_in(client, make_actor(role=SeatRole.COORDINATOR))
    page = send_plan(client, plan(4 * ROOM))
    assert (page.status_code, errors_of(page, "file")) == (200, [NO_ROOM])
    assert (Directive.objects.count(), files_below(place)) == (0, [])
    assert send_plan(client, plan(1000)).status_code == 302
    assert (Directive.objects.count(), len(files_below(place))) == (1, 1)


def test_a_directive_that_waits_for_its_date_finds_no_room(place, client):
    sign_in(client, make_actor(role=SeatRole.COORDINATOR))
    sent = {"file": SimpleUploadedFile("kh.txt", plan(4 * ROOM))}
    page = client.post(reverse("agencies:directive-upload"), sent)
    assert (page.status_code, errors_of(page, "file")) == (200, [NO_ROOM])
    assert (page.context["kept"], files_below(place)) == (None, [])


def test_evidence_finds_no_room_and_the_files_before_it_go_too(place):
    officer = make_actor()
    occurrence = make_task(lead=officer.seat.agency).occurrences.get()
    files = [ContentFile(picture(1000), name="a.png"), ContentFile(picture(4 * ROOM), name="b.png")]
    with pytest.raises(RuleError) as refused:
        report_progress(occurrence=occurrence, text="Đang làm.", by=officer, version=0, files=files)
    assert (refused.value.message, refused.value.field) == (NO_ROOM, "files")
    assert (Progress.objects.count(), EvidenceFile.objects.count(), files_below(place)) == (
        0,
        0,
        [],
    )
    assert Occurrence.objects.get().version == 0
    report_progress(occurrence=occurrence, text="Đang làm.", by=officer, version=0, files=files[:1])
    assert (EvidenceFile.objects.count(), len(files_below(place))) == (1, 1)


def test_what_waits_finds_no_room(place):
    with pytest.raises(RuleError) as refused:
        store_upload(bytes(4 * ROOM))
    assert (refused.value.message, refused.value.field, files_below(place)) == (NO_ROOM, "file", [])


def test_a_picture_is_drawn_though_it_cannot_be_kept(tmp_path, settings):
    with small_disk(tmp_path / "previews", 4096) as disk:
        settings.CACHES = settings.CACHES | {
            "previews": settings.CACHES["previews"] | {"LOCATION": str(disk)}
        }
        kept = hand_in(
            pdf((595, 842), content=b"0 0 m 600 800 l 3 5 l S\n" * 50), "a.pdf", by=make_actor()
        )
        disk.joinpath("fill").write_bytes(bytes(4096))
        drawn = draw_pages(kept)
        assert (drawn.pages, len(drawn.pictures), caches["previews"].get(kept.sha256)) == (
            1,
            1,
            None,
        )
        assert files_below(disk) == ["fill"]


# Where what is sent waits -------------------------------------------------------------------------
LARGE = 3 * 1024 * 1024
"""More than Django holds in memory."""


def test_a_directive_finds_no_room_on_its_way_in(spool, client):
    sign_in(client, make_actor(role=SeatRole.COORDINATOR))
    page = send_plan(client, plan(LARGE))
    assert (page.status_code, errors_of(page, "file")) == (200, [NO_ROOM])
    assert (Directive.objects.count(), files_below(spool)) == (0, [])
    assert send_plan(client, plan(1000)).status_code == 302


def test_evidence_finds_no_room_on_its_way_in(spool, client):
    officer = make_actor()
    occurrence = make_task(lead=officer.seat.agency).occurrences.get()
    sign_in(client, officer)
    address = reverse("agencies:task-report", args=[occurrence.pk])
    sent = {
        "text": "Đang làm.",
        "version": 0,
        "files": [SimpleUploadedFile("a.png", picture(LARGE))],
    }
    page = client.post(address, sent)
    assert page.status_code == 422
    assert NO_ROOM.replace("'", "&#x27;") in page.content.decode()
    assert (Progress.objects.count(), files_below(spool)) == (0, [])


def test_a_workbook_finds_no_room_on_its_way_in(spool, client):
    province = make_province()
    make_department(province)
    employer = verified_employer(province, make_park(make_board(province), "KCN Quang Châu"))
    sign_in(client, representative_of(employer))
    page = client.post(
        reverse("recruitment:import-upload"), {"file": SimpleUploadedFile("a.xlsx", bytes(LARGE))}
    )
    assert (page.status_code, errors_of(page, "file")) == (422, [NO_ROOM])
    assert (VacancyImport.objects.count(), files_below(spool)) == (0, [])


# Commands -----------------------------------------------------------------------------------------
def test_a_backup_finds_no_room(place, settings, tmp_path):
    """A disk is looked at before; what only shows while it is written leaves nothing either."""
    settings.MEDIA_ROOT = str(tmp_path / "kept")
    (tmp_path / "kept").mkdir()
    old = place / "cau-lao-dong-20240301-000000.backup"
    old.write_bytes(b"old")
    make_actor()
    with pytest.raises(CommandError) as refused:
        call_command("backup", output=place, keep=1)
    looked_at = (
        r"the backup needs up to \d+ MB, and 0 MB are free\. Nothing was written; the "
        r"earlier backups stay\."
    )
    written_to = r"no room is left on the disk\. Nothing was written; what was there before stays\."
    assert re.fullmatch(f"{place}: ({looked_at}|{written_to})", str(refused.value))
    assert (files_below(place), old.read_bytes()) == ([old.name], b"old")


def test_a_report_finds_no_room(tmp_path):
    with small_disk(tmp_path / "disk", 4096) as disk:
        output = disk / "bao-cao.xlsx"
        output.write_bytes(b"old")
        with pytest.raises(CommandError) as refused:
            call_command("export_monthly_report", "2024-03", output=output, stdout=io.StringIO())
        words = (
            f"{output}: no room is left on the disk. Nothing was written; what was there "
            "before stays."
        )
        assert (str(refused.value), output.read_bytes()) == (words, b"old")
        assert files_below(disk) == ["bao-cao.xlsx"]


def test_the_control_with_room_a_report_is_written(tmp_path):
    output = tmp_path / "bao-cao.xlsx"
    output.write_bytes(b"old")
    call_command("export_monthly_report", "2024-03", output=output, stdout=io.StringIO())
    assert (output.read_bytes()[:2], files_below(tmp_path)) == (b"PK", ["bao-cao.xlsx"])


# One by one ---------------------------------------------------------------------------------------
def test_a_file_stands_there_whole_or_not_at_all(place):
    with pytest.raises(OSError, match=r"No space left|too large"):
        write_whole_file(place / "a", [bytes(ROOM), bytes(ROOM)])
    assert list(place.iterdir()) == []
    write_whole_file(place / "a", [b"abc", b"def"], mode=0o640)
    assert ((place / "a").read_bytes(), (place / "a").stat().st_mode & 0o777) == (b"abcdef", 0o640)
    with pytest.raises(FileExistsError):
        write_whole_file(place / "a", [b"another"])
    assert (place / "a").read_bytes() == b"abcdef"


def failing(statement: str) -> Exception:
    with pytest.raises(OperationalError) as problem, connection.cursor() as cursor:
        cursor.execute(statement)
    return problem.value


@pytest.mark.parametrize(
    ("state", "status", "words"),
    [
        ("40P01", 409, "Somebody else did the same at the same time"),
        ("40001", 409, "Somebody else did the same at the same time"),
        ("53100", 507, "The portal's disk is full"),
    ],
)
def test_what_a_second_try_may_mend_is_answered_with_a_sentence(state, status, words):
    problem = failing(f"DO $$ BEGIN RAISE EXCEPTION 'x' USING ERRCODE = '{state}'; END $$")
    middleware = TroubleMiddleware(lambda request: None)
    page = middleware.process_exception(RequestFactory().post("/nhiem-vu/"), problem)
    assert (page.status_code, words in page.content.decode()) == (status, True)
    answer = middleware.process_exception(RequestFactory().post("/api/v1/vacancies"), problem)
    assert (answer.status_code, answer["Content-Type"]) == (status, "application/json")


def test_other_errors_stay_errors():
    middleware = TroubleMiddleware(lambda request: None)
    request = RequestFactory().get("/")
    problem = failing("DO $$ BEGIN RAISE EXCEPTION 'x' USING ERRCODE = '55000'; END $$")
    assert middleware.process_exception(request, problem) is None
    assert middleware.process_exception(request, PermissionError(13, "no")) is None
    assert middleware.process_exception(request, OSError(28, "full")).status_code == 507
