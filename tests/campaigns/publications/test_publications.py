"""Publications with proof, struck out, counted, exported."""

import datetime
import io
from functools import partial

import pytest
import time_machine
from django.core.files.base import ContentFile
from django.urls import reverse
from hypothesis import HealthCheck, given, settings as hypothesis_settings, strategies as st
from openpyxl import load_workbook

from agencies.bodies.choices import SeatRole
from agencies.calendar.report_month import ReportMonth
from agencies.errors import RuleError
from campaigns.outlets.choices import Channel
from campaigns.publications.choices import CountedBy
from campaigns.publications.exports import communication_sheet
from campaigns.publications.models import Publication
from campaigns.publications.queries import (
    communication_figures,
    count_publications,
    visible_publications,
)
from campaigns.publications.services import enter_publication, withdraw_publication
from tests.factories import make_actor, make_agency, sign_in
from tests.factories_campaigns import (
    fresh,
    make_cast,
    make_content,
    make_outlet,
    make_publication,
    make_wave,
    released_content,
)
from tests.factories_recruitment import make_province
from tests.together import told_at_once
from vietnam.periods import Period

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("english")]
NOON = datetime.datetime(2024, 3, 12, 5, tzinfo=datetime.UTC)
TODAY = datetime.date(2024, 3, 12)
PNG = b"\x89PNG\r\n\x1a\n" + bytes(64)
MARCH = Period.of_month(2024, 3)


@pytest.fixture(autouse=True)
def place(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    with time_machine.travel(NOON, tick=False):
        yield


@pytest.fixture
def cast():
    return make_cast()


@pytest.fixture
def content(cast):
    return released_content(make_wave(cast.department), cast)


@pytest.fixture
def outlet(cast):
    return make_outlet(cast.department)


def facts(**given) -> dict:
    return {"channel": "broadcast", "published_on": TODAY} | given


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"channel": "online"}, "link"),
        ({"channel": "social", "files": [ContentFile(PNG, name="a.png")]}, "link"),
        ({"channel": "paper"}, "files"),
        ({"published_on": TODAY + datetime.timedelta(days=1)}, "published_on"),
        ({"published_on": TODAY - datetime.timedelta(days=1)}, "published_on"),
        ({"files": [ContentFile(b"MZ" + bytes(99), name="a.png")]}, "files"),
    ],
)
def test_a_publication_without_its_proof_is_refused_at_its_field(
    cast, content, outlet, given, field
):
    with pytest.raises(RuleError) as refused:
        enter_publication(content=content, outlet=outlet, by=cast.department, **facts(**given))
    assert refused.value.field == field
    assert not Publication.objects.exists()


@pytest.mark.parametrize(
    "given",
    [
        {"channel": "online", "link": "https://bao.example/1"},
        {"channel": "paper", "files": [ContentFile(PNG, name="trang-1.png")]},
        {"channel": "paper", "link": "https://bao.example/1"},
        {"channel": "broadcast"},
        {"channel": "loudspeaker"},
        {"channel": "leaflet"},
    ],
)
def test_each_channel_has_its_own_proof(cast, content, outlet, given):
    made = enter_publication(content=content, outlet=outlet, by=cast.department, **facts(**given))
    assert made.proofs.count() == len(given.get("files", ()))


def test_what_is_not_released_is_not_published(cast, outlet):
    draft = make_content(make_wave(cast.department), cast.newsroom)
    with pytest.raises(RuleError, match="not released yet"):
        make_publication(draft, outlet, cast.department)


def test_the_same_is_not_entered_twice_for_a_day(cast, content, outlet):
    first = make_publication(content, outlet, cast.department)
    with pytest.raises(RuleError, match="already") as refused:
        make_publication(content, outlet, cast.department)
    assert refused.value.field == "published_on"
    make_publication(content, outlet, cast.department, channel="leaflet")
    withdraw_publication(publication=first, reason="Nhầm ngày", by=cast.department)
    make_publication(content, outlet, cast.department)


def test_nobody_enters_for_an_outlet_of_others(cast, content, outlet):
    with pytest.raises(RuleError, match="nothing for this outlet"):
        make_publication(content, outlet, cast.newsroom)


def test_what_is_struck_out_stays_with_its_reason_and_counts_no_more(cast, content, outlet):
    row = make_publication(content, outlet, cast.department)
    with pytest.raises(RuleError, match="Say why"):
        withdraw_publication(publication=row, reason="", by=cast.department)
    withdraw_publication(publication=row, reason="Nhầm kênh", by=cast.department)
    row.refresh_from_db()
    assert (row.reason, row.withdrawn_at) == ("Nhầm kênh", NOON)
    assert communication_figures(MARCH).publications == 0
    with pytest.raises(RuleError, match="only once"):
        withdraw_publication(publication=row, reason="x", by=cast.department)


def test_only_whose_agency_entered_it_strikes_it_out(cast, content):
    outlet = make_outlet(cast.department, agency=cast.newsroom.seat.agency)
    row = make_publication(content, outlet, cast.newsroom)
    with pytest.raises(RuleError, match="Only whose agency"):
        withdraw_publication(publication=row, reason="x", by=make_actor(role=SeatRole.NEWSROOM))
    colleague = make_actor(role=SeatRole.NEWSROOM, agency=cast.newsroom.seat.agency)
    withdraw_publication(publication=row, reason="x", by=colleague)


def test_who_sees_which_publications(cast, content):
    there = make_province("Lạng Sơn", "lang-son")
    partner = make_actor(
        role=SeatRole.PARTNER_OFFICER, agency=make_agency("Sở Lạng Sơn", province=there)
    )
    own = make_publication(content, make_outlet(cast.department, province=there), cast.department)
    other = make_publication(content, make_outlet(cast.department), cast.department)
    seen = {
        "newsroom": set(visible_publications(cast.newsroom)),
        "leader": set(visible_publications(make_actor(role=SeatRole.LEADER))),
        "partner": set(visible_publications(partner)),
        "officer": set(visible_publications(make_actor())),
    }
    everything = {own, other}
    assert seen == {
        "newsroom": everything,
        "leader": everything,
        "partner": {own},
        "officer": set(),
    }


# Counts -------------------------------------------------------------------------------------------
@pytest.fixture
def several(cast, content):
    """Two outlets of two provinces, three days, one struck out."""
    here = make_outlet(cast.department, name="Đài", province=make_province("Bắc Giang", "bg"))
    there = make_outlet(cast.department, name="Báo", province=make_province("Lạng Sơn", "ls"))
    days = [TODAY + datetime.timedelta(days=n) for n in (0, 1, 25)]
    enter = partial(enter_publication, content=content, by=cast.department)
    with time_machine.travel(NOON + datetime.timedelta(days=30), tick=False):
        enter(outlet=here, channel="broadcast", published_on=days[0], times=3)
        enter(outlet=here, channel="broadcast", published_on=days[1])
        enter(outlet=there, channel="leaflet", published_on=days[2], times=10)
        struck = enter(outlet=there, channel="leaflet", published_on=days[1], times=99)
        withdraw_publication(publication=struck, reason="x", by=cast.department)


@pytest.mark.parametrize(
    ("by", "parts"),
    [
        (CountedBy.OUTLET, [("Đài", 2, 4), ("Báo", 1, 10)]),
        (CountedBy.CHANNEL, [("Radio, television", 2, 4), ("Leaflets, posters", 1, 10)]),
        (CountedBy.PROVINCE, [("Bắc Giang", 2, 4), ("Lạng Sơn", 1, 10)]),
        (CountedBy.MONTH, [("month 3/2024", 2, 4), ("month 4/2024", 1, 10)]),
    ],
)
def test_publications_are_counted_by_each_dimension(several, by, parts):
    counts = count_publications(Publication.objects.all(), by)
    assert [(part.label, part.publications, part.times) for part in counts.parts] == parts
    assert (counts.total.publications, counts.total.times) == (3, 14)


@pytest.fixture
def outlets(cast):
    provinces = [make_province("Bắc Giang", "bg"), make_province("Lạng Sơn", "ls")]
    return [make_outlet(cast.department, province=provinces[number % 2]) for number in range(3)]


@hypothesis_settings(
    max_examples=15,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(
    rows=st.lists(
        st.tuples(
            st.integers(0, 2),
            st.sampled_from(Channel.values),
            st.integers(0, 60),
            st.integers(1, 200),
            st.booleans(),
        ),
        max_size=12,
        unique_by=lambda row: row[:3],
    )
)
def test_every_count_adds_up_to_everything_that_stands(rows, cast, content, outlets):
    """Whatever was published: the parts of each dimension, the months and the sheets agree."""
    Publication.objects.all().delete()
    for number, channel, later, times, stands in rows:
        Publication.objects.create(
            content=content,
            outlet=outlets[number],
            channel=channel,
            published_on=TODAY + datetime.timedelta(days=later),
            times=times,
            entered_at=NOON,
            entered_agency=cast.department.seat.agency,
            entered_by=cast.department.seat,
            entered_person=cast.department.person,
            withdrawn_at=None if stands else NOON,
            reason="" if stands else "x",
        )
    standing = [row for row in rows if row[4]]
    expected = (len(standing), sum(row[3] for row in standing))
    for by in CountedBy:
        total = count_publications(Publication.objects.all(), by).total
        assert (total.publications, total.times) == expected
    months = [communication_figures(Period.of_month(2024, month)) for month in (3, 4, 5)]
    assert (sum(m.publications for m in months), sum(m.times for m in months)) == expected
    assert sum(figures.waves for figures in months) == bool(standing)


def test_the_sheet_of_the_month_has_a_line_for_each_outlet_and_channel(several):
    sheet = communication_sheet(ReportMonth(2024, 3, made_on=datetime.date(2024, 4, 2)))
    assert sheet.name == "6 Communication"
    assert [list(row) for row in sheet.rows] == [
        [1, "Đài", "Bắc Giang", "Radio, television", 2, 4, ""]
    ]
    assert sheet.letterhead.notes[0] == "1 wave began in the month; one at least is owed."
    april = communication_sheet(ReportMonth(2024, 4, made_on=datetime.date(2024, 5, 2)))
    assert [row[4:6] for row in april.rows] == [[1, 10]]
    assert april.letterhead.notes[:2] == (
        "0 waves began in the month; one at least is owed.",
        "Since the beginning of the year: 1 waves, 3 publications, 14 times, 2 outlets, "
        "2 provinces.",
    )


def test_the_export_is_what_the_page_shows(client, cast, several):
    sign_in(client, cast.department)
    asked = {"month": "2024-03", "by": "channel"}
    answer = client.get(reverse("campaigns:publication-export"), asked)
    book = load_workbook(io.BytesIO(answer.content))
    rows = {
        sheet.title: [
            [cell for cell in row if cell is not None]
            for row in sheet.iter_rows(min_row=9, values_only=True)
        ]
        for sheet in book
    }
    assert [1, "Radio, television", 2, 4] in rows["Counts"]
    assert [(row[1].date(), row[-1]) for row in rows["List"][:2]] == [
        (datetime.date(2024, 3, 13), 1),
        (datetime.date(2024, 3, 12), 3),
    ]


# Pages --------------------------------------------------------------------------------------------
def test_a_publication_is_entered_and_struck_out_on_its_pages(client, cast, content, outlet):
    sign_in(client, cast.department)
    typed = {
        "content": content.pk,
        "outlet": outlet.pk,
        "channel": "paper",
        "published_on": "12/3/2024",
        "times": "1",
    }
    path = reverse("campaigns:publication-enter")
    answer = client.post(path, typed)
    assert answer.status_code == 422
    assert "Add a picture of the page, or its address, as the proof." in answer.content.decode()
    file = ContentFile(PNG, name="trang-1.png")
    assert client.post(path, typed | {"files": [file]}).status_code == 302
    row = Publication.objects.get()
    proof = client.get(reverse("campaigns:proof-file", args=[row.proofs.get().pk]))
    assert b"".join(proof.streaming_content) == PNG
    strike = reverse("campaigns:publication-withdraw", args=[row.pk])
    assert client.post(strike, {"reason": ""}).status_code == 422
    assert client.post(strike, {"reason": "Nhầm"}).status_code == 302
    page = client.get(row.get_absolute_url()).content.decode()
    assert "Struck out on 12/3/2024: Nhầm" in " ".join(page.split())


def test_a_leader_sees_and_enters_nothing(client, cast, content, outlet):
    row = make_publication(content, outlet, cast.department)
    sign_in(client, make_actor(role=SeatRole.LEADER))
    assert client.get(row.get_absolute_url()).status_code == 200
    assert client.get(content.get_absolute_url()).status_code == 200
    assert client.get(reverse("campaigns:publication-enter")).status_code == 403


@pytest.mark.django_db(transaction=True)
def test_the_same_publication_entered_at_the_same_moment_stands_once():
    cast = make_cast()
    content = released_content(make_wave(cast.department), cast)
    outlet = make_outlet(cast.department)
    enter = partial(make_publication, content, outlet, cast.department)
    assert told_at_once(enter, enter, enter) == ["RuleError", "RuleError", "done"]
    assert Publication.objects.count() == 1
    assert fresh(content).publications.count() == 1
