"""A client made by another program from the description walks all pages, comes back later, and
reads addresses.
"""

import importlib.util
import json
import subprocess
import sys
from pathlib import Path

import httpx
import pytest
from django.core.cache import caches
from django.core.handlers.wsgi import WSGIHandler
from django.utils import timezone

from agencies.api.services import create_api_token
from agencies.people.models import SeatHolding
from recruitment.api.change_feed import SETTLED
from recruitment.load.vacancies import generate_vacancies
from recruitment.vacancies.models import Vacancy
from tests.factories import make_actor

pytestmark = pytest.mark.django_db(
    transaction=True
)  # the client's requests end the connection of the test
PACKAGE = "portal_client"


@pytest.fixture(scope="module")
def generated(tmp_path_factory, django_db_setup, django_db_blocker) -> Path:
    """The client's package, made once."""
    from config.api import make_api

    place = tmp_path_factory.mktemp("client")
    (place / "openapi.json").write_text(
        json.dumps(make_api().get_openapi_schema(path_prefix="/api/v1/"))
    )
    (place / "config.yml").write_text("post_hooks: []\n")
    program = Path(sys.executable).parent / "openapi-python-client"
    command = [
        program,
        "generate",
        "--path",
        "openapi.json",
        "--config",
        "config.yml",
        "--meta",
        "none",
    ]
    made = subprocess.run(
        [*command, "--output-path", PACKAGE, "--fail-on-warning"],
        cwd=place,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (made.returncode, made.stderr) == (0, ""), made.stdout + made.stderr
    return place


@pytest.fixture
def client_package(generated, monkeypatch):
    monkeypatch.syspath_prepend(str(generated))
    yield importlib.import_module(PACKAGE)
    for name in [name for name in sys.modules if name.split(".")[0] == PACKAGE]:
        del sys.modules[name]


@pytest.fixture
def api(client_package):
    caches["local"].clear()
    owner = make_actor()
    SeatHolding.objects.filter(seat=owner.seat).update(is_administrator=True)
    token = create_api_token(
        agency=owner.seat.agency, name="Báo", scopes=["vacancies:read"], by=owner
    )[1]
    transport = httpx.WSGITransport(app=WSGIHandler())
    return client_package.AuthenticatedClient(
        base_url="http://testserver",
        token=token,
        raise_on_unexpected_status=True,
        httpx_args={"transport": transport},
    )


def walk(api, after: str | None = None) -> tuple[list[int], str]:
    """All that is new after a place, page by page, and the place from which to go on another
    day.
    """
    operation = importlib.import_module(f"{PACKAGE}.api.vacancies.list_vacancies")
    found = []
    while True:
        page = operation.sync(client=api, limit=7, **({"after": after} if after else {}))
        found += [item.id for item in page.items]
        after = page.next_
        if page.is_end:
            return found, after


def settle(moment) -> None:
    Vacancy.objects.update(changed_at=moment)


def test_it_walks_to_the_end_and_goes_on_where_it_stopped(api):
    generate_vacancies(20, seed=1, today=timezone.localdate())
    Vacancy.objects.filter(published_at=None).delete()
    settle(timezone.now() - 9 * SETTLED)
    everything = list(Vacancy.objects.order_by("pk").values_list("pk", flat=True))
    found, resume = walk(api)
    assert (found, len(everything) > 7) == (everything, True)
    assert walk(api, resume) == ([], resume)
    changed = everything[3]
    Vacancy.objects.filter(pk=changed).update(changed_at=timezone.now() - 2 * SETTLED)
    again, later = walk(api, resume)
    assert (again, later > resume) == ([changed], True)


def test_an_empty_portal_gives_the_place_before_all(api):
    assert walk(api) == ([], "0-0")


def test_the_address_of_a_job_is_absolute_and_opens(api, client, settings):
    generate_vacancies(5, seed=1, today=timezone.localdate())
    settle(timezone.now() - 2 * SETTLED)
    operation = importlib.import_module(f"{PACKAGE}.api.vacancies.list_vacancies")
    shown = [item.vacancy for item in operation.sync(client=api).items if item.vacancy]
    assert [vacancy.url for vacancy in shown] == [
        f"{settings.SITE_URL}/viec-lam/{vacancy.id}/" for vacancy in shown
    ]
    assert client.get(shown[0].url).status_code == 200
