"""Papers that are kept: who may have them, what their code says to everybody, how they go."""

import hashlib
import io
from datetime import timedelta
from pathlib import Path

import docx
import pypdf
import pytest
from django.core.files.storage import default_storage
from django.db import IntegrityError, transaction
from django.db.models.fields.files import FieldFile
from django.utils import timezone

from agencies.audit.models import AuditEntry
from agencies.bodies.choices import SeatRole
from agencies.errors import RuleError
from agencies.papers import services
from agencies.papers.frames import paper_issuer
from agencies.papers.models import CODE_SIGNS, IssuedPaper
from agencies.papers.queries import clean_code
from agencies.papers.services import keep_paper
from agencies.people.permissions import Actor
from agencies.privacy.retention import delete_expired_rows
from papers import BlankDay, Issuer, Paper, PaperKind
from reader.sandbox.slots import take_slot
from recruitment.service_firms.inspections import add_inspection
from recruitment.service_firms.models import Inspection
from tests.factories import make_actor, make_agency, sign_in
from tests.factories_recruitment import make_department, make_firm, make_province


@pytest.fixture
def department(db) -> Actor:
    return make_department(make_province("Bắc Ninh"))


@pytest.fixture
def inspection(department) -> Inspection:
    return add_inspection(
        firm=make_firm(department),
        inspected_on=timezone.localdate(),
        number="",
        conclusion="Đúng giấy phép.",
        findings=[],
        by=department,
    )


def keep(inspection: Inspection, by: Actor | None, version: str = "Chốt lần 1") -> IssuedPaper:
    paper = Paper(
        kind=PaperKind.REPORT,
        issuer=Issuer("Sở Nội vụ"),
        day=BlankDay(2026, 11),
        title="Kết quả\ntháng 11",
    )
    issuer = inspection.entered_by.agency
    return keep_paper(paper, about=inspection, issuer=issuer, version=version, by=by)


def read(file: FieldFile) -> bytes:
    with file.open("rb") as opened:
        return opened.read()


def stored_files() -> set[Path]:
    return set(Path(default_storage.location).glob("papers/*/*/*"))


def test_a_paper_is_kept_for_word_and_as_pdf_with_its_code_on_both(inspection, department):
    kept = keep(inspection, department)
    word, pdf = read(kept.docx), read(kept.pdf)
    assert [hashlib.sha256(each).hexdigest() for each in (word, pdf)] == [
        kept.docx_sha256,
        kept.pdf_sha256,
    ]
    lines = docx.Document(io.BytesIO(word)).tables[-1].rows[0].cells[1].text.split("\n")
    printed = pypdf.PdfReader(io.BytesIO(pdf)).pages[0].extract_text()
    assert (lines[0], lines[-1]) == (f"Mã văn bản: {kept.spelled_code}", kept.public_url)
    assert f"Mã văn bản: {kept.spelled_code}" in printed
    assert kept.title == "Kết quả tháng 11"


def test_the_log_says_who_made_it(inspection, department):
    kept = keep(inspection, department)
    entry = AuditEntry.objects.get(action="paper-made")
    assert (entry.person, entry.target_id, entry.after) == (
        department.person,
        kept.pk,
        {
            "kind": "BC",
            "title": "Kết quả tháng 11",
            "version": "Chốt lần 1",
            "code": kept.code,
            "pdf_sha256": kept.pdf_sha256,
        },
    )


def test_the_portal_itself_may_make_one(inspection):
    kept = keep(inspection, None)
    assert (kept.made_by, kept.seat) == (None, None)


@pytest.mark.parametrize("name", ["paper-docx", "paper-pdf"])
def test_it_is_for_those_who_may_open_the_page_of_its_object(client, inspection, department, name):
    kept = keep(inspection, department)
    path = f"/van-ban-da-lap/{kept.pk}/{'word' if name == 'paper-docx' else 'pdf'}/"
    firm_seat = make_actor(role=SeatRole.EMPLOYER, agency=inspection.firm.agency)
    stranger = make_actor(role=SeatRole.EMPLOYER, agency=make_agency(kind="service_firm"))
    answers = {}
    for who, actor in (("department", department), ("firm", firm_seat), ("stranger", stranger)):
        sign_in(client, actor)
        response = client.get(path)
        answers[who] = response.status_code
        response.getvalue()
    assert answers == {"department": 200, "firm": 200, "stranger": 404}


def test_no_paper_is_kept_about_what_no_page_shows_to_chosen_people(department):
    paper = Paper(PaperKind.REPORT, Issuer("x"), BlankDay(2026), "x")
    with pytest.raises(LookupError, match="visible_rows"):
        keep_paper(
            paper,
            about=department.seat.agency,
            issuer=department.seat.agency,
            version="x",
            by=department,
        )


# The public page ----------------------------------------------------------------------------------
def test_whoever_has_the_code_reads_which_version_it_is_and_no_content(
    client, inspection, department
):
    first = keep(inspection, department)
    second = keep(inspection, department, "Chốt lần 2")
    old = client.get(f"/vb/{first.code}/").content.decode()
    new = client.get(f"/vb/{second.code}/").content.decode()
    for said in (first.title, first.version, first.pdf_sha256, first.docx_sha256):
        assert said in old
    assert f"/vb/{second.code}/" in old
    assert "Đây là phiên bản mới nhất" in new
    for page in (old, new):
        assert department.person.full_name not in page
        assert inspection.conclusion not in page


def test_a_code_is_found_however_it_was_read_out(client, inspection, department):
    kept = keep(inspection, department)
    typed = f"{kept.code[:4].lower()}-{kept.code[4:].lower()}"
    assert client.get(f"/vb/{typed}/").url == f"/vb/{kept.code}/"


@pytest.mark.parametrize(
    "code", ["AAAAAAAA", "AAAA", "OOOOIIII", "x" * 400, "Ａ" * 8, "' OR 1=1", "ﬁ", "%00"]
)
def test_guesses_find_nothing_and_get_a_sentence(client, inspection, department, code):
    keep(inspection, department)
    response = client.get(f"/vb/{code}/", follow=True)
    assert response.status_code == 404
    assert "Không có văn bản nào mang mã này" in response.content.decode()


def test_codes_are_random_and_unmistakable(inspection, department):
    codes = {keep(inspection, department).code for _paper in range(3)}
    assert len(codes) == 3
    assert set("".join(codes)) <= set(CODE_SIGNS)
    assert not set("O0I1") & set(CODE_SIGNS)
    assert [clean_code(code) for code in sorted(codes)] == sorted(codes)
    with pytest.raises(IntegrityError), transaction.atomic():
        IssuedPaper.objects.update(code="OOOOIIII")


# When it fails, and when its time is over ---------------------------------------------------------
def test_no_file_stays_when_the_row_cannot_be_written(inspection, department, monkeypatch):
    before = stored_files()
    monkeypatch.setattr(IssuedPaper, "save", lambda *_given, **_named: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        keep(inspection, department)
    assert stored_files() == before


def test_while_others_are_drawn_all_the_time_it_is_refused(inspection, department, monkeypatch):
    monkeypatch.setattr(services, "PATIENCE", 0)
    with take_slot(services.SLOT), pytest.raises(RuleError, match="cùng lúc"):
        keep(inspection, department)
    assert not IssuedPaper.objects.exists()


def test_a_paper_goes_with_its_files_after_ten_years(
    inspection, department, django_capture_on_commit_callbacks
):
    before = stored_files()
    keep(inspection, department)
    now = timezone.now()
    with django_capture_on_commit_callbacks(execute=True):
        assert delete_expired_rows(now + timedelta(days=3651))["papers"] == 0
    assert len(stored_files() - before) == 2
    with django_capture_on_commit_callbacks(execute=True):
        assert delete_expired_rows(now + timedelta(days=3653))["papers"] == 1
    assert stored_files() == before


@pytest.mark.parametrize(
    ("name", "kind", "sign"),
    [
        ("Sở Nội vụ", "department", "SNV"),
        ("Sở Lao động - Thương binh và Xã hội tỉnh Bắc Giang", "department", "SLĐTBXH"),
        ("UBND tỉnh Bắc Ninh", "committee", "UBND"),
        ("Trung tâm Dịch vụ việc làm", "job_centre", "……"),
    ],
)
def test_an_agency_is_named_in_numbers_as_far_as_it_is_known(name, kind, sign, db):
    assert paper_issuer(make_agency(name, kind=kind)).sign == sign
