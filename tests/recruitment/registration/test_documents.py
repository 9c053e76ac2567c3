"""Papers of a registration: handed in with it, seen by its office and the employer alone, forgotten
with it.
"""

from datetime import timedelta
from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from agencies.audit.models import AuditEntry
from agencies.bodies.choices import SeatRole
from agencies.errors import RuleError
from agencies.privacy.retention import delete_expired_rows
from recruitment.employers.document_models import EmployerDocument
from recruitment.employers.models import Employer
from recruitment.registration.services import change_employer, register_employer
from tests.factories import make_actor, sign_in
from tests.factories_recruitment import (
    employer_facts,
    make_board,
    make_department,
    make_employer,
    make_province,
    office_of,
    representative_of,
)
from tests.marked_world import PNG

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("english")]
CODE = "2400999012"


@pytest.fixture(autouse=True)
def folder(settings, tmp_path) -> Path:
    settings.MEDIA_ROOT = tmp_path
    return tmp_path


@pytest.fixture
def province():
    province = make_province()
    make_department(province)
    return province


def paper(name: str = "giấy phép.png", content: bytes = PNG) -> ContentFile:
    return ContentFile(content, name=name)


def registered(province, *files, code: str = CODE) -> Employer:
    facts = employer_facts(province, None)
    return register_employer(tax_code=code, facts=facts, files=files)


def stored(folder: Path) -> int:
    return sum(path.is_file() for path in folder.rglob("*"))


def test_papers_are_handed_in_with_the_registration_and_stand_in_the_log(province, folder):
    employer = registered(province, paper(), paper("hợp đồng.png"))
    assert [each.name for each in employer.documents.all()] == ["giấy phép.png", "hợp đồng.png"]
    assert stored(folder) == 2
    entry = AuditEntry.objects.get(action="employer-documents")
    assert entry.after == {"files": ["giấy phép.png", "hợp đồng.png"]}


def test_the_form_of_the_registration_takes_them(client, province):
    page = client.get(reverse("recruitment:employer-register")).content.decode()
    assert ('enctype="multipart/form-data"' in page, 'name="files"' in page) == (True, True)
    facts = vars(employer_facts(province, None))
    given = {name: getattr(value, "pk", value) or "" for name, value in facts.items()}
    files = [SimpleUploadedFile("a.png", PNG), SimpleUploadedFile("b.png", PNG)]
    answer = client.post(
        reverse("recruitment:employer-register"), given | {"tax_code": CODE, "files": files}
    )
    assert (answer.status_code, EmployerDocument.objects.count()) == (200, 2)


def test_a_file_of_another_kind_is_refused_at_its_field_and_nothing_is_kept(province, folder):
    with pytest.raises(RuleError, match="is not a PDF") as refused:
        registered(province, paper(), paper("a.png", b"MZ nothing"))
    assert (refused.value.field, Employer.objects.count(), stored(folder)) == ("files", 0, 0)


def test_more_papers_come_with_what_is_asked_for_later(province):
    employer = make_employer(province)
    by = representative_of(employer)
    facts = employer_facts(province, None)
    change_employer(employer=employer, facts=facts, files=[paper()], by=by)
    assert [each.name for each in employer.documents.all()] == ["giấy phép.png"]


@pytest.mark.parametrize(
    ("who", "status"),
    [("office", 200), ("own", 200), ("board", 404), ("other", 404), ("newsroom", 403)],
)
def test_its_office_and_itself_read_them_and_nobody_else(client, province, who, status):
    employer = make_employer(province)
    by = representative_of(employer)
    facts = employer_facts(province, None)
    change_employer(employer=employer, facts=facts, files=[paper()], by=by)
    readers = {
        "office": lambda: office_of(employer),
        "own": lambda: by,
        "board": lambda: make_board(province),
        "other": lambda: representative_of(make_employer(province)),
        "newsroom": lambda: make_actor(role=SeatRole.NEWSROOM),
    }
    document = employer.documents.get()
    url = reverse("recruitment:employer-document", args=[document.pk])
    sign_in(client, readers[who]())
    answer = client.get(url)
    assert answer.status_code == status
    if status == 200:
        assert b"".join(answer.streaming_content) == PNG
        assert answer["Content-Disposition"].startswith("attachment")
        assert answer["Content-Security-Policy"] == "default-src 'none'; sandbox"
        own = reverse("recruitment:own-employer")
        page = client.get(own if who == "own" else employer.get_absolute_url())
        assert f'href="{url}"' in page.content.decode()


def test_who_registers_the_same_code_again_gets_no_papers_of_the_one_before(
    province, folder, django_capture_on_commit_callbacks
):
    registered(province, paper("của người trước.png"))
    with django_capture_on_commit_callbacks(execute=True):
        again = registered(province, paper("mới.png"))
    assert [each.name for each in again.documents.all()] == ["mới.png"]
    assert stored(folder) == 1


def test_papers_of_a_registration_that_nobody_confirmed_go_with_it(
    province, folder, django_capture_on_commit_callbacks
):
    registered(province, paper())
    with django_capture_on_commit_callbacks(execute=True):
        delete_expired_rows(timezone.now() + timedelta(days=31))
    assert (EmployerDocument.objects.count(), stored(folder)) == (0, 0)
