"""Sheets, their columns and the rows left out, in words."""

from typing import Any

from recruitment.demand_sheets.columns import ColumnWhy
from recruitment.import_review.words import BOUNDS, COLUMNS, ROWS, SHEETS, field_label
from recruitment.imports.models import VacancyImport
from vietnam.folding import fold

NEED_LOOK = (ColumnWhy.UNKNOWN, ColumnWhy.HIDDEN, ColumnWhy.RIVAL, ColumnWhy.SHADOWED)


def told_sheets(source: VacancyImport) -> list[dict[str, Any]]:
    """Each sheet with its reason, columns and rows left out, in words."""
    return [
        {
            **sheet,
            "reason": SHEETS[sheet["why"]],
            "columns": [_told_column(column) for column in sheet["columns"]],
            "left_out": _left_out_groups(sheet),
            "unread": sum(not column["field"] for column in sheet["columns"]),
            "needs_look": any(column["why"] in NEED_LOOK for column in sheet["columns"]),
        }
        for sheet in source.reading
    ]


def _told_column(column: dict[str, Any]) -> dict[str, Any]:
    name = column["field"]
    return {
        **column,
        "key": fold(column["heading"]),
        "reason": COLUMNS[column["why"]],
        "label": field_label(name) if name else "",
        "bound": BOUNDS.get(column["bound"], ""),
        "needs_look": column["why"] in NEED_LOOK,
    }


def _left_out_groups(sheet: dict[str, Any]) -> list[dict[str, Any]]:
    groups: dict[str, list[dict[str, Any]]] = {}
    for row in sheet["left_out"]:
        groups.setdefault(row["why"], []).append(row)
    return [
        {"reason": ROWS[why], "rows": rows, "may_include": why not in ("above", "head")}
        for why, rows in groups.items()
    ]
