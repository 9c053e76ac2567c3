"""Duties that count deeds: what is reported, in which period it counts, what is missing."""

from datetime import date

import pytest
import time_machine
from django.utils import translation

from agencies.bodies.choices import SeatRole
from agencies.database.locking import StaleOccurrenceError
from agencies.deeds.services import report_deed, strike_deed
from agencies.errors import RuleError
from agencies.progress.services import submit_result
from agencies.task_pages.history import history_of
from agencies.tasks.choices import OccurrenceStatus, ProgressKind
from agencies.tasks.deadline_words import deed_count, missed_periods
from agencies.tasks.occurrence_models import Progress
from tests.agencies.kind_data import make_duty, occurrence_of_month
from tests.factories import make_actor, make_deadline, make_task, sign_in

pytestmark = pytest.mark.django_db

TODAY = date(2024, 3, 20)


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel("2024-03-20T02:00:00Z", tick=False):
        yield


def report(task, by, day: date, month: int = 3, **fields) -> Progress:
    seen = occurrence_of_month(task, month)
    given = {"text": "Đã phát một bản tin.", "version": seen.version} | fields
    return report_deed(occurrence=seen, happened_on=day, by=by, **given)


def refusal(task, by, day: date, **fields) -> str:
    with translation.override("en"), pytest.raises(RuleError) as error:
        report(task, by, day, **fields)
    return str(error.value.message)


def counts(task) -> list[int]:
    return list(
        task.occurrences.with_deeds().order_by("due_on").values_list("deed_count", flat=True)
    )


def test_a_deed_counts_for_the_period_of_its_day_whichever_page_it_is_reported_on():
    by = make_actor()
    task = make_duty(lead=by.seat.agency)
    report(task, by, date(2024, 3, 4))
    report(task, by, date(2024, 2, 29))
    assert counts(task) == [0, 1, 1]
    assert list(Progress.objects.order_by("happened_on").values_list("kind", "happened_on")) == [
        (ProgressKind.DEED, date(2024, 2, 29)),
        (ProgressKind.DEED, date(2024, 3, 4)),
    ]
    assert [occurrence_of_month(task, month).status for month in (1, 2, 3)] == [
        OccurrenceStatus.ASSIGNED,
        OccurrenceStatus.IN_PROGRESS,
        OccurrenceStatus.IN_PROGRESS,
    ]


def test_a_deed_of_the_future_is_refused():
    by = make_actor()
    task = make_duty(lead=by.seat.agency)
    assert (
        refusal(task, by, date(2024, 3, 21))
        == "This day has not come yet. Report a deed once it is done."
    )
    assert report(task, by, TODAY).happened_on == TODAY


def test_a_deed_outside_all_periods_is_refused():
    by = make_actor()
    task = make_duty(lead=by.seat.agency, months=(2, 3))
    assert refusal(task, by, date(2024, 1, 31)) == (
        "31/01/2024 is in none of the periods of this duty (01/02/2024 – 31/3/2024)."
    )


def test_nothing_is_added_to_a_period_that_is_done():
    by = make_actor()
    task = make_duty(lead=by.seat.agency)
    february = task.occurrences.filter(period_start__month=2)
    february.update(status=OccurrenceStatus.WITHDRAWN)
    assert refusal(task, by, date(2024, 2, 5)) == (
        "05/02/2024 is in month 02/2024, which is closed: no deed can be added to it."
    )


def test_only_the_lead_agency_reports_deeds():
    lead, helper = make_actor(), make_actor()
    task = make_duty(lead=lead.seat.agency, coordinating=(helper.seat.agency,))
    refused = "Only the lead agency can report deeds, while the task is open."
    assert refusal(task, helper, TODAY) == refused
    assert refusal(task, make_actor(role=SeatRole.COORDINATOR), TODAY) == refused


def test_a_duty_that_counts_nothing_takes_no_deeds():
    by = make_actor()
    task = make_duty(lead=by.seat.agency, recurrence={"freq": "monthly"})
    assert (
        refusal(task, by, TODAY) == "Only the lead agency can report deeds, while the task is open."
    )


def test_a_deed_on_a_stale_page_is_refused():
    by = make_actor()
    task = make_duty(lead=by.seat.agency)
    report(task, by, TODAY)
    with pytest.raises(StaleOccurrenceError):
        report(task, by, TODAY, version=0)


def test_a_result_needs_the_deeds_of_its_period():
    by = make_actor()
    task = make_duty(lead=by.seat.agency)
    report(task, by, date(2024, 3, 4))
    march = occurrence_of_month(task, 3)
    with (
        translation.override("en"),
        pytest.raises(
            RuleError, match="missing in month 3/2024: report what was done first, then"
        ) as error,
    ):
        submit_result(occurrence=march, text="Đã xong.", by=by, version=march.version)
    missing = "1 time missing in month 3/2024: report what was done first, then submit the result."
    assert error.value.message == missing
    report(task, by, date(2024, 3, 5))
    march = occurrence_of_month(task, 3)
    submit_result(occurrence=march, text="Đã xong.", by=by, version=march.version)
    assert occurrence_of_month(task, 3).status == OccurrenceStatus.SUBMITTED


def test_the_deed_that_completes_the_count_can_be_handed_in_at_once():
    by = make_actor()
    task = make_duty(lead=by.seat.agency)
    report(task, by, date(2024, 3, 4))
    report(task, by, date(2024, 3, 5), hand_in=True)
    assert occurrence_of_month(task, 3).status == OccurrenceStatus.SUBMITTED
    assert list(Progress.objects.values_list("kind", flat=True)) == ["deed", "deed", "submission"]


def test_handing_in_too_early_leaves_no_deed_behind():
    by = make_actor()
    task = make_duty(lead=by.seat.agency)
    assert refusal(task, by, TODAY, hand_in=True).startswith("1 time missing in month 3/2024")
    assert counts(task) == [0, 0, 0]


def test_a_period_is_missed_once_it_ended_short_and_not_before():
    by = make_actor()
    task = make_duty(lead=by.seat.agency)
    for day in (date(2024, 2, 1), date(2024, 2, 20), date(2024, 1, 9)):
        report(task, by, day)
    rows = list(task.occurrences.with_deeds().select_related("deadline"))
    with translation.override("vi"):
        assert missed_periods(rows, today=TODAY) == "tháng 01/2024"
        assert missed_periods(rows, today=date(2024, 3, 31)) == "tháng 01/2024"
        assert missed_periods(rows, today=date(2024, 4, 1)) == "tháng 01/2024, tháng 3/2024"
        found = deed_count(occurrence_of_month(task, 1), today=TODAY)
        assert found.sentence == "Đã thực hiện 1/2 đợt trong tháng 01/2024"
        assert found.short == "thiếu 1 đợt"
        assert deed_count(occurrence_of_month(task, 3), today=TODAY).short == "0/2 đợt"


def test_what_counts_no_deeds_has_none():
    task = make_task(due_on=TODAY)
    make_deadline(task, due_on=TODAY)
    assert deed_count(task.occurrences.get(), today=TODAY) is None


def test_the_page_counts_deeds_and_names_the_months_that_are_missed(client):
    by = make_actor()
    task = make_duty(lead=by.seat.agency)
    report(task, by, date(2024, 3, 4))
    sign_in(client, by)
    client.cookies["django_language"] = "vi"
    march = occurrence_of_month(task, 3)
    page = client.get(march.get_absolute_url())
    assert page.context["missed"] == "tháng 01/2024, tháng 02/2024"
    assert [row.deeds.fraction for row in page.context["others"]] == ["0/2", "0/2", "1/2"]
    assert page.context["may_submit"] is False
    post = {
        "happened_on": "05/3/2024",
        "text": "Đã phát.",
        "version": march.version,
        "hand_in": "1",
    }
    client.post(f"/nhiem-vu/ky/{march.pk}/dot/", post)
    assert occurrence_of_month(task, 3).status == OccurrenceStatus.SUBMITTED


def test_a_refused_deed_comes_back_with_what_was_typed(client):
    by = make_actor()
    march = occurrence_of_month(make_duty(lead=by.seat.agency), 3)
    post = {"happened_on": "31/3/2024", "text": "Sẽ phát.", "version": 0}
    page = sign_in(client, by).post(f"/nhiem-vu/ky/{march.pk}/dot/", post)
    form = page.context["forms"]["deed"]
    assert (page.status_code, form["text"].value()) == (422, "Sẽ phát.")
    assert form.errors["happened_on"] == [
        "This day has not come yet. Report a deed once it is done."
    ]


def test_a_strangers_duty_is_not_there(client):
    march = occurrence_of_month(make_duty(), 3)
    page = sign_in(client, make_actor()).post(f"/nhiem-vu/ky/{march.pk}/dot/", {"version": 0})
    assert page.status_code == 404


# Struck out ---------------------------------------------------------------------------------------
def strike(task, deed: Progress, by, **fields) -> Progress:
    seen = occurrence_of_month(task, 3)
    given = {"text": "Nhập nhầm của xã bên.", "version": seen.version} | fields
    return strike_deed(occurrence=seen, deed=deed, by=by, **given)


def test_a_deed_struck_out_counts_no_more_and_stays_in_the_story():
    by = make_actor()
    task = make_duty(lead=by.seat.agency)
    deed = report(task, by, date(2024, 3, 4))
    strike(task, deed, by)
    assert counts(task) == [0, 0, 0]
    with translation.override("en"):
        story = [
            (str(entry.what), entry.text) for entry in history_of(occurrence_of_month(task, 3))
        ]
    assert story == [
        ("Deed struck out: 04/3/2024", "Nhập nhầm của xã bên."),
        ("Deed reported: 04/3/2024 (struck out)", "Đã phát một bản tin."),
    ]
    report(task, by, date(2024, 3, 5))
    assert counts(task) == [0, 0, 1]


@pytest.mark.parametrize("text", ["", "  "])
def test_striking_out_needs_a_reason(text):
    by = make_actor()
    task = make_duty(lead=by.seat.agency)
    with pytest.raises(RuleError, match="Hãy nêu lý do gạch bỏ") as error:
        strike(task, report(task, by, date(2024, 3, 4)), by, text=text)
    assert error.value.field == "text"
    assert counts(task) == [0, 0, 1]


def test_a_deed_is_struck_out_once_and_only_on_its_own_page():
    by = make_actor()
    task, other = make_duty(lead=by.seat.agency), make_duty(lead=by.seat.agency)
    deed, foreign = report(task, by, date(2024, 3, 4)), report(other, by, date(2024, 3, 4))
    with pytest.raises(RuleError, match="Lần thực hiện này không còn trong kỳ"):
        strike(task, foreign, by)
    strike(task, deed, by)
    with pytest.raises(RuleError, match="Lần thực hiện này không còn trong kỳ"):
        strike(task, deed, by)
    assert (counts(task), counts(other)) == ([0, 0, 0], [0, 0, 1])


def test_nobody_else_strikes_out_and_nobody_once_the_result_is_handed_in():
    by = make_actor()
    task = make_duty(lead=by.seat.agency)
    deed = report(task, by, date(2024, 3, 4))
    for stranger in (make_actor(), make_actor(role=SeatRole.COORDINATOR)):
        with pytest.raises(
            RuleError, match="Chỉ cơ quan chủ trì được gạch bỏ, và chỉ khi chưa nộp kết"
        ):
            strike(task, deed, stranger)
    report(task, by, date(2024, 3, 5))
    submit_result(
        occurrence=occurrence_of_month(task, 3),
        text="Đã đủ.",
        by=by,
        version=occurrence_of_month(task, 3).version,
    )
    with pytest.raises(
        RuleError, match="Chỉ cơ quan chủ trì được gạch bỏ, và chỉ khi chưa nộp kết"
    ):
        strike(task, deed, by)
    assert counts(task) == [0, 0, 2]


def test_the_page_strikes_out_and_says_what_is_missing(client):
    by = make_actor()
    task = make_duty(lead=by.seat.agency)
    deed = report(task, by, date(2024, 3, 4))
    sign_in(client, by)
    seen = occurrence_of_month(task, 3)
    url = f"/nhiem-vu/ky/{seen.pk}/dot/gach-bo/"
    refused = client.post(url, {"deed": "", "text": "Nhập nhầm", "version": seen.version})
    assert (refused.status_code, "Nhập nhầm" in refused.content.decode()) == (422, True)
    assert (
        client.post(
            url, {"deed": deed.pk, "text": "Nhập nhầm", "version": seen.version}
        ).status_code
        == 302
    )
    assert counts(task) == [0, 0, 0]
