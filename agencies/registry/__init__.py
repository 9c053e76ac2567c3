"""What an app gives to the portal, and the one registry that knows it.

Each app declares its parts in its `portal_parts.py`, which is found when Django starts, as
`admin.py` is; what shows them (the frame, the must-do page, the search, the log, the outbox, the
jobs) asks the registry.
"""

from agencies.registry.calendar import CalendarEvent, CalendarEvents, CalendarSpan
from agencies.registry.must_do import (
    EVERYBODY,
    NOBODY,
    MustDoEntries,
    MustDoItem,
    MustDoProvider,
    MustDoSection,
)
from agencies.registry.parts import (
    AppParts,
    Attachment,
    AuditField,
    AuditParts,
    AuditSection,
    ExportList,
    Job,
    JobOutcome,
    LetterKind,
    NavGroup,
    NavItem,
    NothingToSayError,
    RetentionRule,
    SearchHit,
    SearchProvider,
    visible_keys,
)
from agencies.registry.registration import DuplicatePartError, Registry, registry
from agencies.registry.report import (
    LAST_NUMBERED,
    NEXT_MONTH,
    NOT_COLLECTED,
    OFFICIAL_FORMS,
    FigureDefinition,
    FigureSource,
    FigureUnit,
    Number,
    PlannedValue,
    ReportSection,
    ReportSheet,
    RowsBehind,
    Values,
)

__all__ = [
    "EVERYBODY",
    "LAST_NUMBERED",
    "NEXT_MONTH",
    "NOBODY",
    "NOT_COLLECTED",
    "OFFICIAL_FORMS",
    "AppParts",
    "Attachment",
    "AuditField",
    "AuditParts",
    "AuditSection",
    "CalendarEvent",
    "CalendarEvents",
    "CalendarSpan",
    "DuplicatePartError",
    "ExportList",
    "FigureDefinition",
    "FigureSource",
    "FigureUnit",
    "Job",
    "JobOutcome",
    "LetterKind",
    "MustDoEntries",
    "MustDoItem",
    "MustDoProvider",
    "MustDoSection",
    "NavGroup",
    "NavItem",
    "NothingToSayError",
    "Number",
    "PlannedValue",
    "Registry",
    "ReportSection",
    "ReportSheet",
    "RetentionRule",
    "RowsBehind",
    "SearchHit",
    "SearchProvider",
    "Values",
    "registry",
    "visible_keys",
]
