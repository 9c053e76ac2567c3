"""Whoever is neither its employer nor its office reads what was checked last: every page, export,
feed and letter.

What was checked carries one mark, what nobody has checked another one, in words and in numbers.
Everybody else finds the second mark nowhere; its employer and its office, the controls, find it.
"""

import io
import re
import zipfile
from copy import deepcopy
from decimal import Decimal

import pytest
from django.core import mail
from django.urls import reverse
from django.utils import timezone

from agencies.api.services import create_api_token
from agencies.bodies.choices import SeatRole
from agencies.mail.services import deliver_messages
from recruitment.bulletins.alerts import save_alert
from recruitment.demand.forms import BY
from recruitment.demand.models import MonthlyDemand
from recruitment.employers.models import Employer
from recruitment.interests.services import consent_digest, register_interest
from recruitment.registration import services as employers
from recruitment.vacancies.choices import DemandFigure
from recruitment.vacancies.models import Vacancy
from recruitment.vacancies.services import change_vacancy
from recruitment.vacancy_life import services as lifecycle
from recruitment.vacancy_life.daily import advance_vacancies
from tests.access import KEYED, NAMED
from tests.factories import make_actor, sign_in
from tests.factories_recruitment import (
    changed_facts,
    employer_facts,
    make_board,
    make_department,
    make_park,
    make_province,
    published_vacancy,
    representative_of,
    submitted_vacancy,
    verified_employer,
)
from tests.long import first_and_long
from tests.taken_back import taken_back
from tests.test_permission_table import address, resolves
from tests.test_strangers import path_of

pytestmark = pytest.mark.django_db
CHECKED, UNCHECKED = "Duyetzq", "Lenlutzq"
NUMBERS = re.compile(r"8\.?452|84,52|84\.52|84520000")
"""The unchecked numbers as pages, files and programs write them."""
TEXTS = (
    "title",
    "description",
    "bonus_condition",
    "benefits_note",
    "ward",
    "address",
    "papers",
    "contact_name",
)
OUTSIDERS = [
    *(role for role in SeatRole.values if role not in (SeatRole.COORDINATOR, SeatRole.LEADER)),
    "anonymous",
]
BULLETINS = [SeatRole.COORDINATOR, SeatRole.LEADER]
"""They see all on their desk; on the pages made for others they read what others read."""


OFFERS_ALL = {"agencies:agency-search", "conferences:living-list", "conferences:living-enter"}
"""They offer all agencies or provinces, also the one that only an unchecked vacancy names."""


def marked(mark: str, number: int) -> dict:
    wage = Decimal(number) / 100
    numbers = {
        "headcount": number,
        "base_from": wage,
        "base_to": wage,
        "income_from": wage,
        "income_to": wage,
    }
    return (
        dict.fromkeys(TEXTS, mark) | numbers | {"bonus": wage, "contact_phone": f"091200{number}"}
    )


class World:
    """Vacancies in each state that a change can bring, and employers whose change waits."""

    def __init__(self) -> None:
        self.province = make_province()
        self.department, self.board = make_department(self.province), make_board(self.province)
        self.park = make_park(self.board, "KCN Chung")
        self.employer = self._employer()
        self.home = make_province(f"Tỉnh {UNCHECKED}")
        self.sent, self.withdrawn, self.asked_back, self.filled = [
            self._published() for _each in range(4)
        ]
        for vacancy in (self.sent, self.withdrawn, self.asked_back, self.filled):
            self._ask_for(vacancy)
            self._change(vacancy)
        by = representative_of(self.employer)
        self._act(lifecycle.close_vacancy, self.withdrawn, by, outcome="withdrawn")
        self._act(
            lifecycle.ask_vacancy_back, self.asked_back, self.department, words="Bổ sung."
        )  # outside parks now
        self._change(self.asked_back, description=f"{UNCHECKED} nữa")
        self._act(lifecycle.add_fill, self.filled, by, people=1, way="fair", province=None)
        self.never = submitted_vacancy(self.employer, **marked(UNCHECKED, 8452))
        self.renamed = self._renamed(self.employer)
        again = self._employer()
        published_vacancy(again, title=CHECKED)
        employers.ask_employer_back(
            employer=again, version=again.version, words="Bổ sung.", by=self.board
        )
        self.mending = self._renamed(again)

    def _employer(self) -> Employer:
        said = {
            "name": f"Công ty {CHECKED}",
            "english_name": CHECKED,
            "ward": CHECKED,
            "address": CHECKED,
        }
        made = verified_employer(self.province, self.park, name=said.pop("name"))
        Employer.objects.filter(pk=made.pk).update(**said)
        return Employer.objects.select_related("agency", "office", "park", "province").get(
            pk=made.pk
        )

    def _published(self) -> Vacancy:
        return published_vacancy(self.employer, **marked(CHECKED, 7391))

    def _ask_for(self, vacancy: Vacancy) -> None:
        said = {"full_name": "Nguyễn Thử", "phone": f"0912{vacancy.pk:06}", "commune": "Xã Thử"}
        _row, vacancy.token = register_interest(
            vacancy=vacancy, consent=consent_digest(vacancy), **said
        )

    def _change(self, vacancy: Vacancy, **given) -> None:
        said = marked(UNCHECKED, 8452) | {"occupation": "72", "skill": "college", "park": None}
        facts = changed_facts(vacancy, homes=((self.home, 8452),), **said | given)
        self._act(change_vacancy, vacancy, representative_of(self.employer), facts=facts)

    def _act(self, act, vacancy: Vacancy, by, **more) -> None:
        vacancy.refresh_from_db()
        act(vacancy=vacancy, version=vacancy.version, by=by, **more)
        vacancy.refresh_from_db()

    def _renamed(self, employer: Employer) -> Employer:
        said = dict.fromkeys(("name", "english_name", "ward", "address"), UNCHECKED)
        employers.change_employer(
            employer=employer,
            facts=employer_facts(self.province, None, **said),
            by=representative_of(employer),
        )
        return Employer.objects.get(pk=employer.pk)

    @property
    def vacancies(self) -> list[Vacancy]:
        return [self.sent, self.withdrawn, self.asked_back, self.filled, self.never]


@pytest.fixture(scope="module")
def whole_world(django_db_setup, django_db_blocker):
    """Made once; each test works on the same rows, and its own changes are taken back."""
    with django_db_blocker.unblock(), taken_back():
        yield World()


@pytest.fixture
def world(whole_world, db, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    return deepcopy(whole_world)


def bulletin_paths() -> list[str]:
    """The demand board in all its forms, and what is made of open vacancies."""
    boards = [
        f"{reverse(f'recruitment:{page}')}?by={by}&figure={figure}"
        for page in ("demand-board", "demand-board-rows", "demand-board-export")
        for by in BY
        for figure in DemandFigure.values
    ]
    pages = (
        "demand-sheet",
        "demand-sheet-export",
        "demand-sheet-document",
        "loudspeaker",
        "loudspeaker-document",
        "alert-list",
    )
    searched = [
        f"{reverse(f'recruitment:{page}')}{query}" for page in pages for query in ("", "?q=duyetzq")
    ]
    return boards + searched


def paths_of(world: World) -> list[str]:
    plain = [address(name) for name in NAMED if resolves(name, []) and name not in OFFERS_ALL]
    paths = (
        plain
        + [f"{path}?q={mark}" for path in plain for mark in ("duyetzq", "lenlutzq")]
        + bulletin_paths()
    )
    for vacancy in world.vacancies:
        pages = ("vacancy-detail", "vacancy-poster", "vacancy-picture", "interest-register")
        paths += [reverse(f"recruitment:{page}", args=[vacancy.pk]) for page in pages]
        paths += [path_of(name, vacancy.pk) for name, kind in KEYED.items() if kind == "vacancy"]
        if hasattr(vacancy, "token"):
            paths.append(reverse("recruitment:interest-withdraw", args=[vacancy.token]))
    for employer in (world.renamed, world.mending):
        paths += [path_of(name, employer.pk) for name, kind in KEYED.items() if kind == "employer"]
        paths += [reverse("agencies:agency-detail", args=[employer.agency_id])]
    return [path for path in paths if path != reverse("account_logout")]


def body_of(answer) -> str:
    """Text, or that of an archive; what was asked for, in small letters, is not what was found."""
    content = b"".join(answer.streaming_content) if answer.streaming else answer.content
    if content[:2] == b"PK":
        archive = zipfile.ZipFile(io.BytesIO(content))
        return "".join(
            archive.read(name).decode() for name in archive.namelist() if name.endswith(".xml")
        )
    if content[:4] in (b"%PDF", b"\x89PNG"):
        return ""
    text = content.decode("utf-8", "replace")
    return re.sub(r'name="csrfmiddlewaretoken" value="\w+"|nonce-\S+|viec-lam/\d+', "", text)


def leaks(text: str) -> bool:
    return UNCHECKED in text or bool(NUMBERS.search(text))


@pytest.mark.parametrize(
    "role", first_and_long(OUTSIDERS, "goes through the whole portal; for each role")
)
@pytest.mark.long("goes through the whole portal")
def test_nobody_else_reads_what_was_not_checked(client, world, role):
    if role != "anonymous":
        sign_in(client, make_actor(role=role))
    found = [path for path in paths_of(world) if leaks(body_of(client.get(path)))]
    assert found == []


@pytest.mark.parametrize(
    "role", first_and_long(BULLETINS, "goes through the whole portal; for each role")
)
@pytest.mark.long("goes through the whole portal")
def test_on_the_pages_made_for_others_all_read_the_same(client, world, role):
    sign_in(client, make_actor(role=role))
    texts = {path: body_of(client.get(path)) for path in bulletin_paths()}
    assert [path for path, text in texts.items() if leaks(text)] == []
    assert (
        CHECKED in texts[f"{reverse('recruitment:demand-board-rows')}?by=occupation&figure=asked"]
    )


def test_what_was_checked_last_is_read_instead(client, world):
    sign_in(client, make_actor(role=SeatRole.NEWSROOM))
    rows = client.get(reverse("recruitment:demand-board-rows")).context["rows"]
    titles = {row.vacancy_id: row.face.title for row in rows}
    expected = {
        each.pk: CHECKED for each in (world.sent, world.withdrawn, world.asked_back, world.filled)
    }
    assert {pk: title for pk, title in titles.items() if pk in expected} == expected
    assert world.never.pk not in titles
    told = MonthlyDemand.objects.filter(vacancy__in=expected).values_list(
        "asked", "occupation", "skill", "park"
    )
    assert set(told) == {(7391, "82", "none", world.park.pk)}
    page = client.get(world.withdrawn.get_absolute_url())
    assert (page.context["vacancy"].title, page.context["vacancy"].headcount) == (CHECKED, 7391)
    assert page.context["vacancy"].park == world.park
    link = reverse("recruitment:interest-withdraw", args=[world.sent.token])
    assert f"“{CHECKED}”" in client.get(link).content.decode()


def test_no_program_reads_what_was_not_checked(client, world):
    owner = make_actor()
    owner.seat.holdings.update(is_administrator=True)
    token = create_api_token(
        agency=owner.seat.agency, name="Báo", scopes=["vacancies:read"], by=owner
    )[1]
    headers = {"Authorization": f"Bearer {token}"}
    Vacancy.objects.update(changed_at=timezone.now() - timezone.timedelta(minutes=1))
    texts = [client.get("/api/v1/vacancies", {"limit": 100}, headers=headers).content.decode()]
    texts += [
        client.get(f"/api/v1/vacancies/{each.pk}", headers=headers).content.decode()
        for each in world.vacancies
    ]
    assert [text for text in texts if leaks(text)] == []
    assert CHECKED in texts[2]  # the one that was withdrawn keeps its page
    [item] = [
        each
        for each in client.get("/api/v1/vacancies", {"limit": 100}, headers=headers).json()["items"]
        if each["id"] == world.withdrawn.pk
    ]
    assert item["vacancy"]["income"] == {"least": "73.91", "most": "73.91"}


def test_no_letter_to_others_tells_it(world, settings):
    reader = make_actor(role=SeatRole.NEWSROOM)
    save_alert(query="", terms=[], words="Tất cả", by=reader)
    advance_vacancies()
    deliver_messages()
    others = [letter for letter in mail.outbox if reader.person.email in letter.to]
    assert [letter.subject for letter in others if leaks(f"{letter.subject} {letter.body}")] == []


@pytest.mark.parametrize("who", ["employer", "office"])
def test_control_its_employer_and_its_office_read_it(client, world, who):
    actor = (
        representative_of(world.employer) if who == "employer" else world.department
    )  # it lies outside parks now
    sign_in(client, actor)
    for vacancy in (world.sent, world.never):
        text = body_of(client.get(reverse("recruitment:vacancy-desk-detail", args=[vacancy.pk])))
        assert (UNCHECKED in text, bool(NUMBERS.search(text))) == (True, True)


def test_control_the_department_reads_the_change_of_an_employer_beside_what_was_checked(
    client, world
):
    sign_in(client, world.department)
    text = body_of(client.get(reverse("recruitment:employer-detail", args=[world.renamed.pk])))
    assert (CHECKED in text, UNCHECKED in text) == (True, True)


def test_once_it_is_checked_everybody_reads_the_new_words(client, world):
    world.sent.refresh_from_db()
    lifecycle.check_vacancy(vacancy=world.sent, version=world.sent.version, by=world.department)
    world.sent.refresh_from_db()
    assert world.sent.checked_facts is None
    assert UNCHECKED in body_of(client.get(world.sent.get_absolute_url()))


def test_control_what_is_asked_is_not_found():
    assert [
        leaks(text) for text in ("8.452 người", "84,52 triệu", f"<b>{UNCHECKED}</b>", "7.391")
    ] == [True] * 3 + [False]
