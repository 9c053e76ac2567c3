"""A result is taken back before it is decided, a wrong file is removed: both leave their trace."""

from datetime import date

import pytest
import time_machine
from django.urls import reverse

from agencies.audit.models import AuditEntry
from agencies.bodies.choices import SeatRole
from agencies.errors import RuleError
from agencies.evidence.removal import remove_evidence
from agencies.progress.services import (
    accept_result,
    enter_result,
    submit_result,
)
from agencies.progress.taking_back import take_back_result
from agencies.requests.choices import ClearanceStatus
from agencies.requests.models import Clearance
from agencies.task_pages.history import history_of
from agencies.tasks.choices import OccurrenceStatus, ProgressKind
from agencies.tasks.occurrence_models import EvidenceFile, Occurrence
from tests.agencies.evidence_data import hand_in, pdf
from tests.factories import make_actor, make_agency, make_task, noon, sign_in

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("english")]
MONDAY, DUE = date(2024, 3, 4), date(2024, 3, 6)


@pytest.fixture(autouse=True)
def clock(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    with time_machine.travel(noon(MONDAY), tick=False):
        yield


@pytest.fixture
def officer():
    return make_actor()


@pytest.fixture
def coordinator():
    return make_actor(role=SeatRole.COORDINATOR)


def seen(occurrence: Occurrence) -> dict:
    row = Occurrence.objects.select_related("task__lead").get(pk=occurrence.pk)
    return {"occurrence": row, "version": row.version}


def submitted(officer, **fields) -> Occurrence:
    row = make_task(lead=officer.seat.agency, due_on=DUE, **fields).occurrences.get()
    submit_result(text="Xong.", by=officer, **seen(row))
    return row


def test_a_result_is_owed_again_once_it_is_taken_back(officer):
    row = submitted(officer)
    taken = take_back_result(text="Nộp nhầm tệp.", by=officer, **seen(row))
    row.refresh_from_db()
    assert (row.status, row.due_on) == (OccurrenceStatus.IN_PROGRESS, DUE)
    assert (taken.kind, taken.text) == (ProgressKind.TAKE_BACK, "Nộp nhầm tệp.")
    assert AuditEntry.objects.filter(action="progress-take-back", target_id=row.pk).exists()
    submit_result(text="Nộp lại.", by=officer, **seen(row))


def test_what_others_were_asked_to_clear_lapses(officer):
    row = submitted(officer, clearing=(make_agency(),))
    take_back_result(text="Nhầm.", by=officer, **seen(row))
    assert Clearance.objects.get().status == ClearanceStatus.LAPSED


def test_it_needs_a_reason_and_a_result_that_nobody_has_decided_on(officer, coordinator):
    row = submitted(officer)
    with pytest.raises(RuleError, match="Say why") as refused:
        take_back_result(text=" ", by=officer, **seen(row))
    assert refused.value.field == "text"
    accept_result(by=coordinator, **seen(row))
    with pytest.raises(RuleError, match="nobody has decided on"):
        take_back_result(text="Nhầm.", by=officer, **seen(row))


def test_only_who_handed_it_in_takes_it_back(officer, coordinator):
    row = submitted(officer)
    for other in (coordinator, make_actor(), make_actor(role=SeatRole.LEADER)):
        with pytest.raises(RuleError, match="nobody has decided on"):
            take_back_result(text="Nhầm.", by=other, **seen(row))
    paper = make_task(lead=officer.seat.agency, due_on=DUE).occurrences.get()
    given = {"text": "Công văn 12.", "received_on": date(2024, 3, 4)}
    enter_result(by=coordinator, **given, **seen(paper))
    with pytest.raises(RuleError, match="nobody has decided on"):
        take_back_result(text="Nhầm.", by=officer, **seen(paper))
    take_back_result(text="Nhập nhầm.", by=coordinator, **seen(paper))


def test_the_page_offers_it_to_the_agency_and_sends_it(client, officer):
    row = submitted(officer)
    sign_in(client, officer)
    page = client.get(row.get_absolute_url())
    assert "take_back" in page.context["forms"]
    path = reverse("agencies:task-take-back", args=[row.pk])
    client.post(path, {"text": "Nhầm.", "version": seen(row)["version"]})
    assert "take_back" not in client.get(row.get_absolute_url()).context["forms"]


# Files --------------------------------------------------------------------------------------------
def test_a_removed_file_leaves_its_name_and_who_removed_it(client, officer):
    kept = hand_in(pdf((200, 200)), "nham.pdf", by=officer)
    digest, stored = kept.sha256, kept.file.name
    sign_in(client, officer)
    page = client.get(kept.progress.occurrence.get_absolute_url()).content.decode()
    assert reverse("agencies:evidence-removal", args=[kept.pk]) in page
    with_callbacks = client.post(reverse("agencies:evidence-removal", args=[kept.pk]))
    assert with_callbacks.status_code == 302
    row = EvidenceFile.objects.get()
    assert (row.name, row.sha256, row.file.name, row.removed_by) == (
        "nham.pdf",
        digest,
        "",
        officer.person,
    )
    page = client.get(kept.progress.occurrence.get_absolute_url()).content.decode()
    assert "removed by" in page
    assert reverse("agencies:evidence-file", args=[kept.pk]) not in page
    assert client.get(reverse("agencies:evidence-file", args=[kept.pk])).status_code == 404
    logged = AuditEntry.objects.get(action="evidence-removed")
    assert logged.before == {"file": "nham.pdf", "size": kept.size, "sha256": digest}
    assert stored


def test_its_content_is_deleted_with_the_transaction(officer, django_capture_on_commit_callbacks):
    kept = hand_in(pdf((200, 200)), "nham.pdf", by=officer)
    storage, stored = kept.file.storage, kept.file.name
    with django_capture_on_commit_callbacks(execute=True):
        remove_evidence(evidence=kept, by=officer)
    assert not storage.exists(stored)


def test_others_and_whoever_comes_after_the_decision_remove_nothing(officer, coordinator):
    kept = hand_in(pdf((200, 200)), "nham.pdf", by=officer)
    with pytest.raises(RuleError, match="Only the agency that handed the file in"):
        remove_evidence(evidence=kept, by=coordinator)
    row = kept.progress.occurrence
    submit_result(text="Xong.", by=officer, **seen(row))
    accept_result(by=coordinator, **seen(row))
    kept.progress.occurrence.refresh_from_db()
    with pytest.raises(RuleError, match="Only the agency that handed the file in"):
        remove_evidence(evidence=kept, by=officer)
    files = [file for entry in history_of(row, by=officer) for file in entry.files]
    assert ["removal" in file for file in files] == [False]
