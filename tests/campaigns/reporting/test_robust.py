"""Pages of targets and reports ask as often for many rows as for few, and answer nonsense in
words.
"""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from campaigns.official_forms.services import save_form, save_line
from campaigns.reporting.models import ReportingRule
from tests.campaigns.reporting_world import fill
from tests.factories import make_agency

pytestmark = pytest.mark.django_db
NONSENSE = ("", "\0", "²", "9" * 400, "-1", "1e999", "NaN", "{{ 7 }}", "31/02/2024", "x" * 9_000)
ANSWERS = {200, 302, 404, 422}


def asked(client, path: str) -> int:
    with CaptureQueriesContext(connection) as found:
        assert client.get(path).status_code == 200
    return len(found)


@pytest.fixture
def table(world):
    facts = {
        "number": "1",
        "title": "Bảng",
        "basis": "Sở",
        "valid_from": "2024-01-01",
        "valid_to": None,
    }
    return save_form(form=None, facts=facts, by=world.coordinator)


def add_rows(world, table, number: int) -> None:
    """An indicator with its target, its reporter and figure, and its line in the form."""
    indicator = world.indicator(f"chỉ số {number}", reporters=[world.job_centre])
    world.target(indicator, 100)
    world.measure(indicator, "2026-ky-11", number)
    facts = {
        "position": number,
        "number": str(number),
        "title": "Dòng",
        "unit": "",
        "is_heading": False,
        "people": indicator,
        "turns": None,
        "valid_from": table.valid_from,
        "valid_to": None,
    }
    save_line(form=table, line=None, facts=facts, by=world.coordinator)
    agency = make_agency(province=world.province)
    indicator.reporters.add(agency)


def test_every_page_asks_as_often_for_many_rows_as_for_few(client, world, november, table):
    client.force_login(world.coordinator.person)
    fill(world, november)
    paths = (
        "/chi-tieu/?period=2026-ky-11",
        "/chi-tieu/chi-so/",
        "/chi-tieu/bieu-mau/",
        f"{table.get_absolute_url()}?period=2026-ky-11",
        "/ky-bao-cao/?year=2026",
        november.get_absolute_url(),
        reverse("campaigns:report-write", args=[november.pk, world.job_centre.pk]),
    )
    for number in (1, 2):
        add_rows(world, table, number)
    few = {path: asked(client, path) for path in paths}
    for number in range(3, 10):
        add_rows(world, table, number)
    many = {path: asked(client, path) for path in paths}
    assert many == few
    assert max(many.values()) < 40


@pytest.mark.long("sends nonsense to every form")
def test_no_form_breaks_whatever_is_sent(client, world, november, table):
    target = world.target(world.jobs, 10)
    report = fill(world, november)
    add_rows(world, table, 1)
    keyed = {
        "target-change": [target.pk],
        "indicator-change": [world.jobs.pk],
        "figure-enter": [world.jobs.pk],
        "form-change": [table.pk],
        "form-line-add": [table.pk],
        "form-line-change": [table.lines.get().pk],
        "rule-change": [ReportingRule.objects.get().pk],
        "period-merge": [november.pk],
        "period-approve": [november.pk],
        "period-reopen": [november.pk],
        "report-write": [november.pk, world.job_centre.pk],
        "figure-report-return": [report.pk],
        "figure-report-accept": [report.pk],
    }
    paths = [reverse(f"campaigns:{name}", args=args) for name, args in keyed.items()]
    paths += [
        reverse(f"campaigns:{name}")
        for name in ("target-add", "indicator-add", "form-add", "rule-add")
    ]
    client.force_login(world.coordinator.person)
    fields = {
        name
        for path in paths
        if (page := client.get(path)).status_code == 200
        for name in page.context["form"].fields
    } | {"obstacles-TOTAL_FORMS", "obstacles-0-number", "add-lines", "save-draft", "version"}
    for nonsense in NONSENSE:
        for path in paths:
            answer = client.post(path, dict.fromkeys(fields - {"save-draft"}, nonsense))
            assert answer.status_code in ANSWERS, (path, nonsense)
    for name in ("target-list", "reporting-calendar", "target-export"):
        for nonsense in NONSENSE:
            query = {"period": nonsense, "channel": nonsense, "year": nonsense}
            assert client.get(reverse(f"campaigns:{name}"), query).status_code in ANSWERS
