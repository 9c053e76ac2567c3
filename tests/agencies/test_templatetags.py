import datetime
import re
from decimal import Decimal

import pytest
from django.template import Context, Template
from django.test import RequestFactory
from django.urls import reverse
from django.utils import translation

from agencies.calendar.models import CalendarDay
from agencies.database.page_addresses import row_page_url
from agencies.directives.choices import ProposalStatus
from agencies.mail.choices import MessageStatus
from agencies.tasks.choices import OccurrenceStatus
from agencies.tasks.models import Deadline
from agencies.tasks.occurrence_models import Occurrence
from agencies.tasks.queries import TaskRow
from agencies.templatetags import components, portal
from vietnam.deadlines import DeadlineKind

MONDAY = datetime.date(2024, 3, 4)


def printed(source: str, **values) -> str:
    return Template(source).render(Context(values))


def shown_distance(due_on: datetime.date | None, today: datetime.date = MONDAY) -> str:
    shown = printed("{% deadline d today %}", d=due_on, today=today)
    return "".join(re.findall(r'<span class="due-distance">(.*?)</span>', shown))


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


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("`next` of <b>", "<code>next</code> of &lt;b&gt;"),
        ("at most `<people>`", "at most <code>&lt;people&gt;</code>"),
        ("", ""),
    ],
)
def test_what_stands_in_backquotes_is_code(text, shown):
    assert printed("{{ text|with_code }}", text=text) == shown


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
    assert shown_distance(due_on) == words


@pytest.mark.django_db
def test_distances_between_days_off_say_so():
    saturday, sunday = datetime.date(2024, 3, 2), datetime.date(2024, 3, 3)
    assert shown_distance(sunday, saturday) == "không còn ngày làm việc"
    assert shown_distance(saturday, sunday) == "đã quá hạn"


@pytest.mark.django_db
def test_distances_follow_the_portal_s_own_calendar():
    CalendarDay.objects.create(day=datetime.date(2024, 3, 5), is_working=False, note="Nghỉ bù")
    assert shown_distance(datetime.date(2024, 3, 6)) == "còn 1 ngày làm việc"


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("due_on", "tone"),
    [
        (datetime.date(2024, 3, 3), "tone-late"),
        (MONDAY, "tone-risk"),
        (datetime.date(2024, 3, 7), "tone-risk"),
        (datetime.date(2024, 3, 8), "tone-open"),
        (None, "soft"),
    ],
)
def test_a_deadline_is_coloured_by_how_near_it_is(due_on, tone):
    assert printed("{% deadline d today %}", d=due_on, today=MONDAY).startswith(
        f'<span class="due {tone}">'
    )


@pytest.mark.django_db
def test_a_page_of_dates_reads_the_calendar_once(django_assert_num_queries):
    context = Context(
        {"request": RequestFactory().get("/"), "days": [MONDAY] * 50, "today": MONDAY}
    )
    with django_assert_num_queries(1):
        Template("{% for d in days %}{% deadline d today %}{% endfor %}").render(context)


@pytest.mark.parametrize("status", [*OccurrenceStatus, *ProposalStatus, *MessageStatus])
def test_every_status_has_a_tone_and_a_shape(status):
    tone = components.TONES[status]
    assert components.status_badge("Chữ", status=status) == (
        f'<span class="badge-status tone-{tone}"><svg class="shape" aria-hidden="true">'
        f'<use href="#shape-{components.SHAPES[tone]}"/></svg>Chữ</span>'
    )


def test_parts_of_a_bar_fill_it_in_their_order():
    assert components.proportions(done=1, risk=0, late=3) == [
        {"tone": "done", "x": "0.00", "width": "25.00"},
        {"tone": "late", "x": "25.00", "width": "75.00"},
    ]
    assert components.proportions(done=0, late=None) == []


@pytest.mark.django_db
def test_a_deadline_says_all_that_is_known_of_it_and_escapes_it():
    shown = printed(
        "{% deadline d today closed=1 tentative=1 meaning=m phrase=p first=f extended=d %}",
        d=datetime.date(2024, 3, 12),
        today=MONDAY,
        m="đến <hết>",
        p="trước & sau",
        f=MONDAY,
    )
    assert shown == (
        '<span class="due"><time datetime="2024-03-12">12/3/2024</time> <span class="soft">(dự '
        "kiến)</span></span>"
        '<span class="sub">đến &lt;hết&gt;</span><span class="sub">“trước &amp; sau”</span>'
        '<span class="sub">thời hạn ban đầu 04/3/2024 · gia hạn đến 12/3/2024</span>'
    )


@pytest.mark.django_db
def test_the_page_of_an_occurrence_says_all_that_is_known_of_its_due_day():
    later = datetime.date(2024, 3, 12)
    stated = Deadline(kind=DeadlineKind.ON, phrase="dự kiến trước 06/3/2024", tentative=True)
    occurrence = Occurrence(
        due_on=later, first_due_on=MONDAY, extended_to=later, status="done", deadline=stated
    )
    row = TaskRow(occurrence, "done", "Xong", "done", meaning="đến hết ngày 12/3/2024")
    values = {"today": MONDAY, "row": row, "d": later, "m": row.meaning, "p": stated.phrase}
    assert printed("{% occurrence_deadline row today %}", **values) == printed(
        "{% deadline d today closed=1 tentative=1 meaning=m phrase=p first=today extended=d %}",
        **values,
    )
    undated = TaskRow(Occurrence(status="assigned"), "open", "Chưa có hạn", "open")
    assert printed("{% occurrence_deadline row today %}", today=MONDAY, row=undated) == (
        '<span class="due soft">không định ngày</span>'
    )


def test_the_address_of_a_row_is_the_reversed_one():
    assert row_page_url("agencies:task-detail", 42) == reverse("agencies:task-detail", args=[42])
    assert Occurrence(pk=7, task_id=42).get_absolute_url() == "/nhiem-vu/42/?ky=7"
