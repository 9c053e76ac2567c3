"""The template for demand in Excel, and the same sheet returned with what is wrong marked in its
cells.
"""

from collections.abc import Iterable
from typing import IO

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import override, pgettext
from openpyxl import Workbook
from openpyxl.utils import get_column_letter

from agencies.lists.labels import vietnamese_label
from recruitment.employers.models import Employer
from recruitment.employers.park_choices import parks_for
from recruitment.imports.columns import heading_of, problems_text
from recruitment.imports.models import ImportedRow
from recruitment.vacancies.forms import VacancyForm
from recruitment.vacancy_facts.facts import CHOICES, FACTS
from workbooks.templates import (
    A3,
    A4,
    BODY,
    HEAD,
    append_texts,
    mark_wrong,
    offer_lists,
    set_paper,
    text_cell,
    write_lists,
)

EXAMPLES = {
    "title": "Công nhân lắp ráp linh kiện điện tử",
    "headcount": "300",
    "homes": "Lạng Sơn 50; Sơn La 30",
    "occupation": "Thợ lắp ráp",
    "skill": "Chưa qua đào tạo",
    "description": ("Lắp linh kiện lên bản mạch, ngồi làm việc trong phòng sạch"),
    "base_wage": "5,8",
    "income": "9-12",
    "bonus": "3",
    "bonus_condition": "một nửa sau 30 ngày, một nửa sau 60 ngày",
    "contract": "12–36 tháng",
    "shift": "Luân phiên ngày đêm",
    "horizon": "Trên 6 tháng",
    "probation_days": "6",
    "benefits": "Ăn ca; Xe đưa đón; Ký túc xá",
    "benefits_note": "Ký túc xá 6 người/phòng",
    "park": "KCN Quang Châu",
    "ward": "Phường Nếnh",
    "address": "Lô E",
    "schooling": "Tốt nghiệp THCS (lớp 9)",
    "experience": "Không yêu cầu",
    "papers": "CCCD, sơ yếu lý lịch",
    "way": "Tuyển tại doanh nghiệp",
    "apply_by": "15/02/2027",
    "publish_on": "",
    "contact_name": "Nguyễn Thị Mai",
    "contact_phone": "0912 345 678",
}
PROBLEMS = "problems"
WIDE = {
    "title": 34,
    "description": 44,
    "homes": 30,
    "benefits": 34,
    "benefits_note": 34,
    "bonus_condition": 30,
    "papers": 28,
    PROBLEMS: 60,
}
LAST_ROW = 10_001


def write_template(file: str | IO[bytes], *, employer: Employer) -> None:
    """The sheet to fill in, with lists to choose from; a guide with examples; the lists."""
    with override(settings.LANGUAGE_CODE):
        book = Workbook(write_only=True)
        sheet = book.create_sheet(_("Demand"))
        _prepare(sheet, FACTS)
        lists = _lists(employer)
        offer_lists(sheet, lists, FACTS, last_row=LAST_ROW)
        append_texts(sheet, _headings(), **HEAD)
        _guide(book.create_sheet(_("Guide")))
        write_lists(book, lists, {name: heading_of(name) for name in lists})
        book.save(file)


def write_marked(
    file: str | IO[bytes], rows: Iterable[ImportedRow], *, employer: Employer, stamp: str = ""
) -> None:
    """The rows that were refused, each wrong cell red with its sentence; mended, the file is
    uploaded again.

    `stamp`: who took it and when, in the properties: a line in the sheet would be read as a row.
    """
    with override(settings.LANGUAGE_CODE):
        book = Workbook(write_only=True)
        book.properties.creator = "Cầu Lao Động"
        book.properties.description = stamp or None
        sheet = book.create_sheet(_("Demand"))
        _prepare(sheet, (*FACTS, PROBLEMS))
        lists = _lists(employer)
        offer_lists(sheet, lists, FACTS, last_row=LAST_ROW)
        append_texts(sheet, [*_headings(), _("What to mend")], **HEAD)
        for row in rows:
            sheet.append(list(_marked(sheet, row)))
        write_lists(book, lists, {name: heading_of(name) for name in lists})
        book.save(file)


def _headings() -> list[str]:
    return [heading_of(name) for name in FACTS]


def _prepare(sheet, columns: tuple[str, ...]) -> None:
    sheet.freeze_panes = "B2"
    sheet.print_title_rows = "1:1"
    set_paper(sheet, A3)
    for at, name in enumerate(columns, 1):
        sheet.column_dimensions[get_column_letter(at)].width = WIDE.get(name, 18)
    sheet.row_dimensions[1].height = 64


def _lists(employer: Employer) -> dict[str, list[str]]:
    """By column; the parks as they are registered."""
    lists = {name: [vietnamese_label(choice) for choice in kind] for name, kind in CHOICES.items()}
    parks = [park.name for park in parks_for(employer)]
    return lists | {"park": [*parks, str(VacancyForm.base_fields["park"].empty_label)]}


def _guide(sheet) -> None:
    set_paper(sheet, A4)
    for letter, width in (("A", 46), ("B", 14), ("C", 46), ("D", 60)):
        sheet.column_dimensions[letter].width = width
    append_texts(
        sheet, [_("Column"), _("Needed"), _("Example"), pgettext("column", "Note")], **HEAD
    )
    for name in FACTS:
        field = VacancyForm.base_fields[name]
        needed = _("yes") if field.required else ""
        note = _("Several, separated by “;”.") if name == "benefits" else str(field.help_text)
        append_texts(sheet, [heading_of(name), needed, EXAMPLES[name], note], font=BODY)


def _marked(sheet, row: ImportedRow):
    for name in FACTS:
        problems = row.problems.get(name, [])
        cell = text_cell(sheet, row.said.get(name, ""), font=BODY)
        if problems:
            mark_wrong(cell, problems)
        yield cell
    yield text_cell(sheet, problems_text(row), font=BODY)
