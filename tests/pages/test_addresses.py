"""No link grows by being followed: filters, pages, orders and languages lead round in a bounded
circle.
"""

from urllib.parse import parse_qsl, urlsplit

import pytest
from django.urls import reverse

from agencies.forms.query_strings import build_query
from tests.access import NAMED
from tests.crawl import Page, internal, links_of, page_of
from tests.pages import gathered
from tests.test_permission_table import address, resolves

pytestmark = pytest.mark.django_db
DIRTY = "&skill=none&skill=none&q=&q=&state=all&sort=name&sort=name&agency=&page=1&page=1&trang=1"
WITHOUT_END = {"agencies:month", "agencies:calendar"}
"""Months and years lead on; their addresses stay as long as they are."""
MOST = 80
MOST_WITHOUT_END = 20
LONGEST = 120


def faults(link: str) -> list[str]:
    """What is wrong with the query of a link."""
    query = urlsplit(link).query
    pairs = parse_qsl(query, keep_blank_values=True)
    names = [name for name, _value in pairs]
    wrong = ["begins with &"] if query.startswith("&") or "&&" in query else []
    wrong += [f"{name} is empty" for name, value in pairs if not value]
    return wrong + [f"{name} stands twice" for name in sorted(set(names)) if names.count(name) > 1]


def circle(client, start: str, most: int = MOST) -> dict[str, Page]:
    """Whatever is reached by links that stay on this path, at most `most` + 1."""
    seen, waiting, path = {}, [start], urlsplit(start).path
    while waiting and len(seen) <= most:
        here = waiting.pop()
        if here not in seen:
            seen[here] = page = page_of(client.get(here), here)
            waiting += [
                link for link in map(internal, links_of(page)) if urlsplit(link).path == path
            ]
    return seen


@pytest.mark.long("follows whatever every list leads to")
def test_links_of_every_list_are_clean_and_lead_round(client):
    actors, _paths = gathered.load_marked_world()
    client.force_login(actors["coordinator"].person)
    unclean, endless = {}, {}
    for name in (name for name in NAMED if resolves(name, []) and name != "account_logout"):
        start = f"{address(name)}?{DIRTY}"
        page = page_of(client.get(start), start)
        if page.status != 200 or not page.html:
            continue
        seen = circle(client, start, MOST_WITHOUT_END if name in WITHOUT_END else MOST)
        links = {link for page in seen.values() for link in map(internal, links_of(page)) if link}
        wrong = {link: faults(link) for link in links if faults(link)}
        unclean |= {name: wrong} if wrong else {}
        if name not in WITHOUT_END and (
            len(seen) > MOST or max(map(len, set(seen) - {start}), default=0) > LONGEST
        ):
            endless[name] = (len(seen), max(seen, key=len))
    assert (unclean, endless) == ({}, {})


@pytest.mark.parametrize("name", sorted(WITHOUT_END))
def test_the_calendar_leads_on_without_growing(client, name):
    client.force_login(gathered.make_actor(role="coordinator").person)
    seen = circle(client, reverse(name), MOST_WITHOUT_END)
    assert len(seen) > 3
    assert max(map(len, seen)) <= LONGEST


def test_a_query_has_nothing_empty_and_each_name_once():
    assert build_query("&skill=none&skill=low&q=&page=2", page=3) == "skill=low&page=3"
    assert build_query({"a": 0, "b": None, "c": ""}, d="x y") == "a=0&d=x+y"
    assert build_query("a=1", a=None) == ""


def test_control_a_query_that_grew_is_found():
    assert faults("/ban-tin/?&skill=none&skill=none&q=") == [
        "begins with &",
        "q is empty",
        "skill stands twice",
    ]
