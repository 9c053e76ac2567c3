"""The register of documents: copies are asked about, mistakes withdrawn, false names refused."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from agencies.audit.models import AuditEntry
from agencies.bodies.choices import SeatRole
from agencies.directive_pages.services import withdraw_directive
from agencies.directives.choices import DirectiveStatus
from agencies.directives.models import Directive
from agencies.errors import RuleError
from agencies.mail.models import OutboxMessage
from agencies.proposals.upload import upload_directive
from agencies.proposals.upload_refusals import SimilarDocumentError
from agencies.tasks.choices import OccurrenceStatus
from agencies.tasks.occurrence_models import Occurrence
from tests.factories import make_actor, make_directive, make_task, sign_in

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("english")]
PLAN = """ỦY BAN NHÂN DÂN TỈNH BẮC GIANG
Số: 81/KH-UBND
Bắc Giang, ngày 21 tháng 02 năm 2024
KẾ HOẠCH
Kết nối cung cầu lao động năm 2024
I. NHIỆM VỤ
1. Sở Tài chính lập dự toán kinh phí, hoàn thành trước ngày 06/3/2024.
2. Sở Nội vụ tổ chức tuyên truyền chính sách việc làm trên địa bàn toàn tỉnh trong năm 2024.
"""


@pytest.fixture(autouse=True)
def files(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def coordinator():
    return make_actor(role=SeatRole.COORDINATOR)


def take_in(text: str, by, **given) -> Directive:
    return upload_directive(data=text.encode(), file_name="kh.txt", by=by, **given)


# Copies -------------------------------------------------------------------------------------------
def test_the_same_number_and_date_may_be_a_copy(coordinator):
    first = take_in(PLAN, coordinator)
    other_words = PLAN.replace("Sở Nội vụ tổ chức", "Báo Bắc Giang thực hiện và đăng tải")
    with pytest.raises(SimilarDocumentError) as refused:
        take_in(other_words, coordinator, refuse_similar=True)
    assert (refused.value.directive, refused.value.field) == (first, "is_another")


def test_the_same_text_written_otherwise_may_be_a_copy(coordinator):
    first = take_in(PLAN, coordinator)
    unnumbered = PLAN.replace("Số: 81/KH-UBND\n", "").replace("\n", "\n\n").replace(", ", " , ")
    with pytest.raises(SimilarDocumentError) as refused:
        take_in(unnumbered, coordinator, refuse_similar=True)
    assert refused.value.directive == first


def test_control_another_document_of_the_same_day_is_taken_in(coordinator):
    take_in(PLAN, coordinator)
    other = PLAN.replace("81/KH", "82/KH").replace(
        "Sở Nội vụ tổ chức tuyên truyền chính sách việc làm trên địa bàn toàn tỉnh trong năm 2024",
        "Công an tỉnh cấp tài khoản định danh cho công nhân ở các khu nhà trọ trước ngày 30/6/2024",
    )
    assert take_in(other, coordinator, refuse_similar=True).number == "82/KH-UBND"


def test_the_page_asks_first_and_takes_it_in_once_somebody_says_that_it_is_another(
    client, coordinator
):
    first = take_in(PLAN, coordinator)
    sign_in(client, coordinator)
    path = reverse("agencies:directive-upload")
    page = client.get(path).content.decode()
    assert 'type="hidden" name="issued_on"' in page
    copy = PLAN.replace("Sở Tài chính lập", "Sở Tài chính sớm lập")
    page = client.post(path, {"text": copy})
    assert f'href="{first.get_absolute_url()}"' in page.content.decode()
    assert page.context["form"].fields["is_another"].widget.input_type == "checkbox"
    assert Directive.objects.count() == 1
    assert client.post(path, {"text": copy, "is_another": "on"}).status_code == 302
    assert Directive.objects.count() == 2


def test_the_date_is_asked_only_of_a_document_that_does_not_say_it(client, coordinator):
    sign_in(client, coordinator)
    path = reverse("agencies:directive-upload")
    undated = PLAN.replace("Bắc Giang, ngày 21 tháng 02 năm 2024\n", "").replace("81/KH", "/KH")
    page = client.post(path, {"text": undated})
    assert page.context["form"].fields["issued_on"].widget.input_type != "hidden"
    client.post(path, {"text": undated, "issued_on": "22/02/2024"})
    assert Directive.objects.get().issued_on.isoformat() == "2024-02-22"


# False names --------------------------------------------------------------------------------------
@pytest.mark.parametrize("name", ["bao-cao.exe", "ke-hoach.pdf", "ke-hoach.docx"])
def test_a_text_that_calls_itself_something_else_is_refused(client, coordinator, name):
    sign_in(client, coordinator)
    file = SimpleUploadedFile(name, PLAN.encode())
    page = client.post(reverse("agencies:directive-upload"), {"file": file})
    [refusal] = page.context["form"].errors["file"]
    assert refusal.startswith(f"The file “{name}” is not what its name says")
    assert not Directive.objects.exists()


def test_control_the_same_text_under_its_own_name_is_taken_in(coordinator):
    for number, name in enumerate(("kh.txt", "KH.TXT", "khongduoi")):
        text = PLAN.replace("81/", f"8{number}/")
        assert upload_directive(data=text.encode(), file_name=name, by=coordinator).pk


# A mistake ----------------------------------------------------------------------------------------
def test_a_document_is_withdrawn_with_what_its_tasks_still_owe(coordinator):
    directive = make_directive()
    owing = make_actor()
    open_tasks = [make_task(lead=owing.seat.agency, directive=directive) for _ in range(2)]
    done = make_task(
        lead=owing.seat.agency,
        directive=directive,
        due_on="2024-03-06",
        status=OccurrenceStatus.DONE,
        submitted_on=directive.issued_on,
    )
    apart = make_task(lead=owing.seat.agency)
    withdraw_directive(directive=directive, text="Nhập nhầm dự thảo.", by=coordinator)
    directive.refresh_from_db()
    assert (directive.status, directive.withdrawn_by, directive.withdrawal_reason) == (
        DirectiveStatus.WITHDRAWN,
        coordinator.person,
        "Nhập nhầm dự thảo.",
    )
    statuses = {row.task_id: row.status for row in Occurrence.objects.all()}
    assert statuses == {
        **{task.pk: OccurrenceStatus.WITHDRAWN for task in open_tasks},
        done.pk: OccurrenceStatus.DONE,
        apart.pk: OccurrenceStatus.ASSIGNED,
    }
    told = OutboxMessage.objects.filter(person=owing.person, channel="portal")
    assert told.count() == 1
    [logged] = AuditEntry.objects.filter(action="directive-withdrawn")
    assert logged.after == {"reason": "Nhập nhầm dự thảo.", "tasks": 2}


def test_it_needs_a_reason_and_the_right_and_happens_once(coordinator):
    directive = make_directive()
    with pytest.raises(RuleError, match="Say why"):
        withdraw_directive(directive=directive, text=" ", by=coordinator)
    with pytest.raises(RuleError, match="may not do this"):
        withdraw_directive(directive=directive, text="Nhầm.", by=make_actor())
    withdraw_directive(directive=directive, text="Nhầm.", by=coordinator)
    with pytest.raises(RuleError, match="has been withdrawn"):
        withdraw_directive(directive=directive, text="Nhầm.", by=coordinator)


def test_its_page_says_who_withdrew_it_and_why_and_offers_nothing_more(client, coordinator):
    directive = make_directive()
    make_task(directive=directive)
    sign_in(client, coordinator)
    path = reverse("agencies:directive-withdraw", args=[directive.pk])
    assert client.post(path, {"text": ""}).status_code == 422
    assert client.post(path, {"text": "Nhập nhầm."}).status_code == 302
    page = client.get(directive.get_absolute_url()).content.decode()
    assert f"Withdrawn by {coordinator.person}" in page
    assert "Nhập nhầm." in page
    assert path not in page
    assert reverse("agencies:task-paper-make", args=[directive.pk]) not in page


def test_the_list_says_file_uploader_and_time(client, coordinator):
    directive = take_in(PLAN, coordinator)
    sign_in(client, coordinator)
    page = client.get(reverse("agencies:directive-list")).content.decode()
    assert "kh.txt" in page
    assert str(directive.uploaded_by) in page
