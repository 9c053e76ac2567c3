"""Papers of a document's tasks: who is given what, who is late, how it stands; who has them."""

import io
from datetime import date

import openpyxl
import pytest
import time_machine
from django.urls import reverse
from docx import Document

from agencies.bodies.choices import AgencyKind, SeatRole
from agencies.calendar.queries import working_calendar
from agencies.errors import RuleError
from agencies.papers.models import IssuedPaper
from agencies.papers.queries import may_have
from agencies.task_papers.annexes import late_table, progress_table
from agencies.task_papers.choices import TaskPaper
from agencies.task_papers.queries import given_tasks, late_tasks, tasks_so_far
from agencies.task_papers.services import build_assignment, build_chasing, keep_task_paper
from agencies.tasks.choices import OccurrenceStatus
from agencies.tasks.figures import StatusConditions
from tests.factories import make_actor, make_agency, make_directive, make_task, noon, sign_in
from workbooks.sheets import COUNTRY, SectionRow

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("english")]
TODAY = date(2026, 11, 30)
FRIDAY = date(2026, 11, 27)


@pytest.fixture(autouse=True)
def clock(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    with time_machine.travel(noon(TODAY), tick=False):
        yield


@pytest.fixture
def coordinator():
    office = make_agency("Văn phòng UBND tỉnh", kind=AgencyKind.OFFICE)
    return make_actor(role=SeatRole.COORDINATOR, agency=office)


@pytest.fixture
def directive():
    """Two agencies: one late and done, one with what is to come; another document is late too."""
    found = make_directive(
        number="41/KH-UBND",
        issued_on=date(2026, 9, 1),
        issuer="UBND tỉnh",
        title="Kết nối cung – cầu lao động",
    )
    an, binh = make_agency("Sở An"), make_agency("Sở Bình")
    make_task(lead=an, title="Trễ", due_on=date(2026, 11, 20), directive=found)
    done = {"status": OccurrenceStatus.DONE, "submitted_on": FRIDAY}
    make_task(lead=an, title="Xong", due_on=FRIDAY, directive=found, **done)
    make_task(lead=binh, title="Sắp tới", due_on=date(2026, 12, 15), directive=found)
    make_task(lead=binh, title="Thôi", status=OccurrenceStatus.WITHDRAWN, directive=found)
    make_task(lead=binh, title="Của văn bản khác", due_on=FRIDAY, directive=make_directive())
    return found


def judgement() -> StatusConditions:
    return StatusConditions(TODAY, working_calendar())


def names(by_agency) -> dict[str, list[str]]:
    return {
        agency.name: sorted(row.occurrence.task.title for row in rows) for agency, rows in by_agency
    }


def cells(table) -> list[list]:
    return [[row.title] if isinstance(row, SectionRow) else list(row) for row in table.rows]


def test_each_paper_lists_what_it_is_about_by_agency(directive):
    assert names(given_tasks(directive, judgement())) == {
        "Sở An": ["Trễ", "Xong"],
        "Sở Bình": ["Sắp tới"],
    }
    assert names(late_tasks(directive, judgement())) == {"Sở An": ["Trễ"]}
    assert names(tasks_so_far(directive, judgement())) == {
        "Sở An": ["Trễ", "Xong"],
        "Sở Bình": ["Sắp tới"],
    }


def test_the_days_late_are_working_days_and_only_of_what_is_still_owed(directive):
    late = cells(late_table(late_tasks(directive, judgement()), judgement()))
    assert [row[:1] if len(row) == 1 else row[2:4] for row in late] == [
        ["Sở An"],
        [date(2026, 11, 20), 5],
    ]
    so_far = cells(progress_table(tasks_so_far(directive, judgement()), judgement()))
    assert sorted(row[5] or 0 for row in so_far if len(row) > 1) == [0, 0, 5]


def test_a_letter_names_its_addressees_and_never_its_issuer(directive, coordinator):
    office = coordinator.seat.agency
    assert build_assignment(directive, office, judgement()).addressees == ["Sở An", "Sở Bình"]
    assert build_chasing(directive, office, judgement()).addressees == ["Sở An"]
    make_task(lead=office, due_on=FRIDAY, directive=directive)
    assert build_chasing(directive, office, judgement()).addressees == ["Sở An"]


def test_of_many_agencies_the_annex_names_them(directive, coordinator):
    for _number in range(8):
        make_task(due_on=FRIDAY, directive=directive)
    letter = build_chasing(directive, coordinator.seat.agency, judgement())
    assert letter.addressees == ["Các cơ quan, đơn vị có tên tại Phụ lục kèm theo"]


def test_a_paper_is_kept_with_who_made_it_and_stands_at_the_document(
    client, directive, coordinator
):
    sign_in(client, coordinator)
    answer = client.post(
        reverse("agencies:task-paper-make", args=[directive.pk]), {"kind": TaskPaper.CHASING}
    )
    assert answer["Location"] == f"{directive.get_absolute_url()}#papers"
    paper = IssuedPaper.objects.get()
    assert (paper.kind, paper.made_by, paper.about_id) == ("CV", coordinator.person, directive.pk)
    with paper.docx.open("rb") as file:
        text = "\n".join(part.text for part in Document(file).paragraphs)
    assert (
        "Theo dõi việc thực hiện Kế hoạch số 41/KH-UBND ngày 01/9/2026 của UBND tỉnh về kết nối "
        "cung – cầu lao động, tính đến hết ngày 30/11/2026 còn 1 nhiệm vụ quá hạn chưa hoàn thành "
        "của 1 cơ quan, đơn vị (Phụ lục kèm theo)."
    ) in text
    assert paper.spelled_code in client.get(directive.get_absolute_url()).content.decode()


@pytest.mark.parametrize("kind", TaskPaper.values)
def test_each_kind_is_written_for_word_and_as_pdf(kind, directive, coordinator):
    paper = keep_task_paper(directive=directive, kind=kind, by=coordinator)
    with paper.pdf.open("rb") as file:
        assert file.read(5) == b"%PDF-"


def test_without_anything_late_nobody_is_chased(client, coordinator):
    calm = make_directive()
    with pytest.raises(RuleError, match="has given no task yet"):
        keep_task_paper(directive=calm, kind=TaskPaper.ASSIGNMENT, by=coordinator)
    make_task(due_on=date(2026, 12, 15), directive=calm)
    sign_in(client, coordinator)
    client.post(reverse("agencies:task-paper-make", args=[calm.pk]), {"kind": TaskPaper.CHASING})
    body = client.get(calm.get_absolute_url()).content.decode()
    assert "Nothing of this document is late" in body
    assert not IssuedPaper.objects.exists()


def test_only_who_sees_every_task_of_the_document_has_its_papers(client, directive, coordinator):
    paper = keep_task_paper(directive=directive, kind=TaskPaper.RESULTS, by=coordinator)
    owing = make_actor(agency=directive.tasks.first().lead)
    leader = make_actor(role=SeatRole.LEADER)
    assert [may_have(paper, one) for one in (coordinator, leader, owing)] == [True, True, False]
    sign_in(client, owing)
    assert paper.spelled_code not in client.get(directive.get_absolute_url()).content.decode()
    with pytest.raises(RuleError, match="may not do this"):
        keep_task_paper(directive=directive, kind=TaskPaper.RESULTS, by=owing)


@pytest.mark.parametrize("tasks", [1, 20])
def test_a_paper_costs_the_same_for_any_number_of_tasks(
    tasks, coordinator, django_assert_num_queries
):
    directive = make_directive()
    for _number in range(tasks):
        make_task(due_on=FRIDAY, directive=directive, coordinating=(make_agency(),))
    on, issuer = judgement(), coordinator.seat.agency
    assert issuer.parent is None
    with django_assert_num_queries(3):
        build_assignment(directive, issuer, on)


def test_the_export_of_the_list_carries_the_official_heading(client, directive, coordinator):
    sign_in(client, coordinator)
    answer = client.get(reverse("agencies:task-export"), {"state": "late"})
    rows = list(openpyxl.load_workbook(io.BytesIO(answer.content)).active.values)
    head = [[cell for cell in row if cell] for row in rows]
    assert head[0] == [COUNTRY]
    assert head[1][0] == "VĂN PHÒNG UBND TỈNH"
    assert ["LIST OF TASKS"] in head
