"""The number in the rail, the entries of the must-do page and the digest of the morning are the
same, for every role.
"""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.test import RequestFactory
from django.urls import reverse
from django.utils import timezone

from agencies.bodies.choices import SeatRole
from agencies.bodies.models import Agency
from agencies.calendar.queries import working_calendar
from agencies.letters.summaries import digest_context
from agencies.mail.models import OutboxMessage
from agencies.must_do.counts import counts_by_place
from agencies.must_do.entries import MUST_DO
from agencies.people.choices import MailMode
from agencies.people.models import Person, Seat, SeatHolding
from agencies.people.permissions import Actor
from agencies.registry import NothingToSayError, registry
from agencies.reminders.services.digests import find_seats_with_entries
from agencies.requests.models import Clearance, Snooze
from agencies.site.context_processors import frame
from agencies.tasks.choices import OccurrenceStatus
from campaigns.contents.models import Content, ContentClearance
from conferences.delegation_members.services import add_seat_member, invite_members
from conferences.dialogues.services import enter_speech
from conferences.fair_booking.choices import NewsKind
from conferences.fair_booking.models import PhoneCall
from conferences.opinion_slips.services import make_slip
from conferences.opinions.services import enter_opinion
from conferences.partnerships.choices import AskSide
from conferences.partnerships.services import share_with_partner
from recruitment.employers.models import Employer
from recruitment.lodging.models import LodgingReport
from recruitment.period_reports.services import return_report
from recruitment.registration.services import ask_employer_back
from recruitment.report_kinds import KINDS
from recruitment.vacancies.models import Vacancy
from recruitment.vacancy_life.services import ask_vacancy_back
from tests.factories import make_actor, make_task, sign_in
from tests.factories_conferences import (
    make_answer,
    make_ask,
    make_body,
    make_delegation,
    make_dialogue,
    make_federation,
    make_host_officer,
    make_partner,
    make_partnership,
    make_petition,
    route,
)
from tests.factories_fairs import asked_booth, make_fair_world, make_seeker
from tests.factories_meetings import (
    announced_conference,
    make_commune_committee,
    make_runner,
)
from tests.factories_recruitment import (
    make_board,
    make_department,
    make_employer,
    make_park,
    make_province,
    office_of,
    published_vacancy,
    representative_of,
    submitted_vacancy,
    verified_employer,
)
from tests.marked_world import kept_world

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("english")]
PAGE = reverse("agencies:must-do")
TODAY = timezone.localdate
ROLES = [
    "owner",
    "employer",
    "asked back",
    "verifier",
    "commune",
    "clearing",
    "partner",
    "invited",
    "writing",
    "content office",
    "travelling",
    "federation",
    "centre",
    *SeatRole,
]


@pytest.fixture(scope="module")
def whole_world(django_db_setup, django_db_blocker, tmp_path_factory) -> Iterator[dict[str, int]]:
    """Made once; what a test adds to it is taken back."""
    files = tmp_path_factory.mktemp("files")
    with django_db_blocker.unblock(), kept_world("marked", files) as keys:
        _add_what_waits(keys)
        yield keys


@pytest.fixture
def world(whole_world, db) -> dict[str, int]:
    return whole_world


def _add_what_waits(keys: dict[str, int]) -> None:
    _busy_employer(Vacancy.objects.get(pk=keys["vacancy"]).employer)
    make_task(status=OccurrenceStatus.SUBMITTED)
    commune = make_commune_committee()
    soon = timezone.now() + timedelta(hours=20)  # its line test was due four hours ago
    runner = make_runner()
    conference = announced_conference(runner, commune, starts_at=soon)
    make_slip(
        conference=conference,
        question="Đồng ý tổ chức hằng quý?",
        choices=["Đồng ý", "Không đồng ý"],
        ends_at=soon,
        by=runner,
    )
    keys["invited-agency"] = commune.pk
    by = make_actor(role=SeatRole.COORDINATOR)
    for kind in KINDS.values():
        report = kind.model.objects.get(pk=keys[kind.name])
        return_report(kind=kind, report=report, version=report.version, words="Thiếu số", by=by)


def _busy_employer(employer: Employer) -> None:
    # Of each kind something, beside the worker who wants to be called.
    employer.refresh_from_db()
    long_ago = timezone.now() - timedelta(days=800)
    Employer.objects.filter(pk=employer.pk).update(registered_at=long_ago)
    back = submitted_vacancy(employer)
    ask_vacancy_back(vacancy=back, version=back.version, words="Ghi rõ ca", by=office_of(back))
    confirm = published_vacancy(employer)
    Vacancy.objects.filter(pk=confirm.pk).update(refresh_asked_on=TODAY())
    ending = published_vacancy(employer)
    Vacancy.objects.filter(pk=ending.pk).update(apply_by=TODAY() + timedelta(days=7))


def actor_of(role: str, world: dict[str, int]) -> Actor:
    if role in MADE:
        return MADE[role]()
    match role:
        case "owner":
            return _of_agency(SeatHolding.objects.get(pk=world["holding"]).seat)
        case "employer":
            return representative_of(Vacancy.objects.get(pk=world["vacancy"]).employer)
        case "commune" | "invited":
            return make_actor(agency=_agency_of(role, world))
        case "writing":
            newsroom = Content.objects.get(pk=world["content"]).newsroom
            return make_actor(role=SeatRole.NEWSROOM, agency=newsroom)
        case "content office":
            asked = ContentClearance.objects.filter(status="asked").latest("pk")
            return make_actor(role=SeatRole.COORDINATOR, agency=asked.agency)
        case "clearing":
            clearance = Clearance.objects.get(pk=world["clearance"])
            return make_actor(role=SeatRole.OFFICER, agency=clearance.agency)
    actor = make_actor(role=role)
    make_task(lead=actor.seat.agency, due_on=TODAY() - timedelta(days=3))
    make_task(lead=actor.seat.agency, due_on=TODAY() + timedelta(days=3))
    make_task(lead=actor.seat.agency, due_on=TODAY() + timedelta(days=30))
    return actor


def _agency_of(role: str, world: dict[str, int]) -> Agency:
    if role == "invited":
        return Agency.objects.get(pk=world["invited-agency"])
    return LodgingReport.objects.get(pk=world["lodging"]).reporter


def _of_agency(seat: Seat) -> Actor:
    return Actor(seat.holdings.get().person, seat)


def _asked_partner() -> Actor:
    keeper = make_actor(role=SeatRole.COORDINATOR)
    partnership = make_partnership(keeper)
    partner = make_partner(partnership)
    ask = make_ask(partnership, keeper, owner=partner.seat.agency)
    share_with_partner(item=ask, by=keeper)
    make_ask(partnership, partner, side=AskSide.PARTNER)
    return partner


def _busy_federation() -> Actor:
    # A speech to split, a petition to route, an answer to check, a worker whom it has not helped.
    by, body = make_federation(), make_body()
    dialogue = make_dialogue(by)
    enter_speech(dialogue=dialogue, text="Phát biểu", by=by)
    make_petition(dialogue, by)
    petition = make_petition(dialogue, by)
    [part] = route(petition, by, body)
    make_answer(part, body)
    enter_opinion(petition=petition, judgement="not_yet", why="Chưa", by=by)
    return by


def _centre_with_work() -> Actor:
    world = make_fair_world()
    asked_booth(world.fair)
    PhoneCall.objects.create(
        seeker=make_seeker(world.fair, email=""), kind=NewsKind.MOVED, made_at=timezone.now()
    )
    return world.centre


def _travelling_officer() -> Actor:
    keeper, officer = make_host_officer(SeatRole.COORDINATOR), make_host_officer()
    delegation = make_delegation(make_partnership(keeper), keeper)
    add_seat_member(delegation=delegation, seat=officer.seat, by=keeper)
    invite_members(delegation=delegation, by=keeper)
    return officer


def _asked_back_employer() -> Actor:
    province = make_province()
    make_department(province)
    employer = make_employer(province)
    ask_employer_back(
        employer=employer, version=employer.version, words="Thiếu", by=office_of(employer)
    )
    return representative_of(employer)


def _verifier_with_work() -> Actor:
    province = make_province()
    make_department(province)
    board = make_board(province)
    park = make_park(board)
    make_employer(province, park)
    submitted_vacancy(verified_employer(province, park))
    return board


MADE = {
    "asked back": _asked_back_employer,
    "verifier": _verifier_with_work,
    "centre": _centre_with_work,
    "partner": _asked_partner,
    "federation": _busy_federation,
    "travelling": _travelling_officer,
}


OF_ALL_AGENCIES = (' aria-labelledby="who-is-late"', ' aria-labelledby="what-waits"')


def number_in_rail(by: Actor) -> int:
    request = RequestFactory().get("/")
    request.user = by.person
    request.session = {}
    [place] = [place for place in frame(request)["places"] if place.url == PAGE]
    return place.count


def entries_on_page(client, by: Actor) -> tuple[int, int]:
    """The rows under headings with a number, and the sum of these numbers; a leader's look at the
    other agencies left out.
    """
    body = sign_in(client, by).get(PAGE).content.decode()
    lists = [
        each
        for each in body.split('<section class="short-list"')[1:]
        if not each.startswith(OF_ALL_AGENCIES)
    ]
    counted = [each for each in lists if 'class="count"' in each.partition("</h2>")[0]]
    numbers = [each.partition('class="count">')[2].partition("<")[0] for each in counted]
    return sum(each.count("<tr data-item>") for each in counted), sum(map(int, numbers))


def number_in_digest(by: Actor) -> int:
    message = OutboxMessage(template="digest", person=by.person)
    try:
        words = str(digest_context(message, working_calendar())["counts"])
    except NothingToSayError:
        return 0
    return int(words.partition(" ")[0])


@pytest.mark.parametrize("role", ROLES)
def test_rail_page_and_digest_have_one_number(client, world, role):
    by = actor_of(role, world)
    number = number_in_rail(by)
    assert number > 0
    assert (entries_on_page(client, by), number_in_digest(by)) == ((number, number), number)


@pytest.mark.parametrize("role", ROLES)
def test_a_digest_is_opened_for_whom_the_rail_has_a_number_and_for_nobody_else(world, role):
    by = actor_of(role, world)
    idle = make_actor(role=by.seat.role)
    Person.objects.filter(pk__in=[by.person.pk, idle.person.pk]).update(mail_mode=MailMode.DIGEST)
    sees_all = by.seat.role == SeatRole.COORDINATOR
    expected = {by.seat.agency_id} | ({idle.seat.agency_id} if sees_all else set())
    assert set(find_seats_with_entries(TODAY())) == {(by.seat.role, agency) for agency in expected}
    assert (number_in_rail(idle) > 0) == sees_all


def test_of_each_kind_of_entries_there_is_one_in_the_table(world):
    """Else a kind that the page forgets would be missed by the numbers above."""
    actors = [actor_of(role, world) for role in ROLES]
    found = [
        any(each.rows_for(by, TODAY()).exists() for by in actors if each.concerns(by.seat.role))
        for each in registry.must_do_entries
    ]
    never = [
        each for each, is_there in zip(registry.must_do_entries, found, strict=True) if not is_there
    ]
    assert never == []


def test_a_paused_task_is_counted_by_the_digest_and_not_listed():
    by = make_actor()
    paused = make_task(lead=by.seat.agency, title="tạm dừng", due_on=TODAY()).occurrences.get()
    make_task(lead=by.seat.agency, title="còn nhắc", due_on=TODAY())
    Snooze.objects.create(
        occurrence=paused,
        seat=by.seat,
        person=by.person,
        at=timezone.now(),
        until=TODAY() + timedelta(days=3),
    )
    context = digest_context(OutboxMessage(template="digest", person=by.person), working_calendar())
    [section] = context["sections"]
    assert context["counts"] == "2 things to do: 1 due within 14 days, 1 with paused reminders"
    assert [row.title for row in section.rows] == ["còn nhắc"]
    assert counts_by_place(by, TODAY())[MUST_DO].all == 2
