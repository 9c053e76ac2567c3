"""What an employer says of itself: one value, cleaned and checked in one place."""

import pytest
from django.utils.translation import override

from recruitment.employers.facts import (
    ChangeLine,
    change_lines,
    checked_facts,
    differing_facts,
    latest_facts,
    require_valid_employer,
)
from recruitment.employers.models import Employer
from recruitment.fields.problems import FactProblem, FactsError
from recruitment.registration.services import change_employer
from tests.factories_recruitment import (
    employer_facts,
    make_board,
    make_department,
    make_park,
    make_province,
    representative_of,
    verified_employer,
)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _in_english():
    with override("en"):
        yield


@pytest.fixture
def province():
    return make_province()


@pytest.fixture
def department(province):
    return make_department(province)


@pytest.fixture
def park(province):
    return make_park(make_board(province))


def test_texts_are_cleaned_whatever_door_they_come_through(province):
    facts = employer_facts(province, name="  Công ty\u200b  Thử \n", address="Lô\tA1 ")
    assert (facts.name, facts.address) == ("Công ty Thử", "Lô A1")


def test_the_office_of_valid_facts_is_that_of_the_park_or_the_department(
    province, department, park
):
    offices = [require_valid_employer(employer_facts(province, each)) for each in (None, park)]
    assert offices == [department.seat.agency, park.board]


def test_all_that_is_wrong_is_told_at_once(department):
    elsewhere = make_province()
    facts = employer_facts(elsewhere, name="", products="x" * 201)
    with pytest.raises(FactsError) as refused:
        require_valid_employer(facts)
    assert refused.value.problems == [
        FactProblem("name", "Type “Name”."),
        FactProblem("products", "Ensure this value has at most 200 characters (it has 201)."),
        FactProblem("province", "No office of this province verifies employers here yet."),
    ]


def test_a_park_of_another_province_is_refused_at_its_field(province, department):
    other = make_park(make_board(make_province()))
    with pytest.raises(FactsError, match="This park is in another province") as refused:
        require_valid_employer(employer_facts(province, other))
    assert refused.value.field == "park"


def test_a_proposed_change_is_told_from_what_was_checked(province, department, park):
    employer = verified_employer(province, park, name="Công ty Cũ")
    facts = employer_facts(province, None, name="Công ty Mới", products="Tai nghe")
    change_employer(employer=employer, facts=facts, by=representative_of(employer))
    row = Employer.objects.select_related("agency", "office", "park", "province").get()
    assert latest_facts(row) == facts
    assert differing_facts(checked_facts(row), checked_facts(row.change)) == (
        {"name": "Công ty Cũ", "park": park.name},
        {"name": "Công ty Mới", "park": ""},
    )
    assert change_lines(row, row.change) == [
        ChangeLine("Name", "Công ty Cũ", "Công ty Mới"),
        ChangeLine("Industrial park or cluster", park.name, "outside parks and clusters"),
        ChangeLine("Routed to", park.board.name, department.seat.agency.name),
    ]
