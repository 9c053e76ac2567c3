"""The life of an occurrence, and the files that prove it."""

import hashlib
import io
import threading
import zipfile
from datetime import date

import pytest
from django.core.files.base import ContentFile

from agencies.audit.models import AuditEntry
from agencies.bodies.choices import SeatRole
from agencies.database.locking import StaleOccurrenceError
from agencies.errors import RuleError
from agencies.evidence.services import LARGEST, check_files
from agencies.progress import services as progress
from agencies.progress.services import (
    accept_result,
    report_progress,
    return_result,
    submit_result,
    withdraw_task,
)
from agencies.tasks.choices import OccurrenceStatus, ProgressKind
from agencies.tasks.occurrence_models import EvidenceFile, Occurrence, Progress
from tests.factories import make_actor, make_occurrence, make_task, noon
from tests.together import told_at_once

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("english")]

PDF = b"%PDF-1.7\nnoi dung"
DUE = date(2024, 3, 6)


def owed(**fields) -> tuple[Occurrence, object]:
    """An occurrence and an officer of its lead agency."""
    actor = make_actor()
    return make_task(lead=actor.seat.agency, **{"due_on": DUE} | fields).occurrences.get(), actor


def submitted(**fields) -> Occurrence:
    return owed(status=OccurrenceStatus.SUBMITTED, **fields)[0]


def office_file(*parts: str) -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        for part in parts:
            archive.writestr(part, "x")
    return data.getvalue()


def test_a_first_report_takes_the_task_in_hand():
    occurrence, officer = owed()
    progress = report_progress(
        occurrence=occurrence, text=" Đã gửi công văn. ", by=officer, version=0, at=noon(DUE)
    )
    occurrence.refresh_from_db()
    assert (occurrence.status, occurrence.version, occurrence.moved_at) == (
        OccurrenceStatus.IN_PROGRESS,
        1,
        noon(DUE),
    )
    assert (progress.kind, progress.text, progress.person) == (
        ProgressKind.REPORT,
        "Đã gửi công văn.",
        officer.person,
    )


def test_a_helper_may_report_without_moving_the_task():
    helper = make_actor()
    occurrence = make_task(coordinating=(helper.seat.agency,)).occurrences.get()
    report_progress(occurrence=occurrence, text="Đã cử người.", by=helper, version=0)
    occurrence.refresh_from_db()
    assert (occurrence.status, occurrence.version) == (OccurrenceStatus.ASSIGNED, 1)


def test_a_stranger_may_not_report():
    occurrence, _officer = owed()
    with pytest.raises(
        RuleError, match="Only the agencies of this task can report on it, while it"
    ) as refused:
        report_progress(occurrence=occurrence, text="Xin chào.", by=make_actor(), version=0)
    assert (
        refused.value.message
        == "Only the agencies of this task can report on it, while it is open."
    )


def test_a_report_needs_words():
    occurrence, officer = owed()
    with pytest.raises(RuleError, match="Say in a sentence what was done") as refused:
        report_progress(occurrence=occurrence, text="  ", by=officer, version=0)
    assert (refused.value.field, Progress.objects.count()) == ("text", 0)


def test_a_submitted_result_is_done_only_once_accepted():
    occurrence, officer = owed()
    submit_result(occurrence=occurrence, text="Đã xong.", by=officer, version=0, at=noon(DUE))
    occurrence.refresh_from_db()
    assert (occurrence.status, occurrence.submitted_at, occurrence.done_at) == (
        "submitted",
        noon(DUE),
        None,
    )
    decider, later = make_actor(role=SeatRole.COORDINATOR), noon(date(2024, 3, 8))
    accept_result(occurrence=occurrence, by=decider, version=1, at=later)
    occurrence.refresh_from_db()
    done = (occurrence.status, occurrence.submitted_at, occurrence.done_at, occurrence.done_by)
    assert done == (OccurrenceStatus.DONE, noon(DUE), later, decider.seat)


def test_only_the_lead_agency_submits():
    helper = make_actor()
    occurrence = make_task(coordinating=(helper.seat.agency,)).occurrences.get()
    with pytest.raises(RuleError, match="Only the lead agency can submit a result, and only what"):
        submit_result(occurrence=occurrence, text="Xong.", by=helper, version=0)


def test_what_was_submitted_cannot_be_submitted_again():
    occurrence, officer = owed(status=OccurrenceStatus.SUBMITTED)
    with pytest.raises(RuleError, match="Only the lead agency can submit a result, and only what"):
        submit_result(occurrence=occurrence, text="Xong.", by=officer, version=0)


def test_a_returned_result_is_owed_again_and_its_last_submission_counts():
    occurrence, officer = owed()
    coordinator = make_actor(role=SeatRole.COORDINATOR)
    submit_result(occurrence=occurrence, text="Xong.", by=officer, version=0, at=noon(DUE))
    return_result(occurrence=occurrence, by=coordinator, version=1, text="Thiếu số liệu.")
    occurrence.refresh_from_db()
    assert (occurrence.status, occurrence.is_owed) == (OccurrenceStatus.RETURNED, True)
    submit_result(
        occurrence=occurrence, text="Đã bổ sung.", by=officer, version=2, at=noon(date(2024, 3, 7))
    )
    occurrence.refresh_from_db()
    assert occurrence.submitted_at == noon(date(2024, 3, 7))


def test_a_return_needs_its_reason():
    with pytest.raises(
        RuleError, match="Say what is missing, so that the agency knows what to do"
    ) as refused:
        return_result(
            occurrence=submitted(), by=make_actor(role=SeatRole.COORDINATOR), version=0, text=" "
        )
    assert refused.value.field == "text"


@pytest.mark.parametrize("role", [role for role in SeatRole if role != SeatRole.COORDINATOR])
def test_only_coordinators_decide_on_results(role):
    occurrence, officer = submitted(), make_actor(role=role)
    make_actor(role=SeatRole.COORDINATOR)
    for decide in (accept_result, return_result):
        with pytest.raises(
            RuleError, match=r"here that you can decide on|before the one whose turn it is"
        ):
            decide(occurrence=occurrence, by=officer, version=0, text="Đồng ý.")
    occurrence.refresh_from_db()
    assert occurrence.status == OccurrenceStatus.SUBMITTED


def test_nothing_is_accepted_before_it_is_submitted():
    with pytest.raises(RuleError, match="There is no submitted result here that you can decide on"):
        accept_result(occurrence=owed()[0], by=make_actor(role=SeatRole.COORDINATOR), version=0)


def test_withdrawing_ends_all_open_occurrences_and_keeps_what_is_done():
    occurrence, _officer = owed()
    done = make_occurrence(occurrence.task, due_on=date(2024, 2, 6), status=OccurrenceStatus.DONE)
    late = make_occurrence(occurrence.task, due_on=date(2024, 1, 6))
    withdraw_task(
        occurrence=occurrence,
        by=make_actor(role=SeatRole.COORDINATOR),
        version=0,
        text="Giao nhầm.",
    )
    states = dict(Occurrence.objects.values_list("pk", "status"))
    assert states == {occurrence.pk: "withdrawn", done.pk: "done", late.pk: "withdrawn"}


def test_a_leader_does_not_withdraw():
    with pytest.raises(RuleError, match="This task can no longer be withdrawn"):
        withdraw_task(
            occurrence=owed()[0], by=make_actor(role=SeatRole.LEADER), version=0, text="Thôi."
        )


def test_a_stale_edit_is_told_and_changes_nothing():
    occurrence, officer = owed()
    report_progress(occurrence=occurrence, text="Lần một.", by=officer, version=0)
    with pytest.raises(StaleOccurrenceError) as refused:
        submit_result(occurrence=occurrence, text="Lần hai.", by=officer, version=0)
    assert refused.value.message.startswith(f"{officer.person} changed this task at the same time.")
    occurrence.refresh_from_db()
    assert (occurrence.status, Progress.objects.count()) == (OccurrenceStatus.IN_PROGRESS, 1)


def decide_both_at_once(occurrence: Occurrence) -> list[str]:
    """What two coordinators are told who saw the same page, accept and return its result in the
    same moment.
    """
    deciders = [make_actor(role=SeatRole.COORDINATOR) for _number in range(2)]
    said = {"occurrence": occurrence, "version": 0, "text": "Theo báo cáo."}
    return told_at_once(
        lambda: accept_result(by=deciders[0], **said),
        lambda: return_result(by=deciders[1], **said),
    )


@pytest.mark.django_db(transaction=True)
def test_of_two_decisions_at_once_one_is_told_it_came_late():
    occurrence = submitted()
    assert (decide_both_at_once(occurrence), Progress.objects.count()) == (
        ["StaleOccurrenceError", "done"],
        1,
    )


@pytest.mark.django_db(transaction=True)
def test_control_without_lock_and_version_the_later_decision_overwrites_the_earlier(monkeypatch):
    """The same two, each with the row as it was read: both are told that it is done, and one
    decision is gone.
    """
    occurrence = submitted()
    both_have_read = threading.Barrier(2)

    def as_read(occurrence: Occurrence, version: int) -> Occurrence:
        row = Occurrence.objects.select_related("task").get(pk=occurrence.pk)
        both_have_read.wait(20)
        return row

    monkeypatch.setattr(progress, "lock_as_seen", as_read)
    assert (decide_both_at_once(occurrence), Progress.objects.count()) == (["done", "done"], 2)


def test_every_movement_is_in_the_log():
    occurrence, officer = owed()
    submit_result(
        occurrence=occurrence,
        text="Xong.",
        by=officer,
        version=0,
        files=[ContentFile(PDF, name="a.pdf")],
    )
    entry = AuditEntry.objects.get(action="progress-submission")
    assert (entry.target_id, entry.person, entry.before) == (
        occurrence.pk,
        officer.person,
        {"status": "assigned"},
    )
    assert (entry.after["status"], entry.after["files"]) == ("submitted", ["a.pdf"])


def test_evidence_is_kept_under_a_name_nobody_can_guess():
    occurrence, officer = owed()
    file = ContentFile(PDF, name="../../Báo cáo\u202etháng 3.pdf")
    submit_result(occurrence=occurrence, text="Xong.", by=officer, version=0, files=[file])
    kept = EvidenceFile.objects.get()
    assert (kept.name, kept.size, kept.sha256) == (
        "Báo cáotháng 3.pdf",
        len(PDF),
        hashlib.sha256(PDF).hexdigest(),
    )
    stem, _dot, ending = kept.file.name.rpartition("/")[2].partition(".")
    assert (len(stem), ending) == (32, "pdf")


def test_a_refused_submission_leaves_no_file_behind(settings):
    occurrence, officer = owed(status=OccurrenceStatus.DONE)
    with pytest.raises(RuleError, match="Only the lead agency can submit a result, and only what"):
        submit_result(
            occurrence=occurrence,
            text="Xong.",
            by=officer,
            version=0,
            files=[ContentFile(PDF, name="a.pdf")],
        )
    assert EvidenceFile.objects.count() == 0


def test_files_are_refused_with_a_sentence_that_names_them():
    large = ContentFile(PDF, name="lon.pdf")
    large.size = LARGEST + 1
    for file, words in (
        (ContentFile(b"", name="rong.pdf"), "“rong.pdf” is empty"),
        (large, "“lon.pdf” is larger than 20 MB"),
        (ContentFile(b"MZ", name="phan-mem.pdf"), "“phan-mem.pdf” is not a PDF"),
    ):
        with pytest.raises(RuleError, match=words) as refused:
            check_files([file])
        assert refused.value.field == "files"


def test_at_most_ten_files_come_at_once():
    with pytest.raises(RuleError, match="at most 10 files"):
        check_files([ContentFile(PDF, name=f"{n}.pdf") for n in range(11)])
