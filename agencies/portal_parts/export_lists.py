"""The lists of this app of whose columns people keep templates."""

from django.utils.translation import gettext_lazy as _

from agencies.audit.exports import audit_sheet
from agencies.people.permissions import Permission
from agencies.registry import ExportList
from agencies.task_pages.exports import task_columns

EXPORT_LISTS = (
    ExportList(
        "nhiem-vu",
        _("Tasks"),
        "agencies:task-list",
        "agencies:task-export",
        Permission.SEE_OWN_TASKS,
        task_columns,
    ),
    ExportList(
        "nhat-ky",
        _("Log"),
        "agencies:audit",
        "agencies:audit-export",
        Permission.SEE_AUDIT,
        lambda: audit_sheet(()).columns,
    ),
)
