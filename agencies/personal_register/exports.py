"""The register of personal data as a workbook."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from agencies.personal_register.queries import RegisteredFields
from workbooks.sheets import Column, Sheet


def register_sheet(held: Iterable[RegisteredFields]) -> Sheet:
    columns = [
        Column(_("Kept in"), width=30),
        Column(_("Field"), width=26),
        Column(_("Whose"), width=18),
        Column(_("Purpose"), width=40),
        Column(_("Basis"), width=44),
        Column(_("Kept until"), width=44),
    ]
    rows = (
        [
            row.table,
            row.fields,
            str(row.data.whose),
            str(row.data.purpose),
            str(row.data.basis),
            str(row.data.until),
        ]
        for row in held
    )
    return Sheet(name=_("Register of personal data"), columns=columns, rows=rows)
