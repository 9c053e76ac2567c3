"""Requests about personal data: 2 working days to answer, 10, 15 or 20 days to settle, each as a
task of the desk.
"""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
from django.core.cache import cache
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from agencies.audit.models import AuditEntry
from agencies.bodies.choices import SeatRole
from agencies.errors import RuleError
from agencies.privacy.choices import DataRequestKind, DataRequestStatus
from agencies.privacy.models import DataRequest
from agencies.privacy.retention import count_expired_rows, delete_expired_rows
from agencies.privacy.services import answer_request, decide_data_request, receive_data_request
from agencies.progress.services import submit_result
from agencies.tasks.choices import OccurrenceStatus
from agencies.tasks.models import Task
from tests.factories import make_actor, sign_in

pytestmark = pytest.mark.django_db
VIET_NAM = ZoneInfo("Asia/Ho_Chi_Minh")
FRIDAY = date(2026, 11, 20)
ASKED = {
    "full_name": "Hoàng Thị Mẫu",
    "contact": "0912 000 111",
    "text": "Tôi đã đổi số điện thoại.",
}


@pytest.fixture
def desk(time_machine):
    time_machine.move_to(datetime(2026, 11, 23, 9, tzinfo=VIET_NAM), tick=False)
    return make_actor(role=SeatRole.COORDINATOR)


@pytest.mark.parametrize(
    ("kind", "settle_by"),
    [
        (DataRequestKind.ACCESS, date(2026, 11, 30)),
        (DataRequestKind.CORRECT, date(2026, 11, 30)),
        (DataRequestKind.WITHDRAW, date(2026, 12, 5)),
        (DataRequestKind.RESTRICT, date(2026, 12, 5)),
        (DataRequestKind.OBJECT, date(2026, 12, 5)),
        (DataRequestKind.ERASE, date(2026, 12, 10)),
    ],
)
def test_each_kind_has_its_two_clocks_as_tasks(desk, kind, settle_by):
    made = receive_data_request(kind=kind, received_on=FRIDAY, by=desk, **ASKED)
    # Tuesday 24 November is a holiday since 2026: Monday and Wednesday are the two working days.
    assert (made.answer_by, made.settle_by) == (date(2026, 11, 25), settle_by)
    owed = [task.occurrences.get() for task in (made.answer_task, made.settle_task)]
    assert [(row.stated_on, row.task.lead, row.task.source_url) for row in owed] == [
        (made.answer_by, desk.seat.agency, made.get_absolute_url()),
        (settle_by, desk.seat.agency, made.get_absolute_url()),
    ]


def test_no_task_names_who_asks(desk):
    receive_data_request(kind=DataRequestKind.ERASE, received_on=FRIDAY, by=desk, **ASKED)
    said = " ".join(f"{task.title} {task.text} {task.source_label}" for task in Task.objects.all())
    logged = str(list(AuditEntry.objects.values_list("target_label", "after")))
    for secret in ASKED.values():
        assert secret not in said
        assert secret not in logged
    assert (
        "xóa" in said
    )  # the task says what is asked, in Vietnamese whatever the reader's language


def test_answering_and_settling_end_the_tasks(desk):
    made = receive_data_request(kind=DataRequestKind.CORRECT, received_on=FRIDAY, by=desk, **ASKED)
    answer_request(request=made, text="Đã gọi điện, sẽ sửa trong ngày.", by=desk)
    made.refresh_from_db()
    assert made.status == DataRequestStatus.ANSWERED
    assert [task.occurrences.get().status for task in (made.answer_task, made.settle_task)] == [
        OccurrenceStatus.DONE,
        OccurrenceStatus.ASSIGNED,
    ]
    decide_data_request(request=made, granted=True, text="Đã sửa số điện thoại.", by=desk)
    made.refresh_from_db()
    assert made.status == DataRequestStatus.DONE
    assert made.settle_task.occurrences.get().status == OccurrenceStatus.DONE
    assert [
        entry.action
        for entry in AuditEntry.objects.filter(target_type="agencies.datarequest").order_by("pk")
    ] == [
        "data-request-received",
        "data-request-answered",
        "data-request-settled",
    ]


def test_settling_at_once_answers_too_and_twice_is_refused(desk):
    made = receive_data_request(kind=DataRequestKind.OBJECT, received_on=FRIDAY, by=desk, **ASKED)
    decide_data_request(request=made, granted=False, text="Phải lưu theo luật.", by=desk)
    made.refresh_from_db()
    assert (made.status, made.answer) == (DataRequestStatus.REFUSED, "Phải lưu theo luật.")
    with pytest.raises(RuleError, match="Yêu cầu này đã được giải quyết"):
        decide_data_request(request=made, granted=True, text="Đổi ý.", by=desk)
    with pytest.raises(RuleError, match="Yêu cầu này đã được giải quyết"):
        answer_request(request=made, text="Muộn.", by=desk)


def test_a_task_that_was_ended_elsewhere_does_not_stop_the_desk(desk):
    made = receive_data_request(kind=DataRequestKind.ACCESS, received_on=FRIDAY, by=desk, **ASKED)
    submit_result(
        occurrence=made.answer_task.occurrences.get(), text="Đã trả lời.", by=desk, version=0
    )
    decide_data_request(request=made, granted=True, text="Đã gửi bản in.", by=desk)
    assert made.answer_task.occurrences.get().status == OccurrenceStatus.DONE


def test_nobody_else_enters_or_settles(desk):
    made = receive_data_request(kind=DataRequestKind.ACCESS, received_on=FRIDAY, by=desk, **ASKED)
    for role in set(SeatRole.values) - {SeatRole.COORDINATOR}:
        other = make_actor(role=role)
        with pytest.raises(RuleError, match="Chỉ đầu mối bảo vệ dữ liệu cá nhân được nhập yêu cầu"):
            receive_data_request(kind="access", received_on=FRIDAY, by=other, **ASKED)
        with pytest.raises(
            RuleError, match="Chỉ đầu mối bảo vệ dữ liệu cá nhân được giải quyết yêu cầu"
        ):
            answer_request(request=made, text="x", by=other)
        with pytest.raises(
            RuleError, match="Chỉ đầu mối bảo vệ dữ liệu cá nhân được giải quyết yêu cầu"
        ):
            decide_data_request(request=made, granted=True, text="x", by=other)
    made.refresh_from_db()
    assert made.status == DataRequestStatus.RECEIVED


def test_the_database_refuses_half_a_settlement(desk):
    made = receive_data_request(kind=DataRequestKind.ACCESS, received_on=FRIDAY, by=desk, **ASKED)
    for half in (
        {"granted": True},
        {"settled_at": timezone.now()},
        {"answer": "x"},
        {"answered_at": timezone.now()},
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            DataRequest.objects.filter(pk=made.pk).update(**half)


def test_who_asked_is_deleted_two_years_after(desk, time_machine):
    made = receive_data_request(kind=DataRequestKind.ERASE, received_on=FRIDAY, by=desk, **ASKED)
    still_open = receive_data_request(
        kind=DataRequestKind.ERASE, received_on=FRIDAY, by=desk, **ASKED
    )
    decide_data_request(request=made, granted=True, text="Đã xóa.", by=desk)
    time_machine.move_to(datetime(2028, 11, 21, 9, tzinfo=VIET_NAM), tick=False)
    assert count_expired_rows()["data-requests"] == 0
    time_machine.move_to(datetime(2028, 11, 23, 9, tzinfo=VIET_NAM), tick=False)
    assert count_expired_rows()["data-requests"] == 1
    delete_expired_rows()
    assert list(DataRequest.objects.all()) == [still_open]
    assert Task.objects.count() == 4  # the record of the work stays, and names nobody


# The pages ----------------------------------------------------------------------------------------
PUBLIC = {"kind": "erase", **ASKED}


def test_anybody_asks_without_an_account(client, desk):
    page = client.post(reverse("agencies:data-request-make"), PUBLIC)
    made = DataRequest.objects.get()
    assert (made.received_on, made.entered_by, made.answer_task.lead) == (
        date(2026, 11, 23),
        None,
        desk.seat.agency,
    )
    assert page.status_code == 200
    assert f"<b>{made.pk}</b>" in page.content.decode()
    assert AuditEntry.objects.get(action="data-request-received").person is None


def test_what_is_missing_is_said_at_its_place_and_nothing_typed_is_lost(client, desk):
    page = client.post(reverse("agencies:data-request-make"), PUBLIC | {"kind": "", "contact": ""})
    assert page.status_code == 422
    assert {name: len(errors) for name, errors in page.context["form"].errors.items()} == {
        "kind": 1,
        "contact": 1,
    }
    assert "Hoàng Thị Mẫu" in page.content.decode()
    assert not DataRequest.objects.exists()


def test_without_a_desk_nothing_is_taken_in_and_it_says_so(client):
    cache.clear()
    page = client.post(reverse("agencies:data-request-make"), PUBLIC)
    assert page.status_code == 422
    assert len(page.context["form"].non_field_errors()) == 1
    assert not DataRequest.objects.exists()


def test_a_flood_is_held_back_and_another_place_is_not(client, desk):
    url = reverse("agencies:data-request-make")
    answers = [client.post(url, PUBLIC, REMOTE_ADDR="203.0.113.9").status_code for _n in range(25)]
    assert answers == [200] * 20 + [422] * 5
    assert client.post(url, PUBLIC, REMOTE_ADDR="203.0.113.10").status_code == 200


def test_from_paper_to_settled_by_the_pages(client, desk):
    sign_in(client, desk)
    entered = client.post(
        reverse("agencies:data-request-enter"), PUBLIC | {"received_on": "20/11/2026"}
    )
    made = DataRequest.objects.get()
    assert entered.url == made.get_absolute_url()
    empty = client.post(reverse("agencies:data-request-answer", args=[made.pk]), {"text": ""})
    assert (empty.status_code, list(empty.context["forms"]["answer"].errors)) == (422, ["text"])
    client.post(reverse("agencies:data-request-answer", args=[made.pk]), {"text": "Sẽ xóa."})
    client.post(
        reverse("agencies:data-request-settle", args=[made.pk]), {"text": "Đã xóa.", "granted": "1"}
    )
    made.refresh_from_db()
    assert (made.status, made.received_on, made.entered_by) == (
        DataRequestStatus.DONE,
        FRIDAY,
        desk.seat,
    )
    page = client.get(made.get_absolute_url()).content.decode()
    assert "Đã xóa." in page
    assert '<form class="day-form"' not in page


def test_a_day_that_has_not_come_is_refused_at_its_field(client, desk):
    page = sign_in(client, desk).post(
        reverse("agencies:data-request-enter"), PUBLIC | {"received_on": "24/11/2026"}
    )
    assert list(page.context["form"].errors) == ["received_on"]


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_asks_as_often_for_many_as_for_one(client, desk, count, django_assert_num_queries):
    for _n in range(count):
        receive_data_request(kind=DataRequestKind.ERASE, received_on=FRIDAY, by=desk, **ASKED)
    sign_in(client, desk)
    client.get(reverse("agencies:data-request-list"))
    with django_assert_num_queries(8):
        page = client.get(reverse("agencies:data-request-list"))
    assert len(page.context["page"].object_list) == count


def test_open_ones_stand_first_by_their_day(client, desk):
    done, late, later = (
        receive_data_request(kind=kind, received_on=FRIDAY, by=desk, **ASKED)
        for kind in ("access", "access", "erase")
    )
    decide_data_request(request=done, granted=True, text="Xong.", by=desk)
    page = sign_in(client, desk).get(reverse("agencies:data-request-list"))
    assert [row.pk for row in page.context["page"].object_list] == [late.pk, later.pk, done.pk]
