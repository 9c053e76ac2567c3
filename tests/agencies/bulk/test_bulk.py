"""Many rows at once: planned before it is done, each row for itself, nobody else's row touched."""

import pytest
from django.core import mail

from agencies.mail.models import OutboxMessage
from agencies.mail.services import deliver_messages
from agencies.reminders.models import Reminder
from agencies.tasks.choices import OccurrenceStatus
from agencies.tasks.occurrence_models import Occurrence
from tests.agencies.task_data import FRIDAY
from tests.factories import make_actor, make_agency, make_seat, make_task, sign_in

pytestmark = pytest.mark.django_db
ACCEPT, REMIND, ASSIGN = (
    f"/nhiem-vu/hang-loat/{act}/" for act in ("chap-nhan", "nhac", "phan-cong")
)


def rows_of(*tasks) -> list[str]:
    occurrences = Occurrence.objects.filter(task__in=tasks).order_by("task")
    return [f"{occurrence.pk}:{occurrence.version}" for occurrence in occurrences]


def press(client, url: str, *tasks, **fields):
    return client.post(url, {"row": rows_of(*tasks), "go": "1"} | fields)


def statuses(*tasks) -> list[str]:
    return list(
        Occurrence.objects.filter(task__in=tasks).order_by("task").values_list("status", flat=True)
    )


def submitted(**fields):
    return make_task(
        due_on=FRIDAY, status=OccurrenceStatus.SUBMITTED, submitted_on=FRIDAY, **fields
    )


def test_the_first_press_only_says_what_will_happen(coordinator_client):
    ready, open_still = submitted(), make_task(due_on=FRIDAY)
    page = coordinator_client.post(ACCEPT, {"row": rows_of(ready, open_still)})
    assert [row.occurrence.task for row in page.context["plan"].go] == [ready]
    assert [row.reason for row in page.context["plan"].left_out] == [
        "No submitted result waits for acceptance"
    ]
    assert statuses(ready) == [OccurrenceStatus.SUBMITTED]


def test_accepting_does_each_row_for_itself_and_names_what_was_left_out(coordinator_client):
    ready, moved = submitted(), submitted(title="Đã đổi")
    rows = rows_of(ready, moved)
    Occurrence.objects.filter(task=moved).update(version=7)
    page = coordinator_client.post(ACCEPT, {"row": rows, "go": "1"}, follow=True)
    assert statuses(ready, moved) == [OccurrenceStatus.DONE, OccurrenceStatus.SUBMITTED]
    assert [str(message) for message in page.context["messages"]] == [
        "1 result is accepted.",
        "1 task was left out: “Đã đổi”. Reason: Somebody else has changed it meanwhile.",
    ]


def test_reminding_now_writes_once_a_day_also_of_what_has_no_date(coordinator_client):
    officer = make_actor()
    dated, undated = (make_task(lead=officer.seat.agency, due_on=due) for due in (FRIDAY, None))
    press(coordinator_client, REMIND, dated, undated)
    press(coordinator_client, REMIND, dated, undated)
    assert Reminder.objects.count() == 2
    assert OutboxMessage.objects.filter(person=officer.person).count() == 2
    assert deliver_messages().sent == 2
    assert all("Nguyễn Thử" in message.body for message in mail.outbox)


def test_the_plan_says_how_many_people_get_a_reminder(coordinator_client):
    officer = make_actor()
    tasks = [make_task(lead=officer.seat.agency, due_on=FRIDAY) for _number in range(2)]
    page = coordinator_client.post(REMIND, {"row": rows_of(*tasks)})
    assert (page.context["plan"].people, page.context["plan"].agencies) == (1, 1)
    assert "Recipients: 1, in one agency. The mail leaves at once" in " ".join(
        page.content.decode().split()
    )


def test_nobody_is_reminded_of_what_is_not_owed(coordinator_client):
    done = submitted(lead=make_actor().seat.agency)
    page = coordinator_client.post(REMIND, {"row": rows_of(done)})
    assert page.context["plan"].go == []
    press(coordinator_client, REMIND, done)
    assert Reminder.objects.count() == 0


def test_an_agency_gives_its_own_tasks_to_one_of_its_seats(client):
    officer = make_actor()
    other = make_seat(agency=officer.seat.agency)
    mine, foreign = make_task(lead=officer.seat.agency, due_on=FRIDAY), make_task(due_on=FRIDAY)
    press(sign_in(client, officer), ASSIGN, mine, foreign, seat=str(other.pk))
    mine.refresh_from_db()
    foreign.refresh_from_db()
    assert (mine.handled_by, foreign.handled_by) == (other, None)


def test_tasks_of_two_agencies_are_not_given_to_one_seat(coordinator_client):
    one, two = make_task(due_on=FRIDAY), make_task(due_on=FRIDAY)
    page = press(coordinator_client, ASSIGN, one, two)
    said = [str(message) for message in coordinator_client.get(page.url).context["messages"]]
    assert said == ["Choose tasks of one agency: a seat takes only tasks of its own agency."]


def test_a_seat_of_another_agency_is_refused(client):
    officer = make_actor()
    task = make_task(lead=officer.seat.agency, due_on=FRIDAY)
    page = press(
        sign_in(client, officer), ASSIGN, task, seat=str(make_seat(agency=make_agency()).pk)
    )
    task.refresh_from_db()
    assert (page.status_code, task.handled_by) == (422, None)


def test_an_officer_sees_no_act_of_the_coordinator_and_cannot_do_it(client):
    officer = make_actor()
    task = submitted(lead=officer.seat.agency)
    assert press(sign_in(client, officer), ACCEPT, task).status_code == 403
    assert statuses(task) == [OccurrenceStatus.SUBMITTED]


@pytest.mark.parametrize("chosen", [[], ["x:y"], [f"{n}:0" for n in range(1, 203)]])
def test_nothing_or_too_much_chosen_is_said(coordinator_client, chosen):
    page = coordinator_client.post(ACCEPT, {"row": chosen})
    [said] = [str(message) for message in coordinator_client.get(page.url).context["messages"]]
    assert said.startswith("Choose at")


@pytest.mark.parametrize("count", [1, 3])
def test_the_plan_costs_the_same_however_many_rows(
    coordinator_client, django_assert_max_num_queries, count
):
    tasks = [submitted() for _row in range(count)]
    with django_assert_max_num_queries(13):
        coordinator_client.post(ACCEPT, {"row": rows_of(*tasks)})
