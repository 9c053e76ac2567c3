"""What is suggested where nothing is found: always a search that finds something."""

from urllib.parse import parse_qs

import pytest
from django.core.cache import caches
from django.db import connection
from django.test.utils import CaptureQueriesContext

from recruitment.job_search.suggestions import Suggestion, suggest_search
from tests.factories_recruitment import published_vacancy

pytestmark = pytest.mark.django_db
LIST = "/viec-lam/"
BUS = "=bus"


@pytest.fixture
def jobs(employer):
    caches["local"].clear()
    published_vacancy(employer, title="Công nhân may", benefits=["housing"])
    published_vacancy(employer, title="Thợ hàn", benefits=["bus"])


@pytest.mark.parametrize(
    ("typed", "filters", "words", "has_filters"),
    [
        ("công nhan mayy", [], "công nhan may", False),  # put right
        ("zzzz công nhân qqqq may", [], "công nhân may", False),  # what nobody has is left out
        ("hàn công nhân may", [], "công nhân may", False),  # all together nobody has
        ("công nhân may", [BUS], "công nhân may", False),  # without filters
        ("thợ hànn", [BUS], "thợ hàn", True),
        ("công nhân may ở Hà Nội", [], "công nhân may", False),
        ("sơn kho kỹ hàn đầu bếp công nhân may kế toán", [], "công nhân may", False),  # of many
    ],
)
def test_the_first_that_finds_something_is_suggested(jobs, typed, filters, words, has_filters):
    assert suggest_search(typed, filters) == Suggestion(words, has_filters)


@pytest.mark.parametrize("typed", ["", "qqq zzz", "& |", "'"])
def test_nothing_is_suggested_where_nothing_would_be_found(jobs, typed):
    assert suggest_search(typed, []) is None


@pytest.mark.parametrize("typed", ["thợ hànn", "phi công vũ trụ hàn", "hàn may thợ sơn kho"])
def test_the_page_links_to_a_search_that_finds_something(client, jobs, typed):
    page = client.get(LIST, {"q": typed})
    suggested = page.context["suggested"]
    assert (page.context["rows"], suggested["words"] in page.content.decode()) == ([], True)
    assert f'href="?{suggested["address"]}"' in page.content.decode().replace("&amp;", "&")
    assert client.get(f"{LIST}?{suggested['address']}").context["rows"] != []


def test_the_filters_that_would_be_left_out_are_told(client, jobs):
    suggested = client.get(LIST, {"q": "công nhân may", "bus": "on"}).context["suggested"]
    assert suggested["words"] == "công nhân may, bỏ hết điều kiện lọc"
    assert parse_qs(suggested["address"]) == {"q": ["công nhân may"]}


def test_a_page_that_finds_something_suggests_nothing(client, jobs):
    assert "suggested" not in client.get(LIST, {"q": "may"}).context


def test_nothing_found_takes_at_most_four_queries(client, jobs):
    client.get(LIST)  # what one can choose is known for some minutes
    with CaptureQueriesContext(connection) as captured:
        client.get(LIST, {"q": "phi công vũ trụ may"})
    assert len(captured) <= 4
