"""The pages of months' reports: what stands there, who may do what, and that each number opens the
rows that make it.
"""

import datetime
import re

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone

from agencies.bodies.choices import SeatRole
from agencies.calendar.report_month import ReportMonth
from agencies.registry import registry
from campaigns.frozen_reports.building import build_at_once
from campaigns.frozen_reports.choices import VersionStatus
from campaigns.frozen_reports.models import MonthReport, ReportVersion
from campaigns.frozen_reports.queries import current_figures
from campaigns.frozen_reports.services import lock_version
from tests.campaigns.report_world import make_frozen_month, make_issuer, make_random_months
from tests.factories import make_actor, make_task

pytestmark = pytest.mark.django_db

ASSIGNED = datetime.datetime(2024, 3, 5, tzinfo=datetime.UTC)
NOON = datetime.datetime(2024, 5, 2, 12, 0, tzinfo=timezone.get_default_timezone())
MARCH = ReportMonth(2024, 3, NOON.date())


@pytest.fixture(autouse=True)
def on_the_second_of_may():
    with time_machine.travel(NOON, tick=False):
        yield


@pytest.fixture
def keeper(client):
    actor = make_actor(role=SeatRole.COORDINATOR, agency=make_issuer())
    client.force_login(actor.person)
    return actor


@pytest.fixture
def leader(client):
    actor = make_actor(role=SeatRole.LEADER)
    client.force_login(actor.person)
    return actor


def month_url(name: str, *args: object) -> str:
    return reverse(f"campaigns:{name}", args=[2024, 3, *args])


# The list ------------------------------------------------------------------------------------
def test_months_run_from_the_first_task_to_the_present_one(client, leader):
    make_task(assigned_at=ASSIGNED)
    months = client.get(reverse("campaigns:report-list")).context["months"]
    assert [
        (line.month.year, line.month.month, line.month.is_running, line.versions) for line in months
    ] == [(2024, 5, True, []), (2024, 4, False, []), (2024, 3, False, [])]


def test_the_list_says_which_version_a_month_has(client, keeper):
    make_task(assigned_at=ASSIGNED)
    make_frozen_month(keeper, datetime.date(2024, 3, 1))
    second = make_frozen_month(keeper, datetime.date(2024, 3, 1))
    months = client.get(reverse("campaigns:report-list")).context["months"]
    assert [line.versions for line in months] == [[], [], [second]]


def test_before_the_first_task_the_page_says_what_will_stand_here(client, leader):
    answer = client.get(reverse("campaigns:report-list"))
    assert (
        "Báo cáo các tháng sẽ có ở đây sau khi nhiệm vụ đầu tiên được giao."
        in answer.content.decode()
    )


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_costs_the_same_however_many_months(
    client, leader, django_assert_num_queries, count
):
    for month in range(count):
        make_task(assigned_at=ASSIGNED - datetime.timedelta(days=40 * month))
    with django_assert_num_queries(6):
        client.get(reverse("campaigns:report-list"))


# A month -------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("year", "month"), [(2024, 6), (2024, 13), (2024, 0), (0, 1), (99999, 1), (1999, 1)]
)
def test_a_month_without_a_report_is_not_found(client, leader, year, month):
    page = reverse("campaigns:report-month", args=[year, month])
    assert client.get(page).status_code == 404


def whole(text: str) -> int:
    """A number as a list shows it, in either language; an empty cell is nothing known."""
    return int(re.sub(r"[.,]", "", text) or 0)


@pytest.mark.long("opens every number of a month")
def test_every_number_of_the_page_opens_the_rows_that_make_it(client, leader):
    make_random_months(3)
    page = client.get(month_url("report-month"))
    opened = 0
    for figure, url, _changed in page.context["lines"]:
        rows = client.get(url)
        assert (rows.status_code, rows.context["figure"]) == (200, figure)
        [definition] = [
            each
            for source in registry.figure_sources
            for each in source.definitions
            if each.key == figure.key
        ]
        cells = [[text for _heading, text, _n in line] for line, _url in rows.context["rows"]]
        adds = definition.rows.adds
        shown = len(cells) if adds is None else sum(whole(row[adds]) for row in cells)
        assert shown == (figure.value or 0), figure.key
        opened += bool(figure.value)
    assert opened > 8


def test_the_page_counts_as_of_the_day_that_is_asked_for(client, leader):
    make_task(due_on=datetime.date(2024, 3, 6), assigned_at=ASSIGNED - datetime.timedelta(30))
    early = client.get(month_url("report-month"), {"cut_off": "05/3/2024"})
    late = client.get(month_url("report-month"), {"cut_off": "15/3/2024"})
    counted = [
        {figure.key: figure.value for figure, _url, _c in page.context["lines"]}
        for page in (early, late)
    ]
    assert [(each["tasks.at-risk"], each["tasks.late"]) for each in counted] == [(1, 0), (0, 1)]


def test_a_day_that_cannot_be_is_said_and_the_usual_one_is_shown(client, leader):
    page = client.get(month_url("report-month"), {"cut_off": "15/2/2024"})
    assert (page.context["asked"].is_refused, page.context["month"].judged_on) == (
        True,
        datetime.date(2024, 3, 31),
    )
    assert "từ ngày 01/3/2024 đến hôm nay" in page.content.decode()


def test_an_official_month_says_that_demand_is_not_collected(client, leader):
    make_random_months(1)
    page = client.get(month_url("report-month"), {"kind": "hanh-chinh"})
    counted = {figure.key: figure.value for figure, _url, _c in page.context["lines"]}
    assert (counted["demand.asked"], counted["fills.people"] > 0) == (None, True)


# Freezing, words -----------------------------------------------------------------------------
def test_the_button_asks_a_worker_and_the_page_shows_how_far_it_is(client, keeper):
    make_task(assigned_at=ASSIGNED)
    answer = client.post(month_url("report-freeze"))
    version = ReportVersion.objects.get()
    assert (answer.status_code, answer.url) == (302, version.get_absolute_url())
    page = client.get(version.get_absolute_url()).content.decode()
    assert ('hx-trigger="load delay:2s"' in page, "<progress" in page) == (True, True)
    again = client.post(month_url("report-freeze"))
    assert (again.status_code, ReportVersion.objects.count()) == (422, 1)
    assert "đang được chốt" in again.content.decode()
    build_at_once(version)
    page = client.get(version.get_absolute_url()).content.decode()
    assert ('hx-trigger="load delay:2s"' in page, "bao-cao.xlsx" in page) == (False, True)


def test_a_figure_that_changed_after_the_freezing_is_shown_with_both_values(client, keeper):
    make_task(due_on=datetime.date(2024, 3, 6), assigned_at=ASSIGNED)
    version = make_frozen_month(keeper, datetime.date(2024, 3, 1))
    make_task(due_on=datetime.date(2024, 3, 6), assigned_at=ASSIGNED)
    page = client.get(version.get_absolute_url())
    told = [(each.key, each.before, each.after) for each in page.context["changed"]]
    assert told == [("tasks.assigned", 1, 2), ("tasks.late", 1, 2), ("tasks.due", 1, 2)]
    assert "đã thay đổi sau khi chốt: khi chốt 1, nay 2" in " ".join(page.content.decode().split())


@pytest.mark.long("opens every number of a frozen month")
def test_frozen_numbers_open_their_frozen_rows(client, keeper):
    make_random_months(2)
    version = make_frozen_month(keeper, datetime.date(2024, 3, 1))
    for figure, url, _changed in client.get(version.get_absolute_url()).context["lines"]:
        rows = client.get(url)
        assert (rows.status_code, bool(rows.context["rows"])) == (200, bool(figure.value))


def test_an_officers_words_are_kept_from_version_to_version_the_others_follow_the_figures(
    client, keeper
):
    make_task(due_on=datetime.date(2024, 3, 6), assigned_at=ASSIGNED)
    page = client.get(month_url("report-texts"))
    typed = {name: page.context["form"][name].value() for name in page.context["form"].fields}
    answer = client.post(
        month_url("report-texts"), typed | {"proposals": "Đề nghị UBND tỉnh hỗ trợ."}
    )
    assert (answer.status_code, MonthReport.objects.get().texts) == (
        302,
        {"proposals": "Đề nghị UBND tỉnh hỗ trợ."},
    )
    versions = [make_frozen_month(keeper, datetime.date(2024, 3, 1)) for _number in range(2)]
    for version in versions:
        words = {text["key"]: text["text"] for text in version.snapshot.texts}
        assert words["proposals"] == "Đề nghị UBND tỉnh hỗ trợ."
        assert words["late"].startswith("Đến ngày 31/3/2024 có 1 nhiệm vụ quá hạn:")


def test_words_that_somebody_else_changed_meanwhile_are_not_overwritten(client, keeper):
    page = client.get(month_url("report-texts"))
    typed = {name: page.context["form"][name].value() for name in page.context["form"].fields}
    client.post(month_url("report-texts"), typed | {"proposals": "Một."})
    answer = client.post(month_url("report-texts"), typed | {"proposals": "Hai."})
    assert (answer.status_code, MonthReport.objects.get().texts) == (422, {"proposals": "Một."})
    assert "Hai." in answer.content.decode()


# From draft to publication -------------------------------------------------------------------
def test_a_version_goes_from_draft_to_publication_each_step_by_its_role(client, keeper):
    make_task(assigned_at=ASSIGNED)
    version = make_frozen_month(keeper, datetime.date(2024, 3, 1))
    boss = make_actor(role=SeatRole.LEADER)

    def press(name: str, by, **typed: str) -> tuple[int, str]:
        client.force_login(by.person)
        answer = client.post(reverse(f"campaigns:{name}", args=[version.pk]), typed)
        version.refresh_from_db()
        return answer.status_code, version.status

    signed = {"paper_number": "15/BC-SNV", "signed_on": "02/5/2024"}
    assert [
        press("version-sign", boss, **signed)[1],
        press("version-lock", boss),
        press("version-lock", keeper),
        press("version-sign", keeper, **signed),
        press("version-sign", boss, paper_number="15/BC-SNV", signed_on="03/5/2024"),
        press("version-sign", boss, **signed),
        press("version-send", keeper),
        press("version-publish", keeper),
        press("version-publish", boss),
    ] == [
        "draft",
        (403, "draft"),
        (302, "locked"),
        (403, "locked"),
        (422, "locked"),
        (302, "signed"),
        (302, "sent"),
        (403, "sent"),
        (302, "published"),
    ]
    assert (version.paper_number, version.signed_on) == ("15/BC-SNV", datetime.date(2024, 5, 2))


def test_an_older_version_is_not_locked_over_a_newer_one(client, keeper):
    make_task(assigned_at=ASSIGNED)
    first, second = (make_frozen_month(keeper, datetime.date(2024, 3, 1)) for _number in range(2))
    client.post(reverse("campaigns:version-lock", args=[first.pk]))
    first.refresh_from_db()
    assert (first.status, lock_version(version=second, by=keeper).status) == (
        VersionStatus.DRAFT,
        VersionStatus.LOCKED,
    )


def test_the_next_month_is_compared_with_what_was_locked(client, keeper):
    make_task(due_on=datetime.date(2024, 3, 6), assigned_at=ASSIGNED)
    lock_version(version=make_frozen_month(keeper, datetime.date(2024, 3, 1)), by=keeper)
    make_task(due_on=datetime.date(2024, 3, 6), assigned_at=ASSIGNED)
    april = {figure.key: figure for figure in current_figures(MARCH.later)}
    assert (april["tasks.due"].previous, april["tasks.due"].value) == (1, 0)


# The paper -----------------------------------------------------------------------------------
def test_the_paper_is_there_with_its_version_and_follows_its_frame(client, keeper):
    make_task(due_on=datetime.date(2024, 3, 6), assigned_at=ASSIGNED)
    version = make_frozen_month(keeper, datetime.date(2024, 3, 1))
    frame = {
        "addressees": "UBND tỉnh Bắc Giang",
        "recipients": "Như trên;\nLưu: VT.",
        "signer": "deputy",
        "name": "",
    }
    answer = client.post(reverse("campaigns:version-paper", args=[version.pk]), frame)
    page = client.get(version.get_absolute_url())
    assert (answer.status_code, [paper.version for paper in page.context["papers"]]) == (
        302,
        ["Bản số 1, số liệu chốt lúc 12:00:00 ngày 02/5/2024"] * 2,
    )
    assert page.context["frame"].initial["signer"] == "deputy"
