"""Living there: who keeps what, where it is shown, and how old it says it is."""

from datetime import timedelta

import pytest
from django.conf import settings
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from agencies.assignment.services import assign_task
from agencies.bodies.choices import SeatRole
from agencies.bodies.models import Province
from agencies.errors import RuleError
from agencies.tasks.choices import OccurrenceStatus
from agencies.tasks.occurrence_models import Occurrence
from conferences.living.models import LivingFact
from conferences.living.queries import kept_facts
from conferences.living.services import (
    FACTS,
    change_fact,
    check_fact_again,
    enter_fact,
    withdraw_fact,
)
from tests.factories import sign_in
from tests.factories_conferences import (
    make_host_agency,
    make_host_officer,
    make_partner,
    make_partnership,
)
from tests.factories_recruitment import (
    make_board,
    make_park,
    make_province,
    published_vacancy,
    verified_employer,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("english")]
TODAY = timezone.localdate
DAY = timedelta(days=1)


@pytest.fixture
def keeper():
    return make_host_officer(SeatRole.COORDINATOR)


@pytest.fixture
def host(keeper):
    return keeper.seat.agency.province


@pytest.fixture
def board(host):
    return make_board(host)


@pytest.fixture
def park(board):
    return make_park(board, "KCN Quang Châu")


def fact_of(by, **given) -> LivingFact:
    facts = {
        "kind": "housing",
        "title": "Phòng trọ 15 m²",
        "text": "",
        "price": "1,2 triệu đồng/tháng",
        "province": Province.objects.get(slug=settings.HOST_PROVINCE),
        "park": None,
        "ward": "",
        "home": None,
        "task": None,
        "source": "UBND phường Nếnh",
        "checked_on": TODAY(),
    }
    return enter_fact(by=by, **facts | given)


def page_of(client, vacancy) -> str:
    return client.get(reverse("recruitment:vacancy-detail", args=[vacancy.pk])).content.decode()


# On the pages of vacancies ------------------------------------------------------------------------
def test_a_vacancy_shows_what_is_said_of_its_park_its_ward_and_its_province(
    keeper, host, board, park, client
):
    fact_of(keeper, title="Ký túc xá trong khu", park=park)
    fact_of(keeper, title="Nhà trẻ của phường", kind="school", ward="Phường Nếnh")
    fact_of(keeper, title="Xe buýt cả tỉnh", kind="transport")
    fact_of(keeper, title="Ở khu khác", park=make_park(board, "KCN Vân Trung"))
    fact_of(keeper, title="Ở phường khác", ward="Phường Việt Yên")
    withdraw_fact(fact=fact_of(keeper, title="Đã gỡ", park=park), by=keeper)
    in_park = published_vacancy(verified_employer(host, park), park=park, ward="Phường Vân Hà")
    page = page_of(client, in_park)
    shown = ("Ký túc xá trong khu", "Xe buýt cả tỉnh")
    hidden = ("Nhà trẻ của phường", "Ở khu khác", "Ở phường khác", "Đã gỡ")
    assert [words for words in shown if words not in page] == []
    assert [words for words in hidden if words in page] == []
    in_ward = published_vacancy(verified_employer(host), park=None, ward="Phường Nếnh")
    page = page_of(client, in_ward)
    assert "Nhà trẻ của phường" in page
    assert "Ký túc xá trong khu" not in page


def test_the_page_of_a_vacancy_asks_once_for_however_many_facts(keeper, host, park, client):
    vacancy = published_vacancy(verified_employer(host, park), park=park)
    path = reverse("recruitment:vacancy-detail", args=[vacancy.pk])
    client.get(path)
    asked = []
    for count in (1, 20):
        for number in range(count):
            fact_of(keeper, title=f"Phòng {count} {number}", park=park)
        with CaptureQueriesContext(connection) as captured:
            client.get(path, {"lan": count})
        asked.append(len(captured))
    assert asked[0] == asked[1]


def test_a_coach_route_says_how_far_its_task_is(keeper, host, client):
    task = assign_task(
        text="Mở tuyến xe khách Lạng Sơn – Bắc Ninh",
        lead=make_host_agency(),
        by=keeper,
        source=("Sổ đề nghị", "/"),
    )
    fact_of(keeper, kind="coach", title="Lạng Sơn – Bắc Ninh", task=task)
    vacancy = published_vacancy(verified_employer(host))
    assert "Đang chuẩn bị mở, chưa chạy" in page_of(client, vacancy)
    done = {"submitted_at": timezone.now(), "done_at": timezone.now(), "done_by": keeper.seat}
    Occurrence.objects.filter(task=task).update(status=OccurrenceStatus.DONE, **done)
    page = page_of(sign_in(client, keeper), vacancy)
    assert "The agencies have finished their work on this route" in page


def test_what_nobody_has_checked_for_long_says_so(keeper, host, client):
    old = fact_of(keeper, checked_on=TODAY() - 200 * DAY)
    vacancy = published_vacancy(verified_employer(host))
    assert "UBND phường Nếnh; chưa kiểm tra lại từ" in page_of(client, vacancy)
    check_fact_again(fact=old, by=keeper)
    page = page_of(sign_in(client, keeper), vacancy)
    assert "UBND phường Nếnh; checked on" in page


# Who keeps it -------------------------------------------------------------------------------------
def test_a_board_keeps_what_is_said_of_its_own_parks(keeper, host, board, park):
    own = fact_of(board, park=park)
    foreign = fact_of(keeper, park=make_park(make_board(host), "KCN khác"))
    assert list(kept_facts(board)) == [own]
    for wrong in ({"park": None}, {"park": foreign.park}):
        with pytest.raises(RuleError, match="one of your parks") as refused:
            fact_of(board, **wrong)
        assert refused.value.field == "park"
    with pytest.raises(RuleError, match="its own parks"):
        withdraw_fact(fact=foreign, by=board)


def test_who_only_sees_it_keeps_nothing(keeper, client):
    fact = fact_of(keeper)
    sign_in(client, make_host_officer(SeatRole.LEADER))
    assert fact.title in client.get(reverse("conferences:living-list")).content.decode()
    path = reverse("conferences:living-change", args=[fact.pk])
    assert client.get(path).status_code == 403


def test_a_fact_is_at_one_place_and_only_coaches_have_tasks(keeper, host, park):
    with pytest.raises(RuleError, match="either the park or the ward") as refused:
        fact_of(keeper, park=park, ward="Phường Nếnh")
    assert refused.value.field == "ward"
    task = assign_task(text="Mở tuyến", lead=make_host_agency(), by=keeper, source=("x", "/"))
    with pytest.raises(RuleError, match="Only a coach route"):
        fact_of(keeper, task=task)


@pytest.mark.parametrize("days", [1, -4000])
def test_it_was_checked_on_a_day_that_has_come_and_not_long_ago(keeper, days):
    with pytest.raises(RuleError) as refused:
        fact_of(keeper, checked_on=TODAY() + days * DAY)
    assert refused.value.field == "checked_on"


def test_an_old_page_changes_nothing(keeper):
    fact = fact_of(keeper)
    facts = {name: getattr(fact, name) for name in FACTS}
    change_fact(fact=fact, version=0, by=keeper, **facts | {"price": "1,3 triệu"})
    with pytest.raises(RuleError, match="meanwhile"):
        change_fact(fact=fact, version=0, by=keeper, **facts)


# For people of a home province --------------------------------------------------------------------
def test_old_provinces_are_offered_and_found_under_their_new_name(keeper, client):
    old, heir = make_province(), make_province()
    ended_on = TODAY() - 500 * DAY
    Province.objects.filter(pk=old.pk).update(valid_to=ended_on, successor=heir)
    other = make_province()
    fact_of(keeper, kind="coach", title="Xe về tỉnh cũ", home=old)
    fact_of(keeper, kind="coach", title="Xe về tỉnh khác", home=other)
    fact_of(keeper, title="Cho mọi người")
    sign_in(client, make_partner(make_partnership(keeper, heir)))
    page = client.get(reverse("conferences:living-list"), {"home": heir.pk}).content.decode()
    table = page.partition("<tbody>")[2]
    assert "Xe về tỉnh cũ" in table
    assert "Cho mọi người" in table
    assert "Xe về tỉnh khác" not in table
    sign_in(client, keeper)
    form = client.get(reverse("conferences:living-enter")).content.decode()
    assert f'<option value="{old.pk}"' in form
