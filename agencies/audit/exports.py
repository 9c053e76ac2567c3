"""The log as a workbook, in the words of its page."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from agencies.audit.queries import AuditChange, AuditRow
from workbooks.sheets import Column, ColumnKind, Sheet


def audit_sheet(rows: Iterable[AuditRow]) -> Sheet:
    columns = [
        Column(_("Time"), ColumnKind.MOMENT, 18),
        Column(_("Who"), width=36),
        Column(_("Act"), width=30),
        Column(_("Object"), width=48),
        Column(_("Change"), width=60),
        Column(_("From address"), width=18),
    ]
    cells = (
        [
            row.entry.at,
            row.who,
            row.what,
            row.entry.target_label,
            "\n".join(map(_change_text, row.changes)),
            row.where,
        ]
        for row in rows
    )
    return Sheet(name=_("Log"), columns=columns, rows=cells)


def _change_text(change: AuditChange) -> str:
    before = f"{change.before} → " if change.before else ""
    return f"{change.label}: {before}{change.after}"
