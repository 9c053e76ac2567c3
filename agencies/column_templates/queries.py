"""The lists that have templates, and a list narrowed to one."""

from collections.abc import Sequence
from dataclasses import replace

from django.db.models import QuerySet
from django.utils.translation import override

from agencies.column_templates.models import ColumnTemplate
from agencies.people.models import Person
from agencies.registry import ExportList, registry
from workbooks.sheets import BoldRow, Row, SectionRow, Sheet


def export_list(name: str) -> ExportList | None:
    return next((each for each in registry.export_lists if each.name == name), None)


def templates_of(person: Person, list_name: str) -> QuerySet[ColumnTemplate]:
    return ColumnTemplate.objects.filter(person=person, list_name=list_name)


def list_headings(found: ExportList) -> list[str]:
    """In Vietnamese, as templates keep them."""
    with override("vi"):
        return [column.heading for column in found.columns()]


def missing_columns(template: ColumnTemplate, found: ExportList) -> list[str]:
    """Those that the list does not have any more."""
    headings = list_headings(found)
    return [heading for heading in template.columns if heading not in headings]


def narrow_sheet(sheet: Sheet, template: ColumnTemplate, found: ExportList) -> Sheet:
    headings = list_headings(found)
    places = [headings.index(heading) for heading in template.columns]
    rows = (_narrow_row(row, places) for row in sheet.rows)
    columns = [sheet.columns[place] for place in places]
    # The official frame has a left and a right side.
    frame = sheet.letterhead if len(columns) > 1 else None
    return replace(sheet, columns=columns, rows=rows, charts=(), letterhead=frame)


def _narrow_row(row: Row, places: Sequence[int]) -> Row:
    if isinstance(row, SectionRow):
        return row
    if isinstance(row, BoldRow):
        return BoldRow([row.values[place] for place in places])
    return [row[place] for place in places]
