"""What a process keeps of the pages that it sent: for how long, and how much."""

import pytest

from agencies.shared_pages.copies import PageCopies


@pytest.fixture
def now():
    return [100.0]


@pytest.fixture
def copies(now):
    return PageCopies(most_bytes=80, clock=lambda: now[0])


def test_a_copy_is_found_until_its_time_is_over(copies, now):
    copies.add("a", b"page", {"ETag": '"1"'}, seconds=15)
    now[0] = 114.9
    found = copies.find("a")
    assert (found.body, found.headers) == (b"page", {"ETag": '"1"'})
    now[0] = 115.0
    assert copies.find("a") is None


def test_the_copy_that_was_asked_for_longest_ago_makes_room(copies):
    for key in "abcdefgh":
        copies.add(key, b"x" * 10, {}, seconds=15)
    copies.find("a")
    copies.add("i", b"x" * 10, {}, seconds=15)
    assert [key for key in "abcdefghi" if copies.find(key) is None] == ["b"]


def test_a_new_copy_takes_the_place_of_the_old(copies):
    for _turn in range(20):
        copies.add("a", b"x" * 10, {}, seconds=15)
    copies.add("b", b"y" * 10, {}, seconds=15)
    assert (copies.find("a").body, copies.find("b").body) == (b"x" * 10, b"y" * 10)


def test_a_page_that_would_fill_the_memory_is_not_copied(copies):
    copies.add("a", b"x" * 11, {}, seconds=15)
    assert copies.find("a") is None
