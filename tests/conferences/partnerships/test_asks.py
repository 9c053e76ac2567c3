"""What host and partner ask of each other: who writes, who answers, who sees it, and when it has
become a task.
"""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from agencies.audit.models import AuditEntry
from agencies.bodies.choices import SeatRole
from agencies.errors import RuleError
from agencies.tasks.choices import OccurrenceStatus
from agencies.tasks.occurrence_models import Occurrence
from conferences.partnerships.asks import answer_ask, assign_ask, change_ask, raise_ask
from conferences.partnerships.choices import AskSide, AskState
from conferences.partnerships.queries import (
    asks_with_tasks,
    current_state,
    partner_occurrences,
    partnership_lines,
    visible_asks,
    visible_partnerships,
)
from conferences.partnerships.services import share_with_partner, unshare
from tests.factories import make_actor, make_task, sign_in
from tests.factories_conferences import make_ask, make_partner, make_partnership
from tests.factories_recruitment import make_province

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("english")]
TODAY = timezone.localdate


@pytest.fixture
def keeper():
    return make_actor(role=SeatRole.COORDINATOR)


@pytest.fixture
def partnership(keeper):
    return make_partnership(keeper)


@pytest.fixture
def partner(partnership):
    return make_partner(partnership)


def answer(ask, by, **given):
    said = {"state": AskState.AGREED, "answer": "Đồng ý", "answered_on": TODAY(), **given}
    return answer_ask(ask=ask, version=ask.version, by=by, **said)


def test_the_partner_sees_an_ask_from_its_sharing_until_that_is_taken_back(
    keeper, partnership, partner
):
    ask = make_ask(partnership, keeper)
    assert not visible_asks(partner).exists()
    share_with_partner(item=ask, by=keeper)
    assert list(visible_asks(partner)) == [ask]
    unshare(item=ask, by=keeper)
    assert not visible_asks(partner).exists()
    acts = AuditEntry.objects.filter(action__startswith="partner-item").order_by("pk")
    assert [entry.action for entry in acts] == ["partner-item-shared", "partner-item-unshared"]


def test_another_province_sees_nothing_of_it(keeper, partnership, client):
    ask = make_ask(partnership, keeper)
    share_with_partner(item=ask, by=keeper)
    other = make_partner(make_partnership(keeper, make_province()))
    assert not visible_asks(other).exists()
    sign_in(client, other)
    assert client.get(ask.get_absolute_url()).status_code == 404
    assert client.get(partnership.get_absolute_url()).status_code == 404


def test_an_officer_of_no_province_sees_no_file(partnership):
    assert not visible_partnerships(make_actor(role=SeatRole.PARTNER_OFFICER)).exists()


def test_a_merged_province_keeps_its_file(keeper):
    old = make_province()
    partnership = make_partnership(keeper, old)
    heir = make_province()
    old.successor = heir
    old.save()
    officer = make_partner(partnership)
    officer.seat.agency.province = heir
    officer.seat.agency.save()
    assert list(visible_partnerships(officer)) == [partnership]


def test_what_the_partner_writes_both_sides_see_at_once_and_nobody_hides(
    keeper, partnership, partner
):
    ask = make_ask(partnership, partner, "Hỗ trợ xe đưa đón", AskSide.PARTNER)
    assert list(visible_asks(partner)) == [ask]
    with pytest.raises(RuleError, match="has written this itself"):
        unshare(item=ask, by=keeper)


def test_the_partner_does_not_write_for_the_host(partnership, partner):
    with pytest.raises(RuleError, match="its own asks"):
        make_ask(partnership, partner, side=AskSide.HOST)


def test_an_ask_is_of_the_day_on_which_it_was_made(keeper, partnership):
    day = TODAY() - timedelta(days=9)
    given = {"partnership": partnership, "side": AskSide.HOST, "text": "x", "owner": None}
    assert raise_ask(raised_on=day, by=keeper, **given).raised_on == day
    with pytest.raises(RuleError, match="has not come yet") as refused:
        raise_ask(raised_on=TODAY() + timedelta(days=1), by=keeper, **given)
    assert refused.value.field == "raised_on"


def test_an_answer_needs_its_words_and_a_day_that_has_come(keeper, partnership):
    ask = make_ask(partnership, keeper)
    with pytest.raises(RuleError, match="Write what was answered") as refused:
        answer(ask, keeper, answer=" ")
    assert refused.value.field == "answer"
    with pytest.raises(RuleError, match="has not come yet"):
        answer(ask, keeper, answered_on=TODAY() + timedelta(days=1))
    with pytest.raises(RuleError, match="older than the ask"):
        answer(ask, keeper, answered_on=TODAY() - timedelta(days=1))
    assert answer(ask, keeper).state == AskState.AGREED


def test_nobody_answers_the_own_side(keeper, partnership, partner):
    ask = make_ask(partnership, partner, side=AskSide.PARTNER)
    with pytest.raises(RuleError, match="own side"):
        answer(ask, partner)
    assert answer(ask, keeper).state == AskState.AGREED


def test_an_old_page_overwrites_no_answer(keeper, partnership, partner):
    ask = make_ask(partnership, keeper)
    share_with_partner(item=ask, by=keeper)
    answer(ask, partner, answer="Nhất trí")
    with pytest.raises(RuleError, match="meanwhile"):
        answer(ask, keeper, answer="Chưa nhất trí")
    ask.refresh_from_db()
    assert ask.answer == "Nhất trí"


def test_who_is_asked_is_of_the_other_side(keeper, partnership):
    with pytest.raises(RuleError, match="side that is asked"):
        make_ask(partnership, keeper, owner=keeper.seat.agency)


def test_only_the_writer_changes_what_is_not_answered(keeper, partnership, partner):
    ask = make_ask(partnership, partner, side=AskSide.PARTNER)
    change = {"ask": ask, "owner": None, "text": "Hai tuyến xe"}
    with pytest.raises(RuleError, match="side that has written"):
        change_ask(version=0, by=keeper, **change)
    changed = change_ask(version=0, by=partner, **change)
    answered = answer(changed, keeper)
    with pytest.raises(RuleError, match="It is answered"):
        change_ask(version=answered.version, by=partner, **change)


def test_a_task_of_the_partner_is_its_own_and_tells_the_state(keeper, partnership, partner):
    ask = make_ask(partnership, keeper, owner=partner.seat.agency)
    due = TODAY() + timedelta(days=20)
    assigned = assign_ask(ask=ask, version=0, due_on=due, by=keeper)
    assert assigned.is_shared
    occurrence = Occurrence.objects.get(task=assigned.task)
    assert (occurrence.due_on, occurrence.task.lead) == (due, partner.seat.agency)
    row = asks_with_tasks(visible_asks(partner)).get()
    assert current_state(row) == AskState.UNDER_WAY
    finished = {"submitted_at": timezone.now(), "done_at": timezone.now(), "done_by": partner.seat}
    Occurrence.objects.update(status=OccurrenceStatus.DONE, **finished)
    assert current_state(asks_with_tasks(visible_asks(partner)).get()) == AskState.DONE
    with pytest.raises(RuleError, match="become a task"):
        answer(assigned, partner)


def test_only_a_coordinator_gives_tasks(keeper, partnership, partner):
    ask = make_ask(partnership, keeper, owner=partner.seat.agency)
    with pytest.raises(RuleError, match="Only the coordinators give tasks"):
        assign_ask(ask=ask, version=0, due_on=TODAY(), by=partner)


def test_each_side_reads_of_the_other_by_its_name(keeper, partnership, partner, client):
    share_with_partner(item=make_ask(partnership, keeper), by=keeper)
    make_ask(partnership, partner, "Xe đưa đón", AskSide.PARTNER)
    read = {}
    for by in (keeper, partner):
        sign_in(client, by)
        page = client.get(partnership.get_absolute_url()).content.decode()
        words = ("We asked", "The partner asked", "The host province asked")
        read[by] = [page.count(f"<b>{each}</b>") for each in words]
    assert read == {keeper: [1, 1, 0], partner: [1, 0, 1]}


def test_housekeeping_is_no_work_for_the_host(keeper, partnership, partner):
    make_task(lead=partner.seat.agency, directive=None, source_label="Thành viên")
    assert not partner_occurrences(partnership, keeper).exists()
    ask = make_ask(partnership, keeper, owner=partner.seat.agency)
    assign_ask(ask=ask, version=0, due_on=TODAY(), by=keeper)
    assert partner_occurrences(partnership, keeper).count() == 1
    assert partnership_lines(keeper, TODAY())[0].tasks_open == 1


# Pages --------------------------------------------------------------------------------------------
def test_the_partner_comes_to_its_own_file_and_answers_there(keeper, partnership, partner, client):
    ask = make_ask(partnership, keeper, "Giới thiệu lao động phổ thông")
    share_with_partner(item=ask, by=keeper)
    hidden = make_ask(partnership, keeper, "Nội bộ của tỉnh chủ nhà")
    sign_in(client, partner)
    assert client.get(reverse("conferences:partnership-list")).url == partnership.get_absolute_url()
    page = client.get(partnership.get_absolute_url()).content.decode()
    assert ask.text in page
    assert hidden.text not in page
    sent = {
        "answer-state": "agreed",
        "answer-answered_on": f"{TODAY():%d/%m/%Y}",
        "answer-answer": "Sẽ thông báo về các xã",
        "answer-version": 0,
    }
    response = client.post(reverse("conferences:ask-answer", args=[ask.pk]), sent)
    assert response.status_code == 302
    ask.refresh_from_db()
    assert (ask.state, ask.answer) == ("agreed", "Sẽ thông báo về các xã")


def test_a_refused_answer_keeps_what_was_typed(keeper, partnership, client):
    ask = make_ask(partnership, keeper)
    sign_in(client, keeper)
    sent = {"answer-state": "agreed", "answer-answered_on": "31/02/2026", "answer-answer": "Được"}
    response = client.post(
        reverse("conferences:ask-answer", args=[ask.pk]), {**sent, "answer-version": 0}
    )
    page = response.content.decode()
    assert response.status_code == 422
    assert 'value="31/02/2026"' in page
    assert "Được" in page


def test_the_list_counts_what_waits_in_a_constant_number_of_queries(
    keeper, partnership, django_assert_max_num_queries
):
    make_ask(partnership, keeper)
    make_ask(partnership, keeper, side=AskSide.PARTNER)
    for _number in range(12):
        make_ask(make_partnership(keeper, make_province()), keeper)
    with django_assert_max_num_queries(6):
        lines = partnership_lines(keeper, TODAY())
    line = next(line for line in lines if line.partnership == partnership)
    assert (line.our_open, line.their_open) == (1, 1)
    assert sum(line.our_open for line in lines) == 13
