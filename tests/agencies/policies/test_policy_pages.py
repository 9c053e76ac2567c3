"""The pages of notices and of reminder policies."""

import pytest
from django.utils import timezone

from agencies.audit.models import AuditEntry
from agencies.bodies.choices import SeatRole
from agencies.mail.models import OutboxMessage
from agencies.notices.choices import NoticeEvent
from agencies.notices.services import notify_seats, seats_for_task
from agencies.people.choices import Channel, MailMode
from agencies.policies.models import ReminderPolicy
from tests.factories import make_actor, make_directive, make_task, sign_in

pytestmark = pytest.mark.django_db
LIST, ADD, NOTICES = "/nhac-han/", "/nhac-han/them/", "/thong-bao/"
TYPED = {
    "name": "Công điện",
    "lead_days": "0, 2; 1",
    "unit": "1",
    "late_daily": "5",
    "late_weekly": "on",
    "escalate_after": "2",
    "channels": ["mail", "portal"],
    "quiet_from": "21:00",
    "quiet_to": "06:30",
}


def coordinator(client):
    return sign_in(client, make_actor(role=SeatRole.COORDINATOR))


def test_a_policy_for_a_kind_is_written_with_what_was_typed(client):
    page = coordinator(client).post(ADD, TYPED | {"directive_kind": "CĐ"})
    policy = ReminderPolicy.objects.get()
    assert (page.status_code, page.url) == (302, LIST)
    assert (policy.directive_kind, policy.lead_days, policy.late_daily, policy.escalate_after) == (
        "CĐ",
        [2, 1, 0],
        5,
        2,
    )
    assert (policy.channels, f"{policy.quiet_from:%H:%M}") == (["mail", "portal"], "21:00")
    assert AuditEntry.objects.get(action="reminder-policy-saved").after["lead_days"] == [2, 1, 0]


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        (
            {"lead_days": "bảy"},
            "“bảy” is not a list of days. Separate them by commas, for example 7, 3, 1, 0.",
        ),
        ({"lead_days": "90"}, "At most 8 days, none further ahead than 60."),
        ({"directive_kind": ""}, "Choose one document or one kind of documents."),
        ({"quiet_to": ""}, "Give both times, or none."),
        ({"channels": []}, "Choose “By”."),
    ],
)
def test_what_cannot_be_is_said_at_its_place_and_nothing_typed_is_lost(client, change, sentence):
    page = coordinator(client).post(ADD, TYPED | {"directive_kind": "CĐ"} | change)
    assert page.status_code == 422
    assert sentence in [
        error for errors in page.context["form"].errors.values() for error in errors
    ]
    assert 'value="Công điện"' in page.content.decode()
    assert ReminderPolicy.objects.count() == 0


def test_a_second_policy_for_the_same_kind_is_refused(client):
    ReminderPolicy.objects.create(name="Cũ", directive_kind="CĐ", lead_days=[1])
    page = coordinator(client).post(ADD, TYPED | {"directive_kind": "CĐ"})
    assert page.context["form"].non_field_errors() == [
        "There is a policy for this document or this kind already. Change that one."
    ]


def test_the_general_policy_is_changed_but_not_removed(client):
    general = ReminderPolicy.objects.create(name="Chung", lead_days=[7])
    of_plan = ReminderPolicy.objects.create(name="Riêng", directive=make_directive(), lead_days=[7])
    client = coordinator(client)
    for policy in (general, of_plan):
        client.post(f"{LIST}{policy.pk}/bo/")
    assert list(ReminderPolicy.objects.all()) == [general]
    client.post(f"{LIST}{general.pk}/", TYPED)
    assert ReminderPolicy.objects.get().lead_days == [2, 1, 0]


def test_the_list_shows_the_usual_policy_before_anybody_wrote_one(client):
    page = coordinator(client).get(LIST)
    assert [policy.lead_days for policy, _example in page.context["rows"]] == [[7, 3, 1, 0]]


# Notices ------------------------------------------------------------------------------------------
def told():
    officer = make_actor()
    task = make_task(lead=officer.seat.agency, title="Lập dự toán kinh phí")
    notify_seats(
        NoticeEvent.RETURNED,
        occurrence=task.occurrences.get(),
        seats=seats_for_task(task),
        by=None,
        words="Thiếu phụ lục",
    )
    return officer, task, OutboxMessage.objects.filter(channel=Channel.PORTAL).latest("pk")


def test_opening_a_notice_marks_it_read_and_leads_to_the_task(client):
    officer, task, notice = told()
    page = sign_in(client, officer).get(NOTICES)
    assert "Thiếu phụ lục" in page.content.decode()
    assert page.context["acting_seat"].unread_notices == 1
    opened = client.post(f"{NOTICES}{notice.pk}/mo/")
    assert opened.url == task.occurrences.get().get_absolute_url()
    assert client.get(NOTICES).context["acting_seat"].unread_notices == 0
    assert client.get(opened.url).status_code == 200


def test_somebody_elses_notice_is_not_there(client):
    _officer, _task, notice = told()
    page = sign_in(client, make_actor()).post(f"{NOTICES}{notice.pk}/mo/")
    assert page.status_code == 404
    assert OutboxMessage.objects.get(pk=notice.pk).read_at is None


def test_all_are_read_at_once_but_only_the_persons_own(client):
    officer, _task, _notice = told()
    told()
    sign_in(client, officer).post(f"{NOTICES}da-xem/")
    read = OutboxMessage.objects.filter(channel=Channel.PORTAL, read_at__lte=timezone.now())
    assert [notice.person for notice in read] == [officer.person]


def test_each_person_chooses_how_to_be_written_to(client):
    officer, _task, _notice = told()
    sign_in(client, officer).post(f"{NOTICES}cach-nhan/", {"mode": "digest"})
    officer.person.refresh_from_db()
    assert officer.person.mail_mode == MailMode.DIGEST
    client.post(f"{NOTICES}cach-nhan/", {"mode": "bồ câu"})
    officer.person.refresh_from_db()
    assert officer.person.mail_mode == MailMode.DIGEST


@pytest.mark.parametrize("count", [1, 3])
def test_notices_cost_the_same_however_many(client, django_assert_num_queries, count):
    officer, task, _notice = told()
    for _number in range(count - 1):
        notify_seats(
            NoticeEvent.RETURNED,
            occurrence=task.occurrences.get(),
            seats=seats_for_task(task),
            by=None,
        )
    sign_in(client, officer)
    with django_assert_num_queries(5):
        client.get(NOTICES)
