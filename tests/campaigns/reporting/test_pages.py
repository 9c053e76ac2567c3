"""The pages of targets and reports: what is typed comes back, strangers see nothing, files keep
unpublished figures in.
"""

import datetime
import io
from decimal import Decimal

import openpyxl
import pytest
import time_machine
from django.urls import reverse

from agencies.bodies.choices import SeatRole
from campaigns.indicators.models import Indicator, Measurement
from campaigns.official_forms.models import FormLine, OfficialForm
from campaigns.official_forms.queries import fill_form
from campaigns.reporting.models import FigureReport, Obstacle, ReportingPeriod
from campaigns.reporting.services import accept_figures
from campaigns.targets.models import Target
from recruitment.period_reports.models import ReportDraft
from tests.campaigns.reporting_world import fill, make_rule
from tests.factories import make_actor, sign_in
from vietnam.periods import Period

pytestmark = pytest.mark.django_db


def text(page) -> str:
    return page.content.decode()


def as_person(client, actor):
    client.force_login(actor.person)
    return client


def typed(world, **given) -> dict[str, str]:
    """What an officer of the job centre types."""
    return {
        "version": "0",
        f"standing_{world.jobs.pk}": "given",
        f"value_{world.jobs.pk}": "1.250",
        f"standing_{world.turns.pk}": "not_collected",
        "results": "Đã tổ chức 4 phiên.",
        "obstacles-TOTAL_FORMS": "3",
        "obstacles-INITIAL_FORMS": "0",
        "obstacles-0-words": "Thiếu phòng trọ",
        "obstacles-0-number": "120",
        "obstacles-0-unit": "người",
    } | given


def test_an_officer_writes_the_report_with_the_last_period_beside_it(client, world, november):
    world.measure(world.jobs, "2026-ky-10", 980)
    world.measure(world.jobs, "2025-ky-11", 870)
    path = reverse("campaigns:report-write", args=[november.pk, world.job_centre.pk])
    page = as_person(client, world.centre_officer).get(path)
    assert "Kỳ trước: 980; cùng kỳ năm trước: 870" in text(page)
    page = client.post(path, typed(world))
    report = FigureReport.objects.get()
    assert (page.status_code, page.url) == (302, report.get_absolute_url())
    assert [row.value for row in Measurement.objects.filter(report=report).order_by("pk")] == [
        Decimal(1250),
        None,
    ]
    obstacle = Obstacle.objects.get()
    assert (obstacle.words, obstacle.number, obstacle.unit) == ("Thiếu phòng trọ", 120, "người")
    shown = text(client.get(report.get_absolute_url()))
    assert all(part in shown for part in ("1.250", "Không thu thập", "980", "Thiếu phòng trọ"))


def test_a_wrong_report_comes_back_with_all_that_was_typed(client, world, november):
    path = reverse("campaigns:report-write", args=[november.pk, world.job_centre.pk])
    given = typed(
        world,
        **{
            f"value_{world.jobs.pk}": "12.5",
            f"value_{world.turns.pk}": "30",
            "obstacles-1-number": "5",
        },
    )
    page = as_person(client, world.centre_officer).post(path, given)
    shown = text(page)
    assert page.status_code == 422
    assert "“12.5” không đọc được thành một số" in shown
    assert "Đã nhập số liệu nhưng lại chọn là không có" in shown
    assert "Ghi rõ vướng mắc là gì." in shown
    assert 'value="12.5"' in shown
    assert "Thiếu phòng trọ" in shown
    assert FigureReport.objects.count() == 0


def test_more_lines_and_a_draft_keep_what_was_typed(client, world, november):
    path = reverse("campaigns:report-write", args=[november.pk, world.job_centre.pk])
    as_person(client, world.centre_officer)
    shown = text(client.post(path, typed(world) | {"add-lines": "1"}))
    assert ("obstacles-5-words" in shown, "Thiếu phòng trọ" in shown) == (True, True)
    page = client.post(path, typed(world) | {"save-draft": "1"})
    assert (page.status_code, ReportDraft.objects.count()) == (302, 1)
    shown = text(client.get(path))
    assert all(part in shown for part in ("Thiếu phòng trọ", "1.250", "Đã tổ chức 4 phiên."))
    client.post(path, typed(world))
    assert (ReportDraft.objects.count(), FigureReport.objects.count()) == (0, 1)


def test_strangers_get_nothing_of_another_agencys_report(client, world, november):
    report = fill(world, november)
    names = [
        ("campaigns:figure-report-detail", [report.pk]),
        ("campaigns:report-write", [november.pk, world.job_centre.pk]),
    ]
    for role in (SeatRole.OFFICER, SeatRole.VERIFIER, SeatRole.NEWSROOM, SeatRole.JOB_CENTRE):
        as_person(client, make_actor(role=role))
        assert [client.get(reverse(name, args=args)).status_code for name, args in names] == [
            404,
            404,
        ]
    as_person(client, world.coordinator)
    assert [client.get(reverse(name, args=args)).status_code for name, args in names] == [200, 200]


def test_the_coordinator_decides_and_closes_on_the_pages(client, world, november):
    fill(world, november)
    report = FigureReport.objects.get()
    as_person(client, world.coordinator)
    page = client.post(
        reverse("campaigns:figure-report-return", args=[report.pk]),
        {"version": report.version, "words": ""},
    )
    assert (page.status_code, "Hãy ghi" in text(page) or "bổ sung" in text(page)) == (422, True)
    client.post(
        reverse("campaigns:figure-report-accept", args=[report.pk]),
        {"version": report.version, "words": ""},
    )
    merge = reverse("campaigns:period-merge", args=[november.pk])
    page = client.post(merge, {"version": november.version, "words": ""})
    assert page.status_code == 422
    assert "Chưa có báo cáo của: Ngân hàng Chính sách xã hội." in text(page)
    page = client.post(merge, {"version": november.version, "words": "Đã đôn đốc."})
    assert page.status_code == 302
    shown = text(client.get(november.get_absolute_url()))
    assert "tổng hợp ngày 10/11/2026" in shown
    assert "Đã đôn đốc." in shown


@time_machine.travel("2026-12-01 08:00+07:00")
def test_unpublished_figures_leave_in_no_file_of_who_only_sees_them(client, world):
    jobs = world.indicator()
    world.target(jobs, 1_000)
    world.measure(jobs, "2026-ky-11", 120)
    path = f"{reverse('campaigns:target-export')}?period=2026-ky-11"
    page = as_person(client, world.bank_officer).get(path, follow=True)
    assert page.redirect_chain == [("/chi-tieu/?period=2026-ky-11", 302)]
    assert "chưa được công bố nên không tải về được" in text(page)
    page = as_person(client, world.leader).get(path)
    book = openpyxl.load_workbook(io.BytesIO(page.content))
    cells = [cell.value for row in book.active.iter_rows() for cell in row]
    assert book.active.title == "8 Chỉ tiêu"
    assert 120 in cells
    assert any("Số liệu chưa công bố" in str(cell) for cell in cells)


@time_machine.travel("2026-12-01 08:00+07:00")
def test_each_figure_opens_what_it_is_made_of(client, world):
    jobs = world.indicator()
    target = world.target(jobs, 1_000)
    world.measure(jobs, "2026-ky-11", 120, note="Lần đầu")
    world.measure(jobs, "2026-ky-11", 118, note="Đã trừ trùng")
    page = as_person(client, world.leader).get("/chi-tieu/?period=2026-ky-11")
    path = reverse("campaigns:target-figures", args=[target.pk, "2026-ky-11"])
    assert f'href="{path}"' in text(page)
    shown = text(client.get(path))
    assert all(part in shown for part in ("Lần đầu", "Đã trừ trùng", "đã được thay thế", "118"))
    assert client.get(path.replace("2026-ky-11", "hom-qua")).status_code == 404
    shown = text(client.get(target.get_absolute_url()))
    assert ("<svg viewBox" in shown, "<polyline" in shown) == (True, True)


def test_a_coordinator_makes_an_indicator_and_its_target(client, world):
    as_person(client, world.coordinator)
    page = client.post(
        reverse("campaigns:indicator-add"),
        {
            "name": "Lao động đi nước ngoài",
            "unit": "jobs",
            "rhythm": "official_month",
            "is_cumulative": "on",
            "definition": "Đã xuất cảnh",
            "reporters": [str(world.job_centre.pk)],
        },
    )
    indicator = Indicator.objects.get()
    assert (page.status_code, list(indicator.reporters.all())) == (302, [world.job_centre])
    given = {
        "indicator": str(indicator.pk),
        "operator": "above",
        "goal": "2.000",
        "starts_on": "01/01/2026",
        "ends_on": "31/12/2026",
        "basis": "39/KH-UBND",
        "channel": "abroad",
    }
    page = client.post(reverse("campaigns:target-add"), given | {"goal": "hai nghìn"})
    assert (page.status_code, "“hai nghìn” không đọc được thành một số" in text(page)) == (
        422,
        True,
    )
    client.post(reverse("campaigns:target-add"), given)
    target = Target.objects.get()
    assert (target.goal, target.ends_on) == (2000, datetime.date(2026, 12, 31))
    change = reverse("campaigns:target-change", args=[target.pk])
    page = client.post(change, given | {"goal": "2.100", "version": "0"})
    assert "Có người đã sửa nội dung này" in text(page)
    client.post(change, given | {"goal": "2.100", "version": str(target.version)})
    target.refresh_from_db()
    assert target.goal == 2100


def test_a_leader_sees_targets_and_keeps_none(client, world):
    as_person(client, world.leader)
    assert client.get("/chi-tieu/").status_code == 200
    assert client.get(reverse("campaigns:target-add")).status_code == 403


# Official forms -----------------------------------------------------------------------------------
@pytest.fixture
def month_table(client, world):
    """Entered on the pages: people and times apart, one line not collected, one replaced."""
    world.people = world.indicator("Người được tư vấn", unit="people")
    world.turns = world.indicator("Lượt tư vấn", unit="turns")
    as_person(client, world.coordinator)
    client.post(
        reverse("campaigns:form-add"),
        {"number": "DVVL-01", "title": "Bảng tháng", "basis": "Sở", "valid_from": "01/01/2025"},
    )
    form = OfficialForm.objects.get()
    lines = (
        ("A", "Tư vấn", {"is_heading": "on"}),
        ("1", "Tư vấn việc làm", {"people": world.people.pk, "turns": world.turns.pk}),
        ("1.1", "Trong đó nữ", {}),
        ("9", "Dòng cũ", {"people": world.people.pk, "valid_to": "31/12/2025"}),
    )
    for position, (number, title, more) in enumerate(lines, 1):
        given = {"position": position, "number": number, "title": title, "unit": "người"}
        path = reverse("campaigns:form-line-add", args=[form.pk])
        client.post(path, given | {"valid_from": "01/01/2025"} | more)
    assert FormLine.objects.count() == 4
    return form


def test_a_form_keeps_people_and_times_apart_and_blank_lines_are_not_0(world, month_table):
    world.measure(world.people, "2026-ky-03", 40)
    world.measure(world.turns, "2026-ky-03", 65)
    found = [
        (each.line.number, each.people and each.people.value, each.turns and each.turns.value)
        for each in fill_form(month_table, Period.read("2026-ky-03"))
    ]
    assert found == [("A", None, None), ("1", 40, 65), ("1.1", None, None)]
    standing = fill_form(month_table, Period.read("2026-ky-03"))[2].people.standing
    assert standing == "not_collected"


def test_a_line_counts_in_the_periods_in_which_it_is_in_force(world, month_table):
    numbers = [each.line.number for each in fill_form(month_table, Period.read("2025-ky-06"))]
    assert numbers == ["A", "1", "1.1", "9"]
    assert fill_form(month_table, Period.read("2024-ky-06")) == []


@time_machine.travel("2026-04-10 08:00+07:00")
def test_the_month_table_is_taken_in_its_usual_columns(client, world, month_table):
    world.measure(world.people, "2026-ky-03", 40)
    world.measure(world.turns, "2026-ky-03", 65)
    page = client.get(f"{month_table.get_absolute_url()}?period=2026-ky-03")
    assert all(part in text(page) for part in ("Tư vấn việc làm", "40", "65", "Không thu thập"))
    export = reverse("campaigns:form-export", args=[month_table.pk])
    sheet = openpyxl.load_workbook(
        io.BytesIO(client.get(f"{export}?period=2026-ky-03").content)
    ).active
    rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
    head = next(index for index, row in enumerate(rows) if row[0] == "STT")
    assert rows[head][:5] == ["STT", "Chỉ tiêu", "Đơn vị tính", "Số liệu, người", "Lượt"]
    assert rows[head + 2][:5] == ["1", "Tư vấn việc làm", "người", 40, 65]
    assert rows[head + 3][:4] == ["1.1", "Trong đó nữ", "người", "Không thu thập"]
    as_person(client, world.bank_officer)
    assert client.get(export).status_code == 302


def test_the_calendar_page_offers_an_officer_its_own_report(client, world, november):
    page = text(as_person(client, world.centre_officer).get("/ky-bao-cao/?year=2026"))
    path = reverse("campaigns:report-write", args=[november.pk, world.job_centre.pk])
    assert (f'href="{path}"' in page, "15/10/2026 – 14/11/2026" in page) == (True, True)
    accept_figures(
        report=(report := fill(world, november)),
        version=report.version,
        words="",
        by=world.coordinator,
    )
    page = text(client.get("/ky-bao-cao/?year=2026"))
    assert f'href="{report.get_absolute_url()}"' in page


def test_a_rule_is_entered_with_its_basis(client, world):
    as_person(client, world.coordinator)
    given = {
        "purpose": "figures",
        "rhythm": "official_year",
        "due_day": "25",
        "due_month": "11",
        "days_open": "20",
        "basis": "39/KH-UBND, mục V",
        "valid_from": "01/01/2026",
    }
    page = client.post(reverse("campaigns:rule-add"), given | {"working_days": "2"})
    assert "chỉ chọn một cách" in text(page)
    assert client.post(reverse("campaigns:rule-add"), given).status_code == 302
    assert "trước ngày 25/11" in text(client.get("/ky-bao-cao/?year=2026"))
    assert ReportingPeriod.objects.count() == 0


def test_reading_english_the_same_page_stands(client, world):
    jobs = world.indicator()
    world.target(jobs, 17_000)
    page = sign_in(client, world.coordinator).get("/chi-tieu/?period=2026-ky-03")
    assert "reach 17,000\u00a0jobs" in text(page)
    make_rule(world)
    assert client.get("/ky-bao-cao/").status_code == 200
