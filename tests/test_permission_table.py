"""Every URL stands in the table of its app (tests/<app>/access.py), and opens to exactly the roles
it says.

A view that is not in the table fails the first test. Rights over single objects are tested beside
each view.
"""

import pytest
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from agencies.bodies.choices import SeatRole
from tests.access import NAMED
from tests.access_words import OWN, PUBLIC
from tests.factories import make_actor, make_person
from tests.long import first_and_long

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


def address(name: str) -> str:
    """The URL; a key or token is one that does not exist, so a role that passes the guard gets 404
    or less.
    """
    kinds = ([], [2_000_000_000], [2024, 3], [2_000_000_000, 1], ["no-such-token"])
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


def ours() -> set[str]:
    return {name for name in url_names(get_resolver()) if not name.startswith(FOREIGN)}


def test_every_url_stands_in_the_table():
    assert ours() == set(NAMED)


@pytest.mark.django_db
@pytest.mark.parametrize("name", sorted(n for n, right in NAMED.items() if right is not PUBLIC))
def test_anonymous_is_sent_to_sign_in(client, name):
    page = client.get(address(name))
    assert (page.status_code, page.url.split("?")[0]) == (302, reverse("account_login"))


@pytest.mark.django_db
@pytest.mark.parametrize(
    "role", first_and_long(SeatRole.values, "asks for every address; so for each role")
)
def test_each_role_passes_exactly_where_the_table_says(client, role):
    actor = make_actor(role=role)
    client.force_login(actor.person)
    guarded = {name: right for name, right in NAMED.items() if right not in (PUBLIC, OWN)}
    refused = {name for name in guarded if answer(client, name) == 403}
    assert refused == {name for name, right in guarded.items() if not right.is_given_to(role)}


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
    opened = {n: client.get(address(n)) for n, right in NAMED.items() if right not in (PUBLIC, OWN)}
    kept = {
        n: page.headers.get("Cache-Control")
        for n, page in opened.items()
        if page.status_code == 200
    }
    assert kept == dict.fromkeys(kept, "private, no-store")
    assert len(kept) > 10


@pytest.mark.django_db
def test_a_person_without_a_seat_passes_nowhere(client):
    client.force_login(make_person())
    passed = {
        n for n, right in NAMED.items() if right not in (PUBLIC, OWN) and answer(client, n) != 403
    }
    assert passed == set()


@pytest.mark.django_db
def test_a_public_address_with_a_token_that_nobody_was_given_is_not_there(client):
    assert client.get(address("agencies:calendar-feed")).status_code == 404
