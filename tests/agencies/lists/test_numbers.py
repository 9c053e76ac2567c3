"""Numbers by the rules of the reader's language."""

from decimal import Decimal

import pytest
from django.utils.translation import override

from agencies.lists.numbers import (
    delocalized_figures,
    localized_figures,
    localized_number,
    localized_wage,
)
from recruitment.employers.choices import SizeBand
from recruitment.fields.fields import CountField, MillionField, WageField
from recruitment.vacancies.choices import Benefit, Schooling


def test_numbers_and_wages_follow_the_language():
    shown = {}
    for language in ("vi", "en"):
        with override(language):
            shown[language] = [
                localized_number(17_000),
                localized_number(Decimal("5.8")),
                localized_wage(Decimal(9), Decimal("12.5")),
                localized_wage(Decimal(8), None),
                localized_wage(Decimal("7.5"), Decimal("7.5")),
                localized_figures("501–1.000"),
                str(SizeBand.UP_TO_1000.label),
            ]
    assert shown == {
        "vi": ["17.000", "5,8", "9–12,5 triệu", "từ 8 triệu", "7,5 triệu"] + ["501–1.000"] * 2,
        "en": ["17,000", "5.8", "9–12.5 million VND", "from 8 million VND", "7.5 million VND"]
        + ["501–1,000"] * 2,
    }


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("5.8", "5,8"),
        ("1,500", "1.500"),
        ("7,500,000.5", "7.500.000,5"),
        ("5.8-7.2 million", "5,8-7,2 million"),
        ("7,5", "7,5"),
        ("1.200", "1.200"),
        ("7.500.000", "7.500.000"),
        ("06/3/2026", "06/3/2026"),
    ],
)
def test_english_figures_are_read_by_the_rules_of_english(typed, read):
    with override("en"):
        assert delocalized_figures(typed) == read
    with override("vi"):
        assert delocalized_figures(typed) == typed


def test_what_a_field_shows_it_reads_again():
    with override("en"):
        count, amount, wage = CountField(), MillionField(), WageField()
        assert count.clean("1,500") == 1500
        assert count.clean(count.prepare_value(1500)) == 1500
        assert amount.clean("5.8") == Decimal("5.8")
        assert str(wage.clean("5.8–7.2 million")) == "5,8–7,2 triệu"
        assert wage.clean(wage.prepare_value(wage.clean("5.8–7.2"))) == wage.clean("5.8–7.2")


def test_words_are_those_that_foreign_firms_use():
    with override("en"):
        assert str(Benefit.DILIGENCE.label) == "Attendance bonus"
        assert str(Schooling.ANY.label) == "Any schooling"
