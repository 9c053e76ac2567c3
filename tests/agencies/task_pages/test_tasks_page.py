"""The page of a task: what one sees, what one can do, the evidence."""

import re
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from agencies.bodies.choices import SeatRole
from agencies.tasks.choices import OccurrenceStatus, TaskState
from agencies.tasks.occurrence_models import EvidenceFile, Occurrence, Progress
from tests.factories import (
    make_actor,
    make_agency,
    make_clause,
    make_directive,
    make_occurrence,
    make_seat,
    make_task,
    sign_in,
)

pytestmark = pytest.mark.django_db

MUST_DO, LIST, EXPORT = "/viec-can-lam/", "/nhiem-vu/", "/nhiem-vu/xuat/"
FRIDAY = date(2024, 3, 1)
PDF = b"%PDF-1.7\nnoi dung"
SUBMITTED, DONE = OccurrenceStatus.SUBMITTED, OccurrenceStatus.DONE


def coordinator(client):
    return sign_in(client, make_actor(role=SeatRole.COORDINATOR))


def test_a_strangers_task_is_not_there(client):
    task = make_task(status=SUBMITTED)
    occurrence = task.occurrences.get()
    sign_in(client, make_actor())
    pages = [task.get_absolute_url(), reverse("agencies:task-report", args=[occurrence.pk])]
    assert [client.get(pages[0]).status_code, client.post(pages[1]).status_code] == [404, 404]


def test_an_occurrence_of_another_task_is_not_there(client):
    task, other = make_task(), make_task()
    page = coordinator(client).get(task.get_absolute_url(), {"ky": other.occurrences.get().pk})
    assert page.status_code == 404


def test_the_page_opens_at_the_first_open_occurrence(client):
    task = make_task(due_on=date(2024, 1, 31), status=DONE)
    make_occurrence(task, due_on=date(2024, 3, 31))
    wanted = make_occurrence(task, due_on=date(2024, 2, 29))
    assert coordinator(client).get(task.get_absolute_url()).context["occurrence"] == wanted


def test_the_clause_stands_marked_in_its_place(client):
    directive = make_directive(
        text="I. CHUNG\n1. Việc trước.\n2. Lập dự toán kinh phí.\n3. Việc sau."
    )
    start = directive.text.index("2. Lập")
    clause = make_clause(directive, start, directive.text.index("\n3."))
    page = (
        coordinator(client)
        .get(make_task(directive=directive, clause=clause).get_absolute_url())
        .content.decode()
    )
    assert re.findall(r"<mark>(.*?)</mark>", page) == ["2. Lập dự toán kinh phí."]
    assert "1. Việc trước." in page


def test_the_one_thing_to_do_depends_on_who_looks(client):
    lead, helper = make_actor(), make_actor()
    task = make_task(lead=lead.seat.agency, coordinating=(helper.seat.agency,), status=SUBMITTED)
    owed = make_task(lead=lead.seat.agency, coordinating=(helper.seat.agency,))

    def offered(actor, task) -> list[str]:
        context = sign_in(client, actor).get(task.get_absolute_url()).context
        return [*context["forms"], *(["submit"] if context["may_submit"] else [])], context["first"]

    assert offered(lead, owed) == (["work", "comment", "submit"], "work")
    assert offered(lead, task) == (["work", "comment"], "work")
    assert offered(helper, owed) == (["work", "comment"], "work")
    asks = ["decision", "withdrawal", "question", "comment"]
    make_seat(agency=lead.seat.agency)
    steers = ["paper", "withdrawal", "question", "comment", "seat", "remind"]
    assert offered(make_actor(role=SeatRole.COORDINATOR), owed) == (steers, "")
    assert offered(lead, owed) == (["work", "comment", "seat", "submit"], "work")
    asks.append("seat")
    assert offered(make_actor(role=SeatRole.COORDINATOR), task) == (asks, "decision")
    assert offered(make_actor(role=SeatRole.LEADER), task) == (["question", "comment"], "")


MISSING = "Say what is missing, so that the agency knows what to do."


def post(client, name: str, occurrence: Occurrence, **data):
    return client.post(reverse(f"agencies:{name}", args=[occurrence.pk]), data)


def test_from_report_to_acceptance_by_the_pages(client):
    lead, decider = make_actor(), make_actor(role=SeatRole.COORDINATOR)
    occurrence = make_task(lead=lead.seat.agency, due_on=date(2024, 3, 6)).occurrences.get()
    files = [SimpleUploadedFile(f"{n}.pdf", PDF) for n in (1, 2)]
    sign_in(client, lead)
    post(client, "task-report", occurrence, text="Đang làm.", version=0)
    post(client, "task-submit", occurrence, text="Đã xong.", version=1, files=files)
    sign_in(client, decider)
    post(client, "task-return", occurrence, text="Thiếu số liệu.", version=2)
    sign_in(client, lead)
    post(client, "task-submit", occurrence, text="Đã bổ sung.", version=3)
    sign_in(client, decider)
    answer = post(client, "task-accept", occurrence, text="", version=4)
    occurrence.refresh_from_db()
    assert (answer.url, occurrence.status, occurrence.version) == (
        occurrence.get_absolute_url(),
        DONE,
        5,
    )
    page = client.get(answer.url).content.decode()
    assert [
        text in page for text in ("Đang làm.", "Đã xong.", "Thiếu số liệu.", "Đã bổ sung.", "1.pdf")
    ] == [True] * 5


def test_a_refused_form_keeps_what_was_typed(client):
    lead = make_actor()
    occurrence = make_task(lead=lead.seat.agency).occurrences.get()
    bad = SimpleUploadedFile("phim.exe", b"MZ")
    page = post(
        sign_in(client, lead),
        "task-submit",
        occurrence,
        text="Kết quả dài.",
        version=0,
        files=[bad],
    )
    assert (page.status_code, Progress.objects.count()) == (422, 0)
    assert "\nKết quả dài.</textarea>" in page.content.decode()
    assert "“phim.exe” is not a PDF" in page.content.decode()


def test_a_stale_page_is_told_keeps_the_words_and_may_send_again(client):
    lead = make_actor()
    occurrence = make_task(lead=lead.seat.agency).occurrences.get()
    sign_in(client, lead)
    post(client, "task-report", occurrence, text="Người khác ghi.", version=0)
    page = post(client, "task-submit", occurrence, text="Tôi ghi.", version=0)
    text = page.content.decode()
    assert (page.status_code, Progress.objects.count()) == (422, 1)
    assert "\nTôi ghi.</textarea>" in text
    assert 'name="version" value="1"' in text
    post(client, "task-submit", occurrence, text="Tôi ghi.", version=1)
    assert Progress.objects.last().text == "Tôi ghi."


def test_a_return_without_reason_says_so_at_its_field(client):
    occurrence = make_task(status=SUBMITTED).occurrences.get()
    page = post(coordinator(client), "task-return", occurrence, text="", version=0)
    assert (page.status_code, page.context["forms"]["decision"].errors["text"]) == (422, [MISSING])


def test_a_withdrawn_task_owes_nothing_more(client):
    occurrence = make_task(due_on=date(2024, 3, 6)).occurrences.get()
    post(coordinator(client), "task-withdraw", occurrence, text="Giao nhầm.", version=0)
    assert Occurrence.objects.open().count() == 0


def evidence_of(actor) -> EvidenceFile:
    occurrence = make_task(lead=actor.seat.agency).occurrences.get()
    progress = Progress.objects.create(
        occurrence=occurrence,
        kind="report",
        text="x",
        at=occurrence.moved_at,
        seat=actor.seat,
        person=actor.person,
    )
    kept = EvidenceFile(
        progress=progress, name="Báo cáo tháng 3.pdf", size=len(PDF), sha256="0" * 64
    )
    kept.file.save("0123456789abcdef.pdf", SimpleUploadedFile("x", PDF))
    return kept


def test_evidence_is_a_download_and_nothing_else(client):
    actor = make_actor()
    response = sign_in(client, actor).get(
        reverse("agencies:evidence-file", args=[evidence_of(actor).pk])
    )
    headers = [
        response[name]
        for name in ("Content-Type", "X-Content-Type-Options", "Content-Security-Policy")
    ]
    assert headers == ["application/pdf", "nosniff", "default-src 'none'; sandbox"]
    assert response["Content-Disposition"].startswith("attachment; filename*=utf-8''B%C3%A1o")
    assert b"".join(response.streaming_content) == PDF
    response.close()


def test_a_strangers_evidence_is_not_there(client):
    kept = evidence_of(make_actor())
    assert (
        sign_in(client, make_actor())
        .get(reverse("agencies:evidence-file", args=[kept.pk]))
        .status_code
        == 404
    )


@pytest.mark.parametrize(("entries", "queries"), [(0, 15), (1, 18), (20, 18)])
def test_the_page_needs_as_many_queries_whatever_happened(
    client, django_assert_num_queries, entries, queries
):
    actor = make_actor(role=SeatRole.COORDINATOR)
    task = make_task(coordinating=tuple(make_agency() for _number in range(entries)))
    occurrence = task.occurrences.get()
    for number in range(entries):
        make_occurrence(task, due_on=date(2024, 1, 1 + number))
        Progress.objects.create(
            occurrence=occurrence,
            kind="report",
            text="x",
            at=task.assigned_at,
            seat=actor.seat,
            person=actor.person,
        )
    sign_in(client, actor)
    with django_assert_num_queries(queries):
        client.get(occurrence.get_absolute_url())


def test_the_documents_page_tells_the_same_state_as_the_list(client):
    task = make_task(due_on=date(2024, 3, 6))
    [row] = coordinator(client).get(task.directive.get_absolute_url()).context["tasks"]
    assert (row.occurrence.task, row.state) == (task, TaskState.LATE)
