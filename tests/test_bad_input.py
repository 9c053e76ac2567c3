"""Whatever an address or a hidden field holds, the answer is a page or a refusal, never an error of
the portal.
"""

import datetime

import pytest
from django.urls import reverse

from agencies.tasks.models import Task
from tests.agencies.review_data import make_reviewed_plan, open_client, proposal_with
from tests.factories import make_task

pytestmark = pytest.mark.django_db
# More digits than Python reads, than PostgreSQL counts; a digit that is no number; no number; NUL;
# extreme days.
WRONG = [
    "9" * 5000,
    "9" * 25,
    "²",
    "-1",
    "\0",
    "'",
    "%_\\",
    "31/12/9999",
    "01/01/0001",
    "9999-4",
    "9999-12-31_1_1",
    "2024-00",
    "0000-01",
]
ASKED = {
    "agencies:task-list": (
        "q agency agency_text part state due_from due_to directive quarter after before"
    ),
    "agencies:task-export": "q agency agency_text state due_from due_to directive quarter",
    "agencies:board": "quarter directive",
    "agencies:calendar": "nam",
    "agencies:month": "thang xem pham_vi agency agency_text",
    "agencies:agency-search": "q",
    "agencies:addressee-search": "q",
    "agencies:directive-list": "q status trang",
    "agencies:outbox": "q status before after",
}


@pytest.fixture
def plan(client):
    directive, actor, _register = make_reviewed_plan()
    open_client(client, actor)
    make_task(lead=actor.seat.agency, due_on=datetime.date(2024, 3, 6), directive=directive)
    return directive


@pytest.mark.parametrize("name", ASKED)
def test_a_list_answers_when_all_that_its_address_asks_is_wrong(client, plan, name):
    fields = ASKED[name].split()
    answers = {
        value: client.get(reverse(name), dict.fromkeys(fields, value)).status_code
        for value in WRONG
    }
    assert answers == dict.fromkeys(WRONG, 200)


@pytest.mark.long("tries each wrong value in each field of each list by itself")
@pytest.mark.parametrize("name", ASKED)
def test_a_list_answers_whatever_its_address_asks(client, plan, name):
    asked = [(field, value) for field in ASKED[name].split() for value in WRONG]
    answers = {
        (field, value): client.get(reverse(name), {field: value}).status_code
        for field, value in asked
    }
    assert {key: status for key, status in answers.items() if status != 200} == {}


@pytest.mark.parametrize("value", WRONG)
def test_an_act_answers_whatever_its_hidden_fields_hold(client, plan, value):
    occurrence, proposal = Task.objects.get().occurrences.get(), proposal_with(plan, "Lập dự toán")
    sent = [
        ("agencies:seat-switch", [], {"seat": value}),
        ("agencies:calendar-feed-create", [], {"scope": value}),
        ("agencies:task-report", [occurrence.pk], {"text": "Đã làm.", "version": value}),
        ("agencies:proposal-confirm", [proposal.pk], {"version": value}),
        ("agencies:proposal-split", [proposal.pk], {"version": value, "at": value}),
        ("agencies:proposal-add", [plan.pk], {"start": value, "end": "10"}),
        ("agencies:proposal-add", [plan.pk], {"start": "0", "end": value}),
        (
            "agencies:proposal-edit",
            [proposal.pk],
            {"text": "Làm.", "version": value, "add_lead": value},
        ),
    ]
    statuses = [
        client.post(reverse(name, args=args), fields).status_code for name, args, fields in sent
    ]
    assert [status for status in statuses if status >= 500] == []
