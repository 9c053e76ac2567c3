"""What workers read about a park is written by its board."""

import pytest
from django.urls import reverse

from agencies.audit.models import AuditEntry
from agencies.bodies.choices import SeatRole
from agencies.errors import RuleError
from recruitment.parks.services import describe_park
from tests.factories import make_actor, sign_in
from tests.factories_recruitment import (
    make_board,
    make_contract,
    make_department,
    make_firm,
    make_park,
    make_province,
    published_vacancy,
    verified_employer,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def board():
    return make_board(make_province("Bắc Ninh"))


@pytest.fixture
def park(board):
    return make_park(board, "KCN Quang Châu")


def test_what_the_board_writes_stands_on_the_page_of_each_job(client, board, park):
    vacancy = published_vacancy(verified_employer(park.province, park))
    sign_in(client, board)
    said = {
        "living": "Phòng trọ từ 700.000 đồng.",
        "routes": "Lạng Sơn: 6 chuyến/ngày.",
        "version": "0",
    }
    url = reverse("recruitment:park-change", args=[park.pk])
    assert client.post(url, said).url == reverse("recruitment:park-list")
    client.logout()
    page = client.get(vacancy.get_absolute_url()).content.decode()
    assert ("Phòng trọ từ 700.000 đồng." in page, "Lạng Sơn: 6 chuyến/ngày." in page) == (
        True,
        True,
    )
    entry = AuditEntry.objects.get(action="park-told")
    assert (entry.before["living"], entry.after["living"]) == ("", "Phòng trọ từ 700.000 đồng.")


def test_two_who_write_at_once_do_not_overwrite_each_other(client, board, park):
    describe_park(park=park, version=0, living="a", routes="", by=board)
    sign_in(client, board)
    page = client.post(
        reverse("recruitment:park-change", args=[park.pk]), {"living": "b", "version": "0"}
    )
    assert (page.status_code, page.context["form"]["living"].value()) == (422, "b")
    park.refresh_from_db()
    assert park.living == "a"


def test_only_its_board_and_who_coordinates_write(client, park):
    other = make_board(make_province())
    for by in (other, make_actor(role=SeatRole.LEADER)):
        with pytest.raises(RuleError, match="Chỉ cơ quan quản lý khu sửa thông tin này"):
            describe_park(park=park, version=0, living="a", routes="", by=by)
    sign_in(client, other)
    assert client.get(reverse("recruitment:park-change", args=[park.pk])).status_code == 404
    assert (
        describe_park(
            park=park, version=0, living="a", routes="", by=make_department(make_province())
        ).living
        == "a"
    )


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_costs_the_same_for_any_number(client, board, count, django_assert_num_queries):
    for _number in range(count):
        published_vacancy(verified_employer(board.seat.agency.province, make_park(board)))
    sign_in(client, board)
    with django_assert_num_queries(6):
        page = client.get(reverse("recruitment:park-list"))
    assert [may_describe_park for _park, may_describe_park in page.context["rows"]] == [
        True
    ] * count


def test_a_board_reads_the_contracts_of_its_zone_and_whom_to_ask(client, board, park):
    department = make_department(park.province)
    inside = verified_employer(park.province, park, name="Công ty Trong Khu")
    outside = verified_employer(park.province, name="Công ty Ngoài Khu")
    firm = make_firm(department)
    for number, employer in enumerate((inside, outside, None)):
        name = "" if employer else "Công ty Chưa Đăng Ký"
        make_contract(
            firm, department, number=f"{number}/HĐ", employer=employer, employer_name=name
        )
    sign_in(client, board)
    page = client.get(reverse("recruitment:park-list"))
    assert [each.with_whom for each in page.context["contracts"]] == ["Công ty Trong Khu"]
    said = page.content.decode()
    assert (department.person.email in said, department.seat.agency.name in said) == (True, True)
    client.logout()
    sign_in(client, department)
    page = client.get(reverse("recruitment:park-list"))
    assert (page.context["to_ask"], page.context["contracts"]) == (None, [])
