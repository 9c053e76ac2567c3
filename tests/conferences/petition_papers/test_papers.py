"""The report, the reminder, the annex and sheet 7: one set of figures everywhere."""

import io
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from docx import Document
from openpyxl import load_workbook

from agencies.errors import RuleError
from agencies.papers.models import IssuedPaper
from agencies.tasks.occurrence_models import Occurrence
from conferences.opinions.services import reopen_part
from conferences.petition_figures.queries import kind_figures
from conferences.petition_figures.report_figures import PETITION_FIGURES, petition_values
from conferences.petition_papers.annex import annex_rows
from conferences.petition_papers.services import build_report, keep_reminder, keep_report
from conferences.petitions.choices import AnswerClass, PetitionKind
from tests.factories import sign_in
from tests.factories_conferences import (
    accepted_answer,
    make_answer,
    make_body,
    make_dialogue,
    make_federation,
    make_petition,
    route,
)
from vietnam.dates import format_date
from vietnam.periods import Period

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("english")]
TODAY = timezone.localdate


@pytest.fixture(autouse=True)
def _files(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def federation():
    return make_federation()


@pytest.fixture
def dialogue(federation):
    """Two answered, one of them resolved; one overdue; one not routed; one opinion."""
    dialogue = make_dialogue(
        federation, held_on=TODAY() - timedelta(days=3), due_on=TODAY() - timedelta(days=1)
    )
    body = make_body("Sở Xây dựng")
    for given in ({}, {"outcome": AnswerClass.NOT_YET, "reason": "Chờ quy hoạch"}):
        [part] = route(make_petition(dialogue, federation), federation, body)
        make_answer(part, body, text="Tôi là Nông Văn Kiệt, đã xong", **given)
    route(make_petition(dialogue, federation), federation, body)
    make_petition(dialogue, federation)
    make_petition(dialogue, federation, "Cảm ơn", kind=PetitionKind.OPINION)
    return dialogue


def content_of(file) -> bytes:
    with file.open("rb") as opened:
        return opened.read()


def test_figures_of_the_page_the_report_and_the_month_are_equal(dialogue):
    line, opinions, _information = kind_figures(dialogue.petitions.all(), TODAY())
    period = Period(dialogue.held_on, TODAY())
    values = petition_values(period, TODAY())
    assert values == {
        "petitions.owed": line.all,
        "petitions.answered": line.answered,
        "petitions.partly": line.partly,
        "petitions.waiting": line.waiting,
        "petitions.unrouted": line.unrouted,
        "petitions.resolved": line.resolved,
        "petitions.under-way": line.under_way,
        "petitions.explained": line.explained,
        "petitions.elsewhere": line.elsewhere,
        "petitions.late": line.late,
        "petitions.opinions": opinions.all,
    }
    assert (values["petitions.owed"], values["petitions.answered"]) == (4, 2)
    for key, value in values.items():
        assert len(list(PETITION_FIGURES.rows(period, TODAY(), key).rows)) == value, key


def test_the_month_before_has_none_of_them(dialogue):
    before = Period(TODAY() - timedelta(days=60), TODAY() - timedelta(days=30))
    assert set(petition_values(before, TODAY()).values()) == {0}


def test_the_annex_has_a_row_for_each_and_names_nobody(dialogue):
    rows = list(annex_rows(dialogue, TODAY()))
    assert [row[0] for row in rows] == [1, 2, 3, 4, 5]
    assert [row[7] for row in rows[2:]] == [
        f"Chưa trả lời, hạn {format_date(dialogue.due_on)}",
        "Chưa chuyển cơ quan trả lời",
        "Ý kiến, không phải trả lời",
    ]
    assert "Kiệt" not in str(rows)


def test_the_report_is_kept_with_its_figures_and_annex(dialogue, federation):
    paper = keep_report(dialogue=dialogue, by=federation)
    document = Document(io.BytesIO(content_of(paper.docx)))
    text = "\n".join(paragraph.text for paragraph in document.paragraphs)
    assert "Kiến nghị: 4; đã trả lời 2/4, trong đó đã giải quyết xong 1" in text
    assert "Ý kiến: 1, không phải trả lời." in text
    assert content_of(paper.pdf)[:4] == b"%PDF"


def test_the_annex_can_be_written_for_word_and_as_pdf(dialogue):
    """Rows that are used up by the first would leave the second empty."""
    [annex] = build_report(dialogue, TODAY()).annexes
    [table] = annex.body
    assert [row[0] for row in table.rows] == [row[0] for row in table.rows] == [1, 2, 3, 4, 5]


def test_the_reminder_goes_to_those_whose_answers_are_missing(dialogue, federation):
    paper = keep_reminder(dialogue=dialogue, by=federation)
    document = Document(io.BytesIO(content_of(paper.docx)))
    text = "\n".join(paragraph.text for paragraph in document.paragraphs)
    assert "Sở Xây dựng" in text + "".join(
        cell.text for table in document.tables for row in table.rows for cell in row.cells
    )


def test_nobody_is_reminded_where_nothing_is_missing(federation):
    with pytest.raises(RuleError, match="No answer is missing"):
        keep_reminder(dialogue=make_dialogue(federation), by=federation)


def test_a_paper_is_made_from_the_page_once_and_the_annex_taken_away(dialogue, federation, client):
    sign_in(client, federation)
    assert (
        client.post(reverse("conferences:dialogue-report", args=[dialogue.pk])).status_code == 302
    )
    assert IssuedPaper.objects.count() == 1
    page = client.get(dialogue.get_absolute_url()).content.decode()
    assert IssuedPaper.objects.get().spelled_code in page
    answer = client.get(reverse("conferences:dialogue-annex", args=[dialogue.pk]))
    sheet = load_workbook(io.BytesIO(answer.content)).active
    numbers = [cell.value for cell in sheet["A"] if isinstance(cell.value, int)]
    assert numbers == [1, 2, 3, 4, 5]


def test_another_agency_makes_no_papers(dialogue):
    with pytest.raises(RuleError, match="Only the labour federation"):
        keep_report(dialogue=dialogue, by=make_body())


def test_the_annex_says_what_is_owed_again_and_by_the_present_deadline(federation):
    dialogue = make_dialogue(federation, held_on=TODAY() - timedelta(days=3), due_on=TODAY())
    body = make_body("Sở Xây dựng")
    again, extended = (make_petition(dialogue, federation) for _number in range(2))
    [part] = route(again, federation, body)
    accepted_answer(make_answer(part, body), federation)
    part.refresh_from_db()
    later = TODAY() + timedelta(days=9)
    reopen_part(part=part, why="Chưa có", due_on=later, version=part.version, by=federation)
    [owed] = route(extended, federation, body)
    Occurrence.objects.filter(task=owed.task).update(due_on=later)
    last = [row[-1] for row in annex_rows(dialogue, TODAY())]
    assert last == [
        f"Mở lại ngày {format_date(TODAY())}, trả lời lại trước ngày {format_date(later)}",
        f"Chưa trả lời, hạn {format_date(later)}",
    ]
