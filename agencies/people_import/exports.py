"""The template for agencies, seats and people, and its rows returned with errors marked in the
cells.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import IO, Any

from django.conf import settings
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import override, pgettext
from openpyxl import Workbook  # type: ignore[import-untyped]
from openpyxl.utils import get_column_letter  # type: ignore[import-untyped]

from agencies.bodies.choices import AgencyKind, SeatRole
from agencies.bodies.models import Agency, Province
from agencies.lists.labels import vietnamese_label
from agencies.people_import.forms import ANSWERED, COLUMNS, FIRMS, LISTS, labels, question_of
from agencies.people_import.services.plan import RowPlan
from agencies.people_import.services.taking_in import MOST_ROWS
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

WIDE = {
    "agency": 46,
    "parent": 34,
    "title": 26,
    "role": 26,
    "full_name": 26,
    "email": 34,
    "kind": 26,
}
EXAMPLES = {
    "agency": "Sở Công Thương thành phố Bắc Ninh",
    "short_name": "Sở Công Thương",
    "kind": "Sở, ban, ngành",
    "level": "Cấp tỉnh",
    "province": "Bắc Ninh",
    "parent": "UBND thành phố Bắc Ninh",
    "title": "Chuyên viên",
    "role": "Chuyên viên",
    "full_name": "Nguyễn Thị Mai",
    "email": "mai.nguyen@socongthuong.example",
    "is_administrator": "có",
    "gets_reminders": "có",
    "starts_on": "01/12/2026",
}


def write_template(
    file: IO[bytes] | HttpResponse, *, bodies: Sequence[Agency] = (), stamp: str = ""
) -> None:
    """The sheet to fill in, with the known bodies if wanted, a guide with examples, and the
    lists.
    """
    with override(settings.LANGUAGE_CODE):
        book, sheet = _book(COLUMNS, stamp)
        for body in bodies:
            append_texts(sheet, [_of_body(body).get(name, "") for name in COLUMNS], font=BODY)
        _guide(book.create_sheet(_("Guide")))
        write_lists(book, _lists(), {name: labels()[name] for name in _lists()})
        book.save(file)


def write_marked(
    file: IO[bytes] | HttpResponse, rows: Iterable[RowPlan], *, stamp: str = ""
) -> None:
    """The rows with errors and questions, each wrong cell in red with its sentence; corrected, the
    file can be uploaded again.
    """
    with override(settings.LANGUAGE_CODE):
        book, sheet = _book((*COLUMNS, "problems"), stamp)
        for row in rows:
            sheet.append(list(_marked(sheet, row)))
        write_lists(book, _lists(), {name: labels()[name] for name in _lists()})
        book.save(file)


def _book(columns: Sequence[str], stamp: str) -> tuple[Workbook, Any]:
    """`stamp`: who took it and when, in the file's properties, since a line in the sheet would be
    read as a row.
    """
    book = Workbook(write_only=True)
    book.properties.creator, book.properties.description = "Cầu Lao Động", stamp or None
    sheet = book.create_sheet(_("Agencies and people"))
    sheet.freeze_panes, sheet.print_title_rows = "B2", "1:1"
    set_paper(sheet, A3)
    for at, name in enumerate(columns, 1):
        sheet.column_dimensions[get_column_letter(at)].width = WIDE.get(
            name, 60 if name == "problems" else 16
        )
    sheet.row_dimensions[1].height = 36
    offer_lists(sheet, _lists(), columns, last_row=MOST_ROWS + 1)
    append_texts(sheet, [labels().get(name, _("What to mend")) for name in columns], **HEAD)
    return book, sheet


def _lists() -> dict[str, list[str]]:
    lists = {
        name: [vietnamese_label(choice) for choice in kind if choice not in FIRMS]
        for name, kind in LISTS.items()
    }
    lists["role"].remove(vietnamese_label(SeatRole.EMPLOYER))
    today = [province.name for province in Province.objects.filter(valid_to=None)]
    answers = [pgettext("answer", "yes"), pgettext("answer", "no")]
    return lists | {"province": today or ["–"]} | {name: answers for name in ANSWERED}  # noqa: C420


def _of_body(body: Agency) -> dict[str, str]:
    return {
        "agency": body.name,
        "short_name": body.short_name,
        "kind": vietnamese_label(AgencyKind(body.kind)),
        "level": vietnamese_label(LISTS["level"](body.level)),
        "province": body.province.name if body.province else "",
        "parent": body.parent.name if body.parent else "",
    }


def _guide(sheet: Any) -> None:
    set_paper(sheet, A4)
    for letter, width in (("A", 30), ("B", 24), ("C", 44), ("D", 90)):
        sheet.column_dimensions[letter].width = width
    append_texts(
        sheet, [_("Column"), _("Needed"), _("Example"), pgettext("column", "Note")], **HEAD
    )
    for name in COLUMNS:
        needed, note = _notes()[name]
        append_texts(sheet, [labels()[name], needed, EXAMPLES[name], note], font=BODY)


def _notes() -> dict[str, tuple[str, str]]:
    """For each column, when it is required and what to know about it."""
    return _notes_on_agencies() | _notes_on_people()


def _notes_on_agencies() -> dict[str, tuple[str, str]]:
    for_new = _("for a new agency")
    return {
        "agency": (
            _("yes"),
            _(
                "One row per person; the agency is in every row. A row without a person only "
                "enters the agency."
            ),
        ),
        "short_name": (
            "",
            _("As documents write it. For an agency in the register it stays as it is."),
        ),
        "kind": (
            for_new,
            _(
                "From the list. It decides which roles seats may have. Employers register "
                "themselves."
            ),
        ),
        "level": (for_new, _("From the list.")),
        "province": ("", _("Empty: the own province.")),
        "parent": ("", _("By its name, from the register or from another row of this file.")),
    }


def _notes_on_people() -> dict[str, tuple[str, str]]:
    for_person = _("with a person")
    return {
        "title": (
            for_person,
            _("Tasks and reminders follow the seat. The same title is the same seat."),
        ),
        "role": ("", _("Empty: officer; in another province, officer of a partner province.")),
        "full_name": (for_person, _("With accents. Capitals only are written as a name.")),
        "email": (
            for_person,
            _(
                "One address per row. Somebody with several seats has several rows and gets one "
                "letter."
            ),
        ),
        "is_administrator": (
            _("one person an agency"),
            _(
                "Invites the others, ends what is over. Where an agency has one already, that "
                "person invites."
            ),
        ),
        "gets_reminders": (
            "",
            _("Empty: yes. Whether the seat gets the reminders of the agency's tasks."),
        ),
        "starts_on": ("", _("Day/month/year. Empty: today.")),
    }


def _marked(sheet: Any, row: RowPlan) -> Iterator[Any]:
    for name in COLUMNS:
        cell = text_cell(sheet, row.row.said.get(name, ""), font=BODY)
        if problems := row.problems.get(name) or (
            name == "agency" and row.candidates and [question_of(row)]
        ):
            mark_wrong(cell, problems)
        yield cell
    yield text_cell(sheet, problems_text(row), font=BODY)


def problems_text(row: RowPlan) -> str:
    """“Dòng 14, cột Thư điện tử: …” for each."""
    lines = [
        _("Row %(row)s, column %(column)s: %(problem)s")
        % {"row": row.row.number, "column": labels().get(name, "–"), "problem": problem}
        for name in (*COLUMNS, "")
        for problem in row.problems.get(name, [])
    ]
    return "\n".join(lines or [question_of(row)])
