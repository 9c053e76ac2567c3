"""The calendar of deadlines: which days, what stands on them, and for whom."""

import re
from datetime import date
from html import unescape
from urllib.parse import parse_qs, urlsplit

import pytest
import time_machine

from agencies.bodies.choices import SeatRole
from agencies.calendar.models import CalendarDay
from agencies.deadline_calendar.queries import CalendarEntry, DayOfCalendar, read_month
from agencies.tasks.choices import OccurrenceStatus
from agencies.tasks.models import Deadline, Task
from agencies.tasks.occurrence_models import Occurrence
from tests.factories import (
    make_actor,
    make_agency,
    make_deadline,
    make_directive,
    make_seat,
    make_task,
    sign_in,
)
from vietnam.deadlines import DeadlineKind
from vietnam.periods import Period

pytestmark = pytest.mark.django_db
PAGE = "/lich/"
FRIDAY = date(2024, 3, 1)
DONE, SUBMITTED = OccurrenceStatus.DONE, OccurrenceStatus.SUBMITTED


@pytest.fixture(autouse=True)
def _on_friday():
    with time_machine.travel("2024-03-01T09:00:00+07:00", tick=False):
        yield


@pytest.fixture
def actor():
    return make_actor()


@pytest.fixture
def officer(client, actor):
    return sign_in(client, actor)


def days(client, query: str = "") -> dict[date, DayOfCalendar]:
    """The days of the grid."""
    weeks = client.get(f"{PAGE}?{query}").context["weeks"]
    return {day.date: day for week in weeks for day in week}


def titles(client, query: str = "") -> dict[date, list[str]]:
    """What stands on each day that has anything."""
    found = {
        day: [entry.title for entry in each.entries.shown]
        for day, each in days(client, query).items()
    }
    return {day: entries for day, entries in found.items() if entries}


def due(agency, day: date, title: str, **fields) -> Occurrence:
    return make_task(lead=agency, due_on=day, title=title, **fields).occurrences.get()


def with_deadline(agency, title: str, *, due_on: date | None = None, **fields) -> Occurrence:
    """An occurrence of one deadline, dated or not as its kind wants it."""
    occurrence = make_task(lead=agency, title=title, due_on=due_on).occurrences.get()
    occurrence.deadline = make_deadline(occurrence.task, phrase="", **fields)
    occurrence.save()
    return occurrence


# The days -----------------------------------------------------------------------------------------


def test_march_2024_has_five_whole_weeks_from_monday(officer):
    weeks = officer.get(PAGE, {"thang": "2024-03"}).context["weeks"]
    assert [(week[0].date, week[-1].date, len(week)) for week in weeks] == [
        (date(2024, 2, 26), date(2024, 3, 3), 7),
        (date(2024, 3, 4), date(2024, 3, 10), 7),
        (date(2024, 3, 11), date(2024, 3, 17), 7),
        (date(2024, 3, 18), date(2024, 3, 24), 7),
        (date(2024, 3, 25), date(2024, 3, 31), 7),
    ]


def test_march_2024_is_off_on_its_weekends_only(officer):
    off = [
        day.day
        for day, each in days(officer, "thang=2024-03").items()
        if each.is_off and day.month == 3
    ]
    assert off == [2, 3, 9, 10, 16, 17, 23, 24, 30, 31]


def test_holidays_are_off_and_named_and_swapped_days_say_why(officer):
    CalendarDay.objects.create(day=date(2024, 4, 29), is_working=False, note="Nghỉ hoán đổi")
    CalendarDay.objects.create(day=date(2024, 5, 4), is_working=True, note="Làm bù ngày 29/4/2024")
    april = days(officer, "thang=2024-04")
    noted = {
        day: (each.note, each.is_off, each.is_swapped) for day, each in april.items() if each.note
    }
    assert noted == {
        date(2024, 4, 18): ("Ngày Giỗ Tổ Hùng Vương", True, False),
        date(2024, 4, 29): ("Nghỉ hoán đổi", True, True),
        date(2024, 4, 30): ("Ngày Chiến thắng", True, False),
        date(2024, 5, 1): ("Ngày Quốc tế Lao động", True, False),
        date(2024, 5, 4): ("Làm bù ngày 29/4/2024", False, True),
    }


def test_the_weekdays_are_written_in_vietnamese_and_today_is_marked(client, actor):
    client.force_login(actor.person)
    page = squeezed(client.get(PAGE))
    heads = re.findall(r'<th scope="col">([^<]+)</th>', page)[:7]
    assert heads == ["Thứ Hai", "Thứ Ba", "Thứ Tư", "Thứ Năm", "Thứ Sáu", "Thứ Bảy", "Chủ Nhật"]
    today = re.findall(
        r'<td[^>]* aria-current="date">\s*<p class="day"><time datetime="([^"]+)"', page
    )
    assert today == ["2024-03-01"]


@pytest.mark.parametrize(
    ("text", "month"),
    [
        ("2024-03", Period.of_month(2024, 3)),
        ("1976-01", Period.of_month(1976, 1)),
        *[
            (wrong, None)
            for wrong in (
                "2024-13",
                "2024-00",
                "2024-3",
                "1975-12",
                "2101-01",
                "²024-03",
                "03/2024",
                "",
            )
        ],
    ],
)
def test_a_month_is_read_as_its_address_writes_it(text, month):
    assert read_month(text) == month


def test_an_unreadable_month_shows_the_running_one(officer):
    assert officer.get(PAGE, {"thang": "xx"}).context["shown"] == Period.of_month(2024, 3)


def test_the_months_before_and_after_keep_the_view(client):
    sign_in(client, make_actor(role=SeatRole.COORDINATOR))
    context = client.get(f"{PAGE}?thang=2024-01&xem=lich-trinh&pham_vi=tat-ca").context
    kept = "&xem=lich-trinh&pham_vi=tat-ca"
    assert (context["earlier"], context["later"]) == (
        f"?thang=2023-12{kept}",
        f"?thang=2024-02{kept}",
    )


def test_the_calendar_ends_where_its_years_end(officer):
    first, last = (officer.get(PAGE, {"thang": month}).context for month in ("1976-01", "2100-12"))
    assert (first["earlier"], last["later"]) == ("", "")


# What stands on them ------------------------------------------------------------------------------


def test_each_deadline_stands_on_its_day_with_its_state(officer, actor):
    agency = actor.seat.agency
    late = due(agency, date(2024, 2, 29), "Quá hạn")
    soon = due(agency, date(2024, 3, 5), "Sắp đến hạn")
    far = due(agency, date(2024, 3, 29), "Còn lâu")
    done = due(agency, date(2024, 3, 29), "Đã xong", status=DONE)
    due(agency, date(2024, 3, 29), "Đã thu hồi", status=OccurrenceStatus.WITHDRAWN)
    due(agency, date(2024, 4, 1), "Tháng sau")

    found = {day: each.entries.shown for day, each in days(officer).items() if each.entries.shown}
    assert {
        day: [(e.title, e.url, e.tone, str(e.state)) for e in entries]
        for day, entries in found.items()
    } == {
        date(2024, 2, 29): [("Quá hạn", late.get_absolute_url(), "late", "Late")],
        date(2024, 3, 5): [("Sắp đến hạn", soon.get_absolute_url(), "risk", "Due soon")],
        date(2024, 3, 29): [
            ("Còn lâu", far.get_absolute_url(), "open", "Newly assigned"),
            ("Đã xong", done.get_absolute_url(), "done", "Done on time"),
        ],
    }


def test_the_state_is_a_shape_and_a_word_not_only_a_colour(officer, actor):
    due(actor.seat.agency, date(2024, 3, 5), "Lập dự toán")
    page = squeezed(officer.get(PAGE))
    cell = page.split('<time datetime="2024-03-05">')[1].split("</td>")[0]
    assert re.findall(r'href="#(shape-\w+)"', cell) == ["shape-diamond"]
    assert '<span class="visually-hidden">, Due soon</span>' in cell


def test_a_period_stands_on_its_last_day_and_tells_its_first(officer, actor):
    fields = {
        "kind": DeadlineKind.WITHIN,
        "starts_on": date(2024, 3, 1),
        "ends_on": date(2024, 3, 31),
    }
    occurrence = with_deadline(
        actor.seat.agency, "Trong tháng 3", due_on=date(2024, 3, 31), **fields
    )
    source = occurrence.task.directive.number
    assert days(officer, "xem=lich-trinh")[date(2024, 3, 31)].entries.shown == [
        CalendarEntry(
            title="Trong tháng 3",
            url=occurrence.get_absolute_url(),
            state="Newly assigned",
            tone="open",
            details=(source, actor.seat.agency.name, "runs from 01/3/2024"),
        )
    ]


def test_what_has_no_last_day_stands_on_its_first(officer, actor):
    with_deadline(
        actor.seat.agency, "Từ quý II", kind=DeadlineKind.FROM, starts_on=date(2024, 4, 1)
    )
    with_deadline(actor.seat.agency, "Thường xuyên", kind=DeadlineKind.CONTINUING)
    shown = days(officer, "thang=2024-04")[date(2024, 4, 1)].entries.shown
    assert [(entry.title, entry.is_start) for entry in shown] == [("Từ quý II", True)]
    assert titles(officer, "thang=2024-04") == {date(2024, 4, 1): ["Từ quý II"]}
    page = officer.get(PAGE, {"thang": "2024-04"}).content.decode()
    assert "<i>starts:</i> Từ quý II" in page


def test_the_agenda_lists_the_days_of_five_weeks_from_today(officer, actor):
    for day in (date(2024, 2, 29), date(2024, 3, 1), date(2024, 4, 4), date(2024, 4, 5)):
        due(actor.seat.agency, day, f"Hạn {day}")
    context = officer.get(PAGE, {"xem": "lich-trinh"}).context
    assert [day.date for day in context["days"]] == [date(2024, 3, 1), date(2024, 4, 4)]


def test_the_agenda_of_a_month_ends_with_it(officer, actor):
    for day in (date(2024, 3, 31), date(2024, 4, 1), date(2024, 4, 30), date(2024, 5, 1)):
        due(actor.seat.agency, day, f"Hạn {day}")
    context = officer.get(PAGE, {"xem": "lich-trinh", "thang": "2024-04"}).context
    assert [day.date for day in context["days"]] == [date(2024, 4, 1), date(2024, 4, 30)]


def test_days_without_anything_say_what_would_stand_there(officer):
    grid, agenda = (
        officer.get(PAGE, {"xem": view}).content.decode() for view in ("thang", "lich-trinh")
    )
    assert "No deadline in this month." in grid
    assert "What falls due will stand here by day." in agenda


# For whom -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("role", [SeatRole.OFFICER, SeatRole.PARTNER_OFFICER])
@pytest.mark.parametrize("asked", ["", "pham_vi=tat-ca", "agency={other}"])
def test_an_officer_sees_what_the_agency_leads_or_helps_with_whatever_is_asked(client, role, asked):
    actor, other, day = make_actor(role=role), make_agency(), date(2024, 3, 6)
    due(actor.seat.agency, day, "Chủ trì")
    due(other, day, "Phối hợp", coordinating=(actor.seat.agency,))
    due(other, day, "Duyệt", clearing=(actor.seat.agency,))
    due(other, day, "Của cơ quan khác")
    assert titles(sign_in(client, actor), asked.format(other=other.pk)) == {
        day: ["Chủ trì", "Phối hợp", "Duyệt"]
    }


def test_who_sees_all_chooses_mine_all_or_one(client):
    actor, other, day = (
        make_actor(role=SeatRole.LEADER),
        make_agency("Sở Du lịch"),
        date(2024, 3, 6),
    )
    due(actor.seat.agency, day, "Của tôi")
    due(other, day, "Của Sở Du lịch")
    due(make_agency(), day, "Của cơ quan thứ ba", coordinating=(other,))
    sign_in(client, actor)
    one = ["Của Sở Du lịch", "Của cơ quan thứ ba"]
    assert titles(client) == {day: ["Của tôi"]}
    every = titles(client, "pham_vi=tat-ca")
    assert {on: [title.partition(": ")[2] for title in found] for on, found in every.items()} == {
        day: ["Của tôi", *one]
    }
    assert titles(client, f"agency={other.pk}") == {day: one}
    assert titles(client, "agency_text=so du lich") == {day: one}


# Many ---------------------------------------------------------------------------------------------


def many(agency, day: date, number: int, start: int = 0) -> None:
    """That many tasks due on one day, without a detour over each."""
    directive, seat = make_directive(), make_seat()
    moment = f"{day}T00:00:00+07:00"
    tasks = Task.objects.bulk_create(
        Task(
            lead=agency,
            title=f"Việc {start + n}",
            text="Làm.",
            directive=directive,
            assigned_by=seat,
            assigned_at=moment,
        )
        for n in range(number)
    )
    dates = dict.fromkeys(("stated_on", "due_on", "first_due_on", "act_by"), day)
    Occurrence.objects.bulk_create(
        Occurrence(task=task, moved_at=moment, **dates) for task in tasks
    )


def test_a_day_shows_three_and_links_to_the_others_in_the_list(officer, actor):
    day = date(2024, 3, 6)
    due(actor.seat.agency, day, "Đã xong", status=DONE)
    many(actor.seat.agency, day, 7)
    entries = days(officer)[day].entries
    assert ([entry.title for entry in entries.shown], entries.more) == (
        ["Việc 0", "Việc 1", "Việc 2"],
        5,
    )
    page = squeezed(officer.get(PAGE))
    link, words = re.search(r'<p class="more"><a href="([^"]+)">([^<]+)<', page).groups()
    rows = officer.get(unescape(link)).context["rows"]
    assert (words, len(rows)) == ("+5 more", 8)


@pytest.mark.parametrize("asked", ["", "pham_vi=tat-ca", "agency={other}"])
def test_the_list_behind_the_link_holds_what_the_day_counts(client, asked):
    actor, other, day = make_actor(role=SeatRole.COORDINATOR), make_agency(), date(2024, 3, 6)
    for agency in (actor.seat.agency, other):
        many(agency, day, 4)
        due(make_agency(), day, "Phối hợp", coordinating=(agency,))
    sign_in(client, actor)
    query = asked.format(other=other.pk)
    entries = days(client, query)[day].entries
    page = squeezed(client.get(f"{PAGE}?{query}"))
    link = unescape(re.search(r'<p class="more"><a href="([^"]+)"', page).group(1))
    assert parse_qs(urlsplit(link).query)["due_from"] == ["06/3/2024"]
    assert len(client.get(link).context["rows"]) == len(entries.shown) + entries.more


def test_starts_beyond_three_lead_to_what_has_no_date(officer, actor):
    for n in range(5):
        with_deadline(
            actor.seat.agency, f"Từ {n}", kind=DeadlineKind.FROM, starts_on=date(2024, 3, 11)
        )
    entries = days(officer)[date(2024, 3, 11)].entries
    page = squeezed(officer.get(PAGE))
    assert (len(entries.shown), entries.more, entries.more_starts) == (3, 0, 2)
    assert '<a href="/nhiem-vu/?state=undated">2 more start</a>' in page


@pytest.mark.parametrize("view", ["thang", "lich-trinh"])
@pytest.mark.parametrize("number", [1, 5000])
def test_the_page_costs_the_same_and_stays_short_however_much_is_due(
    client, django_assert_num_queries, view, number
):
    actor = make_actor(role=SeatRole.COORDINATOR)
    for day in (6, 7, 8, 11, 12) if number > 1 else (6,):
        many(actor.seat.agency, date(2024, 3, day), max(1, number // 5), start=day * 1000)
    sign_in(client, actor)
    with django_assert_num_queries(13):
        page = client.get(PAGE, {"xem": view})
    shown = {"thang": 3, "lich-trinh": 10}[view] * 5 if number > 1 else 1
    assert page.content.decode().count("?ky=") == shown


@pytest.mark.parametrize("number", [1, 3])
def test_starts_cost_no_query_each(client, django_assert_num_queries, number):
    actor = make_actor(role=SeatRole.COORDINATOR)
    for n in range(number):
        with_deadline(
            actor.seat.agency, f"Từ {n}", kind=DeadlineKind.FROM, starts_on=date(2024, 3, 4 + n)
        )
    sign_in(client, actor)
    with django_assert_num_queries(13):
        client.get(PAGE)
    assert Deadline.objects.count() == number


def squeezed(answer) -> str:
    """The page without the whitespace that its template is broken with."""
    return re.sub(r"\s+(?=[<>])|(?<=>)\s+", "", re.sub(r"\s+", " ", answer.content.decode()))


def test_the_calendar_of_all_agencies_names_who_owes_it_first(client):
    make_task(lead=make_agency("Sở Y tế"), title="Lập dự toán", due_on=date(2024, 3, 6))
    sign_in(client, make_actor(role=SeatRole.COORDINATOR))
    page = client.get(PAGE, {"thang": "2024-03", "pham_vi": "tat-ca", "xem": "lich-trinh"})
    [day] = [day for day in page.context["days"] if day.entries.shown]
    [entry] = day.entries.shown
    assert entry.title == "Sở Y tế: Lập dự toán"
    assert "Sở Y tế" not in entry.details
