"""The lists behind the month's figures name each position by the words that its office checked."""

import pytest
from django.utils import timezone, translation

from recruitment.demand.report_figures import demand_rows_sheet
from recruitment.demand.taken_on import taken_on_sheet
from recruitment.vacancies.choices import Way
from recruitment.vacancies.services import change_vacancy
from recruitment.vacancy_life.services import add_fill
from tests.factories_recruitment import (
    changed_facts,
    make_department,
    make_province,
    published_vacancy,
    representative_of,
    submitted_vacancy,
    verified_employer,
)
from vietnam.periods import Period

pytestmark = pytest.mark.django_db


def titles(sheet) -> list[str]:
    return [row[1] for row in sheet.rows]


def test_titles_are_those_that_were_checked():
    province = make_province()
    make_department(province)
    employer = verified_employer(province)
    by = representative_of(employer)
    checked = published_vacancy(employer, title="Thợ hàn")
    changed = published_vacancy(employer, title="Thợ may")
    submitted_vacancy(employer, title="Chưa ai duyệt")
    for vacancy in (checked, changed):
        given = {"people": 1, "province": None, "way": Way.DIRECT}
        add_fill(vacancy=vacancy, version=vacancy.version, by=by, **given)
        vacancy.refresh_from_db()
    change_vacancy(
        vacancy=changed,
        facts=changed_facts(changed, title="Lương 100 triệu"),
        version=changed.version,
        by=by,
    )
    today = timezone.localdate()
    month = Period.of_month(today.year, today.month)
    with translation.override("vi"):
        listed = titles(demand_rows_sheet(month, today, "demand.asked"))
        taken = titles(taken_on_sheet(month, today, "fills.people"))
    assert sorted(taken) == ["Thợ hàn", "Thợ may"]
    assert set(listed) >= {"Thợ hàn", "Thợ may"}
    assert not {"Lương 100 triệu", "Chưa ai duyệt"} & {*listed, *taken}
