"""The search of the top line: everything that the seat may see, grouped, by folded words, numbers
and tax codes.
"""

import pytest
from django.urls import reverse

from agencies.bodies.choices import SeatRole
from agencies.directives.services import directive_search_text
from agencies.search.queries import MOST_COUNTED, search_everything
from agencies.tasks.choices import OccurrenceStatus
from tests.factories import make_actor, make_agency, make_directive, make_task, sign_in
from tests.factories_recruitment import (
    make_board,
    make_department,
    make_employer,
    make_park,
    make_province,
    published_vacancy,
    representative_of,
    submitted_vacancy,
    verified_employer,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("english")]
PAGE = reverse("agencies:search")


@pytest.fixture
def coordinator():
    return make_actor(role=SeatRole.COORDINATOR, agency=make_agency("Sở Nội vụ"))


def found(by, text: str) -> dict[str, list[str]]:
    return {
        group.provider.name: [hit.title for hit in group.hits]
        for group in search_everything(by, text)
    }


def directive_with(**fields):
    directive = make_directive(**fields)
    directive.search_fold = directive_search_text(directive)
    directive.save()
    return directive


def test_words_find_all_kinds_without_accents(coordinator):
    province = make_province()
    make_department(province)
    employer = verified_employer(province, name="Công ty Điện tử Sao Mai")
    published_vacancy(employer, title="Công nhân")
    make_agency("Hội Sao Mai")
    directive_with(title="Kế hoạch Sao Mai")
    make_task(title="Thăm Sao Mai")
    assert found(coordinator, "sao mai") == {
        "tasks": ["Thăm Sao Mai"],
        "documents": ["Kế hoạch Sao Mai"],
        "agencies": ["Hội Sao Mai"],
        "employers": ["Công ty Điện tử Sao Mai"],
        "vacancies": ["Công nhân"],
    }


def test_a_document_is_found_by_its_number_and_an_employer_by_its_tax_code(coordinator):
    directive_with(number="12/KH-UBND", title="Kế hoạch A")
    directive_with(number="13/KH-UBND", title="Kế hoạch B")
    province = make_province()
    make_department(province)
    make_employer(province, tax_code="2400987654", name="Công ty A")
    assert found(coordinator, "12/KH-UBND") == {"documents": ["Kế hoạch A"]}
    assert found(coordinator, "2400987654") == {"employers": ["Công ty A"]}


def test_what_is_done_is_found_too_and_what_was_withdrawn_is_not(coordinator):
    make_task(title="Dựng video", status=OccurrenceStatus.DONE)
    make_task(title="Dựng video khác", status=OccurrenceStatus.WITHDRAWN)
    assert found(coordinator, "video") == {"tasks": ["Dựng video"]}


def test_each_finds_what_it_may_see(coordinator):
    province = make_province()
    make_department(province)
    board = make_board(province)
    own = verified_employer(province, make_park(board), name="Công ty Sao Mai")
    submitted_vacancy(own, title="Thợ Sao Mai")
    other = verified_employer(province, name="Công ty Sao Mai Hai")
    task = make_task(title="Việc Sao Mai")
    officer = make_actor(agency=task.lead)
    assert found(board, "sao mai") == {
        "employers": ["Công ty Sao Mai"],
        "vacancies": ["Thợ Sao Mai"],
    }
    assert found(representative_of(own), "sao mai") == {"vacancies": ["Thợ Sao Mai"]}
    assert found(representative_of(other), "sao mai") == {}
    assert found(officer, "sao mai") == {"tasks": ["Việc Sao Mai"]}
    assert found(make_actor(), "sao mai") == {}


def test_what_is_published_is_found_by_everybody_who_has_signed_in():
    province = make_province()
    make_department(province)
    employer = verified_employer(province)
    published_vacancy(employer, title="Thợ hàn")
    submitted_vacancy(employer, title="Thợ hàn bậc cao")
    newsroom = make_actor(role=SeatRole.NEWSROOM)
    assert found(newsroom, "thợ hàn") == {"vacancies": ["Thợ hàn"]}
    [[hit]] = [group.hits for group in search_everything(newsroom, "thợ hàn")]
    assert hit.url.startswith("/viec-lam/")
    [hits] = [group.hits for group in search_everything(representative_of(employer), "thợ hàn")]
    assert {hit.url.split("/")[1] for hit in hits} == {"nhu-cau"}


@pytest.mark.parametrize("text", ["", " ", "a", "/", "\0", "́"])
def test_too_little_finds_nothing_and_says_what_to_type(client, coordinator, text):
    make_task(title="a")
    page = sign_in(client, coordinator).get(PAGE, {"q": text})
    assert (page.status_code, page.context["groups"]) == (200, [])
    assert "Type two letters or more" in page.content.decode()


def test_the_first_five_are_shown_and_all_counted_with_a_link_to_the_same_words(
    client, coordinator
):
    for number in range(7):
        make_task(title=f"Việc {number}")
    [group] = search_everything(coordinator, "việc")
    assert (len(group.hits), group.count, group.counts_more) == (5, 7, False)
    rows = sign_in(client, coordinator).get(group.url).context["rows"]
    assert len(rows) == group.count


def test_beyond_a_hundred_the_page_says_more_than(client, coordinator):
    for number in range(MOST_COUNTED + 2):
        make_task(title=f"Việc {number}")
    page = sign_in(client, coordinator).get(PAGE, {"q": "việc"})
    [group] = page.context["groups"]
    assert (group.count, group.counts_more) == (MOST_COUNTED + 1, True)
    assert "more than 100" in page.content.decode()


def test_each_full_list_finds_as_many(client, coordinator):
    province = make_province()
    make_department(province)
    employer = verified_employer(province, name="Công ty Sao Mai")
    published_vacancy(employer)
    submitted_vacancy(employer, title="Thợ hàn")
    directive_with(title="Kế hoạch Sao Mai")
    make_agency("Hội Sao Mai")
    sign_in(client, coordinator)
    groups = search_everything(coordinator, "sao mai")
    listed = {group.provider.name: client.get(group.url) for group in groups}
    shown = {
        name: page.content.decode().count('<td class="lead">') for name, page in listed.items()
    }
    assert shown == {"documents": 1, "agencies": 1, "employers": 1, "vacancies": 2}
    assert shown == {group.provider.name: group.count for group in groups}


@pytest.mark.parametrize(
    "role", [SeatRole.COORDINATOR, SeatRole.VERIFIER, SeatRole.EMPLOYER, SeatRole.OFFICER]
)
@pytest.mark.parametrize("rows", [1, 30])
def test_the_page_asks_a_few_times_whatever_is_found(
    client, django_assert_max_num_queries, role, rows
):
    province = make_province()
    make_department(province)
    for number in range(rows):
        make_task(title=f"Sao Mai {number}")
        make_agency(f"Hội Sao Mai {number}")
        directive_with(title=f"Kế hoạch Sao Mai {number}")
        make_employer(province, name=f"Công ty Sao Mai {number}")
    sign_in(client, make_actor(role=role))
    with django_assert_max_num_queries(15):
        assert client.get(PAGE, {"q": "sao mai"}).status_code == 200


def test_places_that_the_seat_may_open_are_found_by_their_names(client, coordinator):
    sign_in(client, coordinator)
    page = client.get(PAGE, {"q": "outb"})
    assert [str(label) for label, _url in page.context["places_found"]] == ["Outbox"]
    assert f'<a href="{reverse("agencies:outbox")}">Outbox</a>' in page.content.decode()
    sign_in(client, make_actor())
    assert client.get(PAGE, {"q": "outb"}).context["places_found"] == []
