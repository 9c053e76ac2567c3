"""One file is looked into at a time: the others get a page that says so and asks again."""

import io
import re
import threading
import time

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from openpyxl import Workbook

from agencies.bodies.choices import SeatRole
from agencies.directives.models import Directive
from agencies.evidence import queries as evidence
from agencies.files import turns
from reader.sandbox.slots import SlotTaken, take_slot
from recruitment.posters import poster
from tests.agencies.evidence_data import docx, hand_in, pdf, xlsx
from tests.factories import make_actor, sign_in
from tests.factories_recruitment import (
    make_board,
    make_park,
    make_province,
    published_vacancy,
    representative_of,
    verified_employer,
)

pytestmark = pytest.mark.django_db
WAITING = "The preview is being made. It appears here by itself."
FILES = {"A.pdf": pdf((595, 842)), "A.docx": docx(), "A.xlsx": xlsx(rows=3, columns=3)}


@pytest.fixture(autouse=True)
def place(settings, tmp_path, monkeypatch):
    """Slots and drawn pages of this test alone."""
    settings.CACHES = settings.CACHES | {
        "previews": settings.CACHES["previews"] | {"LOCATION": str(tmp_path)}
    }
    monkeypatch.setattr(evidence, "SLOT", tmp_path / "evidence.lock")
    monkeypatch.setattr(evidence, "PATIENCE", 0.1)
    monkeypatch.setattr(poster, "SLOT", tmp_path / "poster.lock")
    monkeypatch.setattr(poster, "PATIENCE", 0.1)
    return tmp_path


@pytest.mark.parametrize("name", FILES)
def test_who_has_to_wait_gets_a_page_at_once_that_asks_again(client, place, name, monkeypatch):
    officer = make_actor()
    kept = hand_in(FILES[name], name, by=officer)
    sign_in(client, officer)
    path = reverse("agencies:evidence-preview", args=[kept.pk])
    with take_slot(place / "evidence.lock"), monkeypatch.context() as nothing:
        nothing.setattr(
            evidence,
            "run_in_sandbox",
            lambda *_what, **_how: pytest.fail("a second file was looked into"),
        )
        began = time.monotonic()
        waiting = client.get(path)
        assert time.monotonic() - began < 2
    page = waiting.content.decode()
    assert (waiting.status_code, WAITING in page) == (200, True)
    assert (
        f'hx-get="{path}" hx-trigger="load delay:2s" hx-select="#preview" hx-swap="outerHTML"'
        in page
    )
    assert '<noscript><meta http-equiv="refresh" content="3"></noscript>' in page
    assert f'<a href="{path}">Ask again</a>' in page
    shown = client.get(path).content.decode()
    assert WAITING not in shown
    assert 'hx-trigger="load delay:2s"' not in shown
    assert 'http-equiv="refresh"' not in shown


def test_a_picture_of_a_page_is_asked_for_again_while_others_are_drawn(client, place):
    officer = make_actor()
    kept = hand_in(FILES["A.pdf"], "A.pdf", by=officer)
    sign_in(client, officer)
    path = reverse("agencies:evidence-page", args=[kept.pk, 1])
    with take_slot(place / "evidence.lock"):
        answer = client.get(path)
    assert (answer.status_code, answer["Retry-After"]) == (503, "2")
    assert client.get(path)["Content-Type"] == "image/png"


def test_what_is_kept_is_shown_whoever_is_served(client, place):
    officer = make_actor()
    kept = hand_in(FILES["A.pdf"], "A.pdf", by=officer)
    sign_in(client, officer)
    path = reverse("agencies:evidence-preview", args=[kept.pk])
    client.get(path)
    with take_slot(place / "evidence.lock"):
        assert WAITING not in client.get(path).content.decode()


def test_a_poster_waits_for_its_turn_and_says_so(client, place):
    province = make_province()
    vacancy = published_vacancy(verified_employer(province, make_park(make_board(province))))
    drawn, shared = (
        reverse(f"recruitment:vacancy-{name}", args=[vacancy.pk]) for name in ("poster", "picture")
    )
    with take_slot(place / "poster.lock"):
        page, picture = client.get(drawn), client.get(shared)
    for answer in (page, picture):
        assert (answer.status_code, answer["Retry-After"], answer["Cache-Control"]) == (
            503,
            "2",
            "no-store",
        )
    assert '<meta http-equiv="refresh" content="3">' in page.content.decode()
    assert "Đang tạo tờ rơi" in page.content.decode()
    assert [client.get(path)["Content-Type"] for path in (drawn, shared)] == [
        "application/pdf",
        "image/png",
    ]
    assert client.get(drawn)["Cache-Control"] == "public, max-age=600"


def test_one_of_many_gets_the_slot_and_it_is_free_after_a_fall(tmp_path):
    """Threads stand for processes: a lock belongs to an open file."""
    served, refused, all_came = [], [], threading.Barrier(8)

    def come() -> None:
        all_came.wait()
        try:
            with take_slot(tmp_path / "a" / "b.lock"):
                served.append(1)
                time.sleep(0.5)
        except SlotTaken:
            refused.append(1)

    threads = [threading.Thread(target=come) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert (len(served), len(refused)) == (1, 7)
    with pytest.raises(RuntimeError), take_slot(tmp_path / "a" / "b.lock"):
        raise RuntimeError
    with take_slot(tmp_path / "a" / "b.lock", patience=1):
        pass


def test_a_full_disk_keeps_nobody_out(tmp_path):
    blocked = tmp_path / "file"
    blocked.write_text("")
    with take_slot(blocked / "a.lock"), take_slot(blocked / "a.lock"):
        pass


# Reading ------------------------------------------------------------------------------------------
BUSY = (
    "Another file is being read. Send this one again in a moment; nothing that you entered is lost."
)
PLAN = "KẾ HOẠCH\n1. Sở Nội vụ báo cáo UBND tỉnh trước ngày 15/12/2026."


@pytest.fixture
def no_patience(place, monkeypatch):
    monkeypatch.setattr(turns, "PATIENCE", 0.1)


def kept_in(page: str) -> str:
    return re.search(r'name="kept" value="([0-9a-f]{32})"', page)[1]


def test_a_document_waits_for_the_one_that_is_read_and_need_not_be_chosen_again(
    client, place, no_patience
):
    sign_in(client, make_actor(role=SeatRole.COORDINATOR))
    path = reverse("agencies:directive-upload")
    file = SimpleUploadedFile("Kế hoạch.txt", PLAN.encode())
    with take_slot(place / "directive.lock"):
        began = time.monotonic()
        page = client.post(path, {"file": file, "issued_on": "10/11/2026"}).content.decode()
        assert time.monotonic() - began < 2
        kept = kept_in(page)
        again = client.post(path, {"kept": kept, "issued_on": "10/11/2026"}).content.decode()
    assert [BUSY in each for each in (page, again)] == [True, True]
    assert "<b>Kế hoạch.txt</b> has been uploaded already" in again
    assert (kept_in(again), 'value="10/11/2026"' in again) == (kept, True)
    assert Directive.objects.count() == 0
    answer = client.post(path, {"kept": kept, "issued_on": "10/11/2026"})
    assert answer.status_code == 302
    assert Directive.objects.get().file_name == "Kế hoạch.txt"


def test_pasted_text_stays_in_its_field_while_a_document_is_read(client, place, no_patience):
    sign_in(client, make_actor(role=SeatRole.COORDINATOR))
    path = reverse("agencies:directive-upload")
    with take_slot(place / "directive.lock"):
        answer = client.post(path, {"text": PLAN, "issued_on": "10/11/2026"})
    assert answer.context["form"].errors == {"text": [BUSY]}
    assert "Sở Nội vụ báo cáo UBND tỉnh" in answer.content.decode()
    assert 'name="kept" value' not in answer.content.decode()


def test_a_workbook_waits_for_the_one_that_is_read_and_need_not_be_chosen_again(
    client, place, no_patience
):
    province = make_province()
    employer = verified_employer(province, make_park(make_board(province)))
    book = Workbook()
    book.active.append(["Vị trí", "Số lượng", "Thu nhập", "Ca làm việc"])
    book.active.append(["Công nhân lắp ráp", 5, "7–9 triệu", "Ca ngày"])
    file = io.BytesIO()
    book.save(file)
    sign_in(client, representative_of(employer))
    path = reverse("recruitment:import-upload")
    with take_slot(place / "workbook.lock"):
        answer = client.post(path, {"file": SimpleUploadedFile("Nhu cầu.xlsx", file.getvalue())})
    assert (answer.status_code, answer.context["form"].errors) == (422, {"file": [BUSY]})
    page = answer.content.decode()
    assert "<b>Nhu cầu.xlsx</b> has been uploaded already" in page
    assert client.post(path, {"kept": kept_in(page)}).status_code == 302
    source = employer.imports.get()
    assert (source.file_name, source.rows.get().said["headcount"]) == ("Nhu cầu.xlsx", "5")


@pytest.mark.parametrize("kept", ["0" * 32, "../../etc/passwd", "", "x\u202e"])
def test_a_file_that_is_not_here_is_asked_for(client, kept):
    province = make_province()
    employer = verified_employer(province, make_park(make_board(province)))
    sign_in(client, representative_of(employer))
    answer = client.post(reverse("recruitment:import-upload"), {"kept": kept})
    assert answer.context["form"].errors == {"file": ["Choose the workbook."]}
