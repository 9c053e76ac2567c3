"""What the method of a request may do: looking writes nothing, a form without its token is refused,
other sites get in nowhere.
"""

import pytest
from django.test import Client
from django.urls import reverse

from agencies.bodies.choices import SeatRole
from agencies.bodies.models import Agency
from agencies.directives.models import Directive, Proposal
from agencies.mail.models import OutboxMessage
from agencies.tasks.models import Task
from agencies.tasks.occurrence_models import Occurrence
from tests.access import NAMED
from tests.checksums import fingerprint
from tests.factories import make_actor, make_directive, make_task, sign_in
from tests.test_permission_table import address, resolves

pytestmark = pytest.mark.django_db
LOGGED = (
    "export",
    "workbook",
    "sheet-document",
    "usage-document",
    "lodging-document",
    "template-filled",
)
"""Looking at these is kept in the log, and nowhere else."""


def opened_by_key(client) -> list[str]:
    """The addresses of one row of each kind, as the coordinator has them."""
    directive = make_directive(status="review")
    Proposal.objects.create(
        directive=directive, text="Báo cáo.", start=0, end=5, scope="assigned", confidence=1
    )
    make_task(due_on="2024-03-06", directive=make_directive())
    rows = {
        "task-detail": Task,
        "directive-detail": Directive,
        "directive-edit": Directive,
        "review": Directive,
        "agency-detail": Agency,
    }
    return [
        reverse(f"agencies:{name}", args=[model.objects.last().pk]) for name, model in rows.items()
    ]


def test_looking_at_any_page_writes_nothing(client):
    sign_in(client, make_actor(role=SeatRole.COORDINATOR))
    paths = [address(name) for name in NAMED if resolves(name, []) and not name.endswith(LOGGED)]
    paths += opened_by_key(client)
    before = fingerprint()
    statuses = {path: client.get(path).status_code for path in paths}
    assert fingerprint() == before
    assert sum(status == 200 for status in statuses.values()) > 25


def test_an_export_writes_its_line_in_the_log_and_nothing_else(client):
    sign_in(client, make_actor(role=SeatRole.COORDINATOR))
    before = dict(fingerprint())
    for name in NAMED:
        if resolves(name, []) and name.endswith(LOGGED):
            assert client.get(address(name)).status_code == 200
    changed = {table for table, sums in fingerprint() if before[table] != sums}
    assert changed == {"agencies_auditentry"}


@pytest.mark.parametrize("origin", [None, "https://evil.example"])
def test_no_form_is_taken_without_its_token_nor_from_another_site(origin):
    strict = Client(enforce_csrf_checks=True, headers={"origin": origin} if origin else None)
    strict.force_login(make_actor(role=SeatRole.COORDINATOR).person)
    before = fingerprint()
    for name in NAMED.keys() - {
        "csp-report"
    }:  # the browser itself sends it, and nothing is kept (test_security)
        page = strict.post(address(name), {"version": 0, "text": "x"})
        assert page.status_code in (403, 405), name
    assert fingerprint() == before


def test_scripts_need_the_token_too():
    strict = Client(enforce_csrf_checks=True, headers={"hx-request": "true"})
    actor = make_actor(role=SeatRole.COORDINATOR)
    strict.force_login(actor.person)
    occurrence = make_task(lead=actor.seat.agency).occurrences.get()
    path, said = reverse("agencies:task-report", args=[occurrence.pk]), {"version": 0, "text": "x"}
    assert strict.post(path, said).status_code == 403
    token = "t" * 32
    strict.cookies["csrf"] = token
    assert strict.post(path, said, headers={"x-csrftoken": token}).status_code == 302  # the control


HOSTS = (
    "evil.example",
    "testserver.evil.example",
    "testserver:80@evil.example",
    "127.0.0.1.evil.example",
    "",
)


@pytest.mark.parametrize("host", HOSTS)
def test_another_host_is_refused(client, host):
    assert client.get(reverse("account_login"), headers={"host": host}).status_code == 400


NEXT = (
    "https://evil.example",
    "//evil.example",
    "///evil.example",
    "/\\evil.example",
    "\\\\evil.example",
    "http:evil.example",
    "https:/evil.example",
    "javascript:alert(1)",
    "data:text/html,x",
    " //evil.example",
    "\t//evil.example",
    "https://testserver@evil.example",
    "https://evil.example/testserver",
    "//testserver.evil.example",
    "/\t/evil.example",
    "https://evil.example#testserver",
    "ftp://testserver/",
)


@pytest.mark.parametrize("path", NEXT)
def test_no_way_on_leads_out_of_the_portal(client, path):
    actor = make_actor()
    actor.person.set_password("một câu dài dễ nhớ")
    actor.person.save()
    said = {"login": actor.person.email, "password": "một câu dài dễ nhớ", "next": path}
    answers = [client.post(reverse("account_login"), said)]
    answers.append(
        client.post(reverse("agencies:language-switch"), {"language": "en", "next": path})
    )
    answers.append(
        client.post(reverse("agencies:seat-switch"), {"seat": actor.seat.pk, "next": path})
    )
    ways = [answer.url for answer in answers if answer.status_code == 302]
    assert len(ways) >= 2
    assert [way for way in ways if not is_own(way)] == []


def is_own(way: str) -> bool:
    """As a browser reads it: a path that begins with one slash and goes nowhere else."""
    return (
        way.startswith("/")
        and way[1:2] not in ("/", "\\", "\t", "\n")
        and "evil.example" not in way.split("?")[0]
    )


EXTRA = {
    "is_staff": "on",
    "is_superuser": "on",
    "role": SeatRole.COORDINATOR,
    "seat": "1",
    "lead": "1",
    "status": "done",
    "done_at": "2024-03-06",
    "person": "1",
    "agency": "1",
    "due_on": "2030-01-01",
    "extended_to": "2030-01-01",
    "email": "nguoi-khac@coquan.example",
}


def test_fields_that_no_form_offers_change_nothing(client):
    actor = make_actor()
    sign_in(client, actor)
    occurrence = make_task(lead=actor.seat.agency, due_on="2024-03-06").occurrences.get()
    path = reverse("agencies:task-report", args=[occurrence.pk])
    client.post(path, EXTRA | {"version": 0, "text": "Đang làm."})
    client.post(reverse("agencies:mail-mode"), EXTRA | {"mode": "digest"})
    after = Occurrence.objects.get(pk=occurrence.pk)
    assert (after.status, str(after.due_on), after.extended_to, after.done_at) == (
        "in_progress",
        "2024-03-06",
        None,
        None,
    )
    actor.person.refresh_from_db()
    actor.seat.refresh_from_db()
    person = actor.person
    assert (person.is_staff, person.is_superuser, person.email == EXTRA["email"]) == (
        False,
        False,
        False,
    )
    assert (person.mail_mode, actor.seat.role) == ("digest", SeatRole.OFFICER)
    assert not OutboxMessage.objects.exists()
