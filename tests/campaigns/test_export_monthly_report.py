import datetime

import openpyxl
import pytest
from django.core.management import CommandError, call_command

from agencies.registry import AppParts, Registry, ReportSheet
from tests.factories import make_task

pytestmark = pytest.mark.django_db


def test_the_command_writes_the_workbook(tmp_path, capsys):
    make_task(due_on=datetime.date(2024, 3, 6))
    output = tmp_path / "thang-3.xlsx"
    call_command("export_monthly_report", "2024-03", "--output", str(output))
    sheet = openpyxl.load_workbook(output)["4 Tiến độ nhiệm vụ"]
    assert sheet["C9"].value == 1
    assert capsys.readouterr().out == f"{output}\n"


def test_nothing_but_the_file_is_left(tmp_path):
    call_command("export_monthly_report", "2024-03", "--output", str(tmp_path / "thang-3.xlsx"))
    assert [path.name for path in tmp_path.iterdir()] == ["thang-3.xlsx"]


def test_a_failure_keeps_the_old_file(tmp_path, monkeypatch):
    output = tmp_path / "thang-3.xlsx"
    output.write_bytes(b"old")
    monkeypatch.setattr("campaigns.report_figures.sheets.registry", broken := Registry())
    broken.register(AppParts("broken", sheets=(ReportSheet("broken", 2, lambda month: 1 / 0),)))
    with pytest.raises(ZeroDivisionError):
        call_command("export_monthly_report", "2024-03", "--output", str(output))
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == {"thang-3.xlsx": b"old"}


@pytest.mark.parametrize("month", ["2024-13", "03/2024", "2024", "x"])
def test_what_is_no_month_is_refused(month, tmp_path):
    with pytest.raises(CommandError, match="write it like 2024-03"):
        call_command("export_monthly_report", month, "--output", str(tmp_path / "x.xlsx"))


def test_a_month_to_come_is_refused(tmp_path):
    with pytest.raises(CommandError, match="has not begun yet"):
        call_command("export_monthly_report", "2099-01", "--output", str(tmp_path / "x.xlsx"))


def test_a_missing_folder_is_named(tmp_path):
    with pytest.raises(CommandError, match="There is no folder"):
        call_command(
            "export_monthly_report", "2024-03", "--output", str(tmp_path / "khong-co" / "x.xlsx")
        )
