"""The template for agencies, seats and people, and its rows returned with errors marked in the
cells.
"""

from collections.abc import Iterable, Iterator, Sequence

from django.conf import settings
from django.utils.translation import gettext as _, override, pgettext

from agencies.bodies.choices import AgencyKind, SeatRole
from agencies.bodies.models import Agency, Province
from agencies.lists.labels import vietnamese_label
from agencies.people_import.forms import (
    ANSWERED,
    FIRMS,
    LISTS,
    candidates_question,
    people_column_labels,
    people_row_problems,
)
from agencies.people_import.services.creation import PEOPLE_WORKBOOK
from agencies.people_import.services.plan import RowPlan
from agencies.workbook_imports.exports import (
    MarkedRow,
    Target,
    TemplateLayout,
    write_marked,
    write_template,
)

WIDTHS = {
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


def write_people_template(file: Target, *, bodies: Sequence[Agency] = (), stamp: str = "") -> None:
    with override(settings.LANGUAGE_CODE):
        rows = [_body_cells(body) for body in bodies]
        write_template(file, _layout(), _guide(), rows=rows, stamp=stamp)


def write_marked_people(file: Target, rows: Iterable[RowPlan], *, stamp: str = "") -> None:
    with override(settings.LANGUAGE_CODE):
        marked = []
        for row in rows:
            questions = {"agency": [candidates_question(row)]} if row.candidates else {}
            marked.append(
                MarkedRow(row.row.said, questions | row.problems, people_row_problems(row))
            )
        write_marked(file, _layout(), marked, stamp=stamp)


def _layout() -> TemplateLayout:
    lists = {
        name: [vietnamese_label(choice) for choice in kind if choice not in FIRMS]
        for name, kind in LISTS.items()
    }
    lists["role"].remove(vietnamese_label(SeatRole.EMPLOYER))
    provinces = Province.objects.filter(valid_to=None)
    # A list to choose from has at least one line.
    lists["province"] = [province.name for province in provinces] or ["–"]
    for name in ANSWERED:
        lists[name] = [pgettext("answer", "yes"), pgettext("answer", "no")]
    return TemplateLayout(
        title=_("Agencies and people"),
        labels=people_column_labels(),
        lists=lists,
        most_rows=PEOPLE_WORKBOOK.most_rows,
        widths=WIDTHS,
        usual_width=16,
        heading_height=36,
    )


def _body_cells(body: Agency) -> dict[str, str]:
    return {
        "agency": body.name,
        "short_name": body.short_name,
        "kind": vietnamese_label(AgencyKind(body.kind)),
        "level": vietnamese_label(LISTS["level"](body.level)),
        "province": body.province.name if body.province else "",
        "parent": body.parent.name if body.parent else "",
    }


def _guide() -> Iterator[tuple[str, str, str, str]]:
    notes = _notes_on_agencies() | _notes_on_people()
    for name, label in people_column_labels().items():
        needed, note = notes[name]
        yield label, needed, EXAMPLES[name], note


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
