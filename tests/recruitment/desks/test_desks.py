"""Whose office: over a world of employers, parks and offices the pages show exactly what the
services accept.
"""

import datetime
import re
from collections.abc import Callable
from copy import deepcopy

import pytest
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from agencies.bodies.choices import SeatRole
from agencies.errors import RuleError
from agencies.mail.models import OutboxMessage
from agencies.must_do.counts import counts_by_place
from agencies.people.permissions import Actor
from recruitment.desks.queries import is_at_desk
from recruitment.employers.models import Employer
from recruitment.period_reports.services import return_report, submit_report
from recruitment.registration import services as employers
from recruitment.registration.rerouting import reroute_records
from recruitment.usage.models import LabourUsageReport
from recruitment.usage.services import LABOUR_USAGE
from recruitment.vacancies import services as vacancies
from recruitment.vacancies.models import Vacancy
from recruitment.vacancy_life import services as lifecycle
from recruitment.waiting.entries import (
    EMPLOYERS,
    EMPLOYERS_TO_VERIFY,
    VACANCIES,
    VACANCIES_TO_CHECK,
)
from recruitment.waiting.letters import waiting_by_office
from tests.factories import make_actor, make_agency, sign_in
from tests.factories_recruitment import (
    changed_facts,
    draft_vacancy,
    make_board,
    make_employer,
    make_park,
    make_province,
    office_of,
    representative_of,
    usage_facts,
    vacancy_facts,
    verified_employer,
)
from tests.long import first_and_long
from tests.taken_back import taken_back

pytestmark = pytest.mark.django_db
STATES = 8
"""Of vacancies, at each place of work."""
PERIOD = LABOUR_USAGE.calendar.parse_period("2024-nam")


class World:
    """Two boards with a park each and a labour department, of which each has employers and each is
    a place of work.
    """

    def __init__(self, *, asks_for_people: bool = True) -> None:
        self.province = make_province()
        self.department = make_actor(
            role=SeatRole.VERIFIER, agency=make_agency(province=self.province)
        )
        self.boards = [make_board(self.province) for _each in range(2)]
        self.parks = [make_park(board) for board in self.boards]
        self.places = [*self.parks, None]
        self.employers = [verified_employer(self.province, place) for place in self.places]
        self.waiting = [make_employer(self.province, place) for place in self.places]
        self.seats = [
            self.department,
            *self.boards,
            representative_of(self.employers[0]),
            make_actor(role=SeatRole.COORDINATOR),
            make_actor(role=SeatRole.LEADER),
        ]
        if asks_for_people:
            for own, place in ((0, 0), (0, 1), (0, 2), (2, 0)):
                self._vacancies(self.employers[own], self.places[place])
            held = self.employers[-1]
            Employer.objects.filter(pk=held.pk).update(
                status="asked_back", words="Bổ sung địa chỉ."
            )

    def desk_of(self, place) -> Actor:
        return self.department if place is None else self.boards[self.parks.index(place)]

    def _vacancies(self, employer: Employer, place) -> None:
        """One in each state, and one whose last day is over."""
        own, desk = representative_of(employer), self.desk_of(place)
        for step in (
            "draft",
            "sent",
            "late",
            "asked_back",
            "public",
            "full",
            "paused",
            "withdrawn",
        ):
            vacancy = draft_vacancy(employer, park=place, title=step, headcount=3)
            if step != "draft":
                vacancy = vacancies.submit_vacancy(vacancy=vacancy, version=vacancy.version, by=own)
            if step in ("public", "full", "paused", "withdrawn"):
                vacancy = lifecycle.check_vacancy(vacancy=vacancy, version=vacancy.version, by=desk)
            said = {"vacancy": vacancy, "version": vacancy.version, "by": own}
            if step == "asked_back":
                lifecycle.ask_vacancy_back(**said | {"by": desk}, words="Bổ sung lương.")
            elif step == "full":
                lifecycle.add_fill(**said, people=3, way="direct", province=None)
            elif step == "paused":
                lifecycle.pause_vacancy(**said)
            elif step == "withdrawn":
                lifecycle.close_vacancy(**said, outcome="withdrawn")
            elif step == "late":
                over = timezone.localdate() - datetime.timedelta(days=1)
                Vacancy.objects.filter(pk=vacancy.pk).update(apply_by=over)


@pytest.fixture(scope="module")
def whole_world(django_db_setup, django_db_blocker):
    """Made once; each test works on the same rows, and its own changes are taken back."""
    with django_db_blocker.unblock(), taken_back():
        yield World()


@pytest.fixture
def world(whole_world, db):
    return deepcopy(whole_world)


class UndoError(Exception):
    """What was tried is taken back."""


def accepts(act: Callable[[], object]) -> bool:
    """Whether the service does it; afterwards nothing has happened."""
    try:
        with transaction.atomic():
            act()
            raise UndoError
    except UndoError:
        return True
    except RuleError:
        return False


def accepted_acts(vacancy: Vacancy, by: Actor) -> set[str]:
    said = {"vacancy": vacancy, "version": vacancy.version, "by": by}
    fill = {"people": 1, "way": "direct", "province": None}
    tried = {
        "change": lambda: vacancies.change_vacancy(
            **said, facts=changed_facts(vacancy, apply_by=timezone.localdate())
        ),
        "copy": lambda: vacancies.copy_vacancy(vacancy=vacancy, by=by),
        "submit": lambda: vacancies.submit_vacancy(**said),
        "check": lambda: lifecycle.check_vacancy(**said),
        "ask-back": lambda: lifecycle.ask_vacancy_back(**said, words="Bổ sung."),
        "pause": lambda: lifecycle.pause_vacancy(**said),
        "resume": lambda: lifecycle.resume_vacancy(**said),
        "refresh": lambda: lifecycle.refresh_vacancy(**said),
        "fill": lambda: lifecycle.add_fill(**said, **fill),
        "close": lambda: lifecycle.close_vacancy(**said, outcome="withdrawn"),
        "correct": lambda: lifecycle.correct_fills(**said, people={}, why=""),
    }
    return {name for name, act in tried.items() if accepts(act)}


ADDRESS = re.compile(r'(?:form)?action="([^"]+)"')
BUTTON = re.compile(r"<button\b[^>]*>")


def shown_acts(page: str, vacancy: Vacancy) -> set[str]:
    """Of buttons, each with the address that it or its form has, and of links."""
    found = set()
    for form in re.findall(r"<form\b.*?</form>", page, re.DOTALL):
        own = ADDRESS.search(form[: form.index(">")])
        for button in BUTTON.findall(form):
            address = ADDRESS.search(button) or own
            found.add(address[1] if address else "")
    # Those with a page of their own are led to.
    found |= set(re.findall(r'href="([^"]+)"', page))
    acts = ("copy", "submit", "check", "ask-back", "pause", "resume", "refresh", "fill")
    acts += ("change", "close", "correct")
    paths = {reverse(f"recruitment:vacancy-{act}", args=[vacancy.pk]): act for act in acts}
    return {paths[path] for path in found if path in paths}


@pytest.mark.parametrize(
    "places", first_and_long([2, 4], "opens all vacancies for each seat; these are of two places")
)
@pytest.mark.long("every state, for every role")
def test_each_page_of_a_vacancy_shows_exactly_what_the_service_accepts(client, world, places):
    seen = 0
    related = ("employer__agency", "employer__office", "office", "park", "province")
    for by in world.seats:
        sign_in(client, by)
        for vacancy in Vacancy.objects.select_related(*related).order_by("pk")[: places * STATES]:
            page = client.get(reverse("recruitment:vacancy-desk-detail", args=[vacancy.pk]))
            accepted = accepted_acts(vacancy, by)
            if page.status_code == 404:
                is_draft_of_others = vacancy.status == "draft" and by.seat.role != SeatRole.EMPLOYER
                assert accepted == set() or is_draft_of_others, (by.seat.role, vacancy.title)
                continue
            seen += 1
            assert shown_acts(page.content.decode(), vacancy) == accepted, (
                by.seat.role,
                vacancy.title,
            )
    assert seen > 20 * places


def test_a_page_leads_to_the_public_one_only_where_there_is_one(client, world):
    """What was public once and is changed waits to be checked, without a public page meanwhile."""
    own = representative_of(world.employers[0])
    vacancy = Vacancy.objects.filter(employer=world.employers[0], title="public")[0]
    vacancies.change_vacancy(
        vacancy=vacancy,
        version=vacancy.version,
        facts=changed_facts(vacancy, title="Thợ hàn"),
        by=own,
    )
    for row in Vacancy.objects.filter(employer=world.employers[0]):
        page = (
            sign_in(client, own)
            .get(reverse("recruitment:vacancy-desk-detail", args=[row.pk]))
            .content.decode()
        )
        is_led = f'href="{row.get_absolute_url()}"' in page
        assert is_led == (client.get(row.get_absolute_url()).status_code == 200), row.title


def test_every_vacancy_that_waits_is_decided_on_by_the_office_of_its_place_alone(world):
    offices = [world.department, *world.boards]
    for vacancy in Vacancy.objects.filter(status="submitted").select_related(
        "office", "employer__agency", "park"
    ):
        decides = [by for by in offices if "ask-back" in accepted_acts(vacancy, by)]
        assert decides == [world.desk_of(vacancy.park)]
        assert decides[0].seat.agency == vacancy.office


def vacancies_to_check(by: Actor):
    return VACANCIES_TO_CHECK.rows_for(by, timezone.localdate())


def employers_to_verify(by: Actor):
    return EMPLOYERS_TO_VERIFY.rows_for(by, timezone.localdate())


@pytest.mark.long("every state, for every role")
def test_counts_are_lists_are_what_can_be_decided(client, world):
    for by in world.seats:
        sign_in(client, by)
        counted = counts_by_place(by, timezone.localdate())
        waiting = Vacancy.objects.filter(status="submitted").select_related(
            "employer__agency", "office"
        )
        decidable = {each.pk for each in waiting if "ask-back" in accepted_acts(each, by)}
        assert set(vacancies_to_check(by).values_list("pk", flat=True)) == decidable
        if by.seat.role == SeatRole.EMPLOYER:
            continue
        assert (counted[VACANCIES].all if VACANCIES in counted else 0) == len(decidable)
        rows = client.get(reverse("recruitment:vacancy-desk")).context["rows"]
        if by.seat.role != SeatRole.LEADER:  # who decides nothing, and sees all
            assert {row.pk for row in rows} == decidable
            chosen = {row.pk for row in rows if row.can_be_checked}
            assert chosen == {each.pk for each in waiting if "check" in accepted_acts(each, by)}
        registered = [each for each in Employer.objects.waiting() if _judges(each, by)]
        assert set(employers_to_verify(by)) == set(registered)
        assert (counted[EMPLOYERS].all if EMPLOYERS in counted else 0) == len(registered)


def _judges(employer: Employer, by: Actor) -> bool:
    return accepts(
        lambda: employers.verify_employer(employer=employer, version=employer.version, by=by)
    )


def test_the_morning_letter_of_an_office_counts_what_its_seats_can_decide(world):
    waiting = waiting_by_office()
    for by in (world.department, *world.boards):
        told = waiting[by.seat.agency_id]
        assert (told["vacancies"], told["employers"]) == (
            vacancies_to_check(by).count(),
            employers_to_verify(by).count(),
        )


def test_each_page_of_an_employer_shows_exactly_what_the_service_accepts(client, world):
    seen = 0
    for by in world.seats:
        sign_in(client, by)
        for employer in Employer.objects.select_related("agency", "office", "park", "province"):
            page = client.get(reverse("recruitment:employer-detail", args=[employer.pk]))
            said = {
                "employer": employer,
                "version": employer.version,
                "by": by,
                "words": "Bổ sung.",
            }
            tried = {
                "employer-verify": lambda said=said: employers.verify_employer(**said),
                "employer-ask-back": lambda said=said: employers.ask_employer_back(**said),
                "employer-refuse": lambda said=said: employers.refuse_employer(**said),
                "vacancy-enter": lambda e=employer, b=by: lifecycle.enter_vacancy(
                    employer=e, facts=vacancy_facts(e), by=b
                ),
            }
            accepted = {name for name, act in tried.items() if accepts(act)}
            if page.status_code != 200:
                # a representative writes it itself
                assert accepted - {"vacancy-enter"} == set(), by.seat.role
                assert accepted == set() or by.seat.agency_id == employer.agency_id
                continue
            seen += 1
            text = page.content.decode()
            paths = {name: reverse(f"recruitment:{name}", args=[employer.pk]) for name in tried}
            shown = {
                name
                for name, path in paths.items()
                if f'formaction="{path}"' in text or f'href="{path}"' in text
            }
            form = re.search(
                rf'<form[^>]*action="{paths["employer-verify"]}".*?</form>', text, re.DOTALL
            )
            if form and re.search(r'<button class="[^"]*">', form[0]):
                shown.add("employer-verify")
            assert shown == accepted, (by.seat.role, employer.status)
    assert seen > 9


def test_each_report_on_the_use_of_labour_is_asked_back_by_the_desk_of_the_employer(client, world):
    facts = {
        "kind": LABOUR_USAGE,
        "period": PERIOD,
        "version": 0,
        "facts": usage_facts(10),
        "homes": [],
    }
    for employer in world.employers[:2]:
        submit_report(reporter=employer.agency, by=representative_of(employer), **facts)
    for by in world.seats:
        sign_in(client, by)
        for report in LabourUsageReport.objects.select_related("reporter__employer__office"):
            page = client.get(reverse("recruitment:usage-detail", args=[report.pk]))
            said = {
                "kind": LABOUR_USAGE,
                "report": report,
                "version": report.version,
                "words": "Sửa.",
                "by": by,
            }
            asked = accepts(lambda said=said: return_report(**said))
            assert asked == is_at_desk(report.reporter.employer.office_id, by)
            path = reverse("recruitment:usage-return", args=[report.pk])
            assert (f'formaction="{path}"' in page.content.decode()) == asked


def test_where_a_board_is_merged_its_successor_decides(world):
    board, heir = world.boards[0], make_board(world.province)
    today = timezone.localdate()
    gone = board.seat.agency
    gone.valid_to, gone.successor = today - datetime.timedelta(days=1), heir.seat.agency
    gone.save()
    decided = vacancies_to_check(board).count()
    assert (decided > 0, reroute_records(today) > decided, reroute_records(today)) == (
        True,
        True,
        0,
    )
    assert (vacancies_to_check(board).count(), vacancies_to_check(heir).count()) == (0, decided)
    assert set(Employer.objects.filter(park=world.parks[0]).values_list("office", flat=True)) == {
        heir.seat.agency_id
    }


def test_where_a_park_is_given_to_another_board_that_one_decides(world):
    decided = [vacancies_to_check(board).count() for board in world.boards]
    world.parks[0].board = world.boards[1].seat.agency
    world.parks[0].save()
    reroute_records(timezone.localdate())
    assert [vacancies_to_check(board).count() for board in world.boards] == [0, sum(decided)]


# Entering for an employer -------------------------------------------------------------------------
def typed(employer: Employer, **given) -> dict[str, str]:
    apply_by = timezone.localdate() + datetime.timedelta(days=60)
    return {
        "title": "Công nhân may",
        "headcount": "20",
        "occupation": "82",
        "skill": "none",
        "description": "May áo.",
        "base_wage": "5,5",
        "income": "9–12",
        "contract": "u36",
        "shift": "day",
        "horizon": "long",
        "probation_days": "6",
        "park": str(employer.park_id or ""),
        "ward": "Phường Nếnh",
        "address": "Lô A1",
        "schooling": "any",
        "experience": "none",
        "way": "direct",
        "apply_by": f"{apply_by:%d/%m/%Y}",
        "contact_name": "Nguyễn Thử",
        "contact_phone": "0912000111",
    } | given


@pytest.mark.parametrize(("own", "place"), [(0, 0), (0, 1), (0, 2), (2, 2), (2, 0)])
def test_what_an_office_enters_ends_on_a_page_that_it_sees_and_is_public_only_at_its_own_places(
    client, own, place
):
    world = World(asks_for_people=False)
    employer, where = world.employers[own], world.places[place]
    by, desk = office_of(employer), world.desk_of(where)
    sign_in(client, by)
    said = typed(employer, park=str(where.pk) if where else "")
    page = client.post(reverse("recruitment:vacancy-enter", args=[employer.pk]), said, follow=True)
    made = Vacancy.objects.latest("pk")
    assert page.status_code == 200
    assert (made.office, made.status) == (
        desk.seat.agency,
        "published" if own == place else "submitted",
    )
    words = (
        "The vacancy is entered and checked."
        if own == place
        else f"Entered and sent to {desk.seat.agency.name}"
    )
    assert words in page.content.decode()
    if own != place:
        sign_in(client, desk)
        checked = client.post(
            reverse("recruitment:vacancy-check", args=[made.pk]),
            {"version": made.version},
            follow=True,
        )
        made.refresh_from_db()
        assert (checked.status_code, made.status, made.checked_person) == (
            200,
            "published",
            desk.person,
        )


def test_an_office_that_changes_the_place_to_that_of_another_ends_on_a_page_that_it_sees(
    client, world
):
    employer = world.employers[0]
    vacancy = Vacancy.objects.get(employer=employer, park=world.parks[0], title="public")
    sign_in(client, world.boards[0])
    said = typed(employer, park=str(world.parks[1].pk), version=str(vacancy.version))
    page = client.post(reverse("recruitment:vacancy-change", args=[vacancy.pk]), said, follow=True)
    vacancy.refresh_from_db()
    assert (page.status_code, vacancy.office) == (200, world.boards[1].seat.agency)
    assert vacancy.status == "submitted"


def test_rows_of_a_workbook_at_places_of_another_office_wait_there(client, world):
    from recruitment.imports import services as imports
    from tests.recruitment.imports.test_imports import HEADS, RIGHT, workbook

    employer, by = world.employers[0], world.boards[0]
    heads = [*HEADS, "KCN"]
    rows = ([*RIGHT, world.parks[0].name], [*RIGHT, world.parks[1].name])
    apply_by = timezone.localdate() + datetime.timedelta(days=60)
    for row in rows:
        row[heads.index("Hạn nộp hồ sơ")] = apply_by
    source = imports.upload_workbook(
        employer=employer, data=workbook(*rows, heads=heads), file_name="a.xlsx", by=by
    )
    imports.continue_import(source, stop=lambda: False)
    imports.create_vacancies(source=source, by=by)
    imports.continue_import(source, stop=lambda: False)
    made = Vacancy.objects.filter(pk__in=source.rows.values("vacancy")).order_by("pk")
    assert [(each.office, each.status) for each in made] == [
        (world.boards[0].seat.agency, "published"),
        (world.boards[1].seat.agency, "submitted"),
    ]
    told = OutboxMessage.objects.filter(template="vacancies_checked").values_list(
        "context__office", flat=True
    )
    assert list(told) == [world.boards[0].seat.agency.name]
