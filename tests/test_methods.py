"""What the method of a request may do: looking writes nothing, a form without its token is refused,
other sites get in nowhere.
"""

import pytest
from django.contrib.auth.decorators import login_not_required
from django.db import transaction
from django.http import HttpResponse
from django.test import Client
from django.urls import path, reverse

from agencies.audit.models import AuditEntry
from agencies.bodies.choices import AgencyKind, SeatRole
from agencies.bodies.models import Agency
from agencies.directives.models import Directive, Proposal
from agencies.mail.models import OutboxMessage
from agencies.tasks.models import Task
from agencies.tasks.occurrence_models import Occurrence
from config.urls import urlpatterns as portal_urls
from tests.access import NAMED, WRITTEN_BY_GET
from tests.access_words import LOG
from tests.checksums import fingerprint
from tests.factories import make_actor, make_directive, make_task, sign_in
from tests.factories_recruitment import representative_of
from tests.long import first_and_long
from tests.safe_methods import WriteOnLookingError
from tests.test_permission_table import address, resolves

pytestmark = pytest.mark.django_db


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


@pytest.mark.long("looks at every page")
def test_looking_at_any_page_writes_nothing(client):
    """Else the statement raises (tests/safe_methods.py), in every other test too."""
    sign_in(client, make_actor(role=SeatRole.COORDINATOR))
    paths = [address(name) for name in NAMED if resolves(name, [])] + opened_by_key(client)
    statuses = [client.get(path).status_code for path in paths]
    assert sum(status == 200 for status in statuses) > 25


def test_an_export_writes_its_line_in_the_log(client, employer):
    readers = [make_actor(role=SeatRole.COORDINATOR), representative_of(employer)]
    exports = [name for name, table in WRITTEN_BY_GET.items() if table == LOG]
    for name in (each for each in exports if resolves(each, [])):
        right = NAMED[name]
        sign_in(client, next(each for each in readers if right.is_given_to(each.seat.role)))
        before = AuditEntry.objects.count()
        assert client.get(address(name)).status_code == 200
        assert AuditEntry.objects.count() == before + 1


def register_agency(request):
    Agency.objects.create(name="Sở Ghi khi xem", kind=AgencyKind.DEPARTMENT)
    return HttpResponse(status=204)


def greet(request):
    request.session["greeted"] = True
    request.session.save()
    Agency.objects.select_for_update().first()
    return HttpResponse(status=204)


urlpatterns = [
    path("ghi/", login_not_required(register_agency)),
    path("chao/", login_not_required(greet)),
    *portal_urls,
]


@pytest.mark.urls(__name__)
def test_control_a_statement_of_a_get_that_writes_raises_before_it_is_run(client):
    refused = pytest.raises(WriteOnLookingError, match="GET /ghi/ writes to agencies_agency: ")
    with refused, transaction.atomic():
        client.get("/ghi/")
    assert not Agency.objects.filter(name="Sở Ghi khi xem").exists()
    assert [client.post("/ghi/").status_code, client.get("/chao/").status_code] == [204, 204]
    assert Agency.objects.filter(name="Sở Ghi khi xem").exists()


TOKENLESS = {"csp-report", "agencies:public-language-switch"}
"""The browser itself sends the report of the policy, and nothing is kept (test_security); public
pages are shared and hold no token, and the language they are read in is the browser's cookie alone.
"""


@pytest.mark.parametrize(
    "headers",
    first_and_long([{}, {"origin": "https://evil.example"}], "sends every form once more"),
    ids=["without a token", "from another site"],
)
@pytest.mark.long("asks for every address")
def test_no_form_is_taken_without_its_token_nor_from_another_site(headers):
    strict = Client(enforce_csrf_checks=True, headers=headers)
    strict.force_login(make_actor(role=SeatRole.COORDINATOR).person)
    before = fingerprint()
    statuses = {
        strict.post(address(name), {"version": 0, "text": "x"}).status_code
        for name in NAMED.keys() - TOKENLESS
    }
    assert statuses - {405} == {403}  # 405: takes no form
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
    sent = {"x-csrftoken": token}
    elsewhere = sent | {"origin": "https://evil.example"}
    assert strict.post(path, said, headers=elsewhere).status_code == 403
    assert strict.post(path, said, headers=sent).status_code == 302  # the control


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
