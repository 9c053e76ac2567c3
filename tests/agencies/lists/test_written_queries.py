"""Queries whose SQL is written once answer as those that are written anew."""

import threading

import pytest
import time_machine
from django.db import connection
from django.db.models import F, QuerySet
from django.test.utils import CaptureQueriesContext

from agencies.lists import shown_rows
from agencies.lists.written_queries import BLANK_KEY, BLANK_KEYS, HasOneOf, WrittenQuery
from agencies.people.models import SeatHolding
from agencies.people.permissions import _HOLDINGS_WITH_FRAME, _holdings_with_frame
from agencies.tasks.models import Task
from agencies.tasks.occurrence_models import Occurrence
from agencies.tasks.queries import in_list_order
from tests.factories import make_actor, make_agency, make_task

pytestmark = pytest.mark.django_db


def _tasks_of(lead: int) -> QuerySet:
    return Task.objects.filter(lead=lead).values_list("title", flat=True).order_by("title")


def test_each_reading_gets_its_own_values_and_the_rows_of_the_moment():
    first, second = make_agency(), make_agency()
    make_task(lead=first, title="Một")
    query = WrittenQuery[str](_tasks_of, BLANK_KEY)
    assert (query.read(first.pk), query.read(second.pk)) == (["Một"], [])
    make_task(lead=second, title="Hai")
    assert (query.read(first.pk), query.read(second.pk)) == (["Một"], ["Hai"])


def test_its_sql_is_written_once():
    written = []

    def build(lead: int) -> QuerySet:
        written.append(lead)
        return _tasks_of(lead)

    query = WrittenQuery[str](build, BLANK_KEY)
    agency = make_agency()
    with CaptureQueriesContext(connection) as asked:
        query.read(agency.pk)
        query.read(agency.pk)
    assert (written, len(asked)) == ([BLANK_KEY], 2)
    assert asked[0]["sql"] == asked[1]["sql"] == str(_tasks_of(agency.pk).query)


def test_any_number_of_keys_has_one_place():
    tasks = [make_task(title=title) for title in ("Một", "Hai", "Ba")]
    query = WrittenQuery[str](
        lambda keys: Task.objects.filter(HasOneOf(F("pk"), keys)).values_list("title", flat=True),
        BLANK_KEYS,
    )
    assert query.read([]) == []
    assert query.read([tasks[0].pk]) == ["Một"]
    assert sorted(query.read([tasks[1].pk, tasks[2].pk])) == ["Ba", "Hai"]


@pytest.mark.django_db(transaction=True)
def test_each_thread_asks_over_its_own_connection():
    agency = make_agency()
    make_task(lead=agency, title="Một")
    query = WrittenQuery[str](_tasks_of, BLANK_KEY)
    found = [query.read(agency.pk)]

    def read() -> None:
        try:
            found.append(query.read(agency.pk))
        finally:
            connection.close()

    thread = threading.Thread(target=read)
    thread.start()
    thread.join()
    assert found == [["Một"], ["Một"]]


@time_machine.travel("2024-03-06 10:00+07:00")
def test_the_seats_of_a_person_are_those_of_the_queryset():
    by = make_actor()
    today = SeatHolding.objects.get(person=by.person).starts_on
    expected = list(_holdings_with_frame(by.person.pk, today))
    read = _HOLDINGS_WITH_FRAME.read(by.person.pk, today)
    assert read == expected
    assert [(held.seat, held.unread_notices) for held in read] == [(by.seat, 0)]


def test_rows_of_lists_are_the_instances_that_django_builds():
    """With the same columns loaded, annotated and left for later."""
    lead = make_agency()
    make_task(lead=lead, title="Một")
    make_task(lead=lead, title="Hai")
    shown = list(in_list_order(Occurrence.objects.all()))
    plain = in_list_order(Occurrence.objects.all())
    plain._iterable_class = Occurrence.objects.all()._iterable_class
    assert list(map(_contents, shown)) == list(map(_contents, plain))
    assert shown[0].task.lead is shown[1].task.lead


def test_rows_of_an_export_share_only_so_many_of_a_related_table(monkeypatch):
    monkeypatch.setattr(shown_rows, "SHARED", 1)
    leads = [make_agency(), make_agency()]
    for lead in (*leads, *leads):
        make_task(lead=lead)
    shown = list(in_list_order(Occurrence.objects.all()))
    assert sorted(row.task.lead.pk for row in shown) == sorted(2 * [lead.pk for lead in leads])
    assert len({id(row.task) for row in shown}) == 4


def _contents(row: Occurrence) -> tuple[object, ...]:
    related = (row.task, row.task.lead, row.task.directive, row.deadline)
    return tuple(
        each and {name: value for name, value in vars(each).items() if name != "_state"}
        for each in (row, *related)
    )
