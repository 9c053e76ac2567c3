"""The screen, the workbook and the paper of a month show one set of figures."""

import datetime
import io
import re
import subprocess
from decimal import Decimal
from pathlib import Path

import docx
import openpyxl
import pytest
import time_machine
from django.utils import timezone

from agencies.bodies.choices import SeatRole
from agencies.papers.queries import papers_about
from campaigns.frozen_reports.models import ReportVersion
from campaigns.frozen_reports.queries import frozen_figures
from campaigns.report_figures.queries import ReportFigure
from tests.campaigns.report_world import make_frozen_month, make_issuer, make_random_months
from tests.factories import make_actor
from vietnam.numbers import parse_number

pytestmark = pytest.mark.django_db
NOON = datetime.datetime(2025, 2, 3, 12, 0, tzinfo=timezone.get_default_timezone())
MONTHS = [datetime.date(2023, 12, 1), datetime.date(2024, 7, 1)]


@pytest.fixture
def keeper(client):
    with time_machine.travel(NOON, tick=False):
        actor = make_actor(role=SeatRole.COORDINATOR, agency=make_issuer())
        client.force_login(actor.person)
        yield actor


Told = dict[str, tuple]


def in_figures(figure: ReportFigure) -> tuple:
    return tuple(
        None if value is None else Decimal(value)
        for value in (
            figure.value,
            figure.previous,
            figure.year_before,
            figure.so_far,
            figure.change,
            figure.year_change,
        )
    )


def in_workbook(version: ReportVersion, figures: list[ReportFigure]) -> Told:
    """Of the summary: value, month before, last year, year so far, and both changes."""
    with version.workbook.open() as file:
        sheet = openpyxl.load_workbook(io.BytesIO(file.read()), data_only=True)["1 Tổng hợp"]
    rows = [row for row in sheet.iter_rows(values_only=True) if isinstance(row[0], int)]
    assert len(rows) == len(figures)
    return {
        figure.key: tuple(_number(row[place]) for place in (3, 4, 6, 8, 5, 7))
        for figure, row in zip(figures, rows, strict=True)
    }


def _number(cell: object) -> Decimal | None:
    return None if cell is None or isinstance(cell, str) else Decimal(str(cell))


def on_page(client, version: ReportVersion, figures: list[ReportFigure]) -> dict[str, Decimal]:
    """The numbers of the table as they are printed."""
    page = client.get(version.get_absolute_url()).content.decode()
    told = {}
    for figure in figures:
        key = figure.key.replace(".", "")
        row = page.split(f'id="so-lieu-{key}"')[1].split("</tr>")[0]
        cell = row.split('<td class="num"')[1].split("</td>")[0]
        text = re.sub("<[^>]*>", "", cell.partition(">")[2]).strip()
        told[figure.key] = None if text == "Chưa thu thập" else parse_number(text)
    return told


def in_paper(version: ReportVersion, figures: list[ReportFigure]) -> dict[str, Decimal | None]:
    paper = papers_about(version).get()
    with paper.docx.open() as file:
        tables = docx.Document(io.BytesIO(file.read())).tables
    [table] = [each for each in tables if each.cell(0, 0).text == "STT"]
    texts = [row.cells[3].text for row in table.rows][-len(figures) :]
    return {
        figure.key: None if text == "Chưa thu thập" else parse_number(text)
        for figure, text in zip(figures, texts, strict=True)
    }


@pytest.mark.parametrize("seed", range(2))
@pytest.mark.parametrize("day", MONTHS)
def test_screen_workbook_and_paper_of_random_months_say_the_same(client, keeper, seed, day):
    make_random_months(seed)
    version = make_frozen_month(keeper, day)
    figures = frozen_figures(version.snapshot)
    told = {figure.key: in_figures(figure) for figure in figures}
    values = {key: value for key, (value, *_compared) in told.items()}
    assert in_workbook(version, figures) == told
    assert (on_page(client, version, figures), in_paper(version, figures)) == (values, values)


@pytest.mark.program("libreoffice")
@pytest.mark.long("LibreOffice opens and recalculates the whole workbook")
def test_what_is_stored_in_every_cell_is_what_libreoffice_calculates(keeper, libreoffice, tmp_path):
    make_random_months(5)
    version = make_frozen_month(keeper, MONTHS[1])
    file = tmp_path / "thang.xlsx"
    with version.workbook.open() as written:
        file.write_bytes(written.read())
    subprocess.run(
        [
            libreoffice,
            f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}",
            "--headless",
            "--convert-to",
            "ods",
            "--outdir",
            tmp_path,
            file,
        ],
        check=True,
        capture_output=True,
        timeout=300,
    )
    recalculated = _to_xlsx(libreoffice, tmp_path / "thang.ods", tmp_path)
    stored, formulas = (openpyxl.load_workbook(file, data_only=only) for only in (True, False))
    again = openpyxl.load_workbook(recalculated, data_only=True)
    compared = 0
    for sheet in formulas:
        for row in sheet.iter_rows():
            for cell in row:
                if (
                    isinstance(cell.value, str)
                    and cell.value.startswith("=")
                    and cell.data_type == "f"
                ):
                    place = (sheet.title, cell.coordinate)
                    values = [book[sheet.title][cell.coordinate].value for book in (stored, again)]
                    assert values[0] == values[1], place
                    compared += 1
    assert compared > 20


def _to_xlsx(libreoffice: str, file: Path, folder: Path) -> Path:
    """Through its own format, which keeps no values of formulas that it has not calculated."""
    out = folder / "again"
    subprocess.run(
        [
            libreoffice,
            f"-env:UserInstallation={(folder / 'profile').as_uri()}",
            "--headless",
            "--convert-to",
            "xlsx",
            "--outdir",
            out,
            file,
        ],
        check=True,
        capture_output=True,
        timeout=300,
    )
    return out / "thang.xlsx"
