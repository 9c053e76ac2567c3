"""Nobody reads or changes what is another agency's: every address with a key, every method, every
role, every list.

The objects carry MARK in each text. A stranger gets 404, not 403, where the role might see its own;
no row changes; the mark appears in no list, export, feed or search. Who sees all by role
(coordinator, leader) is the control: there the same addresses open and the mark is found.
"""

import io
import zipfile

import pytest
from django.urls import reverse
from django.utils import timezone

from agencies.bodies.choices import SeatRole
from agencies.feeds.choices import FeedScope
from agencies.feeds.services import create_feed
from agencies.people.models import SeatHolding
from agencies.people.permissions import Permission
from agencies.tasks.occurrence_models import Occurrence, Progress
from tests.access import KEYED, NAMED
from tests.access_words import OWN, PUBLIC
from tests.checksums import fingerprint
from tests.factories import make_actor, sign_in
from tests.long import first_and_long
from tests.marked_world import kept_world
from tests.test_permission_table import address, resolves

pytestmark = pytest.mark.django_db
MARK = "Bimat7391"
SEES_ALL = {SeatRole.COORDINATOR, SeatRole.LEADER}
STRANGERS = [role for role in SeatRole.values if role not in SEES_ALL]

OPEN_TO_ALL = {"agency-detail"}
"""The register of agencies is everybody's: names, terms, contact points."""
OF_THE_REPORTING = {
    *(f"campaigns:target-{page}" for page in ("list", "export", "detail", "figures")),
    *(f"campaigns:form-{page}" for page in ("list", "detail", "export")),
    *("campaigns:indicator-list", "campaigns:reporting-calendar", "campaigns:period-detail"),
}
"""Targets, their figures and the calendar are for all who report; what an agency hands in is not
(tests/campaigns/reporting).
"""
OF_WHAT_ALL_SEE = {
    "agencies:search",
    "agencies:agency-search",
    "recruitment:demand-sheet",
    "recruitment:demand-sheet-export",
    "recruitment:loudspeaker",
    "recruitment:loudspeaker-document",
    "recruitment:demand-board",
    "recruitment:demand-board-export",
    "recruitment:demand-board-rows",
    "recruitment:demand-sheet-document",
    "recruitment:park-list",
    "conferences:living-list",
}
"""Made of the register of agencies, of published vacancies or of what their pages say of living
there, which are everybody's (test_bulletins, test_search, test_living).
"""
OF_A_MONTH = {
    "campaigns:report-month",
    "campaigns:report-rows",
    "campaigns:report-freeze",
    "campaigns:report-texts",
    "campaigns:version-rows",
    "campaigns:report-write",
    "campaigns:report-schedule",
    "agencies:column-templates",
}
"""Whose address names no row, or several (tests/campaigns)."""
OF_THE_NEWSROOMS = {
    *("campaigns:wave", "campaigns:content-begin", "campaigns:wave-list", "campaigns:outlet-list"),
    *("campaigns:publication", "campaigns:publication-withdraw", "campaigns:proof-file"),
    *("campaigns:publication-list", "campaigns:publication-export"),
}
"""Waves and what was published of them are for all newsrooms; contents that are not released are
not (test_contents, test_publications).
"""
OF_THE_PROVINCE = {"directive-detail", "directive-file"}
"""A document that has given tasks is there for all agencies of the host province, without the tasks
of the others.
"""


@pytest.fixture(scope="module")
def whole_world(django_db_setup, django_db_blocker, tmp_path_factory):
    files = tmp_path_factory.mktemp("files")
    with django_db_blocker.unblock(), kept_world(MARK, files) as keys:
        yield keys


@pytest.fixture
def world(whole_world, db):
    return whole_world


def seen_in_office(role: str) -> set[str]:
    return OF_THE_REPORTING | (OF_THE_NEWSROOMS if role == SeatRole.NEWSROOM else set())


REPORT_PAGES = ("report", "sheet", "upload")


def path_of(name: str, key: int) -> str:
    month = f"{timezone.localdate():%Y-%m}"
    more = {
        "evidence-page": [1],
        "campaigns:target-figures": ["2024-ky-03"],
        **{f"recruitment:usage-{page}": ["2024-nam"] for page in REPORT_PAGES},
        **{f"recruitment:lodging-{page}": [month] for page in REPORT_PAGES},
    }
    return reverse(name if ":" in name else f"agencies:{name}", args=[key, *more.get(name, [])])


def right_to(name: str):
    return NAMED[name if ":" in name else f"agencies:{name}"]


def keyed_names() -> set[str]:
    apps = ("agencies:", "recruitment:", "conferences:", "campaigns:")
    ours = {
        name
        for name, right in NAMED.items()
        if right not in (PUBLIC, OWN) and name.startswith(apps)
    }
    ours -= OF_A_MONTH
    return {name.removeprefix("agencies:") for name in ours if not resolves(name, [])}


def test_every_address_with_a_key_stands_in_the_table():
    assert keyed_names() == KEYED.keys()


@pytest.mark.parametrize("role", STRANGERS)
def test_a_stranger_gets_404_for_each_and_changes_nothing(client, world, role):
    """Where the role may see its own; elsewhere the guard refuses it (test_permission_table)."""
    sign_in(client, make_actor(role=role))
    before = fingerprint()
    answers = {}
    opened = {name: kind for name, kind in KEYED.items() if right_to(name).is_given_to(role)}
    for name, kind in opened.items():
        path = path_of(name, world[kind])
        said = {
            "version": 0,
            "text": "x",
            "answer": "x",
            "wanted_on": "06/4/2024",
            "granted_on": "06/4/2024",
        }
        answers[name] = {status_of(client.get(path)), status_of(client.post(path, said))} - {405}
    assert fingerprint() == before
    of_all = (
        OPEN_TO_ALL | OF_THE_REPORTING | (OF_THE_NEWSROOMS if role == SeatRole.NEWSROOM else set())
    )
    expected = {name: {404} for name in opened if name not in of_all}
    if Permission.SEE_DIRECTIVES.is_given_to(role):
        expected |= {name: {200} for name in OF_THE_PROVINCE}
        assert MARK not in body_of(client.get(path_of("directive-detail", world["directive"])))
    assert {name: answer for name, answer in answers.items() if name in expected} == expected


@pytest.mark.parametrize(
    "role", first_and_long(STRANGERS, "goes through the whole portal; for each role")
)
def test_no_list_export_search_or_feed_shows_a_stranger_the_mark(client, world, role):
    actor = make_actor(role=role)
    sign_in(client, actor)
    of_all = (
        OF_WHAT_ALL_SEE
        | OF_THE_REPORTING
        | (OF_THE_NEWSROOMS if role == SeatRole.NEWSROOM else set())
    )
    found = {
        name: MARK in body_of(client.get(address(name), query))
        for name, right in NAMED.items()
        if right is not PUBLIC and resolves(name, []) and name not in of_all
        for query in ({}, {"q": MARK, "state": "all"})
    }
    assert [name for name, is_shown in found.items() if is_shown] == []
    _feed, token = create_feed(scope=FeedScope.AGENCY, by=actor)
    assert MARK not in body_of(client.get(reverse("agencies:calendar-feed", args=[token])))


def status_of(answer) -> int:
    if answer.streaming:
        b"".join(answer.streaming_content)  # to its end, which closes the file
    return answer.status_code


def body_of(answer) -> str:
    """Text, or the strings of a workbook; what was typed into the search field is not what was
    found.
    """
    content = b"".join(answer.streaming_content) if answer.streaming else answer.content
    if content[:2] == b"PK":
        archive = zipfile.ZipFile(io.BytesIO(content))
        return "".join(
            archive.read(name).decode() for name in archive.namelist() if name.endswith(".xml")
        )
    return (
        content.decode("utf-8", "replace").replace(f'value="{MARK}"', "").replace(f"q={MARK}", "")
    )


def test_control_who_sees_all_opens_the_same_addresses_and_finds_the_mark(client, world):
    sign_in(client, make_actor(role=SeatRole.COORDINATOR))
    readable = (
        "task-detail",
        "evidence-file",
        "evidence-preview",
        "directive-detail",
        "directive-file",
        "review",
    )
    readable += ("outbox-message", "policy-edit")
    pages = {name: client.get(path_of(name, world[KEYED[name]])) for name in readable}
    assert {name: page.status_code for name, page in pages.items()} == dict.fromkeys(readable, 200)
    shown = {
        name for name, page in pages.items() if MARK in body_of(page)
    }  # of all: it closes the files
    assert shown == {
        "task-detail",
        "evidence-preview",
        "directive-detail",
        "review",
        "outbox-message",
        "policy-edit",
    }
    assert MARK in body_of(client.get(reverse("agencies:task-list"), {"state": "all"}))
    assert MARK in body_of(client.get(reverse("agencies:task-export"), {"state": "all"}))


def test_control_an_act_by_the_owner_changes_rows(client, world):
    occurrence = Occurrence.objects.get(pk=world["occurrence"])
    holding = SeatHolding.objects.get(seat__agency=occurrence.task.lead)
    client.force_login(holding.person)
    before = fingerprint()
    said = {"version": occurrence.version, "text": "Đang làm."}
    assert client.post(path_of("task-report", occurrence.pk), said).status_code == 302
    assert fingerprint() != before
    assert Progress.objects.filter(text="Đang làm.").exists()


def test_leaders_see_all_and_change_nothing_of_it(client, world):
    sign_in(client, make_actor(role=SeatRole.LEADER))
    before = fingerprint()
    statuses = {
        client.post(path_of(name, world[kind]), {"version": 0, "text": "x"}).status_code
        for name, kind in KEYED.items()
        if not right_to(name).is_given_to(SeatRole.LEADER)
    }
    assert statuses - {405} == {403}  # 405: takes no form
    assert fingerprint() == before
    assert not Permission.STEER_TASKS.is_given_to(SeatRole.LEADER)
