"""Addresses that are grouped by their first segment are the addresses that the rooms declare."""

from importlib import import_module

import pytest
from django.urls import Resolver404, URLResolver, get_resolver, resolve, reverse

from config.routing import include_by_segment

APPS = ("agencies", "recruitment", "campaigns", "conferences")


def routes(entries, before: str = "") -> list[tuple[str, str]]:
    found = []
    for entry in entries:
        route = before + str(entry.pattern)
        if isinstance(entry, URLResolver):
            found += routes(entry.url_patterns, route)
        else:
            found.append((route, entry.name))
    return found


@pytest.mark.parametrize("app", APPS)
def test_no_address_is_lost_or_changed(app):
    declared = import_module(f"{app}.urls").urlpatterns
    grouped, name, _namespace = include_by_segment(f"{app}.urls")
    assert name == app
    assert sorted(routes(grouped)) == sorted(routes(declared))


def test_a_request_is_compared_with_few():
    with pytest.raises(Resolver404) as refused:
        resolve("/viec-lam/khong-co/trang/nay/")
    tried = len(refused.value.args[0]["tried"])
    assert tried < len(routes(get_resolver().url_patterns)) / 4


def test_the_first_of_two_addresses_that_fit_is_taken():
    assert resolve(reverse("recruitment:vacancy-list")).url_name == "vacancy-list"
    assert resolve(reverse("agencies:must-do")).url_name == "must-do"
