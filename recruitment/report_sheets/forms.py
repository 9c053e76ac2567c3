"""A report's form filled from a workbook, with what is wrong in its cells named at each field."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.http import QueryDict

from agencies.bodies.models import Agency
from agencies.lists.numbers import localized_number
from recruitment.period_reports.forms import (
    LINES,
    SPARE_LINES,
    FiguresForm,
    HomeLines,
    ReportPages,
    report_forms,
)
from recruitment.report_sheets.uploads import ReadReport, Wrong


def fill_report_forms(
    pages: ReportPages,
    reporter: Agency,
    begun: tuple[dict[str, Any], list[dict[str, Any]]],
    read: ReadReport,
) -> tuple[FiguresForm, HomeLines]:
    """What the file does not say stays as it was begun; its lines take the place of all lines."""
    facts = {name: _shown(text) for name, text in (begun[0] | _said(read.facts)).items()}
    lines = [line.typed for line in read.lines] if read.has_lines else begun[1]
    data = QueryDict(mutable=True)
    data.update(facts)
    count = len(lines) + SPARE_LINES
    # All of them count as begun: a line that happens to say what stood there before is one too.
    data.update({f"{LINES}-TOTAL_FORMS": str(count), f"{LINES}-INITIAL_FORMS": str(count)})
    for number, line in enumerate(lines):
        for name, text in line.items():
            data[f"{LINES}-{number}-{name}"] = text if name == "province" else _shown(text)
    form, homes = report_forms(
        pages.kind, pages.line, data, begun, own_province=reporter.province_id
    )
    homes.is_valid()
    _name_errors(form, read.wrong)
    for each, line_read in zip(homes.forms, read.lines, strict=False):
        _name_errors(each, line_read.wrong)
    return form, homes


def _said(facts: Mapping[str, str]) -> dict[str, str]:
    # An empty cell takes nothing away.
    return {name: text for name, text in facts.items() if text}


def _shown(value: Any) -> str:
    text = "" if value is None else str(value)
    return localized_number(int(text)) if text.isdigit() else text


def _name_errors(form: forms.BaseForm, wrong: Wrong) -> None:
    # What is still empty is asked for when the report is handed in, not of the file; and what only
    # follows from a wrong cell is no mistake of its own.
    for name in [*form.errors]:
        if name in form.fields and (not form[name].value() or (wrong and _is_right(form, name))):
            del form.errors[name]
    for name, sentence in wrong.items():
        form.errors.pop(name, None)
        form.add_error(name if name in form.fields else None, sentence)


def _is_right(form: forms.BaseForm, name: str) -> bool:
    try:
        form.fields[name].clean(form[name].data)
    except forms.ValidationError:
        return False
    return True
