"""Every URL stands in the table of its app (tests/<app>/access.py), and opens to exactly the roles
it says.

A view that is not in the table fails the first test. Each view's guard is asked for every role, and
the view stopped when it lets somebody pass; with `--all` the whole pages are asked for too. Rights
over single objects are tested beside each view.
"""

from collections.abc import Callable, Iterable
from functools import cache

import pytest
from django.core.exceptions import PermissionDenied
from django.core.handlers.wsgi import WSGIRequest
from django.http import HttpResponse
from django.urls import URLPattern, URLResolver, get_resolver, resolve, reverse

from agencies.bodies.choices import SeatRole
from agencies.people.models import Person, Seat
from agencies.people.permissions import Actor, held_seats
from tests.access import NAMED
from tests.access_words import OWN, PUBLIC
from tests.factories import make_actor, make_person

GUARDED = {name: right for name, right in NAMED.items() if right not in (PUBLIC, OWN)}
# Their own packages guard these: Django's administration by `is_staff`, allauth's pages by its own
# rules.
FOREIGN = ("admin:", "account_", "mfa_", "socialaccount_", "openid_connect_")


def url_names(resolver: URLResolver, prefix: str = "") -> set[str]:
    names = set()
    for entry in resolver.url_patterns:
        if isinstance(entry, URLPattern):
            names.add(f"{prefix}{entry.name}")
        else:
            names |= url_names(entry, f"{prefix}{entry.namespace}:" if entry.namespace else prefix)
    return names


@cache
def address(name: str) -> str:
    """The URL; a key or token is one that does not exist, so a role that passes the guard gets 404
    or less.
    """
    kinds = (
        [],
        [2_000_000_000],
        [2024, 3],
        [2_000_000_000, 1],
        [2024, 3, "no-such-figure"],
        ["no-such-token"],
    )
    return next(reverse(name, args=args) for args in kinds if resolves(name, args))


def resolves(name: str, args: list[int] | list[str]) -> bool:
    try:
        return bool(reverse(name, args=args))
    except Exception:
        return False


def answer(client, name: str) -> int:
    """The status of the page, asked for in the way it takes."""
    status = client.get(address(name)).status_code
    return client.post(address(name)).status_code if status == 405 else status


def own_url_names() -> set[str]:
    return {name for name in url_names(get_resolver()) if not name.startswith(FOREIGN)}


def test_every_url_stands_in_the_table():
    assert own_url_names() == set(NAMED)


@pytest.mark.django_db
@pytest.mark.parametrize("name", sorted(n for n, right in NAMED.items() if right is not PUBLIC))
def test_anonymous_is_sent_to_sign_in(client, name):
    page = client.get(address(name))
    assert (page.status_code, page.url.split("?")[0]) == (302, reverse("account_login"))


class _PassedError(Exception):
    """The guard let the request pass; nothing of the view ran."""


@pytest.fixture
def ask_guards(rf, monkeypatch) -> Callable[..., dict[str, str]]:
    """What the guard of each view says to a person: "passes" or "refused"."""

    def stop_at_view(_request: WSGIRequest, _actor: Actor) -> None:
        raise _PassedError

    # The guard's last act before the view is to tell it who acts.
    monkeypatch.setattr(WSGIRequest, "actor", property(fset=stop_at_view), raising=False)

    def ask(person: Person, names: Iterable[str] = GUARDED) -> dict[str, str]:
        seats: list[Seat] | None = None
        said = {}
        for name in names:
            path = address(name)
            view, args, keywords = resolve(path)
            for request in (rf.get(path), rf.post(path)):
                request.user = person
                request.session = {}
                if seats is None:
                    seats = held_seats(request)
                request.held_seats = seats  # asked of the database once
                said[name] = _ask(view, request, *args, **keywords)
                if said[name] != "another method":
                    break
        return said

    return ask


def _ask(view: Callable[..., HttpResponse], request: WSGIRequest, *args, **keywords) -> str:
    try:
        answer = view(request, *args, **keywords)
    except _PassedError:
        return "passes"
    except PermissionDenied:
        return "refused"
    return "another method" if answer.status_code == 405 else "no guard"


@pytest.mark.django_db
@pytest.mark.parametrize("role", SeatRole.values)
def test_the_guard_of_each_view_says_to_each_role_what_the_table_says(ask_guards, role):
    assert ask_guards(make_actor(role=role).person) == {
        name: "passes" if right.is_given_to(role) else "refused" for name, right in GUARDED.items()
    }


@pytest.mark.django_db
def test_a_person_without_a_seat_passes_nowhere(ask_guards):
    assert ask_guards(make_person()) == dict.fromkeys(GUARDED, "refused")


@pytest.mark.django_db
def test_control_a_view_without_a_guard_is_found(ask_guards):
    views = ["agencies:language-switch", "agencies:readyz"]
    assert ask_guards(make_person(), views) == dict.fromkeys(views, "no guard")


@pytest.mark.django_db
@pytest.mark.parametrize("role", SeatRole.values)
def test_each_role_is_shown_its_first_page_and_refused_another(client, role):
    client.force_login(make_actor(role=role).person)
    forbidden = next(name for name, right in GUARDED.items() if not right.is_given_to(role))
    assert [answer(client, name) for name in ("agencies:must-do", forbidden)] == [200, 403]


@pytest.mark.django_db
@pytest.mark.long("asks for every page as each role; the guards alone are asked in every run")
@pytest.mark.parametrize("role", SeatRole.values)
def test_each_role_passes_exactly_where_the_table_says(client, role):
    actor = make_actor(role=role)
    client.force_login(actor.person)
    refused = {name for name in GUARDED if answer(client, name) == 403}
    assert refused == {name for name, right in GUARDED.items() if not right.is_given_to(role)}


@pytest.mark.django_db
def test_a_refusal_is_told_in_the_process_s_log(client, caplog):
    actor = make_actor()
    client.force_login(actor.person)
    client.get(address("agencies:outbox"))
    [line] = [
        record.getMessage()
        for record in caplog.records
        if record.name == "agencies.people.permissions"
    ]
    assert line == (
        f"Refused: person {actor.person.pk} from seat {actor.seat.pk}, GET /hop-thu-di/, which "
        "needs SEE_OUTBOX"
    )


@pytest.mark.django_db
def test_no_copy_of_a_guarded_page_is_kept(client):
    client.force_login(make_actor(role=SeatRole.COORDINATOR).person)
    opened = {name: client.get(address(name)) for name in GUARDED}
    kept = {
        n: page.headers.get("Cache-Control")
        for n, page in opened.items()
        if page.status_code == 200
    }
    assert kept == dict.fromkeys(kept, "private, no-store")
    assert len(kept) > 10


@pytest.mark.django_db
def test_a_person_without_a_seat_is_told_who_gives_one(client):
    client.force_login(make_person())
    assert answer(client, "agencies:must-do") == 403


@pytest.mark.django_db
def test_a_public_address_with_a_token_that_nobody_was_given_is_not_there(client):
    assert client.get(address("agencies:calendar-feed")).status_code == 404
