"""Calendar feeds: who may read one, what it says, and what is kept of its address."""

import re
from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from django.db import IntegrityError, connection
from django.urls import reverse
from icalendar import Calendar

from agencies.audit.models import AuditEntry
from agencies.bodies.choices import SeatRole
from agencies.database.tokens import token_digest
from agencies.feeds.choices import FeedScope
from agencies.feeds.identity import stable_uuid
from agencies.feeds.models import CalendarFeed
from agencies.feeds.queries import MOST
from agencies.feeds.services import create_feed, revoke_feed
from agencies.people.models import Person, SeatHolding
from agencies.people.permissions import Actor
from agencies.tasks.choices import OccurrenceStatus
from agencies.tasks.models import Task
from agencies.tasks.occurrence_models import Occurrence
from tests.checksums import fingerprint, tables
from tests.factories import (
    LONG_AGO,
    make_actor,
    make_agency,
    make_deadline,
    make_directive,
    make_occurrence,
    make_seat,
    make_task,
    sign_in,
)
from tests.together import at_once

pytestmark = pytest.mark.django_db
PAGE, CREATE = "/lich/", "/lich/dong-bo/"
TODAY = date(2024, 3, 1)
DONE, WITHDRAWN = OccurrenceStatus.DONE, OccurrenceStatus.WITHDRAWN
SEAT, AGENCY = FeedScope.SEAT, FeedScope.AGENCY


@pytest.fixture(autouse=True)
def _on_friday():
    with time_machine.travel("2024-03-01T09:00:00+07:00", tick=False):
        yield


@pytest.fixture
def actor():
    return make_actor()


def address_of(actor: Actor, scope: str = SEAT) -> str:
    _feed, token = create_feed(scope=scope, by=actor)
    return reverse("agencies:calendar-feed", args=[token])


def events(client, address: str) -> list:
    return Calendar.from_ical(client.get(address).content).walk("VEVENT")


def summaries(client, address: str) -> list[str]:
    return [str(event["summary"]) for event in events(client, address)]


def due(agency, day: date, title: str, **fields) -> Occurrence:
    return make_task(lead=agency, due_on=day, title=title, **fields).occurrences.get()


def test_an_event_keeps_its_name_when_the_portal_moves_to_another_host(client, settings, actor):
    due(actor.seat.agency, date(2024, 3, 6), "Lập dự toán")
    named = {str(event["uid"]) for event in events(client, address_of(actor))}
    settings.SITE_URL = "https://cong-moi.example"
    assert {str(event["uid"]) for event in events(client, address_of(actor))} == named
    assert not any("@" in name or "." in name for name in named)


# What it says -------------------------------------------------------------------------------------


def test_a_deadline_is_an_all_day_event_with_its_facts(client, settings, actor):
    settings.SITE_URL = "https://lao-dong.example"
    directive = make_directive(number="118/KH-UBND", issued_on=date(2024, 2, 21))
    task = make_task(
        lead=actor.seat.agency,
        title="Lập dự toán; gửi Sở Tài chính",
        directive=directive,
        section="IV.1",
    )
    task.occurrences.all().delete()
    deadline = make_deadline(task, phrase="trước ngày 06/3/2024", due_on=date(2024, 3, 6))
    occurrence = make_occurrence(
        task,
        due_on=date(2024, 3, 6),
        deadline=deadline,
        version=3,
        period_start=date(2024, 2, 1),
        period_end=date(2024, 2, 29),
    )

    (event,) = events(client, address_of(actor))

    assert {name: event.decoded(name) for name in event} == {
        "UID": str(stable_uuid("occurrence", occurrence.pk, task.assigned_at.astimezone(UTC))),
        "DTSTAMP": datetime(2024, 2, 21, 1, tzinfo=UTC),
        "LAST-MODIFIED": datetime(2024, 2, 21, 1, tzinfo=UTC),
        "SEQUENCE": 3,
        "DTSTART": date(2024, 3, 6),
        "DTEND": date(2024, 3, 7),
        "SUMMARY": "Lập dự toán; gửi Sở Tài chính",
        "DESCRIPTION": "\n".join(
            [
                "Văn bản: Kế hoạch 118/KH-UBND ngày 21/02/2024",
                "Mục: IV.1",
                f"Cơ quan chủ trì: {actor.seat.agency.name}",
                "Kỳ: tháng 02/2024",
                "Thời hạn ghi trong văn bản: trước ngày 06/3/2024",
                "Trạng thái: Mới giao",
            ]
        ),
        "URL": f"https://lao-dong.example/nhiem-vu/{task.pk}/?ky={occurrence.pk}",
        "STATUS": "CONFIRMED",
        "TRANSP": "TRANSPARENT",
    }
    assert event["dtstart"].params["VALUE"] == "DATE"


def test_the_calendar_says_its_name_and_how_often_to_read_it(client, actor):
    answer = client.get(address_of(actor))
    calendar = Calendar.from_ical(answer.content)
    names = ("VERSION", "METHOD", "NAME", "X-WR-CALNAME", "X-PUBLISHED-TTL")
    title = f"Hạn công việc: {actor.seat.agency.name}"
    assert [str(calendar[name]) for name in names] == ["2.0", "PUBLISH", title, title, "PT6H"]
    assert calendar.decoded("REFRESH-INTERVAL") == timedelta(hours=6)
    assert answer["Content-Type"] == "text/calendar; charset=utf-8"


def test_the_text_is_in_the_language_of_its_person(client, actor):
    due(actor.seat.agency, TODAY, "Lập dự toán")
    Person.objects.update(language="en")
    actor.person.refresh_from_db()
    client.cookies["django_language"] = "vi"
    answer = client.get(address_of(actor))
    (event,) = Calendar.from_ical(answer.content).walk("VEVENT")
    assert (str(event["description"]).splitlines()[-1], answer["Content-Language"]) == (
        "State: Newly assigned",
        "en",
    )


def test_long_vietnamese_lines_are_folded_by_bytes_and_read_back_whole(client, actor):
    title = (
        "Xây dựng video clip giới thiệu điều kiện làm việc; nhà ở, đưa đón “công nhân”\\ " * 4
    )[:300].strip()
    due(actor.seat.agency, TODAY, title)
    address = address_of(actor)
    lines = client.get(address).content.split(b"\r\n")
    assert [len(line) for line in lines if len(line) > 75] == []
    assert [line.decode() for line in lines if "\ufffd" in line.decode()] == []
    assert summaries(client, address) == [title]


def test_what_is_done_has_a_tick_and_what_was_withdrawn_is_gone(client, actor):
    agency = actor.seat.agency
    due(agency, TODAY, "Mới giao")
    due(agency, TODAY, "Đã nộp", status=OccurrenceStatus.SUBMITTED)
    due(agency, TODAY, "Đã xong", status=DONE)
    due(agency, TODAY, "Đã thu hồi", status=WITHDRAWN)
    due(agency, None, "Không thời hạn")
    assert summaries(client, address_of(actor)) == ["Mới giao", "Đã nộp", "✓ Đã xong"]


def test_it_says_late_on_the_day_of_reading(client, actor):
    occurrence = due(actor.seat.agency, TODAY, "Lập dự toán")
    due(actor.seat.agency, TODAY, "Đã nộp", status=OccurrenceStatus.SUBMITTED)
    address = address_of(actor)
    first = client.get(address)
    assert summaries(client, address) == ["Lập dự toán", "Đã nộp"]
    with time_machine.travel("2024-03-02T00:00:01+07:00", tick=False):
        event = events(client, address)[0]
        assert client.get(address, headers={"If-None-Match": first["ETag"]}).status_code == 200
        assert summaries(client, address) == ["Quá hạn: Lập dự toán", "Đã nộp"]
    assert str(event["description"]).splitlines()[-1] == "Trạng thái: Mới giao, đã quá hạn"
    assert event.decoded("last-modified") == datetime(2024, 3, 1, 17, tzinfo=UTC)
    Occurrence.objects.filter(pk=occurrence.pk).update(due_on=date(2024, 3, 4))
    assert summaries(client, address) == ["Đã nộp", "Lập dự toán"]


def test_a_tentative_date_is_a_tentative_event(client, actor):
    occurrence = due(actor.seat.agency, TODAY, "Dự kiến")
    occurrence.deadline = make_deadline(occurrence.task, due_on=TODAY, tentative=True)
    occurrence.save()
    assert [str(event["status"]) for event in events(client, address_of(actor))] == ["TENTATIVE"]


def test_it_reaches_from_90_days_back_to_400_ahead(client, actor):
    for days in (-91, -90, 400, 401):
        due(actor.seat.agency, TODAY + timedelta(days=days), f"{days}")
    assert summaries(client, address_of(actor)) == ["Quá hạn: -90", "400"]


def test_it_names_no_person(client, actor):
    by, done_by = make_seat(title="Chị Hoa"), make_actor(role=SeatRole.COORDINATOR)
    occurrence = due(actor.seat.agency, TODAY, "Lập dự toán", assigned_by=by, status=DONE)
    Occurrence.objects.filter(pk=occurrence.pk).update(done_by=done_by.seat)
    text = client.get(address_of(actor)).content.decode().replace("\r\n ", "")
    persons = [
        *Person.objects.values_list("full_name", flat=True),
        *Person.objects.values_list("email", flat=True),
    ]
    assert [name for name in [*persons, by.title, actor.seat.title] if name in text] == []
    assert "Lập dự toán" in text


# Whose deadlines ----------------------------------------------------------------------------------


@pytest.mark.parametrize("role", [SeatRole.OFFICER, SeatRole.PARTNER_OFFICER, SeatRole.COORDINATOR])
def test_a_seat_s_feed_has_what_its_agency_leads_an_agency_s_also_what_it_helps_with(client, role):
    actor, other = make_actor(role=role), make_agency()
    due(actor.seat.agency, TODAY, "Chủ trì")
    due(other, TODAY, "Phối hợp", coordinating=(actor.seat.agency,))
    due(other, TODAY, "Duyệt", clearing=(actor.seat.agency,))
    due(other, TODAY, "Của cơ quan khác")
    assert summaries(client, address_of(actor, SEAT)) == ["Chủ trì"]
    assert summaries(client, address_of(actor, AGENCY)) == ["Chủ trì", "Phối hợp", "Duyệt"]


# Who may read -------------------------------------------------------------------------------------


def test_nobody_signs_in_to_read_and_an_unknown_address_is_not_there(client, actor):
    address = address_of(actor)
    wrong = address.replace(".ics", "x.ics")
    assert [client.get(a).status_code for a in (address, wrong, "/lich/x.ics")] == [200, 404, 404]


def leave_the_seat(actor: Actor) -> None:
    SeatHolding.objects.update(ends_on=date(2024, 2, 29))


def leave_the_service(actor: Actor) -> None:
    Person.objects.filter(pk=actor.person.pk).update(is_active=False)


def revoke_own_feed(actor: Actor) -> None:
    revoke_feed(feed=CalendarFeed.objects.get(), by=actor)


@pytest.mark.parametrize("what_happens", [leave_the_seat, leave_the_service, revoke_own_feed])
def test_a_feed_ends_with_its_right(client, actor, what_happens):
    address = address_of(actor)
    before = client.get(address).status_code
    what_happens(actor)
    assert (before, client.get(address).status_code) == (200, 404)


def test_holding_another_seat_does_not_keep_a_feed_alive(client, actor):
    address = address_of(actor)
    SeatHolding.objects.update(seat=make_seat())
    assert client.get(address).status_code == 404


def test_a_holding_that_ends_today_still_reads(client, actor):
    SeatHolding.objects.update(ends_on=TODAY)
    assert client.get(address_of(actor)).status_code == 200


def test_the_token_stands_nowhere_in_the_database(client, actor):
    sign_in(client, actor)
    page = client.post(CREATE, {"scope": SEAT})
    token = re.search(r"/lich/([\w-]{43})\.ics", page.context["address"]).group(1)
    assert tables_that_hold(token) == []
    assert tables_that_hold(token_digest(token)) == ["agencies_calendarfeed"]


def tables_that_hold(text: str) -> list[str]:
    with connection.cursor() as cursor:
        found = []
        for table in tables(cursor):
            cursor.execute(f"select count(*) from {table} t where t::text like %s", [f"%{text}%"])  # noqa: S608
            found += [table] if cursor.fetchone()[0] else []
    return found


# Reading again ------------------------------------------------------------------------------------


def test_a_calendar_that_has_it_all_is_told_so(client, actor):
    due(actor.seat.agency, TODAY, "Lập dự toán")
    address = address_of(actor)
    first = client.get(address)
    again = client.get(address, headers={"If-None-Match": first["ETag"]})
    assert (again.status_code, again.content, again["ETag"]) == (304, b"", first["ETag"])
    assert first["Cache-Control"] == "private, no-cache"


@pytest.mark.parametrize(
    "change", [{"status": WITHDRAWN}, {"due_on": date(2024, 3, 7)}, {"version": 1}]
)
def test_any_change_is_read_even_one_that_leaves_no_later_time(client, actor, change):
    occurrence = due(actor.seat.agency, date(2024, 3, 6), "Lập dự toán")
    address = address_of(actor)
    seen = client.get(address)["ETag"]
    Occurrence.objects.filter(pk=occurrence.pk).update(**change)
    headers = {"If-None-Match": seen, "If-Modified-Since": "Fri, 01 Mar 2024 02:00:00 GMT"}
    assert client.get(address, headers=headers).status_code == 200


def test_reading_writes_nothing_and_making_one_does(client, actor):
    due(actor.seat.agency, TODAY, "Lập dự toán")
    address = address_of(actor)
    before = fingerprint()
    client.get(address)
    client.head(address)
    assert fingerprint() == before
    create_feed(scope=AGENCY, by=actor)
    assert fingerprint() != before


@pytest.mark.parametrize("scope", [SEAT, AGENCY])
@pytest.mark.parametrize("number", [1, 300])
def test_reading_costs_four_queries_whatever_it_carries(
    client, actor, django_assert_num_queries, scope, number
):
    many(actor.seat.agency, number)
    address = address_of(actor, scope)
    with django_assert_num_queries(4):
        found = summaries(client, address)
    assert len(found) == number


def test_it_carries_a_thousand_at_most_the_earliest(client, actor):
    many(actor.seat.agency, MOST + 1)
    found = summaries(client, address_of(actor))
    assert (len(found), found[0]) == (MOST, "Việc 0")


def many(agency, number: int) -> None:
    directive, seat, at = make_directive(), make_seat(), datetime(2024, 2, 21, 1, tzinfo=UTC)
    tasks = Task.objects.bulk_create(
        Task(
            lead=agency,
            title=f"Việc {n}",
            text="Làm.",
            directive=directive,
            assigned_by=seat,
            assigned_at=at,
        )
        for n in range(number)
    )
    dates = dict.fromkeys(("stated_on", "due_on", "first_due_on", "act_by"), TODAY)
    Occurrence.objects.bulk_create(Occurrence(task=task, moved_at=at, **dates) for task in tasks)


# Making and stopping ------------------------------------------------------------------------------


def test_the_address_is_shown_once_right_after_it_was_made(client, settings, actor):
    settings.SITE_URL = "https://lao-dong.example"
    sign_in(client, actor)
    page = client.post(CREATE, {"scope": AGENCY})
    address = page.context["address"]
    assert address.startswith("https://lao-dong.example/lich/")
    assert f'value="{address}" readonly' in page.content.decode()
    assert f'href="webcal://{address.removeprefix("https://")}"' in page.content.decode()
    assert client.get(address.removeprefix("https://lao-dong.example")).status_code == 200
    assert address.rpartition("/")[2] not in client.get(PAGE).content.decode()


def test_the_page_lists_my_feeds_and_stops_them(client, actor):
    mine, _token = create_feed(scope=SEAT, by=actor)
    create_feed(scope=SEAT, by=make_actor())
    sign_in(client, actor)
    assert [feed.pk for feed in client.get(PAGE).context["feeds"]] == [mine.pk]
    answer = client.post(reverse("agencies:calendar-feed-revoke", args=[mine.pk]))
    mine.refresh_from_db()
    assert (answer.url, mine.revoked_at is not None) == (PAGE, True)
    assert list(client.get(PAGE).context["feeds"]) == []


def test_another_person_s_feed_is_not_there_to_be_stopped(client, actor):
    feed, _token = create_feed(scope=SEAT, by=make_actor())
    answer = sign_in(client, actor).post(reverse("agencies:calendar-feed-revoke", args=[feed.pk]))
    feed.refresh_from_db()
    assert (answer.status_code, feed.revoked_at) == (404, None)


def test_an_unknown_scope_makes_nothing(client, actor):
    answer = sign_in(client, actor).post(CREATE, {"scope": "all"})
    assert (answer.url, CalendarFeed.objects.count()) == (PAGE, 0)


def test_a_new_address_replaces_the_old_one_of_its_scope_only(client, actor):
    old, other = address_of(actor, SEAT), address_of(actor, AGENCY)
    new = address_of(actor, SEAT)
    assert [client.get(address).status_code for address in (old, other, new)] == [404, 200, 200]


def test_two_persons_of_one_seat_have_their_own_feeds(client, actor):
    colleague = make_actor()
    SeatHolding.objects.create(seat=actor.seat, person=colleague.person, starts_on=LONG_AGO)
    first = address_of(actor)
    second = address_of(Actor(person=colleague.person, seat=actor.seat))
    assert [client.get(address).status_code for address in (first, second)] == [200, 200]


def test_making_replacing_and_stopping_are_logged(actor):
    first, _token = create_feed(scope=SEAT, by=actor)
    second, _token = create_feed(scope=SEAT, by=actor)
    revoke_feed(feed=second, by=actor)
    revoke_feed(feed=second, by=actor)
    entries = AuditEntry.objects.order_by("pk").values_list(
        "action", "target_id", "person_id", "seat_id"
    )
    by = (actor.person.pk, actor.seat.pk)
    assert list(entries) == [
        ("calendar-feed-created", first.pk, *by),
        ("calendar-feed-revoked", first.pk, *by),
        ("calendar-feed-created", second.pk, *by),
        ("calendar-feed-revoked", second.pk, *by),
    ]


@pytest.mark.django_db(transaction=True)
def test_a_button_pressed_four_times_at_once_leaves_one_address(client, actor):
    addresses = at_once(*[lambda: address_of(actor)] * 4)
    assert sorted(client.get(address).status_code for address in addresses) == [200, 404, 404, 404]
    assert CalendarFeed.objects.filter(revoked_at=None).count() == 1


def test_the_database_keeps_one_live_feed_of_each_content(actor):
    feed, _token = create_feed(scope=SEAT, by=actor)
    with pytest.raises(IntegrityError, match="one_live_calendar_feed"):
        CalendarFeed.objects.create(
            seat=feed.seat,
            person=feed.person,
            scope=SEAT,
            token_digest="0" * 64,
            created_at=feed.created_at,
        )
