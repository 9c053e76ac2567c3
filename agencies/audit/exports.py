"""The log as a workbook, in the words of its page."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from agencies.audit.queries import AuditChange, AuditRow
from workbooks.sheets import Column, ColumnKind, Sheet


def audit_sheet(lines: Iterable[AuditRow]) -> Sheet:
    columns = [
        Column(_("Time"), ColumnKind.MOMENT, 18),
        Column(_("Who"), width=36),
        Column(_("Act"), width=30),
        Column(_("Object"), width=48),
        Column(_("Change"), width=60),
        Column(_("From address"), width=18),
    ]
    rows = (
        [
            line.entry.at,
            line.who,
            line.what,
            line.entry.target_label,
            _changes(line.changes),
            line.where,
        ]
        for line in lines
    )
    return Sheet(name=_("Log"), columns=columns, rows=rows)


def _changes(changes: list[AuditChange]) -> str:
    return "\n".join(
        f"{change.label}: {change.before} → {change.after}"
        if change.before
        else f"{change.label}: {change.after}"
        for change in changes
    )
