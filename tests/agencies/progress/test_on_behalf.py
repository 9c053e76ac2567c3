"""A result on paper, entered for an agency: by whom, with which day, marked in the story and in the
log.
"""

from datetime import date

import pytest
import time_machine
from django.utils import translation

from agencies.audit.models import AuditEntry
from agencies.bodies.choices import SeatRole
from agencies.errors import RuleError
from agencies.progress.services import accept_result, enter_result
from agencies.task_pages.history import history_of
from agencies.tasks.choices import OccurrenceStatus
from agencies.tasks.occurrence_models import Progress
from tests.factories import make_actor, make_agency, make_task, sign_in

pytestmark = pytest.mark.django_db
DUE = date(2024, 3, 6)


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel("2024-03-11T02:00:00Z", tick=False):
        yield


def owed():
    return make_task(lead=make_agency("Công an tỉnh"), due_on=DUE).occurrences.get()


def coordinator():
    return make_actor(role=SeatRole.COORDINATOR)


def enter(occurrence, by, **fields) -> Progress:
    given = {
        "received_on": date(2024, 3, 6),
        "text": "Báo cáo 45/BC-CAT.",
        "version": occurrence.version,
    } | fields
    return enter_result(occurrence=occurrence, by=by, **given)


def test_the_day_of_the_paper_decides_whether_it_was_in_time():
    occurrence, by = owed(), coordinator()
    enter(occurrence, by)
    occurrence.refresh_from_db()
    assert occurrence.status == OccurrenceStatus.SUBMITTED
    assert occurrence.submitted_at.date() == date(2024, 3, 6)
    accept_result(occurrence=occurrence, by=coordinator(), version=occurrence.version)
    occurrence.refresh_from_db()
    assert occurrence.status == OccurrenceStatus.DONE


def test_story_and_log_say_for_whom_it_was_entered():
    occurrence, by = owed(), coordinator()
    enter(occurrence, by)
    with translation.override("en"):
        [entry] = history_of(occurrence)
    assert entry.who == f"{by.person}, {by.seat.agency.display_name}, for Công an tỉnh"
    told = AuditEntry.objects.get(action="progress-submission")
    assert (told.person, told.seat, told.after["on_behalf"]) == (by.person, by.seat, "Công an tỉnh")


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"text": " "}, "text"),
        ({"received_on": date(2024, 3, 12)}, "received_on"),
        ({"received_on": date(2024, 2, 1)}, "received_on"),
    ],
)
def test_what_is_missing_or_impossible_is_refused_at_its_field(fields, field):
    occurrence = owed()
    with pytest.raises(RuleError) as refused:
        enter(occurrence, coordinator(), **fields)
    assert (refused.value.field, Progress.objects.count()) == (field, 0)


def test_nobody_else_enters_for_an_agency_and_nobody_for_the_own():
    occurrence = owed()
    own = make_actor(role=SeatRole.COORDINATOR, agency=occurrence.task.lead)
    for by in (make_actor(), make_actor(role=SeatRole.LEADER), own):
        with pytest.raises(RuleError, match="Ở đây không còn kết quả nào để nhập thay cơ quan"):
            enter(occurrence, by)


def test_the_page_offers_it_and_keeps_what_was_typed(client):
    occurrence, by = owed(), coordinator()
    sign_in(client, by)
    page = client.get(occurrence.get_absolute_url()).content.decode()
    assert "Enter for Công an tỉnh what was received on paper" in page
    path = f"/nhiem-vu/ky/{occurrence.pk}/nhap-thay/"
    refused = client.post(
        path, {"received_on": "31/02/2024", "text": "Báo cáo 45", "version": occurrence.version}
    )
    assert (refused.status_code, "Báo cáo 45" in refused.content.decode()) == (422, True)
    done = client.post(
        path, {"received_on": "06/3/2024", "text": "Báo cáo 45", "version": occurrence.version}
    )
    assert done.status_code == 302
    assert Progress.objects.get().on_behalf
