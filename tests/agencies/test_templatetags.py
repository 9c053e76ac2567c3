import datetime
from decimal import Decimal

import pytest
from django.template import Context, Template
from django.test import RequestFactory
from django.utils import translation

from agencies.calendar.models import CalendarDay
from agencies.directives.choices import ProposalStatus
from agencies.mail.choices import MessageStatus
from agencies.tasks.choices import OccurrenceStatus
from agencies.templatetags import portal

MONDAY = datetime.date(2024, 3, 4)


def printed(source: str, **values) -> str:
    return Template("{% load portal %}" + source).render(Context(values))


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("{{ d|day }}", "04/3/2024"),
        ("{{ d|weekday }}", "Thứ Hai"),
        ("{{ d|iso }}", "2024-03-04"),
        ("{{ none|day }}{{ none|moment }}{{ none|weekday }}{{ none|number }}", ""),
    ],
)
def test_dates_are_printed_as_the_decree_says(source, expected):
    assert printed(source, d=MONDAY, none=None) == expected


def test_a_weekday_follows_the_language():
    with translation.override("en"):
        assert printed("{{ d|weekday }}", d=MONDAY) == "Monday"


def test_a_moment_is_told_in_viet_nam():
    late_evening = datetime.datetime(2024, 3, 3, 17, 5, tzinfo=datetime.UTC)
    assert printed("{{ m|moment }} {{ m|day }}", m=late_evening) == "00:05, 04/3/2024 04/3/2024"


def test_numbers_are_printed_the_vietnamese_way():
    assert (
        printed("{{ n|number }} {{ p|percent }}", n=17000, p=Decimal("25.03"))
        == "17.000 25,03\xa0%"
    )


@pytest.mark.parametrize(("size", "words"), [(0, "1 KB"), (18_400, "18 KB"), (1_248_000, "1,2 MB")])
def test_a_file_size_is_short(size, words):
    assert portal.file_size(size) == words


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("due_on", "words"),
    [
        (datetime.date(2024, 3, 6), "còn 2 ngày làm việc"),
        (datetime.date(2024, 3, 5), "còn 1 ngày làm việc"),
        (MONDAY, "hôm nay"),
        (datetime.date(2024, 3, 1), "chậm 1 ngày làm việc"),
        (datetime.date(2024, 2, 29), "chậm 2 ngày làm việc"),
        (None, ""),
    ],
)
def test_distances_count_working_days(due_on, words):
    assert printed("{% distance d today %}", d=due_on, today=MONDAY) == words


@pytest.mark.django_db
def test_distances_between_days_off_say_so():
    saturday, sunday = datetime.date(2024, 3, 2), datetime.date(2024, 3, 3)
    assert printed("{% distance d today %}", d=sunday, today=saturday) == "không còn ngày làm việc"
    assert printed("{% distance d today %}", d=saturday, today=sunday) == "đã quá hạn"


@pytest.mark.django_db
def test_distances_follow_the_portal_s_own_calendar():
    CalendarDay.objects.create(day=datetime.date(2024, 3, 5), is_working=False, note="Nghỉ bù")
    assert (
        printed("{% distance d today %}", d=datetime.date(2024, 3, 6), today=MONDAY)
        == "còn 1 ngày làm việc"
    )


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("due_on", "tone"),
    [
        (datetime.date(2024, 3, 3), "late"),
        (MONDAY, "risk"),
        (datetime.date(2024, 3, 7), "risk"),
        (datetime.date(2024, 3, 8), "open"),
        (None, "off"),
    ],
)
def test_a_deadline_is_coloured_by_how_near_it_is(due_on, tone):
    assert printed("{% due_tone d today %}", d=due_on, today=MONDAY) == tone


@pytest.mark.django_db
def test_a_page_of_dates_reads_the_calendar_once(django_assert_num_queries):
    context = Context(
        {"request": RequestFactory().get("/"), "days": [MONDAY] * 50, "today": MONDAY}
    )
    with django_assert_num_queries(1):
        Template(
            "{% load portal %}{% for d in days %}{% distance d today %}{% due_tone d today %}{% "
            "endfor %}"
        ).render(context)


@pytest.mark.parametrize("status", [*OccurrenceStatus, *ProposalStatus, *MessageStatus])
def test_every_status_has_a_tone_and_a_shape(status):
    assert portal.shape(portal.TONES[status][0]) == portal.TONES[status][1]


def test_parts_of_a_bar_fill_it_in_their_order():
    assert portal.proportions(done=1, risk=0, late=3) == [
        {"tone": "done", "x": "0.00", "width": "25.00"},
        {"tone": "late", "x": "25.00", "width": "75.00"},
    ]
    assert portal.proportions(done=0, late=None) == []
