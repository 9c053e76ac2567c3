"""Lodging counts: the commune counts its own months, the office sees all, nobody's name is kept."""

import io
from datetime import date, datetime

import pytest
import time_machine
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override
from openpyxl import load_workbook

from agencies.bodies.choices import SeatRole
from agencies.bodies.models import Agency
from agencies.errors import RuleError
from agencies.people.permissions import Actor
from recruitment.lodging.models import LodgingReport
from recruitment.lodging.services import LODGING
from recruitment.period_reports.queries import reporters, sum_figures, sums_by_home
from recruitment.period_reports.services import accept_report, find_faults, submit_report
from tests.factories import make_actor, sign_in
from tests.factories_recruitment import make_commune, make_province
from vietnam.periods import Period

pytestmark = pytest.mark.django_db
NOVEMBER, OCTOBER, SEPTEMBER = (Period.of_month(2026, month) for month in (11, 10, 9))


@pytest.fixture(autouse=True)
def november():
    moment = timezone.make_aware(datetime(2026, 11, 26, 9))  # noqa: DTZ001 made aware here
    with time_machine.travel(moment, tick=False), override("en"):
        yield


def facts(people: int = 0, **given: int) -> dict[str, int]:
    return dict.fromkeys(LodgingReport.FIGURES, 0) | {"people": people} | given


def count(
    by: Actor, month: Period = NOVEMBER, *, commune: Agency | None = None, version: int = 0, **given
):
    homes = given.pop("homes", [])
    return submit_report(
        kind=LODGING,
        reporter=commune or by.seat.agency,
        period=month,
        version=version,
        facts=facts(**given),
        homes=homes,
        by=by,
    )


def test_what_does_not_add_up_is_told_at_its_field():
    home = make_province()
    assert find_faults(
        LODGING, facts(100, women=101, rooms=5, free_rooms=6), [{"province": home, "people": 101}]
    ) == {
        "women": "101 is more than the 100 in all.",
        "free_rooms": "6 is more than the 5 in all.",
        "homes": (
            "People from other provinces: the home provinces add up to 101, more than the "
            "100 in all."
        ),
    }


@pytest.mark.parametrize("broken", [{"women": 101}, {"free_rooms": 1}])
def test_the_database_refuses_too(officer, broken):
    count(officer, people=100)
    with pytest.raises(IntegrityError), transaction.atomic():
        LodgingReport.objects.update(**broken)


def test_a_commune_counts_this_month_and_the_last_alone(officer, department):
    for month in (NOVEMBER, OCTOBER):
        count(officer, month, people=10)
    for month, reason in (
        (SEPTEMBER, "is closed"),
        (Period.of_month(2026, 12), "is not due yet"),
    ):
        with pytest.raises(RuleError, match=reason):
            count(officer, month, people=10)
    assert count(department, SEPTEMBER, commune=officer.seat.agency, people=10).people == 10


def test_nobody_counts_for_another_commune_nor_overwrites(officer, department):
    other = make_actor(role=SeatRole.OFFICER, agency=make_commune(department.seat.agency.province))
    with pytest.raises(RuleError, match="Only the agency that owes"):
        count(other, commune=officer.seat.agency, people=1)
    with pytest.raises(RuleError, match="Only the agency that owes"):
        count(make_actor(role=SeatRole.OFFICER), people=1)
    count(officer, people=10)
    with pytest.raises(RuleError, match="handed in this report meanwhile"):
        count(officer, people=20)
    assert count(officer, people=20, version=1).version == 2


def test_a_commune_does_not_accept_its_own_count_whoever_its_office_is(officer, department):
    report = count(officer, people=10)
    given = {"kind": LODGING, "report": report, "version": 1, "words": "", "by": officer}
    with pytest.raises(RuleError, match=f"^{department.seat.agency.name} is responsible"):
        accept_report(**given)
    Agency.objects.filter(pk=department.seat.agency_id).update(valid_to=date(2026, 11, 1))
    with pytest.raises(RuleError, match="The labour department of the province is responsible"):
        accept_report(**given)


def test_nobody_accepts_what_they_entered_for_another(client, officer, department):
    report = count(department, commune=officer.seat.agency, people=10)
    given = {"kind": LODGING, "report": report, "version": 1, "words": ""}
    with pytest.raises(RuleError, match="You entered this report yourself"):
        accept_report(**given, by=department)
    page = sign_in(client, department).get(report.get_absolute_url()).content.decode()
    assert ("You entered this report yourself" in page, "Accept the report" in page) == (
        True,
        False,
    )
    other = make_actor(role=SeatRole.COORDINATOR, agency=department.seat.agency)
    page = sign_in(client, other).get(report.get_absolute_url()).content.decode()
    assert ("You entered this report yourself" in page, "Accept the report" in page) == (
        False,
        True,
    )
    accept_report(**given, by=other)
    report.refresh_from_db()
    assert report.status == "accepted"


def test_the_page_keeps_what_was_typed_and_begins_with_the_month_before(client, officer):
    home = make_province("Lạng Sơn")
    count(
        officer, OCTOBER, people=100, women=60, rooms=40, homes=[{"province": home, "people": 30}]
    )
    sign_in(client, officer)
    url = reverse("recruitment:lodging-report", args=[officer.seat.agency_id, "2026-11"])
    page = client.get(url)
    assert [page.context["form"][name].value() for name in ("people", "rooms", "version")] == [
        "100",
        "40",
        0,
    ]
    assert [line["people"].value() for line in page.context["homes"]][:2] == ["30", None]
    sent = {name: str(value) for name, value in facts(120, women=70, rooms=40).items()} | {
        "version": "0",
        "homes-TOTAL_FORMS": "3",
        "homes-INITIAL_FORMS": "0",
        "homes-0-province": home.pk,
        "homes-0-people": "130",
    }
    refused = client.post(url, sent)
    assert (
        refused.status_code,
        "add up to 130, more than the 120" in refused.content.decode(),
    ) == (422, True)
    odd = client.post(url, sent | {"homes-1-people": "7", "homes-2-province": home.pk})
    assert [line.errors for line in odd.context["homes"]][1:] == [
        {"province": ["Choose the province."]},
        {
            "people": ["Type how many people."],
            "province": ["This province is listed above already."],
        },
    ]
    answer = client.post(url, sent | {"homes-0-people": "50"})
    report = LodgingReport.objects.get(starts_on=NOVEMBER.first)
    assert answer.url == report.get_absolute_url()
    assert (report.people, [origin.people for origin in report.homes.all()]) == (120, [50])


def test_the_place_stands_in_the_rail_of_communes_alone(client, officer):
    sign_in(client, officer)
    own = reverse("recruitment:lodging-list")
    assert f'href="{own}"' in client.get(reverse("agencies:must-do")).content.decode()
    assert client.get(own).status_code == 200
    sign_in(client, make_actor(role=SeatRole.OFFICER))
    assert f'href="{own}"' not in client.get(reverse("agencies:must-do")).content.decode()
    assert client.get(own).status_code == 404


def test_the_table_the_sums_and_the_workbook_show_the_same(client, officer, department):
    home, empty = (
        make_province("Lạng Sơn"),
        make_commune(department.seat.agency.province, name="UBND xã Tân Yên"),
    )
    count(officer, OCTOBER, people=100)
    count(
        officer,
        people=120,
        women=70,
        houses=8,
        rooms=40,
        free_rooms=3,
        homes=[{"province": home, "people": 50}],
    )
    lines = reporters(LODGING, NOVEMBER, None).order_by("sort_key")
    assert [(line.name, line.change) for line in lines] == [
        ("UBND phường Nếnh", 20),
        (empty.name, None),
    ]
    reports = LodgingReport.objects.of_period(NOVEMBER)
    assert sum_figures(reports) == {
        "houses": 8,
        "rooms": 40,
        "free_rooms": 3,
        "people": 120,
        "women": 70,
    }
    assert [(each.province, each.figures) for each in sums_by_home(LODGING, reports)] == [
        (home, (50,)),
        (None, (70,)),
    ]
    sign_in(client, department)
    page = client.get(reverse("recruitment:lodging-list"), {"period": "2026-11"})
    assert (page.context["done"], page.context["sums"]["people"]) == (1, 120)
    homes, communes = load_workbook(
        io.BytesIO(client.get(reverse("recruitment:lodging-export"), {"period": "2026-11"}).content)
    ).worksheets
    rows = [[cell.value for cell in row] for row in communes.iter_rows()]
    assert [row[1:] for row in rows if row[0] in (1, 2)] == [
        ["UBND phường Nếnh", 120, 70, 20, 8, 40, 3],
        ["UBND xã Tân Yên", *[None] * 6],
    ]
    told = [[cell.value for cell in row] for row in homes.iter_rows()]
    assert [row[1:] for row in told if row[0] in (1, 2)] == [
        ["Lạng Sơn", 50],
        ["Home not told", 70],
    ]


@pytest.mark.parametrize("number", [1, 3])
def test_queries_do_not_grow_with_rows(client, department, number):
    for _commune in range(number):
        commune = make_commune(department.seat.agency.province)
        homes = [{"province": make_province(), "people": 1} for _home in range(number)]
        count(department, commune=commune, people=10, homes=homes)
    sign_in(client, department)
    with CaptureQueriesContext(connection) as queries:
        client.get(reverse("recruitment:lodging-list"))
    assert len(queries) == 7
