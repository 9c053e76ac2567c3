"""The scoreboard of a quarter: every figure is defined once, and opens exactly as many rows as it
says.
"""

import io
from datetime import date

import openpyxl
import pytest
import time_machine
from django.urls import reverse

from agencies.bodies.choices import SeatRole
from agencies.requests.choices import ExtensionStatus
from agencies.requests.models import Explanation, Extension
from agencies.scoreboard.queries import agency_scores, total_score
from agencies.tasks.choices import OccurrenceStatus, ProgressKind
from agencies.tasks.occurrence_models import Progress
from tests.agencies.task_data import conditions_on
from tests.factories import make_actor, make_agency, make_task, noon, sign_in
from vietnam.periods import Period

pytestmark = pytest.mark.django_db
QUARTER = Period.of_quarter(2024, 1)
LATER = date(2024, 4, 15)
DONE = OccurrenceStatus.DONE


def a_quarter():
    """Of six due in the quarter: two in time, one only by its extension, one done late, one late,
    one waits.
    """
    agency = make_agency("Sở Tài chính")
    in_time = [
        make_task(lead=agency, due_on=date(2024, 3, 6), status=DONE, submitted_on=date(2024, 3, 5))
    ]
    in_time += [
        make_task(lead=agency, due_on=date(2024, 3, 6), status=DONE, submitted_on=date(2024, 3, 6))
    ]
    extended = make_task(
        lead=agency, due_on=date(2024, 3, 12), status=DONE, submitted_on=date(2024, 3, 11)
    )
    late = make_task(
        lead=agency, due_on=date(2024, 3, 6), status=DONE, submitted_on=date(2024, 3, 8)
    )
    open_late = make_task(lead=agency, due_on=date(2024, 3, 29))
    make_task(
        lead=agency,
        due_on=date(2024, 3, 29),
        status=OccurrenceStatus.SUBMITTED,
        submitted_on=date(2024, 3, 29),
    )
    make_task(lead=agency, due_on=date(2024, 4, 1))
    make_task(lead=agency, due_on=date(2024, 3, 1), status=OccurrenceStatus.WITHDRAWN)
    actor = make_actor()
    row, who = extended.occurrences.get(), {"asked_by": actor.seat, "asked_person": actor.person}
    row.first_due_on, row.extended_to = date(2024, 3, 6), date(2024, 3, 12)
    row.save()
    Extension.objects.create(
        occurrence=row,
        from_due_on=date(2024, 3, 6),
        wanted_on=date(2024, 3, 12),
        reason="x",
        asked_at=noon(LATER),
        status=ExtensionStatus.GRANTED,
        granted_on=date(2024, 3, 12),
        answered_at=noon(LATER),
        **who,
    )
    returned = late.occurrences.get()
    Progress.objects.create(
        occurrence=returned,
        kind=ProgressKind.RETURN,
        text="x",
        at=noon(LATER),
        seat=actor.seat,
        person=actor.person,
    )
    asked = open_late.occurrences.get()
    Explanation.objects.create(
        occurrence=asked, question="x", answer_by=LATER, asked_at=noon(LATER), **who
    )
    return agency


def test_each_figure_of_a_quarter():
    agency = a_quarter()
    [score] = agency_scores(period=QUARTER, judgement=conditions_on(LATER))
    figures = {cell.name: cell.value for cell in score.cells}
    assert (score.agency, figures) == (
        agency,
        {
            "due": 6,
            "judged": 5,
            "on_time": 3,
            "on_time_share": 60.0,
            "on_first_share": 40.0,
            "was_late": 2,
            "median_days": 6.5,
            "returned": 1,
            "extended": 1,
            "explained": 1,
        },
    )
    assert total_score([score]).cells == score.cells


def test_nothing_judged_has_no_share():
    make_task(
        due_on=date(2024, 3, 29), status=OccurrenceStatus.SUBMITTED, submitted_on=date(2024, 3, 29)
    )
    [score] = agency_scores(period=QUARTER, judgement=conditions_on(LATER))
    assert (score.judged, score.on_time_share, score.median_days) == (0, None, None)


@time_machine.travel(noon(LATER), tick=False)
def test_every_number_opens_as_many_rows(client):
    a_quarter()
    client = sign_in(client, make_actor(role=SeatRole.LEADER))
    page = client.get(reverse("agencies:scoreboard"), {"quarter": "2024-1"})
    links = {(name, url) for name, url in hrefs(page) if "state=" in url}
    assert len(links) > 8
    opened = {url: client.get(url).context["count"] for _number, url in links}
    assert {(number, url): opened[url] for number, url in links if number.isdigit()} == {
        (number, url): int(number) for number, url in links if number.isdigit()
    }


def hrefs(page) -> list[tuple[str, str]]:
    import html
    import re  # small tools of this test alone

    found = re.findall(r'<a[^>]*href="(/nhiem-vu/\?[^"]*)"[^>]*>([^<]*)</a>', page.content.decode())
    return [(text.strip(), html.unescape(url)) for url, text in found]


@time_machine.travel(noon(LATER), tick=False)
def test_the_workbook_holds_the_same_numbers(client):
    a_quarter()
    client = sign_in(client, make_actor(role=SeatRole.COORDINATOR))
    answer = client.get(reverse("agencies:scoreboard-export"), {"quarter": "2024-1"})
    sheet = openpyxl.load_workbook(io.BytesIO(answer.content)).worksheets[0]
    row = next(row for row in sheet.iter_rows(values_only=True) if "Sở Tài chính" in row)
    numbers = [value for value in row if isinstance(value, int | float)]
    assert numbers[-11:] == [6, 5, 3, 0.6, 2, 0.4, 2, 6.5, 1, 1, 1]


@pytest.mark.parametrize("count", [1, 3])
def test_the_page_costs_the_same_however_many_agencies(
    client, django_assert_max_num_queries, count
):
    for _agency in range(count):
        make_task(due_on=date(2024, 3, 6), status=DONE, submitted_on=date(2024, 3, 5))
    client = sign_in(client, make_actor(role=SeatRole.COORDINATOR))
    with django_assert_max_num_queries(11):
        client.get(reverse("agencies:scoreboard"), {"quarter": "2024-1"})
