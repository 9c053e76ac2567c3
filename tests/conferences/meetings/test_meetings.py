"""Preparing a conference: points from a template, who sees what, links and codes."""

import datetime
import string

import pytest
import time_machine
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from agencies.audit.models import AuditEntry
from agencies.bodies.choices import AgencyKind, AgencyLevel, SeatRole
from agencies.bodies.models import AgencyGroup
from agencies.errors import RuleError
from conferences.invitations.composition import add_points
from conferences.meetings.addresses import find_point, point_token
from conferences.meetings.choices import ConferenceState, LinkKind, PointLevel
from conferences.meetings.codes import make_code
from conferences.meetings.forms import by_level
from conferences.meetings.models import Conference, JoinLink, Point
from conferences.meetings.points import NewPoints
from conferences.meetings.queries import conference_lines, visible_conferences, visible_points
from conferences.meetings.retention import TECHNICIANS
from conferences.meetings.services import begin_conference, close_conference, create_conference
from conferences.points.services import (
    PointFacts,
    TypedLink,
    change_point,
    remove_point,
    renew_page_link,
    set_links,
    set_links_of_all,
)
from tests.factories import make_actor, make_agency, sign_in
from tests.factories_conferences import make_partner, make_partnership
from tests.factories_meetings import (
    HOUR,
    add_body,
    announced_conference,
    facts_of,
    host_province,
    make_commune_committee,
    make_conference,
    make_runner,
    point_at,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("english")]
MAIN = "https://hop.example/j/1"


@pytest.fixture
def runner():
    return make_runner()


@pytest.fixture
def communes():
    return [make_commune_committee() for _n in range(12)]


# From the template --------------------------------------------------------------------------------
def test_one_central_and_twelve_commune_points_are_made_in_one_step(client, runner, communes):
    group = AgencyGroup.objects.create(name="UBND các xã, phường")
    group.members.set(communes[1:])
    sign_in(client, runner)
    sent = client.post(
        reverse("conferences:conference-add"),
        {
            "title": "Hội nghị kết nối",
            "host": runner.seat.agency.pk,
            "venue": "Hội trường",
            "day": "15/12/2030",
            "begins": "07:30",
            "ends": "11h00",
            "test_on": "14/12/2030",
            "test_hour": "15:00",
            "central": runner.seat.agency.pk,
            "group": group.pk,
            "bodies": [communes[0].pk, communes[1].pk],
            "expected": "25",
        },
    )
    conference = Conference.objects.get()
    assert sent["Location"] == conference.get_absolute_url()
    assert (conference.state, conference.starts_at, conference.ends_at, conference.test_at) == (
        ConferenceState.DRAFT,
        datetime.datetime(2030, 12, 15, 0, 30, tzinfo=datetime.UTC),
        datetime.datetime(2030, 12, 15, 4, 0, tzinfo=datetime.UTC),
        datetime.datetime(2030, 12, 14, 8, 0, tzinfo=datetime.UTC),
    )
    assert sorted(conference.points.values_list("level", "agency", "expected")) == sorted(
        [("central", runner.seat.agency.pk, 25)] + [("commune", c.pk, 25) for c in communes]
    )
    assert point_at(conference, communes[0]).name == f"Điểm cầu {communes[0].name}"


def test_a_group_is_its_members_of_the_day(runner, communes):
    ended = make_commune_committee(valid_to=datetime.date(2025, 6, 30))
    group = AgencyGroup.objects.create(name="Nhóm xã")
    group.members.set([ended, communes[0]])
    conference = make_conference(runner)
    made = add_points(
        conference=conference,
        points=by_level([], group, timezone.localdate(conference.starts_at), 0),
        by=runner,
    )
    assert [point.agency for point in made] == [communes[0]]


def test_there_are_points_of_districts_only_while_there_were_districts(runner):
    district = make_agency("UBND huyện Thử", level=AgencyLevel.DISTRICT, province=host_province())
    wanted = [NewPoints(PointLevel.DISTRICT, (district,))]
    past = datetime.datetime(2024, 3, 20, 1, tzinfo=datetime.UTC)
    made = create_conference(facts=facts_of(runner, starts_at=past), points=wanted, by=runner)
    assert [point.level for point in made.points.all()] == ["district"]
    with pytest.raises(RuleError, match="no districts since 01/7/2025"):
        create_conference(facts=facts_of(runner), points=wanted, by=runner)


@pytest.mark.parametrize("level", [PointLevel.CENTRAL, PointLevel.COMMUNE])
def test_a_body_of_another_level_or_province_has_no_such_point(runner, level):
    elsewhere = make_agency("UBND xã xa", level=AgencyLevel.COMMUNE, kind=AgencyKind.COMMITTEE)
    with pytest.raises(RuleError, match="No point of this level can be at UBND xã xa"):
        create_conference(
            facts=facts_of(runner), points=[NewPoints(level, (elsewhere,))], by=runner
        )
    assert not Conference.objects.exists()


def test_there_is_one_central_point_and_one_point_at_a_body(runner, communes):
    conference = make_conference(runner, communes[0])
    other = make_agency(province=host_province())
    with pytest.raises(RuleError, match="one central point"):
        add_points(
            conference=conference, points=[NewPoints(PointLevel.CENTRAL, (other,))], by=runner
        )
    with pytest.raises(RuleError, match="has a point already"):
        add_points(
            conference=conference,
            points=[NewPoints(PointLevel.COMMUNE, (communes[0],))],
            by=runner,
        )
    with pytest.raises(IntegrityError), transaction.atomic():
        Point.objects.filter(agency=communes[0]).update(level="central")


def test_times_are_in_order_and_only_coordinators_prepare(runner):
    start = timezone.now()
    for given, words in (
        ({"ends_at": start - HOUR}, "ends after it begins"),
        ({"ends_at": start + 80 * HOUR}, "three days at most"),
        ({"test_at": start + HOUR}, "tried before"),
        ({"host": make_agency("Sở của tỉnh khác")}, "none of the host province"),
    ):
        with pytest.raises(RuleError, match=words):
            create_conference(facts=facts_of(runner, **{"starts_at": start} | given), by=runner)
    with pytest.raises(RuleError, match="Only the coordinators"):
        create_conference(facts=facts_of(runner), by=make_actor())


# Who sees what ------------------------------------------------------------------------------------
def test_an_invited_agency_sees_its_own_point_once_it_is_invited(runner, communes):
    officer, other = make_actor(agency=communes[0]), make_actor(agency=communes[1])
    stranger = make_actor()
    conference = make_conference(runner, *communes[:2])
    assert not visible_conferences(officer).exists()
    announced = announced_conference(runner, communes[0])
    assert list(visible_conferences(officer)) == [announced]
    assert list(visible_points(officer)) == [point_at(announced, communes[0])]
    assert list(visible_conferences(other)) == list(visible_conferences(stranger)) == []
    assert set(visible_conferences(runner)) == {conference, announced}
    assert list(visible_conferences(make_actor(role=SeatRole.LEADER))) == [announced]


def test_a_partners_officer_sees_the_point_to_which_it_is_invited(client, runner, communes):
    partnership = make_partnership(runner)
    partner = make_partner(partnership)
    conference = announced_conference(runner, communes[0], partnership=partnership)
    assert client.get("/").status_code in (200, 302)
    central = point_at(conference, runner.seat.agency)
    assert not visible_conferences(partner).exists()
    add_body(conference, central, partner.seat.agency, runner)
    set_links_of_all(
        conference=conference, links=[TypedLink(LinkKind.MAIN, MAIN, "MATCUAHOP")], by=runner
    )
    sign_in(client, partner)
    assert list(visible_points(partner)) == [central]
    assert "MATCUAHOP" in client.get(central.get_absolute_url()).content.decode()
    assert client.get(point_at(conference, communes[0]).get_absolute_url()).status_code == 404


def test_lists_say_how_many_have_answered(runner, communes):
    conference = announced_conference(runner, *communes[:3])
    [line] = conference_lines([conference], runner)
    assert (line.points, line.invited, line.answered, line.own) == (4, 4, 0, [])


# Links and codes ----------------------------------------------------------------------------------
def test_codes_have_no_signs_that_look_alike():
    signs = "".join(make_code() for _n in range(300))
    assert set(signs) == set(string.ascii_uppercase + string.digits) - set("O0I1")


def test_a_link_is_an_address_of_the_web(client, runner):
    conference = make_conference(runner)
    page = reverse("conferences:conference-links", args=[conference.pk])
    sign_in(client, runner)
    for address in ("javascript:alert(1)", "ftp://hop.example/", "không phải địa chỉ"):
        answer = client.post(page, {"main_url": address})
        assert (answer.status_code, list(answer.context["form"].errors)) == (422, ["main_url"])
    assert client.post(page, {"main_url": "hop.example/j/1", "main_code": "on"}).status_code == 302
    link = JoinLink.objects.get()
    assert (link.kind, link.url, len(link.passcode)) == ("main", "https://hop.example/j/1", 8)


def test_the_log_has_neither_link_nor_passcode(runner):
    conference = make_conference(runner)
    links = [TypedLink(LinkKind.MAIN, MAIN, "BIMATKHAU")]
    set_links_of_all(conference=conference, links=links, by=runner)
    set_links(point=conference.points.get(), links=links, by=runner)
    said = "".join(str(entry.after) + str(entry.before) for entry in AuditEntry.objects.all())
    assert not {"BIMATKHAU", MAIN} & {word for word in (MAIN, "BIMATKHAU") if word in said}


def test_a_point_added_late_gets_the_links_and_the_invitation_of_the_others(runner, communes):
    start = timezone.now() + HOUR
    conference = announced_conference(
        runner, communes[0], starts_at=start, test_at=start - 20 * HOUR
    )
    set_links_of_all(
        conference=conference,
        links=[TypedLink(LinkKind.MAIN, MAIN, "ABCD2345"), TypedLink(LinkKind.RESERVE, "")],
        by=runner,
    )
    [late] = add_points(
        conference=conference,
        points=[NewPoints(PointLevel.COMMUNE, (communes[1],))],
        by=runner,
    )
    assert [(link.kind, link.url, link.passcode) for link in late.links.all()] == [
        ("main", MAIN, "ABCD2345")
    ]
    assert late.invitations.get().sent_at is not None
    set_links(point=late, links=[TypedLink(LinkKind.MAIN, MAIN + "0")], by=runner)
    [next_one] = add_points(
        conference=conference,
        points=[NewPoints(PointLevel.COMMUNE, (communes[2],))],
        by=runner,
    )
    assert not next_one.links.exists()


def test_day_and_place_stand_beside_each_link(client, runner, communes):
    conference = make_conference(runner, communes[0])
    set_links_of_all(conference=conference, links=[TypedLink(LinkKind.MAIN, MAIN)], by=runner)
    point = point_at(conference, communes[0])
    sign_in(client, runner)
    page = client.get(point.get_absolute_url()).content.decode()
    beside = page.partition(MAIN + "</a>")[2].partition("</dd>")[0]
    day = timezone.localtime(conference.starts_at)
    assert f"{day:%H:%M}" in beside
    assert point.name in beside


# The signed address of a point --------------------------------------------------------------------
def test_a_points_address_opens_it_until_a_week_after_or_until_it_is_renewed(runner, communes):
    conference = make_conference(runner, communes[0])
    point = point_at(conference, communes[0])
    token = point_token(point)
    now = timezone.now()
    assert find_point(token, now) == point
    assert find_point(token[:-1] + "?", now) is None
    assert find_point(token, conference.ends_at + datetime.timedelta(days=7)) is None
    renew_page_link(point=point, by=runner)
    assert find_point(token, now) is None


# Changing a point ---------------------------------------------------------------------------------
def facts(point, **given):
    names = PointFacts.__dataclass_fields__
    return PointFacts(**{name: getattr(point, name) for name in names} | given)


def test_its_own_body_changes_a_point_and_nobody_else(runner, communes):
    conference = announced_conference(runner, *communes[:2])
    point = point_at(conference, communes[0])
    own = make_actor(agency=communes[0])
    new = facts(point, technician_name="Đàm Văn Kỹ", technician_phone="0912000111")
    changed = change_point(point=point, version=0, facts=new, by=own)
    assert (changed.technician_name, changed.version) == ("Đàm Văn Kỹ", 1)
    with pytest.raises(RuleError, match="changed this point meanwhile"):
        change_point(point=point, version=0, facts=new, by=runner)
    with pytest.raises(RuleError, match="Only the coordinators"):
        change_point(point=point, version=1, facts=new, by=make_actor(agency=communes[1]))
    with pytest.raises(RuleError, match="technician's name"):
        change_point(
            point=point, version=1, facts=facts(point, technician_phone="0912000111"), by=own
        )


def test_a_point_goes_away_only_while_nothing_has_happened_at_it(runner, communes):
    conference = make_conference(runner, *communes[:2])
    remove_point(point=point_at(conference, communes[0]), by=runner)
    assert conference.points.count() == 2
    announced = announced_conference(runner, communes[1])
    with pytest.raises(RuleError, match="cannot be taken away"):
        remove_point(point=point_at(announced, communes[1]), by=runner)


def test_technicians_are_forgotten_90_days_after_the_end(runner, communes):
    conference = make_conference(runner, communes[0])
    Point.objects.update(technician_name="Đàm Văn Kỹ", technician_phone="0912000111")
    after = conference.ends_at + datetime.timedelta(days=90)
    assert not TECHNICIANS.expired_rows(after - HOUR).exists()
    assert TECHNICIANS.delete_rows(TECHNICIANS.expired_rows(after)) == 2
    assert set(Point.objects.values_list("technician_name", "technician_phone")) == {("", "")}


# Its course ---------------------------------------------------------------------------------------
def test_it_is_opened_after_inviting_and_closed_after_opening(runner, communes):
    conference = make_conference(runner, communes[0])
    with pytest.raises(RuleError, match="Send the invitations"):
        begin_conference(conference=conference, by=runner)
    announced = announced_conference(runner, communes[0])
    with pytest.raises(RuleError, match="was opened"):
        close_conference(conference=announced, by=runner)
    begin_conference(conference=announced, by=runner)
    assert close_conference(conference=announced, by=runner).state == ConferenceState.CLOSED
    with pytest.raises(RuleError, match="over or cancelled"):
        change_point(
            point=point_at(announced, communes[0]),
            version=0,
            facts=facts(point_at(announced, communes[0])),
            by=runner,
        )


@time_machine.travel("2026-11-30 08:00+07:00")
@pytest.mark.parametrize("count", [1, 20, 200])
def test_pages_cost_the_same_with_any_number_of_points(client, runner, count):
    conference = announced_conference(runner, *[make_commune_committee() for _n in range(count)])
    sign_in(client, runner)
    pages = {
        "conference": conference.get_absolute_url(),
        "line test": reverse("conferences:line-test", args=[conference.pk]),
        "attendance": reverse("conferences:attendance", args=[conference.pk]),
        "list": reverse("conferences:conference-list"),
    }
    found = {}
    for name, page in pages.items():
        client.get(page)
        with CaptureQueriesContext(connection) as queries:
            assert client.get(page).status_code == 200
        found[name] = len(queries)
    assert found == QUERIES


QUERIES = {"conference": 10, "line test": 9, "attendance": 8, "list": 7}
